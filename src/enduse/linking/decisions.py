"""What people decided of two entries, and what follows from all of it together.

Decisions are only ever added, also when one is taken back. What follows from them does not depend
on their order, so files of several people can be put one behind the other.
"""

from collections import deque
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import Literal, NamedTuple

import msgspec

from enduse.evidence import Record
from enduse.taxonomy.tables import BadInput

Verdict = Literal["accepted", "refused"]
Pair = tuple[str, str]
UNDO_ONE = "undo one: enduse link undo"


class Side(Record, frozen=True, kw_only=True):
    """An entry as a decision names it: its id, and the name for a reader."""

    entry: str
    name: str
    country: str | None = None


class Signed(NamedTuple):
    """Who did something, when (ISO 8601), and why."""

    by: str
    when: str
    why: str


class Decision(Record, frozen=True, kw_only=True, tag_field="line", tag="decision"):
    """Somebody's word that two entries are of one party, or that they are not."""

    id: str
    verdict: Verdict
    one: Side
    other: Side
    by: str
    when: str
    why: str

    @property
    def pair(self) -> Pair:
        """The entries, the lesser id first."""
        return pair_of(self.one.entry, self.other.entry)


class Undone(Record, frozen=True, kw_only=True, tag_field="line", tag="undo"):
    """Somebody's word that a decision no longer counts."""

    of: str
    by: str
    when: str
    why: str


Line = Decision | Undone


def pair_of(one: str, other: str) -> Pair:
    """Two entries in the order of their ids."""
    return (one, other) if one < other else (other, one)


def decided(verdict: Verdict, one: Side, other: Side, signed: Signed, *, number: int) -> Decision:
    """A decision with its id; `number` is its place in the file, so that a decision which was
    undone can be made again."""
    first, second = sorted((one, other), key=lambda side: side.entry)
    said = (verdict, first.entry, second.entry, *signed, number)
    key = f"d-{blake2b(msgspec.json.encode(said), digest_size=5).hexdigest()}"
    return Decision(id=key, verdict=verdict, one=first, other=second, **signed._asdict())


def _by_id(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Decisions by their ids, the same one once; raises BadInput where two share an id."""
    made: dict[str, Decision] = {}
    for decision in decisions:
        if made.setdefault(decision.id, decision) != decision:
            raise BadInput(f"two decisions are called {decision.id}; give one of them another id")
    return made


class Standing:
    """What stands after all decisions: which entries are one party, and which are not.

    Raises BadInput where they contradict each other, in one line that names the decisions.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        said = list(lines)
        made = _by_id(line for line in said if isinstance(line, Decision))
        undone = {line.of for line in said if isinstance(line, Undone)}
        if unknown := sorted(undone - made.keys()):
            raise BadInput(f"no decision {unknown[0]} to undo; add the file that holds it")
        self.live = {key: made[key] for key in sorted(made.keys() - undone)}
        self.undone = frozenset(undone)
        self._joined: dict[str, dict[str, str]] = {}
        self._refused: dict[Pair, str] = {}
        for decision in self.live.values():
            self._count(decision)
        self._check()

    def _count(self, decision: Decision) -> None:
        if decision.verdict == "refused":
            self._refused[decision.pair] = decision.id
            return
        for one, other in (decision.pair, decision.pair[::-1]):
            self._joined.setdefault(one, {})[other] = decision.id

    def _check(self) -> None:
        for pair, refusal in sorted(self._refused.items()):
            if self.party(pair[0]) == self.party(pair[1]):
                raise BadInput(self._conflict(pair, refusal))

    def _conflict(self, pair: Pair, refusal: str) -> str:
        decision = self.live[refusal]
        names = f"{decision.one.name[:60]!r} and {decision.other.name[:60]!r}"
        path = ", ".join(self._path(*pair))
        return f"{names} were refused ({refusal}), yet accepted as one ({path}); {UNDO_ONE}"

    def _path(self, start: str, end: str) -> list[str]:
        """The acceptances that lead from one entry to the other, as few as can be."""
        ways: dict[str, list[str]] = {start: []}
        queue = deque([start])
        while queue and end not in ways:
            here = queue.popleft()
            for there, decision in sorted(self._joined[here].items()):
                if there not in ways:
                    ways[there] = [*ways[here], decision]
                    queue.append(there)
        return ways[end]

    @cached_property
    def _parties(self) -> dict[str, str]:
        parties: dict[str, str] = {}
        for start in sorted(self._joined):
            if start in parties:
                continue
            reached = deque([start])
            parties[start] = start
            while reached:
                for there in self._joined[reached.popleft()]:
                    if there not in parties:
                        parties[there] = start
                        reached.append(there)
        return parties

    def party(self, entry: str) -> str:
        """The least id of the entries that were accepted as one with this."""
        return self._parties.get(entry, entry)

    @cached_property
    def _apart(self) -> frozenset[Pair]:
        return frozenset(pair_of(*map(self.party, pair)) for pair in self._refused)

    def says(self, one: str, other: str) -> Verdict | None:
        """What follows for two entries, also by way of others; None: nothing yet."""
        parties = pair_of(self.party(one), self.party(other))
        if parties[0] == parties[1]:
            return "accepted"
        return "refused" if parties in self._apart else None

    def because(self, one: str, other: str) -> str:
        """The decision from which it follows that two entries are not of one party."""
        parties = pair_of(self.party(one), self.party(other))
        return next(
            decision
            for pair, decision in sorted(self._refused.items())
            if pair_of(*map(self.party, pair)) == parties
        )
