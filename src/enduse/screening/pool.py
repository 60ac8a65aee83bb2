"""The names of an index that hold enough words like those of a name that is asked for."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from enduse.screening.mapped import NO_NUMBERS, Numbers, distinct, first_of_each, mapped, spans
from enduse.screening.vocabulary import Alike

Bits: TypeAlias = NDArray[np.uint64]
Kept = TypeVar("Kept", bound=NDArray[Any])
MANY_WORDS = 3  # of which one may be missing
ENOUGH = 6000  # names of rare words that are looked through for one that is asked for
MOST = 4 * ENOUGH
KEPT = 512  # words whose names are kept, in a list or as bits
WIDTH = 64
ONE = np.uint64(1)


class Postings:
    """The names that each word of the vocabulary is in; those of a single word come first."""

    def __init__(self, folder: Path, names: int) -> None:
        self._names: Numbers = mapped(folder / "postings.npy")
        self._starts: NDArray[np.int64] = mapped(folder / "postings.starts.npy")
        self._alone: Numbers = mapped(folder / "postings.alone.npy")
        self._lengths: NDArray[np.uint8] = mapped(folder / "names.lengths.npy")
        self._blocks = -(-names // WIDTH)
        self._bits: dict[bytes, Bits] = {}
        self._lists: dict[bytes, Numbers] = {}

    def sought(self, alike: Sequence[Alike]) -> Numbers:
        """The names in which nearly all words of the shorter name have one like them, where words
        are asked for that these are like; of common words, up to MOST names that hold two."""
        words = sorted((one for one in alike if one.names), key=lambda one: one.names)
        if not words:
            return NO_NUMBERS
        if len(alike) == 1:
            return distinct(self._all(words[0])[:MOST])
        totals = accumulate(one.names for one in words[:-1])
        rare = sum(total <= ENOUGH for total in totals)
        common = [self._as_bits(one) for one in words[rare:]]
        pool, held = _counted([self._list(one) for one in words[:rare]])
        more = [self._all(one, alone=True) for one in words[rare:]]
        if len(common) > 1:
            more.append(_twice(common)[:MOST])
        pool, held = _with(pool, held, more)
        for bits in common:
            held = held + (bits[pool // WIDTH] >> (pool % WIDTH).astype(np.uint64) & ONE)
        shorter = np.minimum(self._lengths[pool], len(alike))
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
