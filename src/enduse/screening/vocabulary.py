"""The words of an index, and those of them that are like a word that is asked for."""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from enduse.screening.keys import asked_keys, exact_key, gist_key, word_keys
from enduse.screening.latin import bones, sound
from enduse.screening.likeness import (
    BONES,
    LEAST,
    LETTERS,
    SAME_NAME,
    SHORT,
    SOUNDS,
    likeness,
)
from enduse.screening.mapped import (
    Keys,
    Numbers,
    Texts,
    TextsFile,
    distinct,
    mapped,
    save,
    save_keys,
)
from enduse.screening.parts import Word
from enduse.screening.tables import other_spellings

Reals: TypeAlias = NDArray[np.float32]
Whole: TypeAlias = NDArray[np.int64]
SIGNS = 26  # letters have a bit each; other signs share those that are left
LONGEST = 255
MEMORY = 65_536
ROUNDING = 1e-6
PARTLY = 1  # letters by which a part of a word may differ from it
HALF = np.uint64(32)  # bits


class Alike(NamedTuple):
    """Words of the vocabulary by their numbers, the likest first, and how like they are to the one
    asked for."""

    words: Numbers
    like: Reals


@lru_cache(maxsize=MEMORY)
def shape(word: str) -> tuple[list[int], list[int]]:
    """How long a word, its sound and its consonants are, and which letters are in each.

    What differs in either is a lower bound of how many slips of the pen lie between two words.
    """
    said = (word, sound(word), bones(word))
    return [min(len(text), LONGEST) for text in said], [_letters(text) for text in said]


def _letters(text: str) -> int:
    found = 0
    for sign in set(text):
        at = ord(sign) - ord("a")
        found |= 1 << (at if 0 <= at < SIGNS else SIGNS + ord(sign) % (32 - SIGNS))
    return found


def save_vocabulary(folder: Path, words: Iterable[tuple[str, bool]]) -> None:
    """Write words, each with whether its vowels are missing, and the keys they are found under."""
    keys, numbers = array("Q"), array("I")
    lengths, letters, gists, thins = array("B"), array("I"), array("Q"), array("B")
    with TextsFile(folder / "vocabulary.bin") as texts:
        for number, (plain, thin) in enumerate(words):
            texts.add("\t".join((plain, sound(plain), bones(plain))).encode())
            length, said = shape(plain)
            lengths.extend(length)
            letters.extend(said)
            gists.append(gist_key(plain))
            thins.append(thin)
            exact = plain[0] in "@#"
            keys.extend([exact_key(plain)] if exact else word_keys(plain, thin=thin))
            numbers.extend([number] * (len(keys) - len(numbers)))
    save_keys(folder / "sounds", keys, numbers)
    save(folder / "vocabulary.lengths.npy", np.frombuffer(lengths, np.uint8).reshape(-1, 3))
    save(folder / "vocabulary.letters.npy", np.frombuffer(letters, np.uint32).reshape(-1, 3))
    save(folder / "vocabulary.gists.npy", np.frombuffer(gists, np.uint64))
    save(folder / "vocabulary.thin.npy", np.frombuffer(thins, np.bool_))


class Vocabulary:
    """The words of an index."""

    def __init__(self, folder: Path) -> None:
        self._texts = Texts(folder / "vocabulary.bin")
        self._keys = Keys(folder / "sounds")
        self._lengths: NDArray[np.uint8] = mapped(folder / "vocabulary.lengths.npy")
        self._letters: Numbers = mapped(folder / "vocabulary.letters.npy")
        self._gists: NDArray[np.uint64] = mapped(folder / "vocabulary.gists.npy")
        self._thin: NDArray[np.bool_] = mapped(folder / "vocabulary.thin.npy")
        self._known: dict[int, _Spelt] = {}
        self._alike: dict[Word, Alike] = {}

    def __len__(self) -> int:
        return len(self._thin)

    def alike(self, words: Iterable[Word]) -> list[Alike]:
        """For each word those of the vocabulary that are like it; what was found is kept."""
        asked = [word._replace(weight=1.0) for word in words]
        kept = self._alike
        missing = [word for word in dict.fromkeys(asked) if word not in kept]
        if missing:
            kept = kept | dict(zip(missing, self._found(missing), strict=True))
            self._alike = kept if len(kept) < MEMORY else {}
        return [kept[word] for word in asked]

    def lengths(self, words: Numbers) -> Whole:
        """How many letters words have."""
        lengths: Whole = self._lengths[words, 0].astype(np.int64)
        return lengths

    def apart(self, words: Numbers, lengths: Whole, letters: Numbers) -> Whole:
        """How many slips of the pen lie at least between each of these words and one of such a
        length, in letters, and of such letters (`shape`)."""
        missing = _missing(self._letters[words, 0], letters)
        most: Whole = np.maximum(np.abs(self.lengths(words) - lengths), missing)
        return most

    def within(
        self, words: Numbers, lengths: Whole, letters: Numbers
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether each of these words may be a part of the one beside it, but for some letters;
        and whether that one may be a part of it."""
        longer, here = self.lengths(words) - lengths, self._letters[words, 0]
        part = (np.bitwise_count(here & ~letters) <= PARTLY) & (longer <= PARTLY)
        return part, (np.bitwise_count(letters & ~here) <= PARTLY) & (longer >= -PARTLY)

    def _found(self, words: list[Word]) -> Iterator[Alike]:
        found: list[dict[int, float]] = [{} for _ in words]
        said = [at for at, word in enumerate(words) if word.plain[0] not in "@#"]
        for at, number, like in self._near([words[at] for at in said]) if said else ():
            found[said[at]][number] = like
        for word, near in zip(words, found, strict=True):
            named = self._keys.find(map(exact_key, other_spellings(word.plain)))
            same = self._keys.find([exact_key(word.plain)])
            likes = near | dict.fromkeys(named.tolist(), SAME_NAME)
            yield self._in_order(likes | dict.fromkeys(same.tolist(), 1.0))

    def _in_order(self, likes: dict[int, float]) -> Alike:
        likest = sorted(likes, key=lambda at: (-likes[at], at))
        numbers = np.array(likest, dtype=np.uint32)
        like = np.array([likes[at] for at in likest], dtype=np.float32)
        return Alike(numbers, like)

    def _near(self, words: list[Word]) -> Iterator[tuple[int, int, float]]:
        """Words like these by their letters, sound and consonants: which, to what, how like."""
        of, some = self._sharing_keys(words)
        thin = self._thin[some] | np.array([word.thin for word in words], dtype=np.bool_)[of]
        possible = self._possible(words, of, some, thin)
        by_consonants, by_letters = possible & thin, possible & ~thin
        yield from self._by_consonants(words, of[by_consonants], some[by_consonants])
        yield from self._by_letters(words, of[by_letters], some[by_letters])

    def _sharing_keys(self, words: list[Word]) -> tuple[Whole, Numbers]:
        """The words that share a key with one of these, each beside the place of that one."""
        keys = [list(asked_keys(word.plain, thin=word.thin)) for word in words]
        of_key = np.repeat(np.arange(len(words)), [len(row) for row in keys]).astype(np.uint64)
        at, numbers = self._keys.each(np.array(list(chain(*keys)), dtype=np.uint64))
        both = distinct((of_key[at] << HALF) | numbers)
        return (both >> HALF).astype(np.int64), both.astype(np.uint32)

    def _by_consonants(
        self, words: list[Word], of: Whole, some: Numbers
    ) -> Iterator[tuple[int, int, float]]:
        for one, number in zip(of.tolist(), some.tolist(), strict=True):
            like = likeness(words[one], Word(self._spelt(number).plain, 1.0, thin=True))
            if like >= LEAST:
                yield one, number, like

    def _possible(
        self, words: list[Word], of: Whole, some: Numbers, thin: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Whether words may be alike, by how long they are and what letters they have."""
        shapes = [shape(word.plain) for word in words]
        asked = np.array([length for length, _ in shapes])[of]
        letters = np.array([letters for _, letters in shapes], dtype=np.uint32)[of]
        lengths = self._lengths[some].astype(np.int64)
        apart = np.maximum(_missing(self._letters[some], letters), np.abs(lengths - asked)).T
        longer = np.maximum(np.maximum(lengths, asked), SHORT).T
        cost = LETTERS * apart[0] + SOUNDS * apart[1] + BONES * apart[2]
        by_letters = cost <= (1 - LEAST) * longer[0] + ROUNDING
        by_bones = apart[2] <= (1 - LEAST / SAME_NAME) * longer[2] + ROUNDING
        gists = np.array([gist_key(word.plain) for word in words], dtype=np.uint64)
        by_bones |= self._gists[some] == gists[of]
        possible: NDArray[np.bool_] = np.where(thin, by_bones, by_letters)
        return possible

    def _by_letters(
        self, words: list[Word], of: Whole, some: Numbers
    ) -> Iterator[tuple[int, int, float]]:
        """What `likeness` says of each word and the one of the vocabulary beside it; after each
        kind of distance those are left that may still be like it."""
        asked = [(word.plain, sound(word.plain), bones(word.plain)) for word in words]
        longer = np.maximum(self.lengths(some), np.array([len(word.plain) for word in words])[of])
        longer, cost = np.maximum(longer, SHORT), np.zeros(len(of))
        for kind, weight in enumerate((LETTERS, SOUNDS, BONES)):
            mine = [asked[one][kind] for one in of.tolist()]
            theirs = [self._spelt(number)[kind] for number in some.tolist()]
            cost = cost + weight * cpdist(mine, theirs, scorer=OSA.distance) if mine else cost
            near = 1 - cost / longer >= LEAST
            of, some, longer, cost = of[near], some[near], longer[near], cost[near]
        yield from zip(of.tolist(), some.tolist(), (1 - cost / longer).tolist(), strict=True)

    def _spelt(self, at: int) -> "_Spelt":
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = _Spelt(*self._texts[at].decode().split("\t"))
        return known


def _missing(some: Numbers, others: Numbers) -> NDArray[np.uint8]:
    """How many letters the one has at least that the other has not."""
    most: NDArray[np.uint8] = np.maximum(
        np.bitwise_count(some & ~others), np.bitwise_count(others & ~some)
    )
    return most


class _Spelt(NamedTuple):
    """A word of the vocabulary, its sound and its consonants."""

    plain: str
    sound: str
    bones: str
