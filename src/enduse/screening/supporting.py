"""What else is known of two parties beside their names, and how it moves a score."""

from collections.abc import Iterator
from typing import NamedTuple

from enduse.screening.comparison import is_person
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

    def known(self) -> "Asked":
        """Of what kind it is, and which else is known of it, without what that is."""
        country, date = self.country and "known", self.date and "known"
        return Asked("", country, self.kind, date, ("known",) * bool(self.identifiers))


class Support(NamedTuple):
    """What country, date, kind and identifiers say of a match: shares, reasons, a least score.

    A share above 0 closes as much of the way to 1, one below 0 takes as much of the score away.
    """

    shares: tuple[float, ...] = ()
    reasons: tuple[str, ...] = ()
    least: float = 0.0

    def moved(self, score: float) -> float:
        """The score with this support."""
        for share in self.shares:
            score += share * (1 - score if share > 0 else score)
        return round(max(score, self.least), 4)


def support_of(asked: Asked, entity: Entity) -> Support:
    """What else is known of both; what one side does not say changes nothing."""
    told = tuple(_shares(asked, entity))
    same = _same_identifiers(asked, entity) if asked.identifiers else []
    reasons = tuple(reason for _, reason in told)
    shares = tuple(share for share, _ in told)
    if not same:
        return Support(shares, reasons)
    return Support(shares, (*reasons, f"the same identifier: {', '.join(same)}"), SAME_IDENTIFIER)


def most_support(asked: Asked, *, person: bool | None = None) -> Support:
    """The most that could be said for a match with any entity that is a person or not (None: the
    list does not say)."""
    shares = (COUNTRY_AGREES,) * bool(asked.country) + (DATE_AGREES,) * bool(asked.date)
    differs = (KIND_DIFFERS,) * _differ({is_person(asked.kind), person})
    return Support(shares + differs, (), SAME_IDENTIFIER if asked.identifiers else 0.0)


def needed(asked: Asked, threshold: float, *, person: bool | None = None) -> float:
    """The score that two names need at least to reach the threshold with the most support."""
    support = most_support(asked, person=person)
    if support.least >= threshold:
        return 0.0
    for share in reversed(support.shares):
        threshold = (threshold - max(share, 0)) / (1 - abs(share))
    return threshold


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
    if _differ({is_person(asked.kind), is_person(entity.kind)}):
        yield KIND_DIFFERS, f"another kind: {asked.kind} and {entity.kind}"


def _differ(kinds: set[bool | None]) -> bool:
    """Whether one is a person and one is known to be none."""
    return kinds == {True, False}


def _agree(one: str, other: str) -> bool:
    """Whether two dates say the same as far as both are known; a year alone is enough."""
    length = min(len(one), len(other))
    return length >= YEAR and one[:length] == other[:length]


def _same_identifiers(asked: Asked, entity: Entity) -> list[str]:
    known = {plain_identifier(value): scheme for scheme, value in entity.identifiers}
    given = dict.fromkeys(map(plain_identifier, asked.identifiers))
    return [f"{known[value]} {value}" for value in given if value in known]
