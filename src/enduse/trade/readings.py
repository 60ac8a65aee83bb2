"""The orders in which events can have happened whose dates are only partly known."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from enduse.evidence import PartialDate, first_day, last_day

TOO_MANY = 4096
P = TypeVar("P", bound=Hashable)


class TooManyOrders(ValueError):
    """So many events overlap that their orders cannot be looked at one by one."""


class Timeline:
    """Events by number, as `next_after` tells them apart: what surely happened before what.

    Two events whose dates overlap, or that happened on one day, may stand in either order; of
    two that are alike in all, the first stands first.

    >>> line = Timeline([("2016", "granted"), ("2016-06-29", "frozen"), ("2017", "revoked")])
    >>> [sorted(line.next_after(done)) for done in (0b000, 0b001, 0b011)]
    [[0, 1], [1], [2]]
    """

    __slots__ = ("_before", "everything")

    def __init__(self, events: Sequence[tuple[PartialDate, str]]) -> None:
        spans = [(first_day(when), last_day(when)) for when, _ in events]
        self.everything = (1 << len(events)) - 1
        self._before = [
            sum(
                1 << other
                for other, (_, end) in enumerate(spans)
                if end < start or (other < at and events[other] == events[at])
            )
            for at, (start, _) in enumerate(spans)
        ]

    def next_after(self, done: int) -> Iterator[int]:
        """The events that may come next once those whose bits are set have happened."""
        for at, before in enumerate(self._before):
            if not done >> at & 1 and not before & ~done:
                yield at


class Step(NamedTuple, Generic[P]):
    """Where an event leads, how much must be assumed for it, and which unstated event that is."""

    to: P
    assumed: int = 0
    missing: str | None = None


class Reading(NamedTuple, Generic[P]):
    """One way to read the events so far: their order, where each led, and what was assumed."""

    assumed: int = 0
    order: tuple[int, ...] = ()
    path: tuple[P, ...] = ()
    gaps: tuple[tuple[int, str | None], ...] = ()

    def and_then(self, at: int, step: Step[P]) -> "Reading[P]":
        """The reading with one more event."""
        return Reading(
            self.assumed + step.assumed,
            (*self.order, at),
            (*self.path, step.to),
            (*self.gaps, (at, step.missing)) if step.assumed else self.gaps,
        )


Ends = dict[P, Reading[P]]
Law = Callable[[P, int], Iterable[Step[P]]]


def best(ends: Ends[P]) -> Reading[P]:
    """The reading that assumes least; of equals the one nearest to the order as given."""
    return min(ends.values(), key=lambda reading: (reading.assumed, reading.order))


def furthest(timeline: Timeline, law: Law[P], done: int, ends: Ends[P]) -> tuple[int, Ends[P]]:
    """Follow every order from the events already `done`, as far as the law lets any of them go.

    Gives the events then done, and for each point reached its best reading. Raises TooManyOrders.
    """
    layer = {done: ends}
    while True:
        further = _further(timeline, law, layer)
        if not further:
            done = min(layer, key=lambda mask: best(layer[mask])[:2])
            return done, layer[done]
        if len(further) > TOO_MANY:
            raise TooManyOrders
        layer = further


def _further(timeline: Timeline, law: Law[P], layer: dict[int, Ends[P]]) -> dict[int, Ends[P]]:
    """The same one event on."""
    further: dict[int, Ends[P]] = {}
    for done, ends in layer.items():
        for at in timeline.next_after(done):
            for point, reading in ends.items():
                for step in law(point, at):
                    _keep(further.setdefault(done | 1 << at, {}), reading.and_then(at, step))
    return further


def _keep(ends: Ends[P], reading: Reading[P]) -> None:
    point = reading.path[-1]
    if point not in ends or reading[:2] < ends[point][:2]:
        ends[point] = reading
