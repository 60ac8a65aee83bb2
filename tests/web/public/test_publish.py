"""The public site as plain files, published and read as a reader has it: from a folder."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.interchange.pack import write_pack
from tests.web.public.copies import dead_links
from tests.web.public.few import few_records


class Site:
    """A site with few records, and the folder that it is published into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.database = f"sqlite:///{folder}/site.sqlite3"
        write_pack(few_records(), folder / "pack")
        self.run("load", str(folder / "pack"))

    def run(self, *arguments: str, status: int = 0) -> str:
        """What a command says."""
        made = subprocess.run(
            [sys.executable, "-m", "enduse", "site", *arguments],
            env=os.environ | {"DATABASE_URL": self.database},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == status, made.stderr
        return made.stdout + made.stderr

    @property
    def pages(self) -> Path:
        return (self.folder / "current").resolve()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was published, signed, without an address of its own."""
    folder = tmp_path_factory.mktemp("published")
    made = Site(folder)
    made.run("new-key", str(folder / "key"))
    made.run("publish", str(made.folder), "--key", str(folder / "key"))
    return made


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*.html"):
        yield str(file.relative_to(folder)), file.read_text(encoding="utf-8")


def test_every_link_leads_to_a_file_and_to_a_place_in_it(site: Site) -> None:
    assert (site.pages / "parties/area/index.html").is_file()
    assert list(dead_links(site.pages)) == []


def test_nothing_tells_an_absolute_address_where_none_was_given(site: Site) -> None:
    for name, text in texts(site.pages):
        assert "site.invalid" not in text, name
        assert not re.search(r'\s(href|src|action)="/', text), name


def test_what_needs_a_server_is_said_and_not_offered(site: Site) -> None:
    for name, text in texts(site.pages):
        for action in re.findall(r'<form[^>]*action="([^"]*)"', text):
            assert action.endswith("search/index.html"), name
        assert text.count("<form") == text.count('role="search"'), name
    assert "live site" in (site.pages / "assess/index.html").read_text()
    assert "live site" in (site.pages / "transfers/index.html").read_text()


def test_a_second_run_makes_nothing_and_the_copy_is_whole(site: Site) -> None:
    before = site.pages
    assert "Nothing changed" in site.run(
        "publish", str(site.folder), "--key", f"{site.folder.parent}/key"
    )
    assert site.pages == before
    assert site.run("verify", str(site.folder), "--key", f"{site.folder.parent}/key.pub")
