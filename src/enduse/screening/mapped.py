"""Numbers and texts in files that are mapped into memory, not read.

Nothing here needs NumPy: a name alone is found without waiting for its import.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeAlias

Whole: TypeAlias = "memoryview[int]"
Reals: TypeAlias = "memoryview[float]"


def raw(path: Path) -> memoryview:
    """The bytes of a file."""
    with path.open("rb") as file:
        empty = path.stat().st_size == 0
        return memoryview(b"" if empty else mmap(file.fileno(), 0, access=ACCESS_READ))


def whole(path: Path, kind: str) -> Whole:
    """The whole numbers in a file, of a kind that `array` knows; raises ValueError where the file
    is cut off."""
    return _cast(raw(path), kind)


def reals(path: Path) -> Reals:
    """The numbers of 32 bits in a file."""
    return _cast(raw(path), "f")  # type: ignore[return-value]


def _cast(raw: memoryview, kind: str) -> Whole:
    try:
        return raw.cast(kind)  # type: ignore[call-overload, no-any-return]
    except TypeError as error:  # a length that is no multiple of the kind's
        raise ValueError(str(error)) from None


class Texts:
    """Texts in one file."""

    def __init__(self, path: Path) -> None:
        self._ends = whole(path.with_suffix(".ends.bin"), "Q")
        self._raw = raw(path.with_suffix(".texts.bin"))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return bytes(self._raw[start : self._ends[number]])


class Keys:
    """Sorted keys, each with the numbers it leads to."""

    def __init__(self, path: Path) -> None:
        self.keys = whole(path.with_suffix(".keys.bin"), "Q")
        self.numbers = whole(path.with_suffix(".numbers.bin"), "I")

    def find(self, keys: Iterable[int]) -> Iterator[int]:
        """The numbers under any of the keys, as often as they stand there."""
        for key in keys:
            first = bisect_left(self.keys, key)
            if first < len(self.keys) and self.keys[first] == key:
                yield from self.numbers[first : bisect_right(self.keys, key, first)]
