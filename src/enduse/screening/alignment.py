"""The words of two names laid beside each other: which is which, and what is left."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from enduse.screening.likeness import LEAST, likeness
from enduse.screening.parts import SMALL, Parts, Word

INITIAL, ACRONYM = 0.8, 0.9
LEAST_JOINED = 0.85
MOST_JOINED = 4
SLIPS, SLIPPED, ENOUGH_FOR_SLIPS = 2, 0.62, 2
MOST_WORDS = 24
LONGEST_ACRONYM, SHORTEST_ACRONYM = 8, 3


class Pair(NamedTuple):
    """Words of both names that are taken for each other, how alike they are, and how."""

    one: tuple[Word, ...]
    other: tuple[Word, ...]
    likeness: float
    how: str

    @property
    def weight(self) -> float:
        """What the pair counts: as much as the side that says more of it."""
        one, other = self.one, self.other
        if len(one) == len(other) == 1:
            return max(one[0].weight, other[0].weight)
        return max(sum(w.weight for w in one), sum(w.weight for w in other))

    def turned(self) -> "Pair":
        """The pair with its sides exchanged."""
        return self._replace(one=self.other, other=self.one)


class Alignment(NamedTuple):
    """The pairs, and the words of each side that are in none."""

    pairs: tuple[Pair, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]


def align(one: Parts, other: Parts) -> Alignment:
    """The words of both names in the pairs that fit best."""
    left, right = list(one.words[:MOST_WORDS]), list(other.words[:MOST_WORDS])
    pairs = _equal(left, right)
    if left and right:
        if len(left) + len(right) > 2:  # noqa: PLR2004 - one word cannot be written as two
            pairs += _joined(left, right)
            pairs += [pair.turned() for pair in _joined(right, left)]
        pairs += _alike(left, right)
    if one.person or other.person:
        if left and right:
            if sum(pair.how == "same" for pair in pairs) >= ENOUGH_FOR_SLIPS:
                pairs += _slips(left, right)
            pairs += _initials(left, right)
            pairs += [pair.turned() for pair in _initials(right, left)]
    elif left and right:
        pairs += _acronyms(left, right)
    return Alignment(tuple(pairs), tuple(left), tuple(right))


def _equal(left: list[Word], right: list[Word]) -> list[Pair]:
    pairs = []
    for word in tuple(left):
        for at, other in enumerate(right):
            if word.plain == other.plain:
                left.remove(word)
                del right[at]
                pairs.append(Pair((word,), (other,), 1.0, "same"))
                break
    return pairs


def _alike(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Words in the order of how alike they are, each once."""
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        alike = likeness(one, other)
        if alike >= LEAST and _as_telling(one, other):
            yield Pair((left.pop(),), (right.pop(),), alike, "alike")
        return
    likes = (
        (likeness(one, other), one, other)
        for one in left
        for other in right
        if _as_telling(one, other)
    )
    found = [row for row in likes if row[0] >= LEAST]
    if len(found) > 1:
        found.sort(key=lambda row: (-row[0], sorted((row[1].plain, row[2].plain))))
    for alike, one, other in found:
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            yield Pair((one,), (other,), alike, "alike")


def _as_telling(one: Word, other: Word) -> bool:
    """Whether neither is a small word, or both are."""
    return (one.weight > SMALL) == (other.weight > SMALL)


def _slips(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Words that two slips of the pen make one of the other, in a name that agrees otherwise:
    Kim Yong Chol and Kim Yong Chun."""
    for one in tuple(left):
        for other in right:
            if _as_telling(one, other) and _slipped(one.plain, other.plain):
                left.remove(one)
                right.remove(other)
                yield Pair((one,), (other,), SLIPPED, "slip")
                break


def _slipped(one: str, other: str) -> bool:
    initial = len(one) == 1 or len(other) == 1
    return not initial and OSA.distance(one, other, score_cutoff=SLIPS) <= SLIPS


def _joined(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Words on the left that the right writes as several."""
    shortest = sum(sorted([len(word.plain) for word in right])[:2])
    for word in tuple(left):
        if len(right) < MOST_JOINED // 2 or shortest > len(word.plain) + 2:
            continue
        best = max(_runs(word, right), default=None)
        if best:
            alike, start, end = best
            run = tuple(right[start:end])
            left.remove(word)
            del right[start:end]
            yield Pair((word,), run, alike, "joined")


def _runs(word: Word, words: Sequence[Word]) -> Iterator[tuple[float, int, int]]:
    """How alike a word is to each run of words written together."""
    wanted, lengths = len(word.plain), [len(other.plain) for other in words]
    for start in range(len(words) - 1):
        length = lengths[start]
        for end in range(start + 2, min(start + MOST_JOINED, len(words)) + 1):
            length += lengths[end - 1]
            if length > wanted + 2:
                break
            if length >= wanted - 2:
                yield from _run(word, words[start:end], start)


def _run(word: Word, run: Sequence[Word], start: int) -> Iterator[tuple[float, int, int]]:
    """How alike a word is to a run, where it is not as like one word of it."""
    letters = "".join(w.plain for w in run)
    if "@" not in letters:
        alike = likeness(word, Word(letters, 1.0, word.thin or any(w.thin for w in run)))
        if alike >= LEAST_JOINED and all(likeness(word, w) < alike for w in run):
            yield alike, start, start + len(run)


def _initials(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Single letters on the left that words on the right begin with."""
    for word in tuple(left):
        if len(word.plain) != 1:
            continue
        fits = [other for other in right if other.plain[0] == word.plain and len(other.plain) > 1]
        if fits:
            left.remove(word)
            right.remove(fits[0])
            yield Pair((word,), (fits[0],), INITIAL, "initial")


def _acronyms(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    for one, other, turned in ((left, right, False), (right, left, True)):
        for word in tuple(one):
            if not SHORTEST_ACRONYM <= len(word.plain) <= LONGEST_ACRONYM or not _spells(
                word, other
            ):
                continue
            pair = Pair((word,), tuple(other), ACRONYM, "acronym")
            one.remove(word)
            other.clear()
            yield pair.turned() if turned else pair


def _spells(word: Word, words: Sequence[Word]) -> bool:
    """Whether a word is made of the first letters of the others, with or without the small ones."""
    if len(words) < SHORTEST_ACRONYM:
        return False
    said = [w for w in words if w.weight > SMALL]
    return word.plain in {"".join(w.plain[0] for w in ws) for ws in (words, said)}
