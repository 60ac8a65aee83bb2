"""Which entries hold which word, kept in memory: one number per word, with a bit for each entry.

The database finds the same (`SearchEntry.objects.hits`), but hands over every entry that matches;
where a word stands in a quarter of 200,000 entries, that alone costs a third of a second. Here two
words meet in one operation on two numbers, and every count is exact.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple, overload

from enduse.screening.asked import Asked, Term
from enduse.web.registry.models.search import JOINT, LONGEST_KEY, key

NO, YES = b"0", ord("1")
LAST_LETTER = "\U0010ffff"
HEADING, WORDS, LATER = range(3)
BROAD = 32  # a place takes so many bits


def bits(places: Iterable[int], size: int) -> int:
    """A number with a bit for each place, the first place foremost."""
    held = bytearray(NO * (size or 1))
    for place in places:
        held[place] = YES
    return int(held, 2)


class Postings:
    """The words of one column and the places of the entries that hold them; a word that many hold
    is a set at once, which is smaller than its places and quicker."""

    def __init__(self, held: Mapping[str, MutableSequence[int]], size: int) -> None:
        self.words = sorted(held)
        self.starts = array("q", [0])
        self.places = array("I")
        self.broad: dict[int, int] = {}
        for at, word in enumerate(self.words):
            if len(held[word]) * BROAD > size:
                self.broad[at] = bits(held[word], size)
            else:
                self.places.extend(held[word])
            self.starts.append(len(self.places))
        self._broad = list(self.broad)

    def mark(self, form: str, mask: bytearray, *, begun: bool) -> int:
        """Mark the places of the entries that hold a word, or one that begins so; what is held as
        a set is given."""
        at, end = self._span(form, begun=begun)
        broad = self._broad[bisect_left(self._broad, at) : bisect_left(self._broad, end)]
        for place in memoryview(self.places)[self.starts[at] : self.starts[end]]:
            mask[place] = YES
        return reduce(or_, (self.broad[one] for one in broad), 0)

    def _span(self, form: str, *, begun: bool) -> tuple[int, int]:
        at = bisect_left(self.words, form)
        if begun:
            return at, bisect_left(self.words, form + LAST_LETTER)
        return at, at + (at < len(self.words) and self.words[at] == form)


class Found(NamedTuple):
    """The entries that match, each set as one number: by text all of them, and of those the ones
    that match by name, by the beginning of a name, by title."""

    text: int
    ways: tuple[int, ...]


class Words:
    """The words of every entry, by column."""

    def __init__(self, rows: Iterable[tuple[int, Sequence[str]]], size: int) -> None:
        """`rows`: the place of each entry and its folded columns."""
        held: list[defaultdict[str, MutableSequence[int]]] = [
            defaultdict(lambda: array("I")) for _ in (HEADING, WORDS, LATER)
        ]
        for place, columns in rows:
            for column, text in zip(held, columns, strict=True):
                for word in set(text.split()):
                    column[word].append(place)
        self.size = size
        self.columns = [Postings(column, size) for column in held]

    def find(self, asked: Asked, *, today: bool) -> Found:
        """What matches, in each of the ways; with today's knowledge notes count too."""
        every = (HEADING, WORDS, LATER) if today else (HEADING, WORDS)
        text = self._all(asked.terms, every)
        return Found(text, tuple(self._all(terms, (HEADING,)) & text for terms in ways(asked)))

    def _all(self, terms: Iterable[Term], columns: Sequence[int]) -> int:
        found = -1
        for term in terms:
            found &= self._any(term, columns)
            if not found:
                break
        return max(found, 0)

    def _any(self, term: Term, columns: Sequence[int]) -> int:
        mask, found = bytearray(NO * (self.size or 1)), 0
        for column in columns:
            for form in term.forms:
                found |= self.columns[column].mark(form, mask, begun=term.begun)
        return found | int(mask, 2)


def ways(asked: Asked) -> Iterator[tuple[Term, ...]]:
    """What must stand in the heading of an entry, the best way to match first."""
    keys = tuple(key(name) for name in asked.name if len(name) <= LONGEST_KEY)
    if keys:
        yield (Term(keys, begun=False),)
        yield (Term(tuple(one.removesuffix(JOINT) for one in keys), begun=True),)
    yield asked.terms


class Ranked(Sequence[int]):
    """Places in the order of results: set after set, each by place, none twice."""

    def __init__(self, sets: Iterable[int], size: int) -> None:
        self._size = size
        self._sets: list[int] = []
        before = 0
        for one in sets:
            self._sets.append(one & ~before)
            before |= one
        self._counts = [one.bit_count() for one in self._sets]

    def __len__(self) -> int:
        return sum(self._counts)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        """One place, or those from one result to another."""
        if isinstance(at, int):
            return self[at : at + 1][0]
        start, stop, _ = at.indices(len(self))
        found: list[int] = []
        for one, count in zip(self._sets, self._counts, strict=True):
            if start < count and stop > 0:
                found += self._of(one, max(start, 0), min(stop, count))
            start, stop = start - count, stop - count
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _of(self, one: int, start: int, stop: int) -> Iterator[int]:
        told, place = f"{one:0{self._size}b}", -1
        for number in range(stop):
            place = told.index("1", place + 1)
            if number >= start:
                yield place
