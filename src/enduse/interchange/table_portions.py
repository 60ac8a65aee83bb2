"""A table cut into portions of rows that several machines read for themselves.

The rows, their numbers and their faults are those of `read_table`, which reads the whole in one go.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from enduse.interchange.table_rows import (
    BATCH,
    LINES,
    PARQUET,
    TEXT,
    Head,
    TableRow,
    column,
    csv_head,
    csv_rows,
    json_rows,
    no_parquet,
    parquet,
    read_table,
    text_lines,
)
from enduse.taxonomy.tables import BadInput


class Portion(NamedTuple):
    """Rows that follow each other: the number of the first from 1, and how many. In a text it
    begins at that byte, after that many lines."""

    first: int
    many: int
    begins: int = 0
    before: int = 0


class Cut(NamedTuple):
    """A table and its portions; `size` in bytes tells whether it is still what was cut."""

    table: Path
    size: int
    head: Head | None
    portions: tuple[Portion, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(portion.many for portion in self.portions)


def cut(table: Path, rows: int) -> Cut:
    """Where portions of that many rows begin. A text is read from end to end for this, of Parquet
    only what its end tells. Raises BadInput for the table, as `read_table` does."""
    if table.suffix.lower() not in TEXT | LINES:
        next(read_table(table), None)  # says what is wrong with it
        return _cut_parquet(table, rows)
    try:
        with table.open("rb") as file:
            return _cut_text(table, file, rows)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{table}: {why}; check the path and its rights") from None


def _cut_parquet(table: Path, rows: int) -> Cut:
    with parquet().ParquetFile(table) as file:
        many = file.metadata.num_rows
    firsts = range(1, many + 1, rows)
    portions = tuple(Portion(first, min(rows, many - first + 1)) for first in firsts)
    return Cut(table, table.stat().st_size, None, portions)


class _Counted:
    """Lines, and how many of them were read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.read = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.read += 1
        return line


def _cut_text(table: Path, file: IO[bytes], rows: int) -> Cut:
    lines = _Counted(text_lines(file, table))
    head = csv_head(lines, table) if table.suffix.lower() in TEXT else None
    taken = _rows(lines, table, head, lines.read)
    portions: list[Portion] = []
    first, begins = 1, (file.tell(), lines.read)
    while count := sum(1 for _ in islice(taken, rows)):
        portions.append(Portion(first, count, *begins))
        first, begins = first + count, (file.tell(), lines.read)
    return Cut(table, file.tell(), head, tuple(portions))


def _rows(lines: Iterator[str], table: Path, head: Head | None, before: int) -> Iterator[TableRow]:
    if head is None:
        return json_rows(lines, table, before)
    return csv_rows(lines, table, head, before)


def rows_of(cut_: Cut, portion: Portion, path: Path, columns: frozenset[str]) -> Iterator[TableRow]:
    """The rows of a portion, read from where the table stands here; of Parquet only these columns.

    Raises BadInput where the table is not what was cut.
    """
    changed = BadInput(f"{cut_.table}: was changed while it was read; begin again")
    try:
        if path.stat().st_size != cut_.size:
            raise changed
        rows = list(_portion(cut_, portion, path, columns))
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{cut_.table}: {why}, at {path}; check the path and its rights") from None
    if len(rows) != portion.many:
        raise changed
    yield from rows


def _portion(
    cut_: Cut, portion: Portion, path: Path, columns: frozenset[str]
) -> Iterator[TableRow]:
    if path.suffix.lower() in PARQUET:
        yield from _parquet_portion(cut_.table, portion, path, columns)
        return
    with path.open("rb") as file:
        file.seek(portion.begins)
        lines = text_lines(file, cut_.table, portion.before)
        yield from islice(_rows(lines, cut_.table, cut_.head, portion.before), portion.many)


def _parquet_portion(
    table: Path, portion: Portion, path: Path, columns: frozenset[str]
) -> Iterator[TableRow]:
    import pyarrow as pa

    try:
        with parquet().ParquetFile(path) as file:
            number = portion.first
            for batch in _batches(file, portion, columns):
                for fields in batch.to_pylist():
                    yield TableRow(f"{table}:{number}", {column(k): v for k, v in fields.items()})
                    number += 1
    except pa.ArrowException as error:
        raise no_parquet(table, error) from None


def _batches(file: Any, portion: Portion, columns: frozenset[str]) -> Iterator[Any]:
    """The portion out of the groups of rows in which it lies."""
    skip, left, group = portion.first - 1, portion.many, 0
    while skip >= (many := file.metadata.row_group(group).num_rows):
        skip, group = skip - many, group + 1
    groups = range(group, file.metadata.num_row_groups)
    for batch in file.iter_batches(BATCH, groups, columns=_wanted(file, columns)):
        part = batch.slice(skip, left)
        skip, left = max(0, skip - batch.num_rows), left - part.num_rows
        yield part
        if not left:
            return


def _wanted(file: Any, columns: frozenset[str]) -> list[str] | None:
    """The columns to read; None, all of them, where a name may mean several."""
    names = file.schema_arrow.names
    wanted = [name for name in names if column(name) in columns]
    if not wanted or len(set(names)) < len(names) or any("." in name for name in names):
        return None
    return wanted
