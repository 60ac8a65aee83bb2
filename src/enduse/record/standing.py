"""Where each addressee stands on each demand on a day; the rules are in docs/rules.md."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from enduse.evidence import PartialDate, first_day, last_day
from enduse.record import HINDSIGHT, Record
from enduse.trade import Demand, Position, Statement
from enduse.trade.campaigns import GROUPS

StandingCode = Literal["met", "partly-met", "not-met", "disputed", "regressed", "not-known"]
Rule = Literal[
    "done", "partial", "in-progress", "not-done", "refused", "disputed", "sources-differ",
    "less-of-two", "taken-back", "endorsed-only", "unknown", "no-position",
]  # fmt: skip
# What a group of addressees meant on a day, as codes of states; None where that is not known.
Members = Callable[[str, str], frozenset[str] | None]

BY_STATUS: dict[str, tuple[StandingCode, Rule]] = {
    "done": ("met", "done"),
    "partial": ("partly-met", "partial"),
    "in-progress": ("partly-met", "in-progress"),
    "not-done": ("not-met", "not-done"),
    "refused": ("not-met", "refused"),
    "disputed": ("disputed", "disputed"),
    "endorsed": ("not-known", "endorsed-only"),
    "unknown": ("not-known", "unknown"),
}
RANK: dict[str, int] = {"refused": 0, "not-done": 1, "in-progress": 2, "partial": 3, "done": 4}
DEEDS = {"partial", "done"}


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where one addressee stands on one demand, and what decided it.

    `group` is the group of addressees that it is meant by, None where the demand names it;
    `addressed` is False for whom the demand does not mean, None where that is not known.
    `deciding` are the positions that the rule was applied to, `earlier` those they overtook.
    """

    demand: str
    addressee: str
    standing: StandingCode
    rule: Rule
    group: str | None = None
    addressed: bool | None = True
    since: PartialDate | None = None
    endorsed: bool = False
    deciding: tuple[Position, ...] = ()
    earlier: tuple[Position, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of what decided."""
        return tuple(dict.fromkeys(source for p in self.deciding for source in p.sources))


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """How many pairs of a demand and an addressee stand how.

    Members of a group of whom nothing is on record count as not known; groups whose members are
    not known are in `uncounted`, and only those of their members with a position are counted.
    """

    met: int = 0
    partly_met: int = 0
    not_met: int = 0
    disputed: int = 0
    regressed: int = 0
    not_known: int = 0
    uncounted: tuple[str, ...] = ()


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """The stands on some demands, in the order of the demands, and their totals.

    `silent` maps a demand to the members of its groups of whom nothing is on record.
    """

    day: str
    stands: tuple[Stand, ...]
    silent: dict[str, tuple[str, ...]]
    totals: Totals


def nobody(_group: str, _day: str) -> frozenset[str] | None:
    """Knows the members of no group."""
    return None


def matrix(
    statements: Iterable[Statement], record: Record, *, day: str, members: Members = nobody
) -> Matrix:
    """The demands of some statements as known on an ISO day (HINDSIGHT: all that is on record)."""
    stands: list[Stand] = []
    silent: dict[str, tuple[str, ...]] = {}
    uncounted: set[str] = set()
    for statement in statements:
        groups = _groups(statement, members)
        for demand in statement.demands if first_day(statement.date) <= day else ():
            found = tuple(stands_on(demand, record, day=day, groups=groups))
            stands += found
            meant = {m for g in demand.addressees for m in groups.get(g) or ()}
            silent[demand.id] = tuple(sorted(meant - {stand.addressee for stand in found}))
            uncounted |= {g for g in demand.addressees if g in groups and groups[g] is None}
    silent = {demand: found for demand, found in silent.items() if found}
    totals = _totals(stands, sum(map(len, silent.values())), uncounted)
    return Matrix(day=day, stands=tuple(stands), silent=silent, totals=totals)


def _groups(statement: Statement, members: Members) -> dict[str, frozenset[str] | None]:
    """The members, when the statement was made, of every group that it addresses."""
    named = {addressee for demand in statement.demands for addressee in demand.addressees}
    return {group: members(group, last_day(statement.date)) for group in named & GROUPS.keys()}


def stands_on(
    demand: Demand, record: Record, *, day: str, groups: Mapping[str, frozenset[str] | None]
) -> Iterator[Stand]:
    """Where everyone stands whom the demand names, or of whom a position was known on the day.

    `groups` holds the members of each group of addressees, None where they are not known.
    """
    known: dict[str, list[Position]] = {
        addressee: [] for addressee in demand.addressees if addressee not in groups
    }
    for position in demand.positions:
        if _known_from(position, record) <= day:
            known.setdefault(position.addressee, []).append(position)
    for addressee, positions in known.items():
        group, addressed = _meant(addressee, demand.addressees, groups)
        yield _stand(demand.id, addressee, _placed(positions, record), (group, addressed))


def _known_from(position: Position, record: Record) -> str:
    """The day from which a position could be known: once it was taken and a source was out."""
    taken = last_day(position.date) if position.date else ""
    return max(taken, record.published(position) or HINDSIGHT)


def _meant(
    addressee: str, named: Sequence[str], groups: Mapping[str, frozenset[str] | None]
) -> tuple[str | None, bool | None]:
    """By which group an addressee is meant, and whether it is."""
    if addressee in named:
        return None, True
    for group in named:
        if addressee in (groups.get(group) or ()):
            return group, True
    return next(((g, None) for g in named if g in groups and groups[g] is None), (None, False))


class _Placed(NamedTuple):
    """A position with the first and the last day on which it can have been taken."""

    position: Position
    first: str
    last: str


def _placed(positions: Iterable[Position], record: Record) -> list[_Placed]:
    return [
        _Placed(p, first_day(p.date), last_day(p.date))
        if p.date
        else _Placed(p, "", record.published(p) or HINDSIGHT)
        for p in positions
    ]


def _stand(
    demand: str, addressee: str, placed: list[_Placed], meant: tuple[str | None, bool | None]
) -> Stand:
    telling = [p for p in placed if p.position.status not in {"endorsed", "unknown"}]
    newest = max((p.first for p in telling), default="")
    deciding = [p.position for p in telling if p.last >= newest]
    earlier = [p.position for p in telling if p.last < newest]
    deciding = deciding or [p.position for p in placed]
    standing, rule = _decide(deciding, earlier)
    return Stand(
        demand=demand,
        addressee=addressee,
        standing=standing,
        rule=rule,
        group=meant[0],
        addressed=meant[1],
        since=max((p.date for p in deciding if p.date), key=first_day, default=None),
        endorsed=any(p.position.status == "endorsed" for p in placed),
        deciding=tuple(deciding),
        earlier=tuple(earlier),
    )


def _decide(deciding: list[Position], earlier: list[Position]) -> tuple[StandingCode, Rule]:
    """The standing by the newest positions, and the rule that gave it."""
    statuses = {position.status for position in deciding}
    for told in ("disputed", "endorsed", "unknown"):
        if told in statuses:
            return BY_STATUS[told]
    if not statuses:
        return "not-known", "no-position"
    least = min(statuses, key=RANK.__getitem__)
    standing, rule = BY_STATUS[least]
    if standing == "not-met" and statuses & DEEDS:
        return "disputed", "sources-differ"
    if any(p.status in DEEDS and _better(p.status, standing) for p in earlier):
        return "regressed", "taken-back"
    differ = len({BY_STATUS[status][0] for status in statuses}) > 1
    return standing, "less-of-two" if differ else rule


def _better(status: str, than: StandingCode) -> bool:
    ladder = ("not-met", "partly-met", "met")
    return ladder.index(BY_STATUS[status][0]) > ladder.index(than)


def _totals(stands: Iterable[Stand], silent: int, uncounted: Iterable[str]) -> Totals:
    counts = Counter(stand.standing for stand in stands if stand.addressed is not False)
    return Totals(
        met=counts["met"],
        partly_met=counts["partly-met"],
        not_met=counts["not-met"],
        disputed=counts["disputed"],
        regressed=counts["regressed"],
        not_known=counts["not-known"] + silent,
        uncounted=tuple(sorted(uncounted)),
    )
