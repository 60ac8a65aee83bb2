"""enduse link: proposals, decisions, and the register with its parties."""

# ruff: noqa: RUF001 - names in other scripts
import csv
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from enduse.bulk.link_engines import DuckDB, scored
from enduse.cli import commands
from enduse.linking.entry import Row, Stated, gathered
from enduse.linking.traits import traits
from enduse.taxonomy.tables import BadInput

pytest.importorskip("splink", reason="the extra [link] is not installed")

REGISTER = """licence,name,country,town
1,Siemens AG,de,Munich
2,Siemens AG,Germany,Munich
3,Siemens Aktiengesellschaft,de,
4,SIEMENS A.G.,de,Erlangen
5,"Siemens, AG",,
6,Siemens Healthineers AG,de,Erlangen
7,Unit 3060,,
8,Unit 3061,,
9,NSO Group,il,
10,شركة إن إس أو,il,
11,Hacking Team srl,it,
12,ООО ХАКИНГ ТИМ,it,
13,Ministry of Interior,eg,
14,Ministry of Interior,it,
15,Ahmed Hassan,,
16,Fatma Hassan,,
17,,de,
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["link", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("link")
    (place / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = run(place / "register.csv", "-o", place / "proposals.csv")
    assert made.exit_code == 0, made.output
    return place


def pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def clusters(path: Path) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in pairs(path):
        found.setdefault(pair["cluster"], set()).update((pair["name_1"], pair["name_2"]))
    return {frozenset(names) for names in found.values()}


def test_what_may_be_one_party_is_put_together(folder: Path) -> None:
    assert clusters(folder / "proposals.csv") == {
        frozenset({"Siemens AG", "Siemens Aktiengesellschaft", "SIEMENS A.G.", "Siemens, AG"}),
        frozenset({"NSO Group", "شركة إن إس أو"}),
        frozenset({"Hacking Team srl", "ООО ХАКИНГ ТИМ"}),
    }


def test_each_pair_has_its_reasons_and_rows(folder: Path) -> None:
    [pair] = [p for p in pairs(folder / "proposals.csv") if "NSO Group" in p.values()]
    assert pair["status"] == "proposed"
    assert pair["for"] == "same words: nso; the same country: IL"
    assert pair["against"] == "only one says: group"
    assert {pair["first_1"], pair["first_2"]} == {"9", "10"}
    assert float(pair["probability"]) > 0.5


def test_the_same_register_gives_the_same_file(folder: Path) -> None:
    lines = REGISTER.splitlines()
    turned = folder / "turned.csv"
    turned.write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", encoding="utf-8")
    assert run(turned, "--map", "id=licence", "-o", folder / "turned-proposals.csv").exit_code == 0
    assert (
        run(folder / "register.csv", "--map", "id=licence", "-o", folder / "again.csv").exit_code
        == 0
    )
    told = [
        [{k: v for k, v in pair.items() if not k.startswith("first")} for pair in pairs(path)]
        for path in (folder / "turned-proposals.csv", folder / "again.csv")
    ]
    assert told[0] == told[1]


def test_the_terminal_shows_clusters_with_why(folder: Path) -> None:
    shown = run(folder / "register.csv")
    assert "Cluster 1: 4 entries, 5 rows" in shown.output
    assert "+ same words: siemens" in shown.output
    assert "17 rows" not in shown.output
    assert "16 rows, 1 without a name, 15 entries; 8 pairs proposed in 3 clusters" in shown.output
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_decided_applied_and_undone(folder: Path, tmp_path: Path) -> None:
    decisions, out = tmp_path / "decisions.jsonl", tmp_path / "out.csv"
    register, proposals = folder / "register.csv", folder / "proposals.csv"
    made = run("decide", proposals, "-d", decisions, "--accept", "1", "--by", "A. Editor")
    assert made.exit_code == 0, made.output
    assert "3 added; 3 more follow from what stands" in made.output
    applied = run("apply", register, "-d", decisions, "-o", out)
    assert applied.exit_code == 0, applied.output
    rows = pairs(out)
    assert [row["party"] for row in rows[:5]] == ["Siemens AG"] * 5
    assert len({row["party_id"] for row in rows[:5]}) == 1
    assert rows[5]["party"] == "Siemens Healthineers AG"
    assert (rows[16]["party"], rows[16]["party_id"]) == ("", "")
    first, before = json.loads(decisions.read_text().splitlines()[0]), decisions.read_bytes()
    assert (first["by"], first["why"]) == ("A. Editor", "not stated")
    assert run("undo", decisions, first["id"], "--why", "a mistake").exit_code == 0
    assert decisions.read_bytes().startswith(before)
    assert run("apply", register, "-d", decisions, "-o", out).exit_code == 0
    assert len({row["party_id"] for row in pairs(out)[:5]}) == 2
    assert "a mistake" in run("log", decisions).output


def test_what_is_undone_leaves_the_register_as_it_was(folder: Path, tmp_path: Path) -> None:
    decisions, out, register = tmp_path / "d.jsonl", tmp_path / "out.csv", folder / "register.csv"
    decisions.touch()
    told = []
    for keys in ((), ("--accept", "1"), ("--accept", "2")):
        if keys:
            made = run("decide", folder / "proposals.csv", "-d", decisions, *keys)
            assert made.exit_code == 0, made.output
        assert run("apply", register, "-d", decisions, "-o", out).exit_code == 0
        told.append(out.read_bytes())
    assert len(set(told)) == 3
    lines = [json.loads(line) for line in decisions.read_text(encoding="utf-8").splitlines()]
    for taken_back, before in ((lines[3:], told[1]), (lines[:3], told[0])):
        assert run("undo", decisions, *(line["id"] for line in taken_back)).exit_code == 0
        assert run("apply", register, "-d", decisions, "-o", out).exit_code == 0
        assert out.read_bytes() == before


def test_what_is_decided_is_not_proposed_again(folder: Path, tmp_path: Path) -> None:
    decisions, again = tmp_path / "decisions.jsonl", tmp_path / "again.csv"
    proposals = folder / "proposals.csv"
    [nso] = [p["pair"] for p in pairs(proposals) if "NSO Group" in p.values()]
    siemens = [p for p in pairs(proposals) if p["cluster"] == "1"]
    refused = siemens[-1]
    for verdict, key in (("--refuse", nso), ("--refuse", refused["pair"])):
        assert run("decide", proposals, "-d", decisions, verdict, key).exit_code == 0
    assert run(folder / "register.csv", "-d", decisions, "-o", again).exit_code == 0
    told = {pair["pair"] for pair in pairs(again)}
    assert told.isdisjoint({nso, refused["pair"]})
    apart = {refused["name_1"], refused["name_2"]}
    assert all(not apart <= names for names in clusters(again) - {frozenset()} if "" not in names)
    held = [pair for pair in pairs(again) if not pair["cluster"]]
    assert held
    assert all("refused by d-" in pair["against"] for pair in held)


def test_a_spreadsheet_decides_by_status(folder: Path, tmp_path: Path) -> None:
    edited, decisions = tmp_path / "edited.csv", tmp_path / "decisions.jsonl"
    text = (folder / "proposals.csv").read_text(encoding="utf-8")
    edited.write_text(text.replace(",proposed,NSO", ",Accepted,NSO"), encoding="utf-8")
    made = run("decide", edited, "-d", decisions)
    assert made.exit_code == 0, made.output
    [line] = map(json.loads, decisions.read_text(encoding="utf-8").splitlines())
    assert line["verdict"] == "accepted"
    assert {line["one"]["name"], line["other"]["name"]} == {"NSO Group", "شركة إن إس أو"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "r.csv",
            "exporter name,x\nExample,1\n",
            "no column called name; there are: exporter_name, x",
        ),
        ("r.csv", "", "is empty; the first line names the columns"),
        ("r.csv", "name\n", "no rows under its columns"),
        ("r.csv", "id,name\n7,Example\n7,Sample\n", "r.csv:3: the id '7' stands in"),
        ("r.pdf", "name\nExample\n", "not a table by its ending"),
        ("r.csv", "name\n\ud8ff", "r.csv:2: not UTF-8 text"),
        ("r.jsonl", "", "is empty; it should hold one JSON object a line"),
    ],
)
def test_what_is_no_register(tmp_path: Path, name: str, content: str, told: str) -> None:
    register, out = tmp_path / name, tmp_path / "proposals.csv"
    register.write_bytes(content.encode("utf-8", "surrogatepass"))
    made = run(register, "-o", out)
    assert isinstance(made.exception, BadInput)
    assert told in str(made.exception)
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "told", "status"),
    [
        ("name\nExample GmbH\n", "1 row, 1 entry; nothing to compare", 0),
        ("name\nExample GmbH\nExample\u200f  GmbH\n", "2 rows, 1 entry; nothing to compare", 0),
        ("name\nExample GmbH\n-\n", "r.csv:3: name: no letter or digit in it", 2),
        ("name\nExample GmbH\n" + "x" * 1001, "r.csv:3: name: longer than 1,000 characters", 2),
        ("name,kind\nExample GmbH,cat\n", "r.csv:2: no kind 'cat'", 2),
        ("name\nExample GmbH,1\nSample\n", "r.csv:2: 2 cells under 1 columns", 2),
    ],
)
def test_what_there_is_nothing_to_compare_in(
    tmp_path: Path, content: str, told: str, status: int
) -> None:
    register = tmp_path / "r.csv"
    register.write_text(content, encoding="utf-8")
    made = run(register)
    assert told in made.stderr
    assert made.exit_code == status


def test_decisions_of_another_register_are_refused(folder: Path, tmp_path: Path) -> None:
    decisions, other = tmp_path / "decisions.jsonl", tmp_path / "other.csv"
    run("decide", folder / "proposals.csv", "-d", decisions, "--accept", "all")
    other.write_text("name\nExample GmbH\nSample Ltd\n", encoding="utf-8")
    for asked in ((other,), ("apply", other, "-o", tmp_path / "out.csv")):
        made = run(*asked, "-d", decisions)
        assert isinstance(made.exception, BadInput)
        assert "no decision is about an entry of" in str(made.exception)
    assert not (tmp_path / "out.csv").exists()
    other.write_text("name,country\nSiemens AG,de\nSiemens Aktiengesellschaft,de\n")
    made = run("apply", other, "-d", decisions, "-o", tmp_path / "out.csv")
    assert made.exit_code == 0
    assert "decisions are about entries that are not in" in made.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("decide", "P", "-d", "D", "--accept", "99"), "there is no pair or cluster '99'"),
        (("decide", "P", "-d", "D"), "no status is accepted or refused; or name --accept ID"),
        (("decide", "R", "-d", "D"), "not a proposal; name the file that enduse link -o wrote"),
        (("apply", "R", "-d", "D", "-o", "R"), "would be written over"),
        (("apply", "R", "-d", "D", "-o", "out.jsonl"), "is written as"),
        (("R", "--map", "country=seat"), "no column called seat; there are: licence, name"),
        (("R", "--map", "seat=country"), "no field 'seat' to map; there are name, country"),
        (("R", "--map", "country"), "--map 'country': write FIELD=COLUMN"),
        (("R", "-o", "out.xlsx"), "how to write it is not seen; end it with .csv, .jsonl"),
        (("R", "--master", "local"), "--master is of Spark; add --engine spark"),
        (("undo", "D", "d-1"), "No such file or directory"),
    ],
)
def test_what_is_asked_wrongly(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    named = {
        "P": folder / "proposals.csv",
        "R": folder / "register.csv",
        "D": folder / "none.jsonl",
    }
    made = run(*(named.get(word, word) for word in arguments))
    assert isinstance(made.exception, BadInput)
    assert told in str(made.exception)
    assert (folder / "register.csv").read_text(encoding="utf-8") == REGISTER


def test_a_cluster_that_is_refused_is_not_proposed_again(folder: Path, tmp_path: Path) -> None:
    decisions, again = tmp_path / "decisions.jsonl", tmp_path / "again.csv"
    run("decide", folder / "proposals.csv", "-d", decisions, "--refuse", "1", "--accept", "2")
    assert run(folder / "register.csv", "-d", decisions, "-o", again).exit_code == 0
    assert len(pairs(again)) == len(pairs(folder / "proposals.csv")) - 7


def test_without_the_extra_one_line_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    made = run(folder / "register.csv")
    assert str(made.exception) == "linking needs enduse[link]: pip install 'enduse[link]'"


def test_a_field_can_be_left_out(tmp_path: Path) -> None:
    register = tmp_path / "r.csv"
    register.write_text("id,name,country\n1,Example GmbH,de\n1,Example GmbH,at\n", encoding="utf-8")
    made = run(register, "--map", "id=", "--map", "country=")
    assert "2 rows, 1 entry" in made.stderr
    assert made.exit_code == 0


@pytest.mark.parametrize("output", ["register.csv", "d.jsonl"])
def test_nothing_that_is_read_is_written_over(folder: Path, tmp_path: Path, output: str) -> None:
    register, decisions = tmp_path / "register.csv", tmp_path / "d.jsonl"
    register.write_text(REGISTER, encoding="utf-8")
    run("decide", folder / "proposals.csv", "-d", decisions, "--accept", "1")
    before = (tmp_path / output).read_bytes()
    made = run(register, "-d", decisions, "-o", tmp_path / output)
    assert "would be written over" in str(made.exception)
    assert (tmp_path / output).read_bytes() == before


def test_rows_of_json_lines_need_not_say_a_name(tmp_path: Path) -> None:
    register = tmp_path / "r.jsonl"
    register.write_text('{"name":"Example GmbH"}\n{}\n{"town":"Example"}\n', encoding="utf-8")
    made = run(register)
    assert "1 row, 2 without a name, 1 entry" in made.stderr
    assert made.exit_code == 0


def test_a_first_row_that_is_broken_is_told_and_the_rest_done(tmp_path: Path) -> None:
    register = tmp_path / "r.jsonl"
    register.write_text('{"name":NaN}\n{"name":"Example GmbH"}\n', encoding="utf-8")
    made = run(register)
    assert "r.jsonl:1: NaN is no number" in made.stderr
    assert "1 row, 1 refused, 1 entry" in made.stderr


def test_what_says_nothing_is_no_identifier(tmp_path: Path) -> None:
    register = tmp_path / "r.csv"
    nothing = ("N/A", "n/a", "none", "0000", "-", "NA", "unknown", "TBC")
    kinds = ("Optics", "Trading", "Marine", "Defence")
    names = [f"{first} {kind} Ltd" for first in ("Zarkon", "Belvor") for kind in kinds]
    rows = [f"{name},na,{nothing[0]}" for name in names]
    rows += [f"{names[0]},{country},{value}" for country in ("na", "N/A") for value in nothing]
    register.write_text("\n".join(["name,country,registration_number", *rows]), encoding="utf-8")
    made = run(register)
    assert "24 rows, 9 entries; 1 pair proposed in 1 cluster" in made.stderr
    assert "(NA)" in made.output
    assert "same identifier" not in made.output


@pytest.mark.parametrize(
    ("why", "told"),
    [("Query interrupted", KeyboardInterrupt), ("No space left", BadInput)],
)
def test_what_stops_a_query_is_told_without_it(
    monkeypatch: pytest.MonkeyPatch, why: str, told: type[BaseException]
) -> None:
    from splink import DuckDBAPI

    def stopped(*_: object) -> None:
        raise RuntimeError(why)

    monkeypatch.setattr(DuckDBAPI, "_execute_sql_against_backend", stopped)
    rows = traits(gathered(Row(str(n), Stated(f"Example {n}")) for n in range(3)))
    with pytest.raises(told) as ended:
        scored(rows, DuckDB())
    assert "select" not in str(ended.value).casefold()
