"""Names searched in lists: candidates first, then each compared with care."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from enduse.screening.comparison import DEFAULT_THRESHOLD, Weighed, weigh, weigh_parts
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.laid import Sought
from enduse.screening.parts import check, parts
from enduse.screening.said import READINGS
from enduse.screening.supporting import Asked, Support, needed, support_of

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


def with_support(hit: Hit, asked: Asked) -> Hit:
    """A hit for a name alone, with what else is known of the party that is asked for."""
    support = support_of(asked, hit.entity)
    return hit._replace(score=support.moved(hit.score), reasons=hit.reasons + support.reasons)


class Search:
    """Searches lists by their names."""

    def __init__(self, lists: Iterable[tuple[str, Index]]) -> None:
        self._lists = tuple(lists)

    def hits(
        self, asked: Asked, *, threshold: float = DEFAULT_THRESHOLD, most: int = 10
    ) -> tuple[Hit, ...]:
        """The parties it may be, the likeliest first; raises `parts.Unusable` for the name."""
        return self.hits_of([asked], threshold=threshold, most=most)[0]

    def hits_of(
        self, asked: Sequence[Asked], *, threshold: float = DEFAULT_THRESHOLD, most: int = 10
    ) -> list[tuple[Hit, ...]]:
        """The same for each of several names, which takes far less time than one after the other;
        raises `parts.Unusable` if any cannot be used."""
        read = [one._replace(name=check(one.name)) for one in asked]
        likely: list[list[_Likely]] = [[] for _ in read]
        for name, index in self._lists:
            best = _best_names(index, read, threshold)
            for one, names, found in zip(read, best, likely, strict=True):
                found.extend(_in_list(name, index, one, names, threshold))
        return [_likeliest(found, most) for found in likely]


def _likeliest(found: "list[_Likely]", most: int) -> tuple[Hit, ...]:
    found.sort(key=lambda hit: (-hit.score, hit.list, hit.entity.id))
    return tuple(hit.told() for hit in found[:most])


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


Names: TypeAlias = dict[int, tuple[Weighed, int]]


def _in_list(
    list_: str, index: Index, asked: Asked, best: Names, threshold: float
) -> Iterator[_Likely]:
    least = needed(asked, threshold)
    for owner, (weighed, number) in best.items():
        if weighed.score < least:
            continue
        entity = index.entity(owner)
        support = support_of(asked, entity)
        score = support.moved(weighed.score)
        if score >= threshold:
            yield _Likely(list_, entity, index.name(number), score, weighed, support)
    for owner in {owner for value in asked.identifiers for owner in index.identified(value)}:
        if owner not in best:
            entity = index.entity(owner)
            support = support_of(asked, entity)
            if support.moved(0.0) >= threshold:
                score = support.moved(0.0)
                yield _Likely(list_, entity, entity.names[0], score, None, support)


def _best_names(index: Index, asked: Sequence[Asked], threshold: float) -> list[Names]:
    """For each name asked for, the likeliest name of each entity that has one like it."""
    found: list[Names] = [{} for _ in asked]
    for at, number in _candidates(index, asked, threshold):
        owner = int(index.owner[number])
        weighed = _weighed(index, asked[at].name, number, person=index.person(owner))
        kept = found[at].get(owner)
        if weighed.score >= LEAST_SCORE and (kept is None or weighed.score > kept[0].score):
            found[at][owner] = weighed, number
    return found


def _weighed(index: Index, read: str, number: int, *, person: bool | None) -> Weighed:
    other = index.name(number)
    turned = other < read
    if person is None:
        return weigh(*((other, read) if turned else (read, other)), person=None)
    both = parts(read, person=person), index.parts(number)
    return weigh_parts(*(both[::-1] if turned else both))


def _candidates(
    index: Index, asked: Sequence[Asked], threshold: float
) -> Iterator[tuple[int, int]]:
    """Which name asked for, and a name of the list that it may be."""
    ways = [
        (at, Sought(parts(one.name, person=person), least, among))
        for at, one in enumerate(asked)
        for person, least, among in _ways(index.kinds, one.known(), threshold)
    ]
    ways.sort(key=lambda way: way[1].exact)  # the loops keep what is like a word for the next name
    seen: set[tuple[int, int]] = set()
    found = index.candidates([sought for _, sought in ways], CANDIDATES)
    for (at, _), candidates in zip(ways, found, strict=True):
        for number in candidates:
            if (at, number) not in seen:
                seen.add((at, number))
                yield at, number


@lru_cache(maxsize=256)
def _ways(
    kinds: frozenset[bool | None], known: Asked, threshold: float
) -> tuple[tuple[bool, float, int], ...]:
    """How a name is sought in a list of entities of such kinds: whether as a person's, the score
    that it needs, and among whom (`Sought`). Where the list does not say what an entity is, a name
    may be either."""
    found = []
    for person in (True, False):
        least = {kind: needed(known, threshold, person=kind) for kind in kinds & {person, None}}
        reached = [kind for kind, score in least.items() if score <= 1]
        if reached:
            among = sum(1 << READINGS.index((kind, person)) for kind in reached)
            found.append((person, min(least.values()), among))
    return tuple(found)
