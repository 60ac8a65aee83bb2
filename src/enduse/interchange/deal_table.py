"""Tables of deals: CSV and JSON lines in, one CSV line per assessment out."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from itertools import chain
from json import JSONDecodeError
from pathlib import Path
from typing import IO, Any, NamedTuple

from enduse.assessment import Assessment
from enduse.interchange.deal_yaml import FIELDS, REQUIRED, refuse_unknown
from enduse.interchange.table_csv import cell
from enduse.taxonomy.tables import BadInput, parse_json

COLUMNS = (
    "id", "date", "exporter", "exporter_country", "item", "destination", "end_user",
    "technology", "outcome", "risk", "why", "provisions", "questions",
)  # fmt: skip
HEADER = (",".join(COLUMNS) + "\r\n").encode()
LINE_LIMIT = 1024 * 1024
PEEKED = 65536
SEPARATORS = ",;\t"


class Row(NamedTuple):
    """One row of a table with its place; `fault` says why it cannot be read."""

    where: str
    fields: dict[str, Any]
    fault: str | None = None


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a .csv, .tsv or .jsonl file, streamed; raises BadInput for the whole file."""
    reader = _csv_rows if path.suffix.lower() in {".csv", ".tsv"} else _json_rows
    try:
        with BufferedReader(path.open("rb", buffering=0), PEEKED) as file:
            _refuse_no_table(file.peek()[:PEEKED], path)
            yield from reader(_lines(file, path), path)
    except OSError as error:
        raise BadInput(
            f"{path}: {error.strerror or error}; check the path and its rights"
        ) from None


def _refuse_no_table(start: bytes, path: Path) -> None:
    if not start.strip():
        raise BadInput(f"{path}: is empty; the first line names the columns: {', '.join(FIELDS)}")
    if b"\0" in start:
        raise BadInput(f"{path}: holds binary data, not text; save the table as CSV in UTF-8")
    if b"\r" in start and b"\n" not in start:
        raise BadInput(f"{path}: its lines end in CR alone; save the table with LF or CRLF")


def _lines(file: IO[bytes], path: Path) -> Iterator[str]:
    for number, raw in enumerate(iter(lambda: file.readline(LINE_LIMIT), b""), 1):
        if len(raw) == LINE_LIMIT:
            raise BadInput(f"{path}:{number}: a line of over {LINE_LIMIT:,} bytes; mend it")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadInput(f"{path}:{number}: not UTF-8 text; save the file as UTF-8") from None


def _csv_rows(lines: Iterator[str], path: Path) -> Iterator[Row]:
    first = next(lines)
    reader = csv.reader(chain([first], lines), strict=True, delimiter=_separator(first))
    begins = 1
    try:
        header = [_column(name) for name in next(reader)]
        _check_header(header, path)
        begins = reader.line_num + 1
        for cells in reader:
            if any(map(str.strip, cells)):
                yield _csv_row(header, cells, f"{path}:{begins}")
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            f"{path}:{begins}: {error}; mend the quotes of the row that begins there"
        ) from None


def _column(name: str) -> str:
    """A column as the fields are written: " End user" is end_user."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _separator(header: str) -> str:
    """The sign between cells: a comma, or what else some spreadsheets write."""
    named = {sign: {_column(n.strip('" ')) for n in header.split(sign)} for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: len(named[sign].intersection(FIELDS)))


def _check_header(header: list[str], path: Path) -> None:
    names = [name for name in header if name]
    missing = [field for field in REQUIRED if field not in names]
    if "item" not in names and "technology" not in names:
        missing.append("item")
    refuse_unknown(names[: len(FIELDS) + 1], f"{path}:1")
    if missing:
        raise BadInput(f"{path}:1: no column {', '.join(missing)}; the header must name it")
    if len(set(names)) < len(names):
        twice = min(name for name, count in Counter(names).items() if count > 1)
        raise BadInput(f"{path}:1: the column {twice!r} stands twice; rename one")


def _csv_row(header: list[str], cells: list[str], where: str) -> Row:
    cells = [cell.strip() for cell in cells]
    fields = dict(zip(header, cells, strict=False))
    nameless = "" in fields and any(c for n, c in zip(header, cells, strict=False) if not n)
    if nameless or any(cells[len(header) :]):
        return Row(where, {}, f"{where}: {len(cells)} cells under {len(header)} columns; mend it")
    fields.pop("", None)
    return Row(where, fields)


def _json_rows(lines: Iterator[str], path: Path) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _json_row(line, f"{path}:{number}")


def _json_row(line: str, where: str) -> Row:
    try:
        content = parse_json(line, where)
    except JSONDecodeError as error:
        return Row(where, {}, f"{where}: not JSON: {error.msg} at {error.colno}; one deal a line")
    except BadInput as fault:
        return Row(where, {}, str(fault))
    if not isinstance(content, dict):
        return Row(where, {}, f"{where}: not a JSON object; one deal a line")
    return Row(where, content)


def table_line(assessment: Assessment) -> bytes:
    """One CSV line under HEADER; a cell that a spreadsheet would run as a formula is defused."""
    deal = assessment.deal
    cells = (
        deal.id, deal.date, deal.exporter.name, deal.exporter.country, deal.item,
        deal.destination, deal.end_user.name, " ".join(deal.technology), assessment.outcome,
        assessment.risk, " | ".join(assessment.why),
        " ".join(dict.fromkeys(f.provision for f in assessment.findings)),
        " ".join(q.id for q in assessment.questions if q.provisions),
    )  # fmt: skip
    line = io.StringIO()
    csv.writer(line).writerow(map(cell, cells))
    return line.getvalue().encode()
