"""What the comparison of a name with those of an index can give at most, for many at once.

Follows `comparison` with what the index knows of a name: its words, their weights, and which of
them are like a word that is asked for. What cannot be told so (words written together, acronyms,
slips of the pen, legal forms, numbers) is taken for agreeing.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from enduse.screening.alignment import SLIPS
from enduse.screening.comparison import ENOUGH, WEIGHTS
from enduse.screening.laid import (
    Asked,
    Laid,
    Lone,
    Reals,
    Sheet,
    Truths,
    Whole,
    left_over,
    likes,
)
from enduse.screening.mapped import Numbers, mapped, spans
from enduse.screening.parts import PLACE, SMALL
from enduse.screening.vocabulary import LONGEST, Vocabulary, shape

HUNDREDTHS = 100  # in which weights are kept
SLACK = 0.02  # by which the bound may fall short
SAME = 0.999
NEAR = 0.4  # letters of a word that may differ in one like it
JUST_SMALL = SMALL + 0.001


class Bounded(NamedTuple):
    """Names, at most how high each scores, and roughly how much of both names agrees."""

    names: Numbers
    most: Reals
    agrees: Reals


class Names:
    """The names of an index by their words."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._words: Numbers = mapped(folder / "words.npy")
        self._starts: Whole = mapped(folder / "words.starts.npy")
        self._weights: NDArray[np.uint8] = mapped(folder / "words.weights.npy")
        self._full: NDArray[np.uint8] = mapped(folder / "names.full.npy")
        self._owed: NDArray[np.float32] = mapped(folder / "names.owed.npy")

    def bounded(self, asked: Sequence[Asked], most_names: int) -> list[Bounded]:
        """For each name asked for, all of as many words: those of its pool that may score as high
        as is needed."""
        sheet = self._sheet(asked)
        laid = self._laid(asked, sheet)
        most = np.zeros(len(laid.names))
        far = self._far(sheet, laid)
        near = laid.of_names(~far)
        most[~far] = self._scores(sheet, near)
        short = most < sheet.least[laid.of] - SLACK
        found = np.bincount(laid.of[~short], minlength=len(asked))
        looked = short & (found < most_names)[laid.of]  # the others are enough
        hidden = np.flatnonzero(looked)[self._may_hide(sheet, laid.of_names(looked))]
        most[hidden] = sheet.least[laid.of[hidden]]
        short[hidden] = False
        names, most, agrees = laid.names[~short], most[~short], laid.agrees[~short]
        ends = np.searchsorted(laid.of[~short], np.arange(len(asked) + 1)).tolist()
        return [Bounded(names[a:b], most[a:b], agrees[a:b]) for a, b in pairwise(ends)]

    def _sheet(self, asked: Sequence[Asked]) -> Sheet:
        shapes = [[shape(word.plain) for word in one.words] for one in asked]
        return Sheet(
            weights=np.array([[word.weight for word in one.words] for one in asked]).T,
            rarity=np.array([one.rarity for one in asked]).T,
            full=np.array([sum(word.weight >= 1 for word in one.name.words) for one in asked]),
            person=np.array([one.name.person for one in asked]),
            least=np.array([one.least for one in asked]),
            lengths=np.array([[lengths[0] for lengths, _ in row] for row in shapes]).T,
            letters=np.array([[letters[0] for _, letters in row] for row in shapes], np.uint32).T,
        )

    def _laid(self, asked: Sequence[Asked], sheet: Sheet) -> Laid:
        pool = np.concatenate([one.pool for one in asked])
        of = np.repeat(np.arange(len(asked)), [len(one.pool) for one in asked])
        starts = self._starts[pool]
        counts = self._starts[pool + 1] - starts
        first = np.cumsum(counts) - counts
        at = spans(starts, counts)
        words = self._words[at]
        like = likes(asked, words, counts, len(self._vocabulary))
        best = np.maximum.reduceat(like, first, axis=1) if len(pool) else like
        agrees = (best * sheet.rarity[:, of]).sum(axis=0)
        agrees /= 0.6 * sheet.rarity.sum(axis=0)[of] + 0.4 * self._owed[pool]
        weights = self._weights[at] / HUNDREDTHS
        return Laid(pool, of, words, counts, first, weights, like, best, agrees)

    def _far(self, sheet: Sheet, laid: Laid) -> Truths:
        """Whether names say so much against the one asked for that no likeness makes up for it."""
        against = np.minimum(*left_over(laid, sheet.weights[:, laid.of]))
        loss = np.where(sheet.person[laid.of], WEIGHTS.against_person, WEIGHTS.against_body)
        far: Truths = (against > 2 * SMALL) & (
            1 - loss * np.minimum(1, against) < sheet.least[laid.of] - SLACK
        )
        return far

    def _scores(self, sheet: Sheet, laid: Laid) -> Reals:
        """The score by the words alone, where words agree as far as they can."""
        weights, matched = sheet.weights[:, laid.of], laid.best > 0
        mine = (matched * weights).sum(axis=0)
        theirs = laid.each(laid.weights * ~laid.lone)
        alike = np.maximum(
            _share((laid.best * weights).sum(axis=0), mine),
            _share(laid.each(laid.like.max(axis=0) * laid.weights), theirs),
        )
        left, right = left_over(laid, weights)
        against, longer = np.minimum(left, right), np.maximum(left, right)
        persons = _kept_by_person(against, longer - against, self._alone(sheet, laid, longer))
        places = np.maximum(
            laid.each(laid.weights * (laid.lone & (laid.weights == PLACE))),
            (~matched * (weights * (weights == PLACE))).sum(axis=0),
        )
        bodies = _kept_by_body(against, longer, places, np.maximum(mine, theirs))
        kept = np.where(sheet.person[laid.of], persons, bodies)
        scores: Reals = (1 - WEIGHTS.steep * (1 - alike)) * kept
        return scores

    def _alone(self, sheet: Sheet, laid: Laid, longer: Reals) -> Truths:
        """Whether a single word of two persons' names agrees."""
        mine = ((laid.best > 0) & (sheet.weights[:, laid.of] >= 1)).sum(axis=0)
        theirs = laid.each(~laid.lone & (laid.weights >= 1))
        full = np.minimum(sheet.full[laid.of], self._full[laid.names])
        alone: Truths = (np.maximum(mine, theirs) < 2) & (full < 2) & (longer >= 1 - SMALL)  # noqa: PLR2004
        return alone

    def _may_hide(self, sheet: Sheet, laid: Laid) -> Truths:
        """Whether words that are like none may be the same written together, an acronym or, of a
        person, an initial or a slip of the pen."""
        mine: Truths = (laid.best == 0) & (sheet.weights[:, laid.of] > 0)
        lone = laid.lone & (laid.weights > 0)
        lengths, heard = sheet.lengths[:, laid.of], self._vocabulary.lengths(laid.words)
        left = Lone(mine.sum(axis=0), np.where(mine, lengths, LONGEST).min(axis=0))
        right = Lone(laid.each(lone), laid.least(np.where(lone, heard, LONGEST)))
        spelled = left.spells_one_of(right) | right.spells_one_of(left)
        begun = left.begins(right) | right.begins(left)
        joined, slipped = self._written_otherwise(sheet, laid, mine, lone)
        return joined | slipped | np.where(sheet.person[laid.of], begun, spelled)

    def _written_otherwise(
        self, sheet: Sheet, laid: Laid, mine: Truths, lone: Truths
    ) -> tuple[Truths, Truths]:
        """Whether several words of one side may be one of the other, by their letters; and whether
        a word of each may be a slip of the other's that no key leads to, or that persons' names
        which agree in two words let pass."""
        agree: Truths = ((laid.best > SAME).sum(axis=0) > 1) & sheet.person[laid.of]
        joined, slipped = (np.zeros(len(agree), dtype=np.bool_) for _ in range(2))
        name = np.repeat(np.arange(len(laid.names)), laid.counts)
        at = np.flatnonzero(lone & mine.max(axis=0)[name])
        name, words = name[at], laid.words[at]
        held = np.zeros(len(at), dtype=np.int64)
        for row in range(len(mine)):
            asked = sheet.lengths[row, laid.of[name]], sheet.letters[row, laid.of[name]]
            here = mine[row, name]
            apart = self._vocabulary.apart(words, *asked)
            longer = np.maximum(self._vocabulary.lengths(words), asked[0])
            near = (apart <= SLIPS) & (agree[name] | (apart <= NEAR * longer))
            slipped[name[here & near]] = True
            within, around = self._vocabulary.within(words, *asked)
            held += here & around
            joined |= np.bincount(name[here & within], minlength=len(joined)) > 1
        joined[name[held > 1]] = True
        return joined, slipped


def _share(alike: Reals, whole: Reals) -> Reals:
    return np.where(whole > 0, alike / np.maximum(whole, SMALL), 1.0)


def _kept_by_person(against: Reals, extra: Reals, alone: Truths) -> Reals:
    kept = np.where(against > 2 * SMALL, 1 - WEIGHTS.against_person * np.minimum(1, against), 1)
    kept *= np.where(extra > JUST_SMALL, 1 - np.minimum(WEIGHTS.extra_person * extra, 0.2), 1)
    return np.where(alone, kept * (1 - WEIGHTS.alone), kept)


def _kept_by_body(against: Reals, longer: Reals, places: Reals, agreed: Reals) -> Reals:
    share = WEIGHTS.against_least + WEIGHTS.against_body * np.minimum(1, against)
    kept = np.where(against > 2 * SMALL, 1 - share, 1)
    extra = longer - against
    said = np.maximum(0.0, extra - places) / np.maximum(agreed, SMALL)
    kept *= np.where(extra > JUST_SMALL, 1 - np.minimum(WEIGHTS.extra_body * said, 0.6), 1)
    few = (agreed < ENOUGH) & (longer > JUST_SMALL)
    return np.where(few, kept * (1 - WEIGHTS.nothing_own), kept)
