"""The words of two names laid beside each other: which is which, and what is left."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from enduse.screening.likeness import likeness
from enduse.screening.parts import SMALL, Parts, Word

LEAST = 0.72
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
        return max(sum(w.weight for w in self.one), sum(w.weight for w in self.other))

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
    pairs = list(_equal(left, right))
    if left and right:
        pairs += _joined(left, right)
        pairs += [pair.turned() for pair in _joined(right, left)]
        pairs += _alike(left, right)
    if one.person or other.person:
        if sum(pair.how == "same" for pair in pairs) >= ENOUGH_FOR_SLIPS:
            pairs += _slips(left, right)
        pairs += _initials(left, right)
        pairs += [pair.turned() for pair in _initials(right, left)]
    elif left and right:
        pairs += _acronyms(left, right)
    return Alignment(tuple(pairs), tuple(left), tuple(right))


def _equal(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    for word in tuple(left):
        for at, other in enumerate(right):
            if word.plain == other.plain:
                left.remove(word)
                del right[at]
                yield Pair((word,), (other,), 1.0, "same")
                break


def _alike(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Words in the order of how alike they are, each once."""
    found = sorted(
        (
            (likeness(one, other), one.plain, other.plain, one, other)
            for one in left
            for other in right
        ),
        key=lambda row: (-row[0], row[1:3] if row[1] < row[2] else row[2:0:-1]),
    )
    for alike, _, _, one, other in found:
        if alike >= LEAST and one in left and other in right:
            left.remove(one)
            right.remove(other)
            yield Pair((one,), (other,), alike, "alike")


def _slips(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Words that two slips of the pen make one of the other, in a name that agrees otherwise:
    Kim Yong Chol and Kim Yong Chun."""
    for one in tuple(left):
        for other in right:
            short = min(len(one.plain), len(other.plain))
            if short > 1 and OSA.distance(one.plain, other.plain, score_cutoff=SLIPS) <= SLIPS:
                left.remove(one)
                right.remove(other)
                yield Pair((one,), (other,), SLIPPED, "slip")
                break


def _joined(left: list[Word], right: list[Word]) -> Iterator[Pair]:
    """Words on the left that the right writes as several."""
    for word in tuple(left):
        best = max(_runs(word, right), default=None)
        if best and best[0] >= LEAST_JOINED:
            alike, start, end = best
            run = tuple(right[start:end])
            left.remove(word)
            del right[start:end]
            yield Pair((word,), run, alike, "joined")


def _runs(word: Word, words: Sequence[Word]) -> Iterator[tuple[float, int, int]]:
    """How alike a word is to each run of words written together."""
    for start in range(len(words) - 1):
        letters = words[start].plain
        for end in range(start + 2, min(start + MOST_JOINED, len(words)) + 1):
            letters += words[end - 1].plain
            if len(letters) > len(word.plain) + 2:
                break
            if len(letters) >= len(word.plain) - 2 and "@" not in letters:
                thin = word.thin or any(w.thin for w in words[start:end])
                yield likeness(word, Word(letters, 1.0, thin)), start, end


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
