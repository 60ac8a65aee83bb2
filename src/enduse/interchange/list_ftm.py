"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph write them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from enduse.interchange.table_rows import text_lines
from enduse.screening.entity import Entity, kind_called
from enduse.taxonomy.tables import BadInput

NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
COUNTRIES = ("country", "jurisdiction", "nationality", "citizenship", "mainCountry", "flag")
DATES = ("birthDate", "incorporationDate")
IDENTIFIERS = {
    "leiCode": "LEI", "registrationNumber": "registration", "imoNumber": "IMO", "mmsi": "MMSI",
    "wikidataId": "Wikidata", "ogrnCode": "OGRN", "innCode": "INN", "taxNumber": "tax",
    "swiftBic": "BIC", "idNumber": "id", "passportNumber": "passport", "uniqueEntityId": "UEI",
}  # fmt: skip
PARTIES = frozenset(
    ["Person", "Company", "Organization", "LegalEntity", "PublicBody", "Vessel", "Airplane"]
)


class _Row(msgspec.Struct):
    """What is read of an entity; the rest is skipped."""

    id: str
    schema: str
    properties: dict[str, list[Any]] = {}
    caption: str | None = None


_LINE = msgspec.json.Decoder(_Row)


def read(path: Path) -> Iterator[Entity]:
    """The parties among the entities; others, such as addresses and ownerships, are no names to
    screen. Raises BadInput with the line that cannot be read."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(text_lines(file, path), 1):
                if line.strip():
                    yield from _entity(line, f"{path}:{number}")
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: {why}; check the path and its rights") from None


def _entity(line: str, where: str) -> Iterator[Entity]:
    try:
        row = _LINE.decode(line)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise BadInput(
            f"{where}: not a FollowTheMoney entity: {error}; is the file whole?"
        ) from None
    if row.schema not in PARTIES:
        return
    said = {name: tuple(str(value) for value in values) for name, values in row.properties.items()}
    names = [row.caption or "", *(value for name in NAMES for value in said.get(name, ()))]
    names = list(dict.fromkeys(name for name in names if name.strip()))
    if names:
        yield Entity(
            id=row.id,
            names=tuple(names),
            kind=kind_called(row.schema),
            countries=_each(said, COUNTRIES),
            dates=_each(said, DATES),
            identifiers=tuple(
                (scheme, value)
                for name, scheme in IDENTIFIERS.items()
                for value in said.get(name, ())
            ),
            about=", ".join(said.get("topics", ())) or None,
            url=next(iter(said.get("sourceUrl", ())), None),
        )


def _each(said: dict[str, tuple[str, ...]], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in said.get(name, ())))
