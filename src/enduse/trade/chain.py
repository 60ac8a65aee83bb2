"""The chain of events in the life of a licence: impossible orders, where it stands, its gaps."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from enduse.evidence import PartialDate
from enduse.trade.chain_law import NEEDS, Point, steps
from enduse.trade.goods import Decision
from enduse.trade.readings import Ends, Law, Reading, Timeline, TooManyOrders, best, furthest

StandingCode = Literal[
    "pending", "frozen", "in-force", "suspended", "refused", "revoked", "withdrawn", "expired",
    "catch-all-imposed", "catch-all-lifted", "unknown",
]  # fmt: skip
CATCH_ALL: Mapping[str, Literal["imposed", "lifted"]] = {"imposed": "imposed", "lifted": "lifted"}
BEGINNINGS = {"applied", "catch-all-imposed"}
CLOSED = {"refused", "revoked", "withdrawn", "expired", "catch-all-lifted"}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """An event that can stand where it does under no order that the dates allow.

    `at` and `after` are places in the chain as given; one of `needs` would have to stand between.
    """

    at: int
    event: str
    date: PartialDate
    after: int
    after_event: str
    after_date: PartialDate
    needs: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The fault in one sentence."""
        return (
            f"{self.event} ({self.date}) cannot follow {self.after_event} ({self.after_date}) "
            f"unless {' or '.join(self.needs)} stands between them; state it, or mend the order"
        )


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a licence stands by the last that is known of it; `since` is when that came about.

    `frozen` means on hold, be it an application or a licence. Nothing says that it still stands so.
    """

    state: StandingCode
    since: PartialDate | None = None
    appeal_open: bool = False
    review_open: bool = False
    catch_all: Literal["imposed", "lifted"] | None = None


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the chain where nothing is known, between the events `after` and `before`.

    `missing` is the event that must have happened there, where only one can have.
    """

    kind: Literal["everything", "beginning", "between", "end"]
    after: int | None = None
    before: int | None = None
    missing: str | None = None


def faults(licence_kind: str, decisions: Sequence[Decision]) -> list[Fault]:
    """Each event that no order which the dates allow can explain; an unknown beginning is no fault.

    Where so many dates overlap that the orders cannot be looked at one by one, nothing is said.
    """
    timeline, law = _timeline(decisions), _law(decisions, licence_kind)
    found: list[Fault] = []
    done, ends = 0, {Point(): Reading[Point]()}
    try:
        while True:
            done, ends = furthest(timeline, law, done, ends)
            if done == timeline.everything:
                return found
            at = next(timeline.next_after(done))
            found.append(_fault(decisions, at, best(ends).order[-1]))
            done |= 1 << at
            ends = {s.to: Reading[Point]().and_then(at, s) for s in law(Point(), at)}
    except TooManyOrders:
        return found


def _timeline(decisions: Sequence[Decision]) -> Timeline:
    return Timeline([(decision.date, decision.decision) for decision in decisions])


def _law(decisions: Sequence[Decision], kind: str) -> Law[Point]:
    return lambda point, at: steps(point, decisions[at].decision, kind)


def _fault(decisions: Sequence[Decision], at: int, after: int) -> Fault:
    return Fault(
        at=at,
        event=decisions[at].decision,
        date=decisions[at].date,
        after=after,
        after_event=decisions[after].decision,
        after_date=decisions[after].date,
        needs=NEEDS[decisions[at].decision],
    )


def standing(decisions: Sequence[Decision]) -> Standing:
    """How the licence stands by the reading that assumes least; unknown where two such differ, and
    where the chain has a fault."""
    ends = _ends(decisions)
    if not ends:
        return Standing(state="unknown")
    state, reading = _state(ends), best(ends)
    point = reading.path[-1]
    return Standing(
        state=state,
        since=None if state == "unknown" else _since(decisions, reading),
        appeal_open=point.challenge == "appeal",
        review_open=point.challenge == "review",
        catch_all=CATCH_ALL.get(point.catch_all),
    )


def _ends(decisions: Sequence[Decision]) -> Ends[Point]:
    """Every point that the whole chain may end in, with its best reading; none if it has a fault.

    A lone lifting counts as that of a catch-all, whatever the kind of the licence.
    """
    timeline, start = _timeline(decisions), {Point(): Reading[Point]()}
    try:
        done, ends = furthest(timeline, _law(decisions, "catch-all"), 0, start)
    except TooManyOrders:
        return {}
    return ends if decisions and done == timeline.everything else {}


def _state(ends: Ends[Point]) -> StandingCode:
    least = best(ends).assumed
    states = {point.state for point, reading in ends.items() if reading.assumed == least}
    if states == {None}:
        imposed = best(ends).path[-1].catch_all == "imposed"
        return "catch-all-imposed" if imposed else "catch-all-lifted"
    if states in ({"on-hold"}, {"on-hold", "suspended"}):
        return "frozen"
    state = states.pop()
    return "unknown" if states or state is None or state == "on-hold" else state


def _since(decisions: Sequence[Decision], reading: Reading[Point]) -> PartialDate | None:
    """The date of the last event that changed how the licence stands."""
    states = [(point.state, point.state is None and point.catch_all) for point in reading.path]
    changed = [at for at, state in enumerate(states) if at == 0 or state != states[at - 1]]
    return decisions[reading.order[changed[-1]]].date


def breaks(decisions: Sequence[Decision]) -> list[Break]:
    """Where nothing is known, in the order of the chain; nothing is said if it has a fault."""
    if not decisions:
        return [Break(kind="everything")]
    ends = _ends(decisions)
    return list(_breaks(decisions, ends)) if ends else []


def _breaks(decisions: Sequence[Decision], ends: Ends[Point]) -> Iterator[Break]:
    reading = best(ends)
    order, gaps = reading.order, dict(reading.gaps)
    if decisions[order[0]].decision not in BEGINNINGS:
        yield Break(kind="beginning", before=order[0])
    for earlier, at in pairwise(order):
        if at in gaps:
            yield Break(kind="between", after=earlier, before=at, missing=gaps[at])
    challenged = reading.path[-1].challenge in {"appeal", "review"}
    if challenged or _state(ends) not in CLOSED:
        yield Break(kind="end", after=order[-1])
