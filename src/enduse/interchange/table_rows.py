"""Tables of any columns read row by row: CSV, tab-separated text, JSON lines, Parquet."""

import csv
import os
from collections.abc import Iterator
from itertools import chain
from json import JSONDecodeError
from pathlib import Path
from typing import IO, Any, NamedTuple

from enduse.taxonomy.tables import BadInput, parse_json

LINE_LIMIT = 16 * 1024 * 1024
SEPARATORS = ",;\t|"
TEXT = {".csv", ".tsv", ".txt"}
LINES = {".jsonl", ".ndjson", ".ijson"}
PARQUET = {".parquet", ".pq"}
BATCH = 4096


class TableRow(NamedTuple):
    """One row with its place; `fault` says why it cannot be read."""

    where: str
    fields: dict[str, Any]
    fault: str | None = None


def read_table(path: Path) -> Iterator[TableRow]:
    """The rows of a .csv, .tsv, .jsonl or .parquet file, streamed; raises BadInput for the file."""
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        yield from _parquet_rows(path)
        return
    if suffix not in TEXT | LINES:
        known = ", ".join(sorted(TEXT | LINES | PARQUET))
        raise BadInput(f"{path}: not a table by its ending; it may be {known}")
    try:
        with path.open("rb") as file:
            lines = text_lines(file, path)
            if suffix in TEXT:
                head = csv_head(lines, path)
                yield from csv_rows(lines, path, head, head.lines)
            else:
                yield from json_rows(lines, path)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: {why}; check the path and its rights") from None


def text_lines(file: IO[bytes], path: Path, before: int = 0) -> Iterator[str]:
    """The lines of UTF-8 text after those `before`; raises BadInput with the line that is none."""
    for number, raw in enumerate(iter(lambda: file.readline(LINE_LIMIT), b""), before + 1):
        if len(raw) == LINE_LIMIT:
            raise BadInput(f"{path}:{number}: a line of over {LINE_LIMIT:,} bytes; mend it")
        if b"\0" in raw:
            raise BadInput(f"{path}:{number}: holds binary data, not text; save it as UTF-8 text")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadInput(f"{path}:{number}: not UTF-8 text; save the file as UTF-8") from None


def column(name: str) -> str:
    """A column as it is looked up: " Birth-date" is birth_date."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


class Head(NamedTuple):
    """The columns of a text, the sign between its cells, and how many lines this takes."""

    columns: list[str]
    separator: str
    lines: int


def csv_head(lines: Iterator[str], path: Path) -> Head:
    """What the first line of a table says; raises BadInput where there is none."""
    first = next(lines, "")
    if not first.strip():
        raise BadInput(f"{path}: is empty; the first line names the columns")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(chain([first], lines), strict=True, delimiter=separator)
    try:
        return Head([column(name) for name in next(reader)], separator, reader.line_num)
    except csv.Error as error:
        raise _unread(error, f"{path}:1") from None


def csv_rows(lines: Iterator[str], path: Path, head: Head, before: int) -> Iterator[TableRow]:
    """The rows of these lines, of which that many stand before them in the file."""
    reader = csv.reader(lines, strict=True, delimiter=head.separator)
    begins = before + 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield _csv_row(head.columns, cells, f"{path}:{begins}")
            begins = before + reader.line_num + 1
    except csv.Error as error:
        raise _unread(error, f"{path}:{begins}") from None


def _unread(error: csv.Error, where: str) -> BadInput:
    return BadInput(f"{where}: {error}; mend the quotes of the row that begins there")


def _csv_row(header: list[str], cells: list[str], where: str) -> TableRow:
    fields = dict(zip(header, cells, strict=False))
    if any(map(str.strip, cells[len(header) :])):
        return TableRow(where, fields, f"{where}: {len(cells)} cells under {len(header)} columns")
    return TableRow(where, fields)


def json_rows(lines: Iterator[str], path: Path, before: int = 0) -> Iterator[TableRow]:
    """The rows of these lines, of which that many stand before them in the file."""
    empty = True
    for number, line in enumerate(lines, before + 1):
        if line.strip():
            empty = False
            yield _json_row(line, f"{path}:{number}")
    if empty:
        raise BadInput(f"{path}: is empty; it should hold one JSON object a line")


def _json_row(line: str, where: str) -> TableRow:
    try:
        content = parse_json(line, where)
    except JSONDecodeError as error:
        return TableRow(where, {}, f"{where}: not JSON: {error.msg} at {error.colno}")
    except BadInput as fault:
        return TableRow(where, {}, str(fault))
    if not isinstance(content, dict):
        return TableRow(where, {}, f"{where}: not a JSON object")
    return TableRow(where, {column(key): value for key, value in content.items()})


def _parquet_rows(path: Path) -> Iterator[TableRow]:
    pq = parquet()
    import pyarrow as pa

    try:
        with pq.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(batch_size=BATCH):
                for fields in batch.to_pylist():
                    number += 1
                    yield TableRow(f"{path}:{number}", {column(k): v for k, v in fields.items()})
    except (OSError, pa.ArrowException) as error:
        raise no_parquet(path, error) from None


def no_parquet(path: Path, error: Exception) -> BadInput:
    """What is said of a file that cannot be read as Parquet."""
    if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError) and error.errno:
        return BadInput(f"{path}: {os.strerror(error.errno)}; check the path and its rights")
    why = " ".join(str(error).split())[:120]
    return BadInput(f"{path}: cannot be read as Parquet: {why}; name another file")


def parquet() -> Any:
    """The library for Parquet; raises BadInput where it is not installed."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise BadInput("Parquet needs enduse[bulk]: pip install 'enduse[bulk]'") from None
    return pq
