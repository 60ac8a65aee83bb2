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
LINKED: Mapping[str, tuple[str, ...]] = {
    **{field: FIELDS[field] for field in ("name", "country", "kind", "date", "identifier")},
    "id": ("id",),
    "place": PLACES,
}
SAME_SCHEME = {
    "identifiers": "identifier", "lei_code": "lei", "leicode": "lei", "imo_number": "imo",
    "imonumber": "imo", "registrationnumber": "registration_number",
}  # fmt: skip
NOTHING = frozenset([
    "n/a", "n.a.", "nil", "none", "null", "unknown", "not known", "not applicable", "not available",
    "not registered", "pending", "tba", "tbc", "tbd",
])  # fmt: skip
"""What is written into a cell when nothing is known; "NA" is not here, since Namibia is."""
Columns = Mapping[str, tuple[str, ...]]
"""The columns that may hold a field, as they are looked up; the first that does counts."""


class Read(NamedTuple):
    """A row of a register; `row` is None where it has no name, or where `fault` says why not.

    `broken`: it is no row of the table at all, and not only without a name that can be compared.
    """

    row: Row | None
    fault: str | None = None
    broken: bool = False


def columns_of(mapped: Mapping[str, str]) -> Columns:
    """Where the fields of LINKED stand: in the columns that bear their names, or where `mapped`
    says; an empty column leaves a field out. Raises BadInput for a field that there is not."""
    unknown = [field for field in mapped if field not in LINKED]
    if unknown:
        raise BadInput(f"no field {unknown[0]!r:.60} to map; there are {', '.join(LINKED)}")
    said = {field: (column(name),) if name else () for field, name in mapped.items()}
    return {**LINKED, **said}


def read_register(path: Path, gazetteer: Gazetteer, columns: Columns) -> Iterator[Read]:
    """The rows of a table, streamed; raises BadInput for the file, and for an id given twice."""
    ids: dict[str, str] = {}
    checked = False
    for number, told in enumerate(read_table(path), 1):
        if told.fault:
            yield Read(None, told.fault, broken=True)
            continue
        if not checked:
            _check(told, columns, path)
            checked = True
        key = _id(told, columns, ids) or str(number)
        try:
            stated = _stated(told, columns, gazetteer)
        except (BadInput, Unusable) as fault:
            why = str(fault) if isinstance(fault, BadInput) else f"{told.where}: name: {fault}"
            yield Read(None, why)
            continue
        yield Read(Row(key, stated, tuple(_places(told, columns))) if stated else None)


def _check(told: TableRow, columns: Columns, path: Path) -> None:
    """Refuse a table without the column of the name, or without one that was asked for."""
    there = ", ".join(list(told.fields)[:12]) or "none"
    for field, names in columns.items():
        needed = field == "name" or names != LINKED[field]
        if needed and not any(name in told.fields for name in names) and (names or field == "name"):
            what = names[0] if names else field
            raise BadInput(
                f"{path}: no column called {what}; there are: {there}; say --map {field}=COLUMN"
            )


def _id(told: TableRow, columns: Columns, ids: dict[str, str]) -> str | None:
    said = (told.fields.get(name) for name in columns["id"])
    key = next((str(text).strip() for text in said if text is not None), "")
    if not key:
        return None
    if key in ids:
        raise BadInput(
            f"{told.where}: the id {key[:60]!r} stands in {ids[key]} too; give each row its own,"
            " or say --map id= to call rows by their number"
        )
    ids[key] = told.where
    return key


def _stated(told: TableRow, columns: Columns, gazetteer: Gazetteer) -> Stated | None:
    """What a row states; None if it has no name."""
    name = next((name for name in columns["name"] if name in told.fields), "")
    said = told.fields.get(name)
    if isinstance(said, dict | list):
        raise BadInput(f"{told.where}: {name}: not a text; write one name a row")
    if said is None or not str(said).strip():
        return None
    country = _first(told.fields, columns["country"])
    return Stated(
        name=" ".join(check(str(said)).split()),
        country=_code(country, gazetteer) if country else None,
        kind=_kind(told, columns["kind"]),
        date=_first(told.fields, columns["date"]),
        identifiers=tuple(sorted(set(_identifiers(told.fields, columns["identifier"])))),
    )


def _kind(told: TableRow, names: tuple[str, ...]) -> str | None:
    said = _first(told.fields, names)
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


def _identifiers(fields: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        for text in _texts(fields.get(name)):
            value = plain_identifier(text)
            if len(set(value)) > 1 and value != "NA":  # 0000 and X are no identifiers
                yield SAME_SCHEME.get(name, name), value


def _places(told: TableRow, columns: Columns) -> Iterator[str]:
    for name in columns["place"]:
        for text in _texts(told.fields.get(name)):
            if said := " ".join(words(text)):
                yield said


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    found = (text for name in names for text in _texts(fields.get(name)))
    return next(found, None)


def _texts(said: Any) -> Iterator[str]:
    several = said if isinstance(said, list) else str("" if said is None else said).split(";")
    for text in several:
        if text is not None and str(text).strip() and str(text).strip().casefold() not in NOTHING:
            yield str(text).strip()
