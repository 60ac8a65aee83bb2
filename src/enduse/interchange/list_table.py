"""Any table as a list: a column holds the name, others what else is known."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.table_rows import TableRow, column, read_table
from enduse.screening.entity import Entity, kind_called
from enduse.taxonomy.tables import BadInput

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full_name", "caption", "entity_name", "party", "exporter", "company"),
    "aliases": ("aliases", "alias", "aka", "alt_names", "previous_name", "weak_alias", "names"),
    "country": ("country", "countries", "nationality", "jurisdiction", "country_code"),
    "kind": ("kind", "schema", "type", "entity_type"),
    "date": ("date_of_birth", "birth_date", "birthdate", "dates_of_birth", "incorporation_date"),
    "identifier": (
        "identifier", "identifiers", "lei", "registration_number", "imo", "imo_number", "wikidata",
        "lei_code", "registrationnumber", "leicode", "imonumber",
    ),
    "id": ("id", "entity_id", "record_id", "recordid", "reference"),
    "about": ("about", "programme", "program", "topics", "note", "notes", "programkey"),
    "url": ("url", "source_url", "link"),
}  # fmt: skip
MANY = frozenset({"aliases", "country", "date", "identifier"})


def read(path: Path, gazetteer: Gazetteer, columns: Mapping[str, str]) -> Iterator[Entity]:
    """The parties of a table; `columns` says which column holds a field of FIELDS, where it is not
    called so. Raises BadInput at the first row that cannot be read."""
    wanted = _wanted(columns)
    for number, row in enumerate(read_table(path), 1):
        if number == 1:
            _check(row, wanted, path)
        if row.fault:
            raise BadInput(row.fault)
        yield _entity(row, wanted, number, gazetteer)


def _wanted(columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    unknown = [field for field in columns if field not in FIELDS]
    if unknown:
        raise BadInput(f"no field {unknown[0]!r} to map; there are {', '.join(FIELDS)}")
    return {f: (column(columns[f]),) if f in columns else names for f, names in FIELDS.items()}


def _check(row: TableRow, wanted: Mapping[str, tuple[str, ...]], path: Path) -> None:
    if not any(name in row.fields for name in wanted["name"]):
        there = ", ".join(list(row.fields)[:12]) or "none"
        raise BadInput(
            f"{path}: no column with the name; there are {there}; say which: --map name=COLUMN"
        )


def _entity(
    row: TableRow, wanted: Mapping[str, tuple[str, ...]], number: int, gazetteer: Gazetteer
) -> Entity:
    said = {field: list(_texts(row.fields, names, field)) for field, names in wanted.items()}
    names = [*said["name"][:1], *said["aliases"]]
    if not names:
        raise BadInput(f"{row.where}: no name in the row; fill it or leave the row out")
    return Entity(
        id=next(iter(said["id"]), str(number)),
        names=tuple(dict.fromkeys(names)),
        kind=kind_called(next(iter(said["kind"]), None)),
        countries=tuple(dict.fromkeys(_code(text, gazetteer) for text in said["country"])),
        dates=tuple(said["date"]),
        identifiers=tuple(("id", value) for value in said["identifier"]),
        about=next(iter(said["about"]), None),
        url=next(iter(said["url"]), None),
    )


def _texts(fields: Mapping[str, Any], names: tuple[str, ...], field: str) -> Iterator[str]:
    for name in names:
        said = fields.get(name)
        if said is None:
            continue
        several = said if isinstance(said, list) else str(said).split(";")
        for text in several if field in MANY or isinstance(said, list) else [said]:
            if str(text).strip():
                yield str(text).strip()


def _code(text: str, gazetteer: Gazetteer) -> str:
    """The code of a country; one that is not known stands as it is written."""
    try:
        return gazetteer.code(text, "")
    except BadInput:
        return text.casefold()
