"""The names of an index that hold enough words like those of a name that is asked for."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from enduse.screening.mapped import (
    NO_NUMBERS,
    Numbers,
    distinct,
    first_of_each,
    mapped,
    save,
    spans,
)
from enduse.screening.vocabulary import LONGEST, Alike

Bits: TypeAlias = NDArray[np.uint64]
Kept = TypeVar("Kept", bound=NDArray[Any])
MANY_WORDS = 3  # of which one may be missing
ENOUGH = 6000  # names of rare words that are looked through for one that is asked for
MOST = 4 * ENOUGH
KEPT = 512  # words whose names are kept, in a list or as bits
WIDTH = 64
ONE = np.uint64(1)


def save_postings(
    folder: Path, kind: str, name: Numbers, word: Numbers, sizes: tuple[int, int]
) -> None:
    """Write which names each word is in, where so many names and words there are, and this word of
    the vocabulary stands in this name; names of one such word come first."""
    names, words = sizes
    lengths = np.bincount(name, minlength=names)
    several = lengths[name] > 1
    order = np.lexsort((several, word))
    found = np.bincount(word, minlength=words)
    save(folder / f"{kind}.npy", name[order])
    save(folder / f"{kind}.starts.npy", np.concatenate([[0], np.cumsum(found)]))
    alone = np.bincount(word[~several], minlength=words)
    save(folder / f"{kind}.alone.npy", alone.astype(np.uint32))
    save(folder / f"{kind}.lengths.npy", np.minimum(lengths, LONGEST).astype(np.uint8))


class Postings:
    """The names that each word of the vocabulary is in, counting words of one kind: a name's own,
    or all of a body's that say anything."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._names: Numbers = mapped(folder / f"{kind}.npy")
        self._starts: NDArray[np.int64] = mapped(folder / f"{kind}.starts.npy")
        self._alone: Numbers = mapped(folder / f"{kind}.alone.npy")
        self.lengths: NDArray[np.uint8] = mapped(folder / f"{kind}.lengths.npy")
        self._blocks = -(-len(self.lengths) // WIDTH)
        self._bits: dict[bytes, Bits] = {}
        self._lists: dict[bytes, Numbers] = {}

    def count(self, alike: Alike) -> int:
        """In how many names words like one are; a name with two of them counts twice."""
        return int((self._starts[alike.words + 1] - self._starts[alike.words]).sum())

    def sought(self, alike: Sequence[Alike]) -> Numbers:
        """The names in which nearly all words of the shorter name have one like them, where words
        are asked for that these are like; of common words, up to MOST names that hold two."""
        counted = sorted((self.count(one), at) for at, one in enumerate(alike))
        words = [alike[at] for count, at in counted if count]
        if not words:
            return NO_NUMBERS
        if len(alike) == 1:
            return distinct(self._all(words[0])[:MOST])
        totals = accumulate(count for count, _ in counted[-len(words) : -1])
        rare = sum(total <= ENOUGH for total in totals)
        common = [self._as_bits(one) for one in words[rare:]]
        pool, held = _counted([self._list(one) for one in words[:rare]])
        more = [self._all(one, alone=True) for one in words[rare:]]
        if len(common) > 1:
            more.append(_twice(common)[:MOST])
        pool, held = _with(pool, held, more)
        for bits in common:
            held = held + (bits[pool // WIDTH] >> (pool % WIDTH).astype(np.uint64) & ONE)
        shorter = np.minimum(self.lengths[pool], len(alike))
        return pool[held >= shorter - (shorter >= MANY_WORDS)]

    def _list(self, alike: Alike) -> Numbers:
        """The names with a word like one, each once, in order; kept for the next name."""
        key = alike.words.tobytes()
        kept = self._lists.get(key)
        if kept is None:
            kept = distinct(self._all(alike))
            _keep(self._lists, key, kept)
        return kept

    def _all(self, alike: Alike, *, alone: bool = False) -> Numbers:
        """The names with a word like one; `alone`: that are such a word."""
        starts = self._starts[alike.words]
        ends = starts + self._alone[alike.words] if alone else self._starts[alike.words + 1]
        return self._names[spans(starts, ends - starts)]

    def _as_bits(self, alike: Alike) -> Bits:
        """A bit for each name, set where it holds a word like one; kept for the next name."""
        key = alike.words.tobytes()
        kept = self._bits.get(key)
        if kept is None:
            flags = np.zeros(self._blocks * WIDTH, dtype=np.bool_)
            flags[self._all(alike)] = True
            kept = np.packbits(flags, bitorder="little").view("<u8")
            _keep(self._bits, key, kept)
        return kept


def _keep(memory: dict[bytes, Kept], key: bytes, value: Kept) -> None:
    """Keep a value; a memory that is full begins anew, which threads cannot disturb."""
    if len(memory) >= KEPT:
        memory.clear()
    memory[key] = value


def _counted(runs: list[Numbers]) -> tuple[Numbers, Bits]:
    """The names of several words, in order, and of how many words each is."""
    if len(runs) == 1:
        return runs[0], np.ones(len(runs[0]), dtype=np.uint64)
    names = np.sort(np.concatenate([*runs, NO_NUMBERS]))
    first = np.flatnonzero(first_of_each(names))
    held = np.empty(len(first), dtype=np.uint64)
    held[:-1], held[-1:] = first[1:] - first[:-1], len(names) - first[-1:]
    return names[first], held


def _with(pool: Numbers, held: Bits, more: list[Numbers]) -> tuple[Numbers, Bits]:
    """The pool with names that no rare word leads to."""
    if not any(map(len, more)):
        return pool, held
    others = distinct(np.concatenate(more))
    if len(pool):
        at = np.minimum(np.searchsorted(pool, others), len(pool) - 1)
        others = others[pool[at] != others]
    none = np.zeros(len(others), dtype=np.uint64)
    return np.concatenate([pool, others]), np.concatenate([held, none])


def _twice(words: list[Bits]) -> Numbers:
    """The names that two of these words lead to."""
    once, twice = words[0].copy(), np.zeros_like(words[0])
    for bits in words[1:]:
        twice |= once & bits
        once |= bits
    some = np.flatnonzero(twice)
    row, bit = np.nonzero(
        np.unpackbits(twice[some].view(np.uint8), bitorder="little").reshape(-1, WIDTH)
    )
    return (some[row] * WIDTH + bit).astype(np.uint32)
