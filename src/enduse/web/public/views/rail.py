"""The rail of a licence: its events as known on a day, and the gaps between them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from enduse import trade
from enduse.evidence import first_day, last_day
from enduse.trade.chain import Break, Fault, breaks, faults
from enduse.web.ledger.models import Decision, Licence

YES, NO = frozenset({"granted", "issued-on-appeal"}), frozenset({"refused"})


class Said(NamedTuple):
    """An event on the rail, and the kinds of sources that say so."""

    event: Decision
    by: list[str]


class Step(NamedTuple):
    """A stretch of the rail: a gap, an event, or events that contradict each other.

    `fault` says which of them cannot follow which; None where their order is not known.
    """

    gap: Break | None = None
    events: Sequence[Said] = ()
    fault: Fault | None = None


def rail(licence: Licence, day: date | None) -> list[Step]:
    """The events known on a day and the gaps between them, as they stand along the rail."""
    events = licence.events(day)
    told = [event.to_trade() for event in events]
    wrong = {fault.at: fault for fault in faults(licence.kind, told)}
    gaps = breaks(told)
    steps = [Step(gap=gap) for gap in gaps if gap.kind == "everything"]
    for group in _together(told, wrong):
        before = [gap for gap in gaps if gap.before in group]
        steps += [Step(gap=gap) for gap in before if gap.before == group[0]]
        said = [Said(events[at], events[at].said_by(day)) for at in group]
        fault = next((wrong[at] for at in group if at in wrong), None)
        steps.append(Step(events=said, fault=fault))
        steps += [Step(gap=gap) for gap in before if gap.before != group[0]]
        steps += [Step(gap=gap) for gap in gaps if gap.after in group and gap.before is None]
    return steps


def _together(
    told: Sequence[trade.Decision], wrong: Mapping[int, Fault]
) -> Iterator[tuple[int, ...]]:
    """Places in the chain, those of events that contradict each other in one group."""
    group = [0] if told else []
    for earlier, at in pairwise(range(len(told))):
        if _differ(told[earlier], told[at]) or (at in wrong and wrong[at].after == earlier):
            group.append(at)
        else:
            yield tuple(group)
            group = [at]
    if group:
        yield tuple(group)


def _differ(one: trade.Decision, other: trade.Decision) -> bool:
    """Whether one may have been a yes and the other a no to the same question."""
    both = {one.decision, other.decision}
    overlap = first_day(one.date) <= last_day(other.date) and first_day(other.date) <= last_day(
        one.date
    )
    return overlap and bool(both & YES) and bool(both & NO)
