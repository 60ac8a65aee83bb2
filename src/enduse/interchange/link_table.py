"""A register as it is linked: what each row states of a party."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.list_table import FIELDS
from enduse.interchange.table_rows import TableRow, column, read_table
from enduse.linking.entry import Row, Stated
from enduse.screening.comparison import KINDS
from enduse.screening.entity import kind_called, plain_identifier
from enduse.screening.names import words
from enduse.screening.parts import Unusable, check
from enduse.taxonomy.tables import BadInput

PLACES = ("town", "city", "place", "address", "postcode", "postal_code", "zip")
SAME_SCHEME = {
    "identifiers": "identifier", "lei_code": "lei", "leicode": "lei", "imo_number": "imo",
    "imonumber": "imo", "registrationnumber": "registration_number",
}  # fmt: skip


class Columns(NamedTuple):
    """The columns of the name and of the row's own id, where the user says which."""

    name: str | None = None
    id: str | None = None


class Read(NamedTuple):
    """A row of a register; `row` is None where it has no name, or where `fault` says why not.

    `broken`: it is no row of the table at all, and not only without a name that can be compared.
    """

    row: Row | None
    fault: str | None = None
    broken: bool = False


def read_register(path: Path, gazetteer: Gazetteer, columns: Columns) -> Iterator[Read]:
    """The rows of a table, streamed; raises BadInput for the file, and for an id given twice."""
    wanted = Columns(*(column(said) if said else None for said in columns))
    ids: dict[str, str] = {}
    for number, told in enumerate(read_table(path), 1):
        if number == 1:
            wanted = Columns(_name_column(told, wanted, path), _id_column(told, wanted, path))
        if told.fault:
            yield Read(None, told.fault, broken=True)
            continue
        key = _id(told, wanted, ids) or str(number)
        try:
            stated = _stated(told, str(wanted.name), gazetteer)
        except (BadInput, Unusable) as fault:
            why = str(fault) if isinstance(fault, BadInput) else f"{told.where}: name: {fault}"
            yield Read(None, why)
            continue
        yield Read(Row(key, stated, tuple(_places(told))) if stated else None)


def _name_column(told: TableRow, wanted: Columns, path: Path) -> str:
    names = (wanted.name,) if wanted.name else FIELDS["name"]
    found = next((name for name in names if name in told.fields), None)
    if found is None:
        there = ", ".join(list(told.fields)[:12]) or "none"
        what = wanted.name or "name"
        raise BadInput(f"{path}: no column called {what}; there are: {there}; say --column COLUMN")
    return found


def _id_column(told: TableRow, wanted: Columns, path: Path) -> str | None:
    if wanted.id and wanted.id not in told.fields:
        there = ", ".join(list(told.fields)[:12])
        raise BadInput(f"{path}: no column called {wanted.id}; there are: {there}")
    return wanted.id or ("id" if "id" in told.fields else None)


def _id(told: TableRow, wanted: Columns, ids: dict[str, str]) -> str | None:
    said = told.fields.get(wanted.id) if wanted.id else None
    key = str(said).strip() if said is not None else ""
    if not key:
        return None
    if key in ids:
        raise BadInput(
            f"{told.where}: the id {key[:60]!r} stands in {ids[key]} too; give each row its own,"
            " or say --id COLUMN"
        )
    ids[key] = told.where
    return key


def _stated(told: TableRow, name: str, gazetteer: Gazetteer) -> Stated | None:
    """What a row states; None if it has no name."""
    said = told.fields.get(name)
    if isinstance(said, dict | list):
        raise BadInput(f"{told.where}: {name}: not a text; write one name a row")
    if said is None or not str(said).strip():
        return None
    country = _first(told.fields, "country")
    return Stated(
        name=" ".join(check(str(said)).split()),
        country=_code(country, gazetteer) if country else None,
        kind=_kind(told),
        date=_first(told.fields, "date"),
        identifiers=tuple(sorted(set(_identifiers(told.fields)))),
    )


def _kind(told: TableRow) -> str | None:
    said = _first(told.fields, "kind")
    kind = kind_called(said)
    if said and kind is None:
        raise BadInput(f"{told.where}: no kind {said!r:.60}; it is one of {', '.join(KINDS)}")
    return kind


def _code(text: str, gazetteer: Gazetteer) -> str:
    """The code of a country; one that is not known stands as it is written."""
    try:
        return gazetteer.code(text, "")
    except BadInput:
        return text.casefold()


def _identifiers(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in FIELDS["identifier"]:
        for text in _texts(fields.get(name)):
            if value := plain_identifier(text):
                yield SAME_SCHEME.get(name, name), value


def _places(told: TableRow) -> Iterator[str]:
    for name in PLACES:
        for text in _texts(told.fields.get(name)):
            if said := " ".join(words(text)):
                yield said


def _first(fields: Mapping[str, Any], field: str) -> str | None:
    found = (text for name in FIELDS[field] for text in _texts(fields.get(name)))
    return next(found, None)


def _texts(said: Any) -> Iterator[str]:
    several = said if isinstance(said, list) else str("" if said is None else said).split(";")
    for text in several:
        if text is not None and str(text).strip():
            yield str(text).strip()
