"""The files of an index written, as `mapped` reads them."""

from array import array
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from enduse.screening.shape import LONGEST


def save(path: Path, values: "NDArray[Any] | array[Any]", kind: str) -> None:
    """Write numbers as those of a kind that `array` knows."""
    np.asarray(values).astype(np.dtype(kind), copy=False).tofile(path)


def save_keys(path: Path, keys: "array[int]", numbers: "array[int]") -> None:
    """Write keys in order, each with the number it leads to."""
    said = np.frombuffer(keys, dtype=np.uint64)
    order = np.argsort(said, kind="stable")
    save(path.with_suffix(".keys.bin"), said[order], "Q")
    save(path.with_suffix(".numbers.bin"), np.frombuffer(numbers, dtype=np.uint32)[order], "I")


def save_postings(
    folder: Path, kind: str, name: NDArray[Any], word: NDArray[Any], sizes: tuple[int, int]
) -> None:
    """Write which names each word is in, where so many names and words there are, and this word of
    the vocabulary stands in this name, be it twice; names of one such word come first."""
    names, words = sizes
    name, word = np.divmod(np.unique(name.astype(np.int64) * words + word), max(words, 1))
    lengths = np.bincount(name, minlength=names)
    several = lengths[name] > 1
    found = np.bincount(word, minlength=words)
    save(folder / f"{kind}.names.bin", name[np.lexsort((several, word))], "I")
    save(folder / f"{kind}.starts.bin", np.concatenate([[0], np.cumsum(found)]), "q")
    save(folder / f"{kind}.alone.bin", np.bincount(word[~several], minlength=words), "I")
    save(folder / f"{kind}.lengths.bin", np.minimum(lengths, LONGEST), "B")


class TextsFile:
    """Texts written one after the other, and where each ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_suffix(".texts.bin").open("wb")
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
            save(self._path.with_suffix(".ends.bin"), self.ends, "Q")
