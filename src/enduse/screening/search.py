"""Names searched in lists: candidates first, then each compared with care."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from enduse.screening.comparison import DEFAULT_THRESHOLD, Comparison, compare_read, is_person
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import indexed
from enduse.screening.parts import check, parts
from enduse.screening.supporting import Asked, supported

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
        read = check(asked.name)
        found = [hit for name, index in self._lists for hit in _in_list(name, index, asked, read)]
        likely = [hit for hit in found if hit.score >= threshold]
        likely.sort(key=lambda hit: (-hit.score, hit.list, hit.entity.id))
        return tuple(likely[:most])


def _in_list(name: str, index: Index, asked: Asked, read: str) -> Iterator[Hit]:
    best = _best_names(index, read, person=is_person(asked.kind))
    for value in asked.identifiers:
        for owner in index.identified(value):
            best.setdefault(owner, (NOTHING, -1))
    for owner, (found, number) in best.items():
        entity = index.entity(owner)
        said = supported(found, asked, entity)
        matched = entity.names[0] if number < 0 else index.name(number)
        yield Hit(name, entity, matched, said.score, said.reasons)


NOTHING = Comparison(0.0, ())


def _best_names(
    index: Index, read: str, *, person: bool | None
) -> dict[int, tuple[Comparison, int]]:
    """The likeliest name of each entity that has one like it."""
    best: dict[int, tuple[Comparison, int]] = {}
    for candidate in _candidates(index, read, person=person):
        owner = int(index.owner[candidate])
        other = index.name(candidate)
        found = compare_read(*sorted((read, other)), person=index.person(owner))
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
