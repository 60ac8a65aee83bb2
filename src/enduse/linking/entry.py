"""What a register says of a party: the unit that is linked."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from enduse.evidence import Record
from enduse.screening.entity import Entity
from enduse.screening.supporting import Asked

FIRST_ROWS = 3
LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
"""Ids are letters alone: a spreadsheet takes 12e4567 for a number, and writes another one."""


class Stated(NamedTuple):
    """What one row states: the name as it is seen, and what else sets parties apart.

    The country is an ISO 3166-1 alpha-2 code in small letters; identifiers are (scheme, value).
    """

    name: str
    country: str | None = None
    kind: str | None = None
    date: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()


class Entry(Record, frozen=True, kw_only=True):
    """All rows that state the same: how many, the first of them, and the places they give.

    The id follows from what is stated, so it is the same in every edition of a register.
    """

    id: str
    stated: Stated
    rows: int
    first: tuple[str, ...]
    places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name as it is spelt."""
        return self.stated.name

    @property
    def person(self) -> bool:
        """Whether it is known to be a person."""
        return self.stated.kind == "person"


def entry_id(stated: Stated) -> str:
    """The id of what is stated.

    >>> entry_id(Stated("Example GmbH", "de")) == entry_id(Stated("Example GmbH", "at"))
    False
    """
    return blake2b(msgspec.json.encode(stated), digest_size=8).hexdigest().translate(LETTERS)


def pair_id(one: str, other: str) -> str:
    """The id of two entries, whichever comes first."""
    said = "".join(sorted((one, other))).encode()
    return blake2b(said, digest_size=6).hexdigest().translate(LETTERS)


class Row(NamedTuple):
    """A row of a register by its own id, what it states, and the places it gives."""

    id: str
    stated: Stated
    places: tuple[str, ...] = ()


def gathered(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """The entries of these rows in the order of their ids, whatever the order of the rows."""
    counts: Counter[Stated] = Counter()
    first: dict[Stated, list[str]] = {}
    places: dict[Stated, set[str]] = {}
    for row in rows:
        counts[row.stated] += 1
        seen = first.setdefault(row.stated, [])
        if len(seen) < FIRST_ROWS:
            seen.append(row.id)
        if row.places:
            places.setdefault(row.stated, set()).update(row.places)
    made = (
        Entry(
            id=entry_id(stated),
            stated=stated,
            rows=count,
            first=tuple(first[stated]),
            places=tuple(sorted(places.get(stated, ()))),
        )
        for stated, count in counts.items()
    )
    return tuple(sorted(made, key=lambda entry: entry.id))


def asked_of(entry: Entry) -> Asked:
    """The entry as a party that is asked for."""
    said = entry.stated
    values = tuple(value for _, value in said.identifiers)
    return Asked(said.name, said.country, said.kind, said.date, values)


def entity_of(entry: Entry) -> Entity:
    """The entry as a party of a list."""
    said = entry.stated
    return Entity(
        id=entry.id,
        names=(said.name,),
        kind=said.kind,
        countries=(said.country,) if said.country else (),
        dates=(said.date,) if said.date else (),
        identifiers=said.identifiers,
    )
