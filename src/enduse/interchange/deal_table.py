"""Tables of deals: CSV and JSON lines in, one CSV line per assessment out."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from enduse.assessment import Assessment
from enduse.interchange.deal_yaml import FIELDS, REQUIRED
from enduse.taxonomy.tables import BadInput

COLUMNS = (
    "id", "date", "exporter", "exporter_country", "item", "destination", "end_user",
    "technology", "outcome", "risk", "why", "provisions", "questions",
)  # fmt: skip
HEADER = (",".join(COLUMNS) + "\r\n").encode()
FORMULA = re.compile(r"^[=+\-@\t\r]")
LINE_LIMIT = 1024 * 1024


class Row(NamedTuple):
    """One row of a table with its place; `fault` says why it cannot be read."""

    where: str
    fields: dict[str, Any]
    fault: str | None = None


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a .csv or .jsonl file, streamed; raises BadInput for the file as a whole."""
    _refuse_no_file(path)
    reader = _csv_rows if path.suffix.lower() == ".csv" else _json_rows
    return reader(path)


def _refuse_no_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(65536)
    except OSError as error:
        raise BadInput(
            f"{path}: {error.strerror or error}; check the path and its rights"
        ) from None
    if not start.strip():
        raise BadInput(f"{path}: is empty; the first line names the columns: {', '.join(FIELDS)}")
    if b"\0" in start:
        raise BadInput(f"{path}: holds binary data, not text; save the table as CSV in UTF-8")


def _lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for number, raw in enumerate(iter(lambda: file.readline(LINE_LIMIT), b""), 1):
            if len(raw) == LINE_LIMIT:
                raise BadInput(f"{path}:{number}: a line of over {LINE_LIMIT:,} bytes; mend it")
            try:
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise BadInput(f"{path}:{number}: not UTF-8 text; save the file as UTF-8") from None


def _csv_rows(path: Path) -> Iterator[Row]:
    reader = csv.reader(_lines(path), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        _check_header(header, path)
        for cells in reader:
            if any(cells):
                yield _csv_row(header, cells, f"{path}:{reader.line_num}")
    except csv.Error as error:
        raise BadInput(f"{path}:{reader.line_num}: {error}; mend the quotes of that row") from None


def _check_header(header: list[str], path: Path) -> None:
    missing = [field for field in REQUIRED if field not in header]
    if "item" not in header and "technology" not in header:
        missing.append("item")
    if missing:
        raise BadInput(f"{path}:1: no column {', '.join(missing)}; the header must name it")
    twice = {name for name in header if header.count(name) > 1}
    if twice:
        raise BadInput(f"{path}:1: the column {min(twice)!r} stands twice; rename one")


def _csv_row(header: list[str], cells: list[str], where: str) -> Row:
    if len(cells) > len(header):
        return Row(where, {}, f"{where}: {len(cells)} cells under {len(header)} columns; mend it")
    return Row(where, dict(zip(header, (cell.strip() for cell in cells), strict=False)))


def _json_rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            content = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            yield Row(where, {}, f"{where}: not JSON: {error}; one deal a line")
            continue
        fault = (
            None if isinstance(content, dict) else f"{where}: not a JSON object; one deal a line"
        )
        yield Row(where, content if isinstance(content, dict) else {}, fault)


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
    csv.writer(line).writerow([_cell(cell) for cell in cells])
    return line.getvalue().encode()


def _cell(value: str | None) -> str:
    text = value or ""
    return f"'{text}" if FORMULA.match(text) else text
