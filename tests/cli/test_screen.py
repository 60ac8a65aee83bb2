"""enduse screen and enduse lists, as a user types them."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from enduse.cli import commands
from enduse.taxonomy.tables import BadInput

SAMPLES = Path(__file__).parents[1] / "samples" / "lists"


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENDUSE_LISTS", str(tmp_path / "lists"))
    return tmp_path / "lists"


def enduse(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(a) for a in arguments], catch_exceptions=True)


def fault(*arguments: str | Path) -> str:
    run = enduse(*arguments)
    assert isinstance(run.exception, BadInput), run.output
    return str(run.exception)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("lists")
def test_a_name_in_another_script_finds_a_party_of_the_pack() -> None:
    run = enduse("screen", "ОБЩЕСТВО ХАКИНГ ТИМ")
    assert run.exit_code == 0
    assert "Hacking Team  (pack hacking-team, IT)" in run.output
    assert max(map(len, run.output.splitlines())) <= 80


@pytest.mark.usefixtures("lists")
def test_fail_on_match_is_an_exit_status() -> None:
    assert enduse("screen", "Gruppo Area", "--fail-on-match").exit_code == 1
    assert enduse("screen", "Quadrella Brickworks", "--fail-on-match").exit_code == 0
    assert "no match" in enduse("screen", "Quadrella Brickworks").output


@pytest.mark.usefixtures("lists")
def test_a_list_is_added_shown_used_and_removed() -> None:
    added = enduse("lists", "add", "invented", SAMPLES / "invented.ftm.json")
    assert added.output == "invented: 3 entities, 5 names\n"
    again = enduse("lists", "add", "invented", SAMPLES / "invented.ftm.json")
    assert again.output == "invented: unchanged\n"
    shown = enduse("lists").output
    assert "invented" in shown
    assert "pack" in shown
    hit = json.loads(enduse("screen", "КСКОРТАН Велимира", "--format", "json").output)["hits"][0]
    assert (hit["list"], hit["id"], hit["score"]) == ("invented", "ex-1", 1.0)
    assert "no match" in enduse("screen", "Velimira Xqortan", "--list", "pack").output
    assert enduse("lists", "remove", "invented").output == "invented: removed\n"
    assert "no list 'invented'" in fault("screen", "x", "--list", "invented")


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("file", ["invented-csl.csv", "invented-csl.json"])
def test_the_consolidated_screening_list_in_both_forms(file: str) -> None:
    enduse("lists", "add", "csl", SAMPLES / file)
    out = enduse("screen", "Quadrella General Trading", "--country", "ae", "--format", "json")
    hit = json.loads(out.output)["hits"][0]
    assert (hit["party"], hit["countries"]) == ("Quadrella Exports FZE", ["ae"])
    assert "the same country: AE" in hit["reasons"]
    known = enduse("screen", "x9", "--identifier", "55500199", "--format", "json").output
    assert json.loads(known)["hits"][0]["score"] >= 0.98


@pytest.mark.usefixtures("lists")
def test_a_table_with_a_mapping() -> None:
    vendors = SAMPLES / "vendors.csv"
    assert "no column with the name" in fault("lists", "add", "v", vendors)
    mapping = ["name=vendor", "country=seat", "aliases=also known as", "identifier=number"]
    mapped = [option for one in mapping for option in ("--map", one)]
    assert enduse("lists", "add", "v", vendors, *mapped).output == "v: 2 entities, 3 names\n"
    hit = json.loads(enduse("screen", "Pentarella", "--list", "v", "--format", "json",
                            "--threshold", "0.4").output)["hits"][0]  # fmt: skip
    assert (hit["party"], hit["countries"]) == ("Quadrella Interception", ["it"])


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"id":"a","schema":"Person","properties":{"name":["A"]}}\n{"id":"b","sch', "f.json:2:"),
        (b'{"id":"a","schema":"Person","properties":{"name":["\xff"]}}\n', "not UTF-8"),
        (b"", "no list that is known"),
        (b"\x00\x01\x02", "no list that is known"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "f.json").write_bytes(content)
    assert told in fault("lists", "add", "x", tmp_path / "f.json")
    assert "\nx " not in enduse("lists").output


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text(
        "name,country,kind\nНСО Групп,il,\n,,\nQuadrella Brickworks,,company\n???,,\n"
        f"{'x' * 2000},,\nHacking Team srl,it,planet\nTRD,eg,\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_table_keeps_its_order_and_names_bad_rows(names: Path, workers: str) -> None:
    run = enduse("screen", names, "--format", "csv", "--workers", workers)
    assert run.exit_code == 2
    told = rows(run.stdout)
    assert [row["row"] for row in told] == ["1", "2", "3", "4", "5", "6"]
    assert [row["id"] for row in told] == ["nso", "", "", "", "", "egypt-trd"]
    assert [bool(row["fault"]) for row in told] == [False, False, True, True, True, False]
    assert "names.csv:5: name: no letter or digit" in run.stderr
    assert "names.csv:7: no kind 'planet'" in run.stderr
    assert "3 screened, 2 matched, 3 refused" in run.stderr


@pytest.mark.usefixtures("lists")
def test_the_same_hits_in_every_format(names: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    enduse("screen", names, "--format", "parquet", "-o", tmp_path / "hits.parquet")
    flat = [row["id"] or "" for row in pq.read_table(tmp_path / "hits.parquet").to_pylist()]
    lines = [json.loads(line) for line in enduse("screen", names).stdout.splitlines()]
    listed = [row["hits"][0]["id"] if row.get("hits") else "" for row in lines]
    cells = [row["id"] for row in rows(enduse("screen", names, "--format", "csv").stdout)]
    assert flat == listed == cells
    again = enduse("screen", tmp_path / "hits.parquet", "--format", "csv")
    assert rows(again.stdout)[0]["name"] == "НСО Групп"


@pytest.mark.usefixtures("lists")
def test_many_rows_by_two_processes_are_those_of_one(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    known = ["Hacking Team", "NSO Grp", "Celebrite", "Quadrella", "TRD"]
    path.write_text("name\n" + "".join(f"{known[at % 5]} {at}\n" for at in range(450)))
    one = enduse("screen", path, "--format", "csv", "--threshold", "0.5", "--workers", "1")
    two = enduse("screen", path, "--format", "csv", "--threshold", "0.5", "--workers", "2")
    assert one.stdout == two.stdout
    assert rows(one.stdout)[0]["id"] == "hacking-team"


def test_pairs_are_compared_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(
        "name1,name2,kind\nSiemens AG,Siemens Aktiengesellschaft,company\n"
        "Unit 3060,Unit 3061,organization\n,Example,\nA,B,planet\n",
        encoding="utf-8",
    )
    run = enduse("screen", "--pairs", path)
    assert run.exit_code == 2
    told = rows(run.stdout)
    assert [row["match"] for row in told] == ["true", "false", "", ""]
    assert told[0]["score"] == "1.0"
    assert "different numbers: 3060 and 3061" in told[1]["reasons"]
    assert "pairs.csv:4: a name with no letter or digit" in run.stderr
    assert "pairs.csv:5: no kind of party 'planet'" in run.stderr
    lines = enduse("screen", "--pairs", path, "--format", "jsonl").stdout.splitlines()
    assert json.loads(lines[1])["score"] < 0.7


@pytest.mark.usefixtures("lists")
def test_bad_input_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "latin1.csv").write_bytes("name\nMüller\n".encode("latin-1"))
    (tmp_path / "other.csv").write_text("vendor\nx\n")
    assert "latin1.csv:2: not UTF-8" in fault("screen", tmp_path / "latin1.csv")
    assert "no column called name" in fault("screen", tmp_path / "other.csv")
    assert "No such file" in fault("screen", tmp_path / "none.csv")
    assert "no letter or digit" in fault("screen", "...")
    assert "longer than 1,000" in fault("screen", "x" * 100_000)
    assert "nothing to screen" in fault("screen")
    assert "name1 and name2" in fault("screen", "--pairs", tmp_path / "other.csv")


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("asked", [(), ("--pairs",)])
def test_what_is_screened_is_not_written_over(tmp_path: Path, asked: tuple[str, ...]) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name,name1,name2\nNSO,NSO,NSO Group\n", encoding="utf-8")
    before = table.read_bytes()
    told = fault("screen", *asked, table, "--format", "csv", "-o", table)
    assert "would be written over" in told
    assert table.read_bytes() == before


@pytest.mark.usefixtures("lists")
def test_a_name_has_the_same_hits_alone_and_in_a_table(tmp_path: Path) -> None:
    names = (
        "Gruppo Area",
        "שבא קבוצת NSO",
        "Ministry of Interior",
        "1 2 3",
        "GmbH",
        "al",
        "A" * 999,
    )
    table = tmp_path / "names.jsonl"
    table.write_text("".join(json.dumps({"name": name}) + "\n" for name in names))
    run = enduse("screen", table)
    assert run.exit_code == 0, run.output
    told = [json.loads(line)["hits"] for line in run.stdout.splitlines()]
    alone = [
        json.loads(enduse("screen", name, "--format", "json").stdout)["hits"] for name in names
    ]
    assert told == alone
    assert any(told)
