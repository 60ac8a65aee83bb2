"""An index of names read from its folder, and the names of it that may be the one asked for."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.screening.entity import Entity, plain_identifier
from enduse.screening.index_build import PERSONS, indexed
from enduse.screening.keys import KEY_LENGTH, asked_keys, asked_name_keys
from enduse.screening.latin import bones, sound
from enduse.screening.likeness import BONES, LEAST, LETTERS, SHORT, SOUNDS, likeness
from enduse.screening.parts import Parts, Word
from enduse.screening.pool import (
    NO_LIKENESS,
    NO_NAMES,
    Found,
    Numbers,
    Reals,
    gathered,
    largest,
    with_whole,
)
from enduse.screening.tables import other_spellings

MANY_WORDS = 3  # of which one may be missing
LEAST_AGREEING, LEAST_ALONE = 0.4, 0.5  # of what both names say; where one is a single word
WHOLE = 2.0  # what a name is worth beside its words that is found as a whole
MEMORY = 16_384


class Candidate(NamedTuple):
    """A name of the list by its number, and roughly how much of both names agrees."""

    name: int
    agrees: float


def _mapped(path: Path) -> NDArray[Any]:
    """An array in a file, mapped into memory; a plain array, whose parts are quicker to take."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


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
        return np.concatenate(runs) if runs else NO_NAMES


class Index:
    """The names of one list, in a folder that `index_build.build` wrote."""

    def __init__(self, folder: Path) -> None:
        self._entities = _Texts(folder / "entities.bin")
        self._names = _Texts(folder / "names.bin")
        self._parts = _Texts(folder / "parts.bin")
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
        self._words: dict[int, _Spelt] = {}
        self._like = lru_cache(maxsize=MEMORY)(self._names_like)

    def entity(self, number: int) -> Entity:
        """The entity of a number."""
        return _ENTITY.decode(self._entities[number])

    def name(self, number: int) -> str:
        """The name of a number, as the list writes it."""
        return self._names[number].decode()

    def parts(self, number: int) -> Parts:
        """The name of a number as it was taken apart, as a person's if its entity is one."""
        return _PARTS.decode(self._parts[number])

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
        pool, scores, counts = gathered([one for one in found if len(one.names)])
        shorter = np.minimum(self._lengths[pool], len(found))
        owing = sum(one.rarity for one in found) or 1.0
        rough = scores / (0.6 * owing + 0.4 * self._owed[pool])
        enough = counts >= shorter - (shorter >= MANY_WORDS)
        enough &= rough >= np.where(shorter > 1, LEAST_AGREEING, LEAST_ALONE)
        pool, scores = pool[enough], scores[enough]
        whole = self._whole.find(asked_name_keys(asked))
        if len(whole):
            pool, scores = with_whole(pool, scores, whole)
        agrees = np.minimum(scores / (0.6 * owing + 0.4 * self._owed[pool]), WHOLE)
        return [Candidate(int(pool[at]), float(agrees[at])) for at in largest(agrees, most)]

    def _names_like(self, word: Word) -> Found:
        """The names with a word like this one."""
        spellings = list(self._spellings(word))
        if not spellings:
            return Found(NO_NAMES, NO_LIKENESS, self._never)
        runs = [self._postings[self._start(at) : int(self._ends[at])] for at, _ in spellings]
        names = np.concatenate(runs)
        like = np.array([a for _, a in spellings], dtype=np.float32)
        each = np.repeat(like, [len(run) for run in runs])
        order = np.lexsort((-each, names))
        names, each = names[order], each[order]
        first = np.ones(len(names), dtype=bool)
        first[1:] = names[1:] != names[:-1]
        rarity = np.log1p(len(self._names) / max(1, int(first.sum())))
        return Found(names[first], each[first], float(rarity))

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
        said = [self._spelt(at) for at in numbers]
        if word.thin or not said:
            likes = [likeness(word, Word(one.plain, 1.0, one.thin)) for one in said]
        else:
            likes = _likenesses(word, said)
        yield from ((at, like) for at, like in zip(numbers, likes, strict=True) if like >= LEAST)

    def _spelt(self, at: int) -> "_Spelt":
        known = self._words.get(at)
        if known is None:
            plain, said, heard, thin = self._vocabulary[at].decode().split("\t")
            known = self._words[at] = _Spelt(plain, said, heard, thin=bool(thin))
        return known


class _Spelt(NamedTuple):
    """A word of the vocabulary, its sound and its consonants."""

    plain: str
    sound: str
    bones: str
    thin: bool


def _likenesses(word: Word, said: list[_Spelt]) -> list[float]:
    """What `likeness` says of a word and each of these, all at once."""
    plain, sounds, heard, thin = zip(*said, strict=True)
    cost = LETTERS * cdist([word.plain], plain, scorer=OSA.distance)[0]
    cost = cost + SOUNDS * cdist([sound(word.plain)], sounds, scorer=OSA.distance)[0]
    cost = cost + BONES * cdist([bones(word.plain)], heard, scorer=OSA.distance)[0]
    length = np.maximum([len(one) for one in plain], max(len(word.plain), SHORT))
    likes: list[float] = (1 - cost / length).tolist()
    named = set(other_spellings(word.plain))
    return [
        likeness(word, Word(one, 1.0, blurred)) if blurred or one in named else like
        for one, blurred, like in zip(plain, thin, likes, strict=True)
    ]


_PARTS = msgspec.json.Decoder(Parts)
_ENTITY = msgspec.json.Decoder(Entity)
