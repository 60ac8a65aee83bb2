"""Arrays and texts in files that are mapped into memory, not read."""

from array import array
from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.uint32]
NO_NUMBERS: Numbers = np.zeros(0, dtype=np.uint32)
NO_PLACES: NDArray[np.int64] = np.zeros(0, dtype=np.int64)


def mapped(path: Path) -> NDArray[Any]:
    """An array in a file; a plain array, whose parts are quicker to take."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def save(path: Path, values: NDArray[np.generic]) -> None:
    """Write an array to a file."""
    np.save(path, values, allow_pickle=False)


class Texts:
    """Texts in one file."""

    def __init__(self, path: Path) -> None:
        self._ends = mapped(path.with_suffix(".ends.npy"))
        with path.open("rb") as file:
            self._raw = mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return self._raw[start : int(self._ends[number])]


class TextsFile:
    """Texts written one after the other, and where each ends."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._path = path
        self.ends = array("Q")
        self._length = 0

    def add(self, raw: bytes) -> None:
        self._file.write(raw)
        self._length += len(raw)
        self.ends.append(self._length)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if fault is None:
            save(self._path.with_suffix(".ends.npy"), np.frombuffer(self.ends, dtype=np.uint64))


class Keys:
    """Sorted keys, each with the numbers it leads to."""

    def __init__(self, path: Path) -> None:
        self._keys = mapped(path.with_suffix(".keys.npy"))
        self._numbers: Numbers = mapped(path.with_suffix(".npy"))

    def find(self, keys: Iterable[int]) -> Numbers:
        """The numbers under any of the keys, as often as they stand there."""
        return self.each(np.array(list(keys), dtype=np.uint64))[1]

    def each(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], Numbers]:
        """The numbers under each key, and beside each number the place of its key."""
        first = self._keys.searchsorted(keys, side="left")
        counts = self._keys.searchsorted(keys, side="right") - first
        return np.repeat(np.arange(len(keys)), counts), self._numbers[spans(first, counts)]


def spans(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places in runs that begin at `starts` and are so long, one run after the other.

    >>> spans(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    if len(counts) == 0:
        return NO_PLACES
    ends = np.cumsum(counts)
    return np.arange(ends[-1]) + np.repeat(starts - ends + counts, counts)


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The numbers in order, each once; NumPy's own `unique` hashes them, which is slower here."""
    ordered = np.sort(numbers)
    return ordered[first_of_each(ordered)]


def first_of_each(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether a number in a row in order differs from the one before it."""
    first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def save_keys(path: Path, keys: "array[int]", numbers: "array[int]") -> None:
    """Write keys in order, each with the number it leads to."""
    said = np.frombuffer(keys, dtype=np.uint64)
    order = np.argsort(said, kind="stable")
    save(path.with_suffix(".keys.npy"), said[order])
    save(path.with_suffix(".npy"), np.frombuffer(numbers, dtype=np.uint32)[order])
