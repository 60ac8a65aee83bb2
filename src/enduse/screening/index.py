"""An index of names read from its folder, and the names of it that may be the one asked for."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from enduse.screening.entity import Entity, plain_identifier
from enduse.screening.index_build import PERSONS, indexed
from enduse.screening.keys import KEY_LENGTH, asked_keys, asked_name_keys
from enduse.screening.likeness import LEAST, likeness
from enduse.screening.parts import Parts, Word

Numbers: TypeAlias = NDArray[np.uint32]
Reals: TypeAlias = NDArray[np.float32]
MANY_WORDS = 3  # of which one may be missing
LEAST_AGREEING, LEAST_ALONE = 0.4, 0.5  # of what both names say; where one is a single word
ENOUGH = 6000  # names that are looked through for one that is asked for
WHOLE = 2.0  # what a name is worth beside its words that is found as a whole
MEMORY = 16_384


class Candidate(NamedTuple):
    """A name of the list by its number, and roughly how much of both names agrees."""

    name: int
    agrees: float


class _Found(NamedTuple):
    """Names in the order of their numbers, each with how like its word is to the one asked for."""

    names: Numbers
    like: Reals
    rarity: float


def _mapped(path: Path) -> NDArray[Any]:
    """An array in a file, mapped into memory; a plain array, whose parts are quicker to take."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


class _Pool(NamedTuple):
    """Names, what the words that lead to them are worth, and how many those are."""

    names: Numbers
    worth: Reals
    words: NDArray[np.int64]


class _Texts:
    """Texts in one file, mapped into memory."""

    def __init__(self, path: Path) -> None:
        self._ends = _mapped(path.with_suffix(".ends.npy"))
        with path.open("rb") as file:
            self._raw = mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return self._raw[start : int(self._ends[number])]


class _Keys:
    """Sorted keys, each with the numbers it leads to."""

    def __init__(self, path: Path) -> None:
        self._keys = _mapped(path.with_suffix(".keys.npy"))
        self._numbers: Numbers = _mapped(path.with_suffix(".npy"))

    def find(self, keys: Iterable[bytes]) -> Numbers:
        asked = np.array(sorted(set(keys)), dtype=f"S{KEY_LENGTH}")
        first = np.searchsorted(self._keys, asked, side="left")
        last = np.searchsorted(self._keys, asked, side="right")
        runs = [self._numbers[a:b] for a, b in zip(first, last, strict=True) if a < b]
        return np.concatenate(runs) if runs else _NO_NAMES


_NO_NAMES: Numbers = np.zeros(0, dtype=np.uint32)


class Index:
    """The names of one list, in a folder that `index_build.build` wrote."""

    def __init__(self, folder: Path) -> None:
        self._entities = _Texts(folder / "entities.bin")
        self._names = _Texts(folder / "names.bin")
        self._vocabulary = _Texts(folder / "vocabulary.bin")
        self._sounds = _Keys(folder / "sounds")
        self._whole = _Keys(folder / "whole")
        self._identifiers = _Keys(folder / "identifiers")
        self._postings: Numbers = _mapped(folder / "postings.npy")
        self._ends = _mapped(folder / "postings.ends.npy")
        self._rarity = _mapped(folder / "rarity.npy")
        self._lengths: NDArray[np.uint8] = _mapped(folder / "lengths.npy")
        self._owed: Reals = _mapped(folder / "owed.npy")
        self.owner: Numbers = _mapped(folder / "owner.npy")
        self._persons = _mapped(folder / "persons.npy")
        self._like = lru_cache(maxsize=MEMORY)(self._names_like)

    def entity(self, number: int) -> Entity:
        """The entity of a number."""
        return _ENTITY.decode(self._entities[number])

    def name(self, number: int) -> str:
        """The name of a number, as the list writes it."""
        return self._names[number].decode()

    def person(self, entity: int) -> bool | None:
        """Whether an entity is a person; None where the list does not say."""
        return PERSONS[self._persons[entity]]

    def identified(self, value: str) -> tuple[int, ...]:
        """The entities that have an identifier."""
        key = plain_identifier(value).encode()[:KEY_LENGTH]
        return tuple(int(number) for number in np.unique(self._identifiers.find([key])))

    def candidates(self, asked: Parts, most: int) -> list[Candidate]:
        """The names that are likeliest to be the one asked for, the best first.

        Nearly all words of the shorter name must have one like them in the other; a name that is
        found as a whole, written together or by its first letters, comes in any case.
        """
        found = [self._like(word) for word in indexed(asked)]
        pool, scores, counts = _gathered([one for one in found if len(one.names)])
        shorter = np.minimum(self._lengths[pool], len(found))
        owing = sum(one.rarity for one in found) or 1.0
        rough = scores / (0.6 * owing + 0.4 * self._owed[pool])
        enough = counts >= shorter - (shorter >= MANY_WORDS)
        enough &= rough >= np.where(shorter > 1, LEAST_AGREEING, LEAST_ALONE)
        pool, scores = pool[enough], scores[enough]
        whole = self._whole.find(asked_name_keys(asked))
        if len(whole):
            pool, scores = _with_whole(pool, scores, whole)
        agrees = np.minimum(scores / (0.6 * owing + 0.4 * self._owed[pool]), WHOLE)
        return [Candidate(int(pool[at]), float(agrees[at])) for at in _largest(agrees, most)]

    def _names_like(self, word: Word) -> _Found:
        """The names with a word like this one."""
        spellings = list(self._spellings(word))
        if not spellings:
            return _Found(_NO_NAMES, _NO_LIKENESS, self._never)
        runs = [self._postings[self._start(at) : int(self._ends[at])] for at, _ in spellings]
        names = np.concatenate(runs)
        like = np.array([a for _, a in spellings], dtype=np.float32)
        each = np.repeat(like, [len(run) for run in runs])
        order = np.lexsort((-each, names))
        names, each = names[order], each[order]
        first = np.ones(len(names), dtype=bool)
        first[1:] = names[1:] != names[:-1]
        rarity = np.log1p(len(self._names) / max(1, int(first.sum())))
        return _Found(names[first], each[first], float(rarity))

    @cached_property
    def _never(self) -> float:
        """How rare a word is that the list does not hold."""
        return float(np.log1p(len(self._names)))

    def _start(self, at: int) -> int:
        return int(self._ends[at - 1]) if at else 0

    def _spellings(self, word: Word) -> Iterator[tuple[int, float]]:
        """The words of the vocabulary like this one, and how like they are."""
        if word.plain[0] in "@#":
            yield from ((int(at), 1.0) for at in self._sounds.find([word.plain.encode()]))
            return
        numbers = sorted(set(self._sounds.find(asked_keys(word.plain, thin=word.thin)).tolist()))
        said = [self._vocabulary[at].decode() for at in numbers]
        for at, text in _near(word, zip(numbers, said, strict=True), said):
            other = Word(text.rstrip("\t"), 1.0, thin=text.endswith("\t"))
            like = likeness(word, other)
            if like >= LEAST:
                yield at, like


def _near(
    word: Word, spelt: Iterable[tuple[int, str]], said: list[str]
) -> Iterable[tuple[int, str]]:
    """The words whose letters are not too far off; what is written without vowels stays."""
    if word.thin or not said:
        return spelt
    close = cdist(
        [word.plain], said, scorer=Indel.normalized_similarity, score_cutoff=LEAST_LETTERS
    )
    return [one for one, near in zip(spelt, close[0], strict=True) if near or one[1][-1] == "\t"]


LEAST_LETTERS = 0.6


_NO_LIKENESS: Reals = np.zeros(0, dtype=np.float32)
_ENTITY = msgspec.json.Decoder(Entity)


def _gathered(found: list[_Found]) -> _Pool:
    """Names with what their words are worth together, and how many words: all names of rare words,
    and of common words those that other words lead to as well."""
    found = sorted(found, key=lambda one: len(one.names))
    few = _few(found)
    pool = _summed(few)
    for one in found[len(few) :]:
        worth = _worth(one, pool.names)
        pool = _Pool(pool.names, pool.worth + worth, pool.words + (worth > 0))
    if len(found) > len(few) and len(few[-1].names) > ENOUGH:
        return pool
    if len(found) > len(few) and len(found) - len(few) > 1:
        return _joined(pool, _of_common(found, found[len(few) : len(few) + 2], pool.names))
    return pool


def _of_common(found: list[_Found], two: list[_Found], pool: Numbers) -> _Pool:
    """The names that hold both of two common words, and are not in the pool yet."""
    shared = np.intersect1d(two[0].names, two[1].names, assume_unique=True)
    extra = np.setdiff1d(shared, pool, assume_unique=True)[: 4 * ENOUGH]
    worth = [_worth(one, extra) for one in found]
    words = sum((each > 0).astype(np.int64) for each in worth)
    return _Pool(extra, np.sum(worth, axis=0, dtype=np.float32), np.asarray(words))


def _joined(one: _Pool, other: _Pool) -> _Pool:
    return _Pool(
        np.concatenate([one.names, other.names]),
        np.concatenate([one.worth, other.worth]),
        np.concatenate([one.words, other.words]),
    )


def _few(found: list[_Found]) -> list[_Found]:
    """The rarest words, as long as their names are few; one word always."""
    taken: list[_Found] = []
    total = 0
    for one in found:
        total += len(one.names)
        if taken and total > ENOUGH:
            break
        taken.append(one)
    return taken


def _summed(found: list[_Found]) -> _Pool:
    if not found:
        return _Pool(_NO_NAMES, _NO_LIKENESS, np.zeros(0, dtype=np.int64))
    names = np.concatenate([one.names for one in found])
    worth = np.concatenate([one.like * np.float32(one.rarity) for one in found])
    if len(found) == 1:
        return _Pool(names, worth, np.ones(len(names), dtype=np.int64))
    pool, at = np.unique(names, return_inverse=True)
    summed = np.bincount(at, weights=worth).astype(np.float32)
    return _Pool(pool, summed, np.bincount(at).astype(np.int64))


def _worth(one: _Found, pool: Numbers) -> Reals:
    """What a word is worth to each name of the pool."""
    at = np.minimum(np.searchsorted(one.names, pool), len(one.names) - 1)
    return np.where(one.names[at] == pool, one.like[at] * np.float32(one.rarity), np.float32(0))


def _with_whole(pool: Numbers, scores: Reals, whole: Numbers) -> tuple[Numbers, Reals]:
    """Names found as a whole come first, whatever their words are worth."""
    both = np.concatenate([pool, whole])
    worth = np.concatenate([scores, np.full(len(whole), 1e6, np.float32)])
    names, at = np.unique(both, return_inverse=True)
    return names, np.bincount(at, weights=worth).astype(np.float32)


def _largest(values: Reals, most: int) -> NDArray[np.intp]:
    if len(values) > most:
        some = np.argpartition(values, -most)[-most:]
        return some[np.argsort(-values[some], kind="stable")]
    return np.argsort(-values, kind="stable")
