"""The portions of a table hold its rows, with their numbers and faults."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.interchange.table_portions import cut, rows_of
from enduse.interchange.table_rows import TableRow, read_table
from enduse.taxonomy.tables import BadInput

TEXT = st.text(st.sampled_from('ab,;"\n é\u202e\u05d0'), max_size=6)
CELLS = st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=9)
SIZES = st.integers(1, 4)
COLUMNS = frozenset({"name", "kind"})


def in_portions(path: Path, size: int, columns: frozenset[str] = COLUMNS) -> list[TableRow]:
    whole = cut(path, size)
    read: list[TableRow] = []
    for portion in reversed(whole.portions):  # each stands alone
        rows = list(rows_of(whole, portion, path, columns))
        read = [*rows, *read]
        assert len(rows) == portion.many
    assert [portion.first for portion in whole.portions] == list(range(1, whole.rows + 1, size))
    return read


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portions")


@settings(max_examples=60)
@given(cells=CELLS, size=SIZES, mark=st.booleans())
def test_of_csv(folder: Path, cells: Sequence[Sequence[str]], size: int, *, mark: bool) -> None:
    path = folder / "n.csv"
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        csv.writer(file).writerows([["name", "the\nkind"], *cells])
    assert in_portions(path, size) == list(read_table(path))


@settings(max_examples=40)
@given(lines=st.lists(st.one_of(TEXT, st.dictionaries(TEXT, TEXT), st.none())), size=SIZES)
def test_of_json_lines(folder: Path, lines: Sequence[Any], size: int) -> None:
    path = folder / "n.jsonl"
    text = [line.replace("\n", "") if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(['{"name": "a"}', *text]), encoding="utf-8")
    assert in_portions(path, size) == list(read_table(path))


@settings(max_examples=25)
@given(many=st.integers(0, 12), group=SIZES, size=SIZES)
def test_of_parquet(folder: Path, many: int, group: int, size: int) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = folder / "n.parquet"
    names = [None if at == 3 else f"name {at}" for at in range(many)]
    columns = {"Name": pa.array(names, pa.string()), "far": pa.array(range(many), pa.int64())}
    pq.write_table(pa.table(columns), path, row_group_size=group)
    wanted = [TableRow(row.where, {"name": row.fields["name"]}) for row in read_table(path)]
    assert in_portions(path, size) == wanted
    assert in_portions(path, size, frozenset({"none"})) == list(read_table(path))


@pytest.mark.parametrize("content", [b"", b"name\na\n\xff\n", b'name\n"a\n', b"name\na\0\n"])
def test_what_is_wrong_with_a_text_is_told_as_ever(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "n.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput) as told:
        list(read_table(path))
    with pytest.raises(BadInput) as cut_told:
        cut(path, 2)
    assert str(cut_told.value) == str(told.value)


def test_rows_that_went_missing_are_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("name\na\nb\n")
    whole = cut(path, 2)
    path.write_text("name\na\n\n\n")
    with pytest.raises(BadInput, match="was changed while it was read"):
        list(rows_of(whole, whole.portions[0], path, COLUMNS))
