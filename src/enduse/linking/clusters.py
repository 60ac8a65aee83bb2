"""Pairs put together to clusters, each of which may be one party."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from enduse.linking.decisions import Standing, pair_of
from enduse.linking.entry import Entry, pair_id
from enduse.linking.judge import APART, Judged, judge


class Proposal(NamedTuple):
    """Two entries that may be of one party; the one with more rows first.

    `weight` (in bits) and `probability` are the statistics', score and reasons the comparison's.
    `cluster` None: the pair would put entries together that do not go together.
    """

    id: str
    cluster: int | None
    one: Entry
    other: Entry
    score: float
    weight: float
    probability: float
    pro: tuple[str, ...]
    contra: tuple[str, ...]


class Cluster(NamedTuple):
    """Entries that may be one party, those of most rows first, and the pairs that say so."""

    number: int
    entries: tuple[Entry, ...]
    proposals: tuple[Proposal, ...]

    @property
    def rows(self) -> int:
        """How many rows all entries have."""
        return sum(entry.rows for entry in self.entries)


class Weighty(NamedTuple):
    """A pair as the statistics and the comparison found it."""

    one: Entry
    other: Entry
    weight: float
    probability: float
    judged: Judged


class Proposed(NamedTuple):
    """What is proposed: clusters, and pairs that are held back from any; `crowded` is how many
    entries were not compared with others of the same words, because those are too many."""

    clusters: tuple[Cluster, ...]
    held: tuple[Proposal, ...]
    crowded: int = 0

    def pairs(self) -> Iterator[Proposal]:
        """Every pair, by clusters, the likeliest first."""
        for cluster in self.clusters:
            yield from cluster.proposals
        yield from self.held


def proposed(entries: Iterable[Entry], pairs: Iterable[Weighty], standing: Standing) -> Proposed:
    """The pairs on which nothing was decided, in clusters that keep what is refused, and what
    speaks too much against each other, apart."""
    groups = _Groups(entries, standing)
    undecided = (pair for pair in pairs if not standing.says(pair.one.id, pair.other.id))
    open_pairs = sorted(
        undecided, key=lambda p: (-p.judged.score, -p.weight, *_by_rows(p.one, p.other, key=True))
    )
    held = {}
    for pair in open_pairs:
        against = groups.join(pair.one, pair.other)
        if against:
            held[pair.one.id, pair.other.id] = against
    return _numbered(open_pairs, groups, held)


class _Groups:
    """Entries in the groups that they have been put into so far."""

    def __init__(self, entries: Iterable[Entry], standing: Standing) -> None:
        self._standing = standing
        self._members: dict[str, list[Entry]] = {}
        self._group: dict[str, str] = {}
        for entry in entries:
            party = standing.party(entry.id)
            self._group[entry.id] = party
            self._members.setdefault(party, []).append(entry)

    def of(self, entry: Entry) -> str:
        return self._group[entry.id]

    def members(self, group: str) -> Sequence[Entry]:
        return self._members[group]

    def join(self, one: Entry, other: Entry) -> str | None:
        """Put the groups of two entries together, or say what is against it."""
        first, second = sorted((self.of(one), self.of(other)))
        if first == second:
            return None
        for x in self._members[first]:
            for y in self._members[second]:
                if {x.id, y.id} != {one.id, other.id} and (against := self._against(x, y)):
                    return against
        for entry in self._members[second]:
            self._group[entry.id] = first
        self._members[first] += self._members.pop(second)
        return None

    def _against(self, one: Entry, other: Entry) -> str | None:
        names = " and ".join(sorted((one.name, other.name)))
        if self._standing.says(one.id, other.id) == "refused":
            return f"it would join {names}, refused by {self._standing.because(one.id, other.id)}"
        if self._standing.says(one.id, other.id) == "accepted":
            return None
        found = judge(one, other)
        if found.score >= APART:
            return None
        return f"it would join {names}: {'; '.join(found.contra) or 'unlike'}"


def _by_rows(one: Entry, other: Entry, *, key: bool = False) -> tuple[Entry, ...] | tuple[str, ...]:
    """Two entries, the one of more rows first; or their names and ids, to sort by."""
    both = sorted((one, other), key=lambda e: (-e.rows, e.name, e.id))
    return tuple(text for e in both for text in (e.name, e.id)) if key else tuple(both)


def _numbered(
    pairs: Sequence[Weighty], groups: _Groups, held: dict[tuple[str, str], str]
) -> Proposed:
    by_group: dict[str, list[Weighty]] = {}
    for pair in pairs:
        if (pair.one.id, pair.other.id) not in held:
            by_group.setdefault(groups.of(pair.one), []).append(pair)
    clusters = tuple(
        _cluster(number, groups.members(group), its_pairs)
        for number, (group, its_pairs) in enumerate(by_group.items(), 1)
    )
    apart = tuple(
        _proposal(pair, None, held[key])
        for pair in pairs
        if (key := (pair.one.id, pair.other.id)) in held
    )
    return Proposed(clusters, apart)


def _cluster(number: int, members: Iterable[Entry], pairs: Iterable[Weighty]) -> Cluster:
    entries = tuple(sorted(members, key=lambda e: (-e.rows, e.name, e.id)))
    return Cluster(number, entries, tuple(_proposal(pair, number) for pair in pairs))


def _proposal(pair: Weighty, cluster: int | None, against: str | None = None) -> Proposal:
    one, other = sorted((pair.one, pair.other), key=lambda e: (-e.rows, e.name, e.id))
    contra = (*pair.judged.contra, against) if against else pair.judged.contra
    key = pair_id(*pair_of(one.id, other.id))
    return Proposal(
        key, cluster, one, other, pair.judged.score, pair.weight, pair.probability,
        pair.judged.pro, contra,
    )  # fmt: skip
