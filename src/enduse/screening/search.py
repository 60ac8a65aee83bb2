"""Names searched in lists: candidates first, then each compared with care."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from enduse.screening.comparison import DEFAULT_THRESHOLD, Weighed, is_person, weigh
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import indexed
from enduse.screening.parts import check, parts
from enduse.screening.supporting import Asked, Support, most_support, support_of

CANDIDATES = 12
LEAST_SCORE = 0.4


class Hit(NamedTuple):
    """A party of a list that the one asked for may be.

    `name` is the one of its names that is likest, `reasons` say what speaks for and against it.
    """

    list: str
    entity: Entity
    name: str
    score: float
    reasons: tuple[str, ...]


class Search:
    """Searches lists by their names."""

    def __init__(self, lists: Iterable[tuple[str, Index]]) -> None:
        self._lists = tuple(lists)

    def hits(
        self, asked: Asked, *, threshold: float = DEFAULT_THRESHOLD, most: int = 10
    ) -> tuple[Hit, ...]:
        """The parties it may be, the likeliest first; raises `parts.Unusable` for the name."""
        asked = asked._replace(name=check(asked.name))
        likely = [
            hit
            for name, index in self._lists
            for hit in _in_list(name, index, asked, threshold)
            if hit.score >= threshold
        ]
        likely.sort(key=lambda hit: (-hit.score, hit.list, hit.entity.id))
        return tuple(hit.told() for hit in likely[:most])


class _Likely(NamedTuple):
    """A hit before its reasons are told."""

    list: str
    entity: Entity
    name: str
    score: float
    weighed: Weighed | None
    support: Support

    def told(self) -> Hit:
        reasons = self.weighed.told().reasons if self.weighed else ()
        return Hit(self.list, self.entity, self.name, self.score, reasons + self.support.reasons)


def _in_list(list_: str, index: Index, asked: Asked, threshold: float) -> Iterator[_Likely]:
    best = _best_names(index, asked.name, person=is_person(asked.kind))
    for owner, (weighed, number) in best.items():
        if most_support(asked).moved(weighed.score) < threshold:
            continue
        entity = index.entity(owner)
        support = support_of(asked, entity)
        name = index.name(number)
        yield _Likely(list_, entity, name, support.moved(weighed.score), weighed, support)
    for value in asked.identifiers:
        for owner in index.identified(value):
            if owner not in best:
                entity = index.entity(owner)
                support = support_of(asked, entity)
                yield _Likely(list_, entity, entity.names[0], support.moved(0.0), None, support)


def _best_names(index: Index, read: str, *, person: bool | None) -> dict[int, tuple[Weighed, int]]:
    """The likeliest name of each entity that has one like it."""
    best: dict[int, tuple[Weighed, int]] = {}
    for candidate in _candidates(index, read, person=person):
        owner = int(index.owner[candidate])
        other = index.name(candidate)
        one, other = (read, other) if read < other else (other, read)
        found = weigh(one, other, person=index.person(owner))
        kept = best.get(owner)
        if found.score >= LEAST_SCORE and (kept is None or found.score > kept[0].score):
            best[owner] = found, candidate
    return best


def _candidates(index: Index, read: str, *, person: bool | None) -> Iterator[int]:
    """The names that may be the one asked for, as a person's or a body's or either's."""
    seen: set[int] = set()
    ways = [parts(read, person=way) for way in dict.fromkeys((person is True, person is not False))]
    for way in ways[:1] if indexed(ways[0]) == indexed(ways[-1]) else ways:
        for candidate in index.candidates(way, CANDIDATES):
            if candidate.name not in seen:
                seen.add(candidate.name)
                yield candidate.name
