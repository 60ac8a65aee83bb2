"""The US Consolidated Screening List, as trade.gov publishes it: CSV and JSON."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from enduse.interchange.table_rows import read_table
from enduse.screening.entity import Entity, kind_called
from enduse.taxonomy.tables import BadInput

COLUMNS = frozenset({"source", "entity_number", "programs", "name", "alt_names"})
JSON_LIMIT = 2 * 1024**3
_LAST = re.compile(r",\s*([A-Z]{2})\s*$")
_DAY_FIRST = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?(\d{4})")


def is_header(line: str) -> bool:
    """Whether a line is the header of the list as CSV."""
    return {name.strip().casefold() for name in next(csv.reader([line]), [])} >= COLUMNS


def read(path: Path) -> Iterator[Entity]:
    """The parties of the list; raises BadInput at the first that cannot be read."""
    rows = _json_rows(path) if path.suffix.lower() == ".json" else _csv_rows(path)
    for number, (where, row) in enumerate(rows, 1):
        yield _entity(row, where, number)


def _csv_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in read_table(path):
        if row.fault:
            raise BadInput(f"{row.fault}; is the list whole?")
        yield row.where, row.fields


def _json_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        content = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}; check the path") from None
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise BadInput(f"{path}: not JSON: {error}; is the file whole?") from None
    results = content.get("results") if isinstance(content, dict) else None
    if not isinstance(results, list) or not all(isinstance(row, dict) for row in results):
        raise BadInput(f"{path}: no list of results in it; name the Consolidated Screening List")
    for number, row in enumerate(results, 1):
        yield f"{path}: result {number}", row


def _entity(row: Mapping[str, Any], where: str, number: int) -> Entity:
    name = str(row.get("name") or "").strip()
    if not name:
        raise BadInput(f"{where}: no name; is the list whole?")
    places = (*_texts(row, "nationalities"), *_texts(row, "citizenships"), *_flags(row))
    return Entity(
        id=str(row.get("id") or row.get("_id") or row.get("entity_number") or f"csl-{number}"),
        names=tuple(dict.fromkeys([name, *_texts(row, "alt_names")])),
        kind=kind_called(row.get("type")),
        countries=tuple(dict.fromkeys(place.lower() for place in places if len(place) == 2)),  # noqa: PLR2004 - a code
        dates=tuple(year for text in _texts(row, "dates_of_birth") for year in _years(text)),
        identifiers=tuple(_identifiers(row)),
        about=str(row.get("source") or "") or None,
        url=str(row.get("source_list_url") or "") or None,
    )


def _texts(row: Mapping[str, Any], field: str) -> Iterator[str]:
    """The texts of a field: a list in JSON, parted by semicolons in CSV."""
    said = row.get(field) or ()
    for text in said.split(";") if isinstance(said, str) else said:
        if str(text).strip():
            yield str(text).strip()


def _flags(row: Mapping[str, Any]) -> Iterator[str]:
    """The countries of the addresses."""
    addresses = row.get("addresses") or ()
    if isinstance(addresses, str):
        yield from (found[1] for part in addresses.split(";") if (found := _LAST.search(part)))
        return
    yield from (str(a["country"]) for a in addresses if isinstance(a, dict) and a.get("country"))


def _years(text: str) -> Iterator[str]:
    iso = re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", text)
    found = iso or _DAY_FIRST.search(text)
    if found:
        yield found[0] if iso else found[1]


def _identifiers(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    said = row.get("ids") or ()
    if isinstance(said, str):
        for text in said.split(";"):
            cells = [cell.strip() for cell in text.split(",")]
            yield from (("id", cell) for cell in cells if any(map(str.isdigit, cell)))
        return
    for one in said:
        if isinstance(one, dict) and one.get("number"):
            yield str(one.get("type") or "id"), str(one["number"])
