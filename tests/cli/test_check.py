"""enduse check and enduse indicators, as somebody in a newsroom types them."""

import csv
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.cli import indicator_store
from enduse.taxonomy.tables import BadInput, parse_yaml
from tests.build_forensics import bundle, written
from tests.cli.test_assess import enduse, one_line
from tests.processes import command

ENDUSE = (sys.executable, "-m", "enduse")
STIX = bundle(
    "[domain-name:value='evil.example']",
    "[process:name='evild']",
    "[file:size > 3]",
    name="Pegasus",
)
SMS = [{"text": "Alice, your parcel: https://evil.example/x", "isodate": "2021-07-18 10:00:00"}]
HISTORY = [{"url": "https://evil.example/x?id=Alice", "isodate": "2021-07-18 10:01:00"}]
USAGE = [{"proc_name": "evild", "isodate": "2021-07-18 10:02:00"}]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A device of nobody's, as MVT left it, with indicators beside it."""
    (tmp_path / "pegasus.stix2").write_bytes(STIX)
    written(
        tmp_path / "mvt", {"sms.json": SMS, "safari_history.json": HISTORY, "datausage.json": USAGE}
    )
    return tmp_path


def run(case: Path, *more: str | Path) -> subprocess.CompletedProcess[bytes]:
    return enduse("check", case / "mvt", "--indicators", case / "pegasus.stix2", *more)


def test_the_report_is_one_story_in_words_that_need_no_training(case: Path) -> None:
    done = run(case)
    text = done.stdout.decode()
    assert done.returncode == 1, done.stderr.decode()
    assert max(map(len, text.splitlines())) <= 80
    assert text.index("10:00:00  received") < text.index("10:01:00  visited")
    for said in (
        "3 traces of 1 published campaign.", "Received once, visited once, ran once",
        "In the evidence pack: pegasus, nso", "does not show that an attack worked",
        "1. Stop using the device", "Do not delete", "1 published entry cannot be evaluated",
        "Of 2 indicators, 2 are of a kind", "stay unseen",
    ):  # fmt: skip
        assert said in " ".join(text.split()), said
    assert "clean" not in text.lower()


def test_no_content_of_messages_is_copied_unless_it_is_asked_for(case: Path) -> None:
    for form in ("json", "csv", "html", "stix", "terminal"):
        assert b"Alice" not in run(case, "--format", form).stdout
    assert b"your parcel" in run(case, "--format", "json", "--content").stdout


def test_json_is_the_contract(case: Path) -> None:
    told = json.loads(run(case, "--format", "json", "--consent", "A. Example, 2 May").stdout)
    first = told["findings"][0]
    assert first["indicator"]["kind"] == "domain"
    assert first["indicator"]["value"] == "evil.example"
    assert first["indicator"]["campaigns"] == ["Pegasus"]
    assert (first["trace"], first["when"]) == ("received", "2021-07-18T10:00:00Z")
    assert first["where"]["row"] == 1
    assert (first["products"], first["parties"]) == (["pegasus"], ["nso"])
    assert told["stories"][0]["traces"] == {"received": 1, "visited": 1, "executed": 1}
    assert told["coverage"]["by_kind"]["process"] == {"indicators": 1, "could_show": True}
    assert told["coverage"]["not_evaluated"][0]["value"] == "[file:size > 3]"
    assert told["custody"]["consent"] == "A. Example, 2 May"
    assert len(told["custody"]["inputs"]) == 3


def test_nothing_found_is_said_with_what_could_not_be_seen(case: Path) -> None:
    for name in ("datausage.json", "sms.json", "safari_history.json"):
        (case / "mvt" / name).unlink()
    (case / "mvt" / "a.log").write_text("nothing here\n")
    done = run(case)
    text = " ".join(done.stdout.decode().split())
    assert done.returncode == 0
    assert "No trace found in what was read." in text
    assert "Not 1 process name: no input holds such records." in text
    (case / "mvt" / "b.ab").write_bytes(b"ANDROID BACKUP\n5\n1\nAES-256\n")
    assert run(case).returncode == 2


def test_the_timeline_opens_in_a_spreadsheet_without_running_anything(case: Path) -> None:
    rows = list(csv.DictReader(run(case, "--format", "csv").stdout.decode().splitlines()))
    assert [row["trace"] for row in rows] == ["received", "visited", "executed"]
    written(case / "mvt", {"=1+1.json": SMS})
    (case / "mvt" / "=1+1.json").rename(case / "=cmd.json")
    done = command("check", "=cmd.json", "-i", "pegasus.stix2", "--format", "csv", folder=case)
    assert b",'=cmd.json," in done.stdout


def test_the_page_for_a_case_file_asks_nobody_for_anything(case: Path) -> None:
    written(case / "mvt", {"<script>.json": SMS})
    page = run(case, "--format", "html").stdout.decode()
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page
    assert "default-src 'none'" in page
    for said in ("What to do now", "Chain of custody", "SHA-256", "received"):
        assert said in page


def test_sightings_are_stix_that_a_strict_reader_takes(case: Path) -> None:
    stix2 = pytest.importorskip("stix2")
    content = run(case, "--format", "stix").stdout.decode()
    told = stix2.parse(content, allow_custom=False)
    assert sorted(thing.type for thing in told.objects) == [
        "domain-name", "file", "identity", "indicator", "indicator", "observed-data",
        "observed-data", "observed-data", "process", "sighting", "sighting", "sighting",
    ]  # fmt: skip
    assert "safari" not in content
    assert str(case) not in content


@pytest.mark.parametrize("form", ["stix", "mvt"])
def test_what_is_exported_reads_back(case: Path, form: str) -> None:
    out = case / "out.json"
    assert (
        enduse(
            "indicators", "export", case / "pegasus.stix2", "--format", form, "-o", out
        ).returncode
        == 0
    )
    told = json.loads(enduse("indicators", "list", out, "--format", "json").stdout)
    assert [(one["kind"], one["value"], one["campaign"]) for one in told] == [
        ("domain", "evil.example", "Pegasus"), ("process", "evild", "Pegasus"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("hosts", "0.0.0.0 evil.example"),
        ("suricata", 'dns.query; dotprefix; content:".evil.example"; nocase; endswith;'),
        ("csv", "domain,evil.example,Pegasus"),
    ],
)
def test_other_tools_get_what_they_can_hold(case: Path, form: str, line: str) -> None:
    done = enduse("indicators", "export", case / "pegasus.stix2", "--format", form)
    assert line in done.stdout.decode()
    assert form == "csv" or b"1 indicators have no place" in done.stderr


def test_custody_is_checked_again(case: Path) -> None:
    manifest = case / "custody.json"
    assert run(case, "--manifest", manifest).returncode == 1
    assert enduse("check", "verify", manifest).returncode == 0
    (case / "mvt" / "sms.json").write_text("[]")
    (case / "mvt" / "new.json").write_text("[]")
    (case / "mvt" / "datausage.json").unlink()
    done = enduse("check", "verify", manifest)
    said = done.stdout.decode()
    assert done.returncode == 1
    assert "1 same, 1 changed, 1 missing, 1 new" in said
    assert "no manifest" in one_line(enduse("check", "verify", case / "pegasus.stix2"))


def test_a_draft_holds_counts_and_no_device(case: Path) -> None:
    draft = case / "incident.yaml"
    run(case, "--draft", draft)
    [one] = parse_yaml(draft.read_text(), "draft")
    assert (one["vendor"], one["product"], one["period"]) == ("nso", "pegasus", "2021-07")
    assert one["count_type"] == "targeted-or-infected"
    for private in ("Alice", "sms", str(case), "evil.example"):
        assert private not in draft.read_text()


def test_nothing_is_written_beside_the_evidence(case: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (case / "mvt").rglob("*")}
    run(case)
    assert {path: path.stat().st_mtime_ns for path in (case / "mvt").rglob("*")} == before


@pytest.mark.skipif(not shutil.which("unshare"), reason="no unshare to take the network away")
def test_a_check_works_where_there_is_no_network(case: Path) -> None:
    alone = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine makes no network namespaces")
    done = subprocess.run(
        [*alone, *ENDUSE, "check", case / "mvt", "-i", case / "pegasus.stix2"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"3 traces" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nowhere", "-i", "pegasus.stix2"], "no such file"),
        (["check", "mvt", "-i", "nowhere"], "no such file"),
        (["check", "mvt"], "no indicators: name a file with --indicators"),
        (["indicators", "add", "http://lab.example/a.stix2"], "only https is fetched"),
        (["check", "mvt", "-i", "pegasus.stix2", "-o", "no/folder/x"], "no folder"),
    ],
)
def test_mistakes_are_told_in_one_line(
    case: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(case)
    monkeypatch.setenv("ENDUSE_INDICATORS", str(case / "store"))
    assert said in one_line(enduse(*arguments))


def test_lint_names_what_never_matches(tmp_path: Path) -> None:
    (tmp_path / "domains.txt").write_text("evil.example/a\nlocalhost\n203.0.113.7\nok.example\n")
    (tmp_path / "hashes.txt").write_text(f"{'AB' * 32}\n")
    done = enduse("indicators", "lint", tmp_path)
    said = done.stdout.decode()
    assert done.returncode == 1
    for fault in ("no top-level domain", "read as url", "read as ip", "not in lower case"):
        assert fault in said
    assert "ok.example" not in said


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """A server on this machine with a bundle and an index, and an empty store."""
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "a.stix2").write_bytes(STIX)
    monkeypatch.setenv("ENDUSE_INDICATORS", str(tmp_path / "store"))

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        index = {"indicators": [
            {"type": "download", "name": "Lab A", "download_url": f"{url}/a.stix2"},
            {"type": "download", "name": "Gone", "download_url": f"{url}/gone.stix2"},
            {"type": "taxii", "name": "Elsewhere"},
        ]}  # fmt: skip
        (folder / "indicators.yaml").write_text(json.dumps(index))
        yield url, tmp_path / "store"
        server.shutdown()
        thread.join()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_what_is_fetched_is_kept_and_its_digest_noted(
    published: tuple[str, Path], case: Path
) -> None:
    url, store = published
    assert enduse("indicators", "add", f"{url}/a.stix2").returncode == 0
    done = enduse("indicators", "update", "--index", f"{url}/indicators.yaml")
    assert done.returncode == 2
    assert "Gone" in done.stderr.decode()
    assert "not updated: Elsewhere: the index gives no address" in done.stderr.decode()
    assert sorted(path.name for path in store.iterdir()) == [
        "a.stix2", "downloads.jsonl", "lab-a-a.stix2",
    ]  # fmt: skip
    noted = [json.loads(line) for line in (store / "downloads.jsonl").read_text().splitlines()]
    assert {one["url"] for one in noted} == {f"{url}/a.stix2", f"{url}/indicators.yaml"}
    assert all(len(one["sha256"]) == 64 for one in noted)
    assert enduse("check", case / "mvt").returncode == 1


def test_addresses_of_an_index_lead_to_github(monkeypatch: pytest.MonkeyPatch) -> None:
    place = "{owner: o, repo: r, branch: b, path: d/p.stix2}"
    index = f"indicators:\n- {{type: github, name: A, github: {place}}}\n"
    monkeypatch.setattr(indicator_store, "fetched", lambda _: index.encode())
    assert list(indicator_store.indexed("x")) == [
        ("A", "https://raw.githubusercontent.com/o/r/b/d/p.stix2")
    ]
    monkeypatch.setattr(indicator_store, "fetched", lambda _: b"a: 1")
    with pytest.raises(BadInput, match="no index"):
        list(indicator_store.indexed("x"))


def test_adding_says_what_was_added_and_what_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENDUSE_INDICATORS", str(tmp_path / "store"))
    written(tmp_path / "lab", {"domains.txt": "evil.example\n", "x.ioc": "<ioc/>"})
    done = enduse("indicators", "add", tmp_path / "lab")
    assert b"1 indicator\n" in done.stdout
    assert b"not added: lab-x.ioc: OpenIOC" in done.stderr
    assert [p.name for p in (tmp_path / "store").iterdir()] == ["lab-domains.txt"]
    assert os.environ["ENDUSE_INDICATORS"]


def test_a_list_never_takes_the_place_of_another_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENDUSE_INDICATORS", str(tmp_path / "store"))
    written(tmp_path, {"a/domains.txt": "evil.example\n", "b/domains.txt": "worse.example\n"})
    for folder in ("a", "b", "a", "b"):
        assert enduse("indicators", "add", tmp_path / folder / "domains.txt").returncode == 0
    assert b"2 indicators in 2 files" in enduse("indicators", "list").stdout


MVT = pytest.mark.skipif(
    not shutil.which("mvt-ios"), reason="no mvt on the path: never a dependency"
)
ARTEFACTS = Path("/work/shared/data/mvt-artifacts/tests/artifacts")
real = pytest.mark.skipif(not ARTEFACTS.exists(), reason=f"no {ARTEFACTS}")


def test_extraction_needs_consent_a_folder_apart_and_mvt(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(case / "backup", {"Manifest.db": "", "Info.plist": ""})
    monkeypatch.setenv("PATH", str(case))
    asked = ("check", case / "backup", "-i", case / "pegasus.stix2", "--extract-to")
    assert "needs consent" in one_line(enduse(*asked, case / "out"))
    agreed = ("--consent", "A. Example")
    assert "inside the evidence" in one_line(enduse(*asked, case / "backup" / "out", *agreed))
    assert "is not empty" in one_line(enduse(*asked, case / "mvt", *agreed))
    assert "mvt-ios is not installed" in one_line(enduse(*asked, case / "out", *agreed))


@MVT
@real
def test_mvt_extracts_where_it_is_installed(case: Path) -> None:
    (case / "list.csv").write_text("type,value\ndomain,badbadbad.example.org\n")
    done = enduse(
        "check", ARTEFACTS / "ios_backup", "-i", case / "list.csv", "--format", "json",
        "--extract-to", case / "out", "--consent", "A. Example",
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert done.returncode == 1, done.stderr
    assert [finding["where"]["artefact"] for finding in told["findings"]] == ["Text messages"]


@real
def test_the_artefacts_of_mvt_are_read_as_they_lie(case: Path) -> None:
    (case / "list.csv").write_text("type,value\ndomain,badbadbad.example.org\nprocess,no-such\n")
    done = enduse("check", ARTEFACTS, "-i", case / "list.csv", "--format", "json")
    told = json.loads(done.stdout)
    [finding] = told["findings"]
    assert finding["trace"] == "received"
    assert finding["where"]["original"] == "HomeDomain/Library/SMS/sms.db"
    unread = [one for one in told["coverage"]["inputs"] if one["outcome"] == "not read"]
    assert {one["read_as"] for one in unread} == {"Android backup"}


def test_without_the_extra_one_line_says_what_to_install(case: Path) -> None:
    lacking = (
        "import sys; sys.modules['ahocorasick_rs'] = None; from enduse.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", lacking, "check", case / "mvt", "-i", case / "pegasus.stix2"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert "pip install 'enduse[forensics]'" in one_line(done)


@pytest.mark.parametrize("option", ["-o", "--manifest", "--draft"])
@pytest.mark.parametrize("place", ["mvt/new.json", "mvt/sms.json", "mvt/sub/new.json"])
def test_nothing_is_written_into_the_evidence_even_when_asked(
    case: Path, option: str, place: str
) -> None:
    files = [file for file in case.rglob("*") if file.is_file()]
    before = {file: file.read_bytes() for file in files}
    done = run(case, option, case / place)
    assert done.returncode == 2
    assert b"evidence" in done.stderr
    assert {f: f.read_bytes() for f in case.rglob("*") if f.is_file()} == before
