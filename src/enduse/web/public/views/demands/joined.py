"""Which states joined a statement: in waves, and without hiding those that left again."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from enduse.evidence import PartialDate, first_day
from enduse.record.commitments import JOINED, joined_on
from enduse.trade import Statement
from enduse.web.demands.models import Commitment
from enduse.web.registry.models import Citation


class Wave(NamedTuple):
    """States that joined together; the day is None where it is not known."""

    number: int | None
    day: PartialDate | None
    states: list[Commitment]

    @property
    def shared(self) -> list[Citation]:
        """The sources, where they are the same for every state."""
        cited = [list(row.citations.all()) for row in self.states]
        return cited[0] if all(its == cited[0] for its in cited) else []


def waves(states: Iterable[Commitment], statement: Statement, day: str) -> list[Wave]:
    """The states that had joined by an ISO day, by wave and date, the undated last."""
    dated = [(joined_on(statement, row.to_trade()), row) for row in states if row.status in JOINED]
    told = [(when, row) for when, row in dated if when is None or first_day(when) <= day]
    told.sort(key=_place)
    return [
        Wave(number, when, [row for _, row in its])
        for (number, when), its in groupby(told, key=lambda pair: (pair[1].wave, pair[0]))
    ]


def _place(pair: tuple[PartialDate | None, Commitment]) -> tuple[str, int, str]:
    when, row = pair
    return first_day(when) if when else "9999", row.wave or 0, row.country.name


def others(states: Iterable[Commitment], day: str) -> list[Commitment]:
    """The states of which the statement tells something else than that they joined."""
    return [
        row
        for row in states
        if row.status not in JOINED and (not row.date or row.date.first <= day)
    ]
