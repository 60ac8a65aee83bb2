"""Which states had joined a statement on a day: in waves, and without those that left again."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from enduse.evidence import PartialDate, first_day, last_day
from enduse.trade import Commitment, Statement

# The words under which a state takes part in a pledge. To have convened, attended or been absent,
# or to have rules in force, is none of them.
JOINED = frozenset({"signed", "endorsed", "subscribed", "supported"})


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """Who had joined a statement by a day, as country codes in the order of the statement.

    `perhaps` joined on a day that is not known well enough to say; `others` are the states of
    which the statement tells something else, by that word.
    """

    day: str
    joined: tuple[str, ...]
    perhaps: tuple[str, ...]
    withdrawn: tuple[str, ...]
    by_wave: dict[int, int]
    others: dict[str, tuple[str, ...]]


def joined_on(statement: Statement, commitment: Commitment) -> PartialDate | None:
    """When a state joined: on its own date; where no state of the statement has one, with the
    statement; where others have one and it has none, on a day that is not known."""
    if commitment.date:
        return commitment.date
    dated = any(state.date for state in statement.states if state.status in JOINED)
    return None if dated else statement.date


def joined_by(statement: Statement, day: str) -> Joined:
    """Who had joined by an ISO day. A partial date counts from its last day; until then perhaps.
    A withdrawal counts from the first day that it can mean."""
    joined: list[Commitment] = []
    perhaps: list[Commitment] = []
    withdrawn: list[Commitment] = []
    for state in statement.states if first_day(statement.date) <= day else ():
        when = joined_on(statement, state)
        if state.status not in JOINED or (when and first_day(when) > day):
            continue
        if state.withdrawn and first_day(state.withdrawn) <= day:
            withdrawn.append(state)
        else:
            (joined if when and last_day(when) <= day else perhaps).append(state)
    return Joined(
        day=day,
        joined=_codes(joined),
        perhaps=_codes(perhaps),
        withdrawn=_codes(withdrawn),
        by_wave=dict(sorted(Counter(state.wave for state in joined if state.wave).items())),
        others=_others(statement, day),
    )


def _codes(states: Iterable[Commitment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(state.country for state in states))


def _others(statement: Statement, day: str) -> dict[str, tuple[str, ...]]:
    """What else is told of states by the day; undated, from the day of the statement."""
    told = [
        state
        for state in statement.states
        if state.status not in JOINED and first_day(state.date or statement.date) <= day
    ]
    return {
        status: _codes(state for state in told if state.status == status)
        for status in dict.fromkeys(state.status for state in told)
    }
