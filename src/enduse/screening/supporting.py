"""What else is known of two parties beside their names, and how it moves a score."""

from collections.abc import Iterator
from typing import NamedTuple

from enduse.screening.comparison import Comparison, is_person
from enduse.screening.entity import Entity, plain_identifier

SAME_IDENTIFIER = 0.98
COUNTRY_AGREES, COUNTRY_DIFFERS = 0.15, -0.1
DATE_AGREES, DATE_DIFFERS = 0.3, -0.25
KIND_DIFFERS = -0.3
YEAR = 4


class Asked(NamedTuple):
    """A party that is asked for: a name, and what else is known of it.

    The country is an ISO 3166-1 alpha-2 code in small letters, the date as precise as it is known.
    """

    name: str
    country: str | None = None
    kind: str | None = None
    date: str | None = None
    identifiers: tuple[str, ...] = ()


def supported(found: Comparison, asked: Asked, entity: Entity) -> Comparison:
    """The comparison of names with what country, kind, date and identifiers say.

    What agrees closes a share of the way to 1, what differs takes a share of the score away; an
    identifier that agrees is nearly certain by itself. What one side does not say changes nothing.
    """
    score, reasons = found.score, list(found.reasons)
    for share, reason in _shares(asked, entity):
        score += share * (1 - score if share > 0 else score)
        reasons.append(reason)
    same = _same_identifiers(asked, entity)
    if same:
        score = max(score, SAME_IDENTIFIER)
        reasons.append(f"the same identifier: {', '.join(same)}")
    return Comparison(round(score, 4), tuple(reasons))


def _shares(asked: Asked, entity: Entity) -> Iterator[tuple[float, str]]:
    if asked.country and entity.countries:
        if asked.country in entity.countries:
            yield COUNTRY_AGREES, f"the same country: {asked.country.upper()}"
        else:
            listed = ", ".join(code.upper() for code in entity.countries)
            yield COUNTRY_DIFFERS, f"another country: {asked.country.upper()} and {listed}"
    if asked.date and entity.dates:
        if any(_agree(asked.date, date) for date in entity.dates):
            yield DATE_AGREES, f"the same date: {asked.date}"
        else:
            yield DATE_DIFFERS, f"another date: {asked.date} and {', '.join(entity.dates)}"
    kinds = is_person(asked.kind), is_person(entity.kind)
    if None not in kinds and kinds[0] != kinds[1]:
        yield KIND_DIFFERS, f"another kind: {asked.kind} and {entity.kind}"


def _agree(one: str, other: str) -> bool:
    """Whether two dates say the same as far as both are known; a year alone is enough."""
    length = min(len(one), len(other))
    return length >= YEAR and one[:length] == other[:length]


def _same_identifiers(asked: Asked, entity: Entity) -> list[str]:
    known = {plain_identifier(value): scheme for scheme, value in entity.identifiers}
    given = dict.fromkeys(map(plain_identifier, asked.identifiers))
    return [f"{known[value]} {value}" for value in given if value in known]
