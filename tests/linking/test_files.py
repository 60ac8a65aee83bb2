"""Files of linking: proposals read back, decisions added to, registers with their parties."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.interchange.link_applied import write_applied
from enduse.interchange.link_decisions import add_decisions, read_decisions
from enduse.interchange.link_proposals import as_csv, as_lines, read_proposals
from enduse.linking.clusters import Weighty, proposed
from enduse.linking.decisions import Line, Side, Signed, Standing, Undone, decided
from enduse.linking.entry import Row, Stated, gathered
from enduse.linking.judge import judge
from enduse.linking.parties import PartyOfEntry
from enduse.taxonomy.tables import BadInput

SIGNED = Signed("A. Editor", "2026-11-22T10:00:00+00:00", "the same address")
PARTY = PartyOfEntry("0a1b", "Example, GmbH")
CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)


def decision(number: int) -> Line:
    one, other = Side(entry="a1", name="Example GmbH"), Side(entry="b2", name="Example AG")
    return decided("accepted", one, other, SIGNED, number=number)


@pytest.mark.parametrize("name", ["p.csv", "p.jsonl"])
def test_proposals_are_read_back(tmp_path: Path, name: str) -> None:
    names = ("=Example GmbH", "Example, GmbH", "مثال Example\u200f")
    entries = gathered(Row(str(n), Stated(one, "de")) for n, one in enumerate(names))
    pairs = [Weighty(entries[0], e, 5.0, 0.97, judge(entries[0], e)) for e in entries[1:]]
    found = proposed(entries, pairs, Standing(()))
    path = tmp_path / name
    lines = as_csv(found) if name == "p.csv" else as_lines(found)
    path.write_text("".join(lines), encoding="utf-8", newline="")
    told = list(read_proposals(path))
    assert [(one.pair, one.one.name, one.other.name, one.one.country) for one in told] == [
        (p.id, p.one.name, p.other.name, "de") for p in found.pairs()
    ]
    assert {one.verdict for one in told} == {None}


def test_a_status_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    head = "cluster,pair,status,name_1,name_2,country_1,country_2,entry_1,entry_2\n"
    path.write_text(head + "1,ab,yes,Example,Sample,,,a1,b2\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"p\.csv:2: status 'yes'; it is proposed, accepted or"):
        list(read_proposals(path))


def test_decisions_are_added_and_read(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    assert read_decisions(path, new=True) == []
    first = decision(0)
    add_decisions(path, [first])
    before = path.read_bytes()
    undo = Undone(of="d-1", by="A. Editor", when="2026-11-22", why="a mistake")
    add_decisions(path, [undo])
    assert path.read_bytes().startswith(before)
    assert read_decisions(path) == [first, undo]


def test_a_last_line_without_its_end_stays_a_line(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    add_decisions(path, [decision(0)])
    path.write_bytes(path.read_bytes().rstrip())
    add_decisions(path, [decision(1)])
    assert read_decisions(path) == [decision(0), decision(1)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"line":"decision"', r"d\.jsonl:1: not JSON"),
        ('\n{"line":"decision","id":"d-1"}', r"d\.jsonl:2: no decision: .*missing.*`verdict`"),
        ('{"line":"other"}', r"d\.jsonl:1: no decision"),
        ("[]", r"d\.jsonl:1: no decision"),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=told):
        read_decisions(path)


def applied(tmp_path: Path, name: str, content: bytes, *parties: PartyOfEntry | None) -> bytes:
    path, out = tmp_path / name, io.BytesIO()
    path.write_bytes(content)
    write_applied(path, parties, out)
    return out.getvalue()


def test_the_text_of_a_csv_stays_to_the_letter(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbfname;note\r\n"Example, GmbH";"two\r\nlines"\r\n\r\nSample\r\n=1+1;x'
    written = applied(tmp_path, "r.csv", content, PARTY, None, PartyOfEntry("b", "=1+1"))
    assert written == (
        b'\xef\xbb\xbfname;note;party;party_id\r\n"Example, GmbH";"two\r\nlines";Example, GmbH;0a1b'
        b"\r\n\r\nSample;;;\r\n=1+1;x;'=1+1;b\n"
    )


def test_the_text_of_json_lines_stays_to_the_letter(tmp_path: Path) -> None:
    content = b'{"name": "Example", "n": 1.50}\n\n{ }\n'
    written = applied(tmp_path, "r.jsonl", content, PARTY, None)
    assert written == (
        b'{"name": "Example", "n": 1.50,"party":"Example, GmbH","party_id":"0a1b"}\n\n'
        b'{"party":null,"party_id":null}\n'
    )


def test_the_types_of_parquet_stay(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table({"name": ["Example", None], "n": pa.array([1, 2], type=pa.int8())})
    pq.write_table(table, tmp_path / "made.parquet")
    content = (tmp_path / "made.parquet").read_bytes()
    written = pq.read_table(io.BytesIO(applied(tmp_path, "r.parquet", content, PARTY, None)))
    assert written.select(["name", "n"]).equals(table)
    assert written["party"].to_pylist() == ["Example, GmbH", None]


@pytest.mark.parametrize(
    ("name", "content"), [("r.csv", b"name,Party\nExample,x\n"), ("r.jsonl", b'{"party_id":"x"}\n')]
)
def test_a_column_that_is_taken_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(BadInput, match=r"has a column party\w* already; rename it"):
        applied(tmp_path, name, content, PARTY)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5))
def test_no_cell_changes(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["name", "note"], *rows])
    path = tmp_path_factory.mktemp("cells")
    full = [row for row in rows if any(map(str.strip, row))]
    written = applied(path, "r.csv", text.getvalue().encode(), *[PARTY] * len(full))
    told = list(csv.reader(io.StringIO(written.decode(), newline="")))
    kept = [row for row in told[1:] if any(map(str.strip, row))]
    assert kept == [[*row, PARTY.name, PARTY.id] for row in full]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("r.csv", b"name,note\nExample,x,,\n", b'Example,x,"Example, GmbH",0a1b\n'),
        ("r.csv", b'name,note\r\nExample,"a,b", ,""\r\n', b'"a,b","Example, GmbH",0a1b\r\n'),
        ("r.tsv", b"name\tnote\nExample\tx\t\t \n", b"Example\tx\tExample, GmbH\t0a1b\n"),
    ],
)
def test_empty_cells_under_no_column_do_not_move_the_party(
    tmp_path: Path, name: str, content: bytes, told: bytes
) -> None:
    assert applied(tmp_path, name, content, PARTY).endswith(told)


def test_a_row_without_a_party_has_both_cells_in_tabbed_text(tmp_path: Path) -> None:
    written = applied(tmp_path, "r.tsv", b"name\tnote\n\tx\n", None)
    assert written == b"name\tnote\tparty\tparty_id\n\tx\t\t\n"


def test_json_that_is_read_is_written(tmp_path: Path) -> None:
    content = b'{"name":"Example","n":1e400}'
    assert applied(tmp_path, "r.jsonl", content, PARTY).startswith(content[:-1] + b',"party"')
