"""Names of an index laid beside those that are asked for, word by word, many at once."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from enduse.screening.mapped import Numbers
from enduse.screening.parts import Parts, Word
from enduse.screening.vocabulary import Alike

Reals: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]
Whole: TypeAlias = NDArray[np.int64]
NONE: Reals = np.zeros(0)
SPELLED = 3  # words at least, that first letters are taken of


class Asked(NamedTuple):
    """A name that is asked for, its words with those of the index that are like them and how rare
    these are, the names that hold enough of those, and the score that is needed."""

    name: Parts
    words: tuple[Word, ...]
    alike: tuple[Alike, ...]
    rarity: tuple[float, ...]
    pool: Numbers
    least: float


class Sheet(NamedTuple):
    """Names that are asked for, all of as many words: a column each, a row for each word."""

    weights: Reals
    rarity: Reals
    full: Whole
    person: Truths
    least: Reals
    lengths: Whole
    letters: Numbers


class Laid(NamedTuple):
    """Names of the index laid beside those asked for: all their words in a row, where each name
    begins in it and to which column of the sheet it belongs, how like each word is to those asked
    for (a row for each), and the likest of each name."""

    names: Numbers
    of: Whole
    words: Numbers
    counts: Whole
    first: Whole
    weights: Reals
    like: Reals
    best: Reals
    agrees: Reals

    @property
    def lone(self) -> Truths:
        """The words of the names that are like none asked for."""
        lone: Truths = self.like.max(axis=0) == 0
        return lone

    def each(self, values: Reals | Truths) -> Reals:
        """Sums of what stands at each word, by name."""
        return np.add.reduceat(values, self.first, dtype=np.float64) if len(self.first) else NONE

    def least(self, values: Reals | Whole) -> Reals:
        """The least of what stands at each word, by name."""
        return np.minimum.reduceat(values, self.first) if len(self.first) else NONE

    def of_names(self, chosen: Truths) -> "Laid":
        """These of the names alone."""
        held, counts = np.repeat(chosen, self.counts), self.counts[chosen]
        return Laid(
            self.names[chosen], self.of[chosen], self.words[held], counts,
            np.cumsum(counts) - counts, self.weights[held], self.like[:, held],
            self.best[:, chosen], self.agrees[chosen],
        )  # fmt: skip


class Lone(NamedTuple):
    """The words of one side that are like none of the other: how many, and how long the shortest
    is."""

    many: Reals | Whole
    shortest: Reals | Whole

    def spells_one_of(self, other: "Lone") -> Truths:
        """Whether the first letters of these may be one word of the other."""
        many: Truths = (self.many >= SPELLED) & (other.many > 0)
        return many & (other.shortest <= self.many + 2)

    def begins(self, other: "Lone") -> Truths:
        """Whether one of these may be the first letter of a word of the other."""
        begun: Truths = (self.shortest == 1) & (other.many > 0)
        return begun


def likes(asked: Sequence[Asked], words: Numbers, counts: Whole, vocabulary: int) -> Reals:
    """How like words of names are to each one asked for, a row for each; the words of each pool
    follow each other."""
    found = np.zeros((len(asked[0].words), len(words)))
    place = np.zeros(vocabulary, dtype=np.int32)
    ends, begin, names = np.cumsum(counts), 0, 0
    for one in asked:
        names += len(one.pool)
        end = int(ends[names - 1]) if names else 0
        if begin < end:
            known = np.concatenate([alike.words for alike in one.alike])
            place[known] = np.arange(1, len(known) + 1)
            table = np.zeros((len(one.alike), len(known) + 1))
            for row, alike in zip(table, one.alike, strict=True):
                row[place[alike.words]] = alike.like
            found[:, begin:end] = table[:, place[words[begin:end]]]
            place[known] = 0
        begin = end
    return found


def left_over(laid: Laid, weights: Reals) -> tuple[Reals, Reals]:
    """What at least each side says that the other does not: words that are like none, and those
    that are more than the words they are like."""
    matched, lone = laid.best > 0, laid.lone
    mine, theirs = matched.sum(axis=0), laid.each(~lone)
    least_mine = np.where(matched, weights, 1.0).min(axis=0)
    least_theirs = laid.least(np.where(lone, 1.0, laid.weights))
    left = (~matched * weights).sum(axis=0) + np.maximum(0, mine - theirs) * least_mine
    right = laid.each(laid.weights * lone) + np.maximum(0, theirs - mine) * least_theirs
    return left, right
