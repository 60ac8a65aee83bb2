"""The chain of a licence as lists and filters need it: without its sources."""

from collections.abc import Sequence
from typing import NamedTuple

from enduse.evidence import first_day, last_day
from enduse.trade import Decision
from enduse.trade.chain import standing


class Event(NamedTuple):
    """One event in the life of a licence, without its sources."""

    decision: str
    date: str

    def in_year(self, year: int) -> bool:
        """Whether its date can mean a day of the year."""
        return first_day(self.date)[:4] <= f"{year:04}" <= last_day(self.date)[:4]


class Chain(NamedTuple):
    """The events of a licence and how it stands by them; `state` is None where none is dated."""

    state: str | None
    events: Sequence[Event]

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> "Chain":
        """The chain of some decisions."""
        state = standing(decisions).state if decisions else None
        return cls(state, tuple(Event(one.decision, one.date) for one in decisions))

    @property
    def last(self) -> Event | None:
        """The last event of the chain."""
        return self.events[-1] if self.events else None
