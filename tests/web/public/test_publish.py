"""The public site as plain files, published and read as a reader has it: from a folder."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.interchange.pack import write_pack
from enduse.web.public.publisher.links import Copy, Links, Place, file_of
from enduse.web.public.publisher.making import Maker
from enduse.web.public.publisher.pages import ALIKE, Pages, laid_out
from tests.processes import command
from tests.web.addresses import sample
from tests.web.public.copies import dead_links
from tests.web.public.few import few_records

pytestmark = pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="it publishes from a SQLite of its own, whatever the suite runs on",
)
PARTY = "parties/candiru/index.html"
BASE, LIVE = "https://copy.example/below", "https://live.example"


class Site:
    """A site with few records, and the folder that it is published into."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder / "site", str(folder / "key")
        self.database = f"sqlite:///{folder}/site.sqlite3"
        write_pack(few_records(), folder / "pack")
        self.run("load", str(folder / "pack"))
        self.run("new-key", self.key)

    def run(self, *arguments: str, status: int = 0) -> str:
        """What a command says."""
        set_up = {"DATABASE_URL": self.database, "ENDUSE_LANGUAGES": "ar"}
        made = command("site", *arguments, environment=os.environ | set_up)
        said, complained = made.stdout.decode(), made.stderr.decode()
        assert made.returncode == status, said + complained
        assert "Traceback" not in complained
        return said + complained

    @property
    def pages(self) -> Path:
        return (self.folder / "current").resolve()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was published, signed, without an address of its own."""
    made = Site(tmp_path_factory.mktemp("published"))
    made.run("publish", str(made.folder), "--key", made.key)
    return made


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*.html"):
        yield str(file.relative_to(folder)), file.read_text(encoding="utf-8")


def test_every_link_leads_to_a_file_and_to_a_place_in_it(site: Site) -> None:
    assert (site.pages / PARTY).is_file()
    assert (site.pages / "ar" / PARTY).is_file()
    assert list(dead_links(site.pages)) == []


def test_a_page_holds_nothing_absolute_and_no_form_that_needs_a_server(site: Site) -> None:
    for name, text in texts(site.pages):
        assert "site.invalid" not in text, name
        assert not re.search(r'\s(href|src|action)="/', text), name
        actions = re.findall(r'<form[^>]*\saction="([^"]*)"', text)
        assert len(actions) == text.count("<form"), name
        assert all(action.endswith("search/index.html") for action in actions), name
    for page in ("assess", "transfers", "search"):
        assert "plain hint" in (site.pages / page / "index.html").read_text() or page != "transfers"


def test_lists_that_links_name_are_files(site: Site) -> None:
    lists = {str(file.parent.relative_to(site.pages)) for file in site.pages.rglob("*/_/**/*.html")}
    assert "transfers/_/destination=mx" in lists
    assert list(site.pages.rglob("licences/_/format=csv/licences.csv"))


def test_twins_say_what_their_file_says(site: Site) -> None:
    import gzip

    import brotli

    page = site.pages / PARTY
    assert gzip.decompress(Path(f"{page}.gz").read_bytes()) == page.read_bytes()
    assert brotli.decompress(Path(f"{page}.br").read_bytes()) == page.read_bytes()
    assert Path(f"{page}.gz").read_bytes()[4:8] == bytes(4)


def test_a_second_run_makes_nothing(site: Site) -> None:
    before = site.pages
    assert "Nothing changed" in site.run("publish", str(site.folder), "--key", site.key)
    assert site.pages == before


@pytest.mark.django_db
def test_addresses_are_told_where_they_were_given() -> None:
    copy = Copy(base=BASE, live=LIVE)
    page, form = said("/parties/nso/", copy), said("/assess/", copy)
    assert f"{BASE}/ar/parties/nso/" in page
    assert f'href="{LIVE}/ar/parties/nso/"' in page
    assert f'href="{LIVE}/ar/assess/"' in form
    assert 'href="../../../ar/countries/il/index.html"' in page
    assert 'href="../../../parties/nso/index.html"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(ALIKE))
def test_what_a_view_gathers_serves_every_language(kind: str) -> None:
    with laid_out():
        pages = Pages(sample(kind), Copy())
        assert pages.got("en") != pages.got("ar")
        for language in ("ar", "de"):
            assert pages.got(language) == Pages(sample(kind), Copy()).got(language)


@pytest.mark.django_db
def test_a_question_that_was_looked_up_again_is_noted_again(tmp_path: Path) -> None:
    """Else what is edited twice would stay as it was after the first edit."""
    [first] = Maker(tmp_path, Copy(), None).made(["/parties/nso/"])
    later = Maker(tmp_path, Copy(), None)
    assert later.changed((q.key, q.sql, q.params, b"another") for q in first.questions)
    [again] = later.made(["/parties/nso/"])
    assert {q.key for q in again.questions} == {q.key for q in first.questions}


def said(address: str, copy: Copy) -> str:
    """A page in Arabic as a copy holds it."""
    place = Place("ar", address, file_of(f"/ar{address}"))
    return Links(copy, place).turned(Pages(address, copy).got("ar").content.decode())


def test_verify_tells_each_difference(site: Site, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    shutil.copytree(site.pages, mirror)
    assert "signed with the key of" in site.run("verify", str(mirror), "--key", f"{site.key}.pub")
    (mirror / PARTY).write_text("other")
    (mirror / "glossary/index.html").unlink()
    (mirror / "new.html").write_text("new")
    told = site.run("verify", str(mirror), status=1)
    assert told.splitlines() == [
        "missing glossary/index.html", "added new.html", f"changed {PARTY}",
    ]  # fmt: skip


def test_verify_refuses_another_signature(site: Site, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    shutil.copytree(site.pages, mirror)
    site.run("new-key", str(tmp_path / "other"))
    assert "signature" in site.run(
        "verify", str(mirror), "--key", f"{tmp_path}/other.pub", status=1
    )
    manifest = mirror / "SHA256SUMS"
    manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[1:]))
    assert "signature" in site.run("verify", str(mirror), status=1)
    manifest.write_text("0" * 64 + "  ../../etc/passwd\n")
    assert "line 1" in site.run("verify", str(mirror), status=2)


def test_bad_input_is_told_in_a_line_and_writes_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    assert "holds other files" in site.run("publish", str(tmp_path / "mine"), status=2)
    assert "--base-url" in site.run("publish", str(tmp_path / "x"), "--base-url", "x", status=2)
    assert stat.S_IMODE(Path(site.key).stat().st_mode) == 0o600
    Path(f"{tmp_path}/open").write_bytes(Path(site.key).read_bytes())
    assert "chmod 600" in site.run(
        "publish", f"{tmp_path}/x", "--key", f"{tmp_path}/open", status=2
    )
    assert "no key was overwritten" in site.run("new-key", site.key, status=2)
    assert "holds no SHA256SUMS" in site.run("verify", str(tmp_path), status=2)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine", "open"]
