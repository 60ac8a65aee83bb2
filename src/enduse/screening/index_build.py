"""An index of names written to a folder: arrays that are mapped into memory, not read.

Words stand in a vocabulary; each leads to the names it is in, each name to its entity. Words are
found by their consonants, also with one missing, so that a slip of the pen costs no search through
the whole list.
"""

from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from enduse.evidence import Record
from enduse.screening.comparison import is_person
from enduse.screening.entity import Entity, plain_identifier
from enduse.screening.keys import KEY_LENGTH, name_keys, word_keys
from enduse.screening.parts import SMALL, Parts, Unusable, Word, check, parts

VERSION = 1
PERSONS = (None, True, False)  # whether an entity is a person, by its number in persons.npy
LONGEST = 255
MOST_NAMES = 500  # of one entity; more are told as a fault of the list


class Built(Record, frozen=True, kw_only=True):
    """What an index holds, and how many names of the list could not be used."""

    version: int
    entities: int
    names: int
    words: int
    unusable: int


class _Sheet(NamedTuple):
    """What is gathered while entities are read."""

    entities: "_Blob"
    names: "_Blob"
    owner: "array[int]"
    persons: "array[int]"
    words: "array[int]"
    ends: "array[int]"
    known: dict[tuple[str, bool], int]
    keys: list[tuple[bytes, int]]
    identifiers: list[tuple[bytes, int]]


class _Blob:
    """Texts one after the other in a file, and where each ends."""

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
            _save(self._path.with_suffix(".ends.npy"), np.frombuffer(self.ends, dtype=np.uint64))


def build(entities: Iterable[Entity], folder: Path) -> Built:
    """Write the index of these entities into a folder that is empty."""
    with _Blob(folder / "entities.bin") as parties, _Blob(folder / "names.bin") as names:
        sheet = _Sheet(
            parties, names, array("I"), array("B"), array("I"), array("Q"), {}, [], []
        )  # fmt: skip
        unusable = sum(_add(sheet, entity) for entity in entities)
    _write_words(sheet, folder)
    _write_names(sheet, folder)
    _write_keys(folder / "whole", sheet.keys)
    _write_keys(folder / "identifiers", sheet.identifiers)
    return Built(
        version=VERSION,
        entities=len(sheet.entities.ends),
        names=len(sheet.owner),
        words=len(sheet.known),
        unusable=unusable,
    )


def _add(sheet: _Sheet, entity: Entity) -> int:
    """Add one entity; how many of its names could not be used."""
    number = len(sheet.entities.ends)
    sheet.entities.add(_JSON.encode(entity))
    sheet.persons.append(PERSONS.index(is_person(entity.kind)))
    sheet.identifiers.extend(
        (plain_identifier(value).encode()[:KEY_LENGTH], number) for _, value in entity.identifiers
    )
    unusable = 0
    for name in dict.fromkeys(entity.names[:MOST_NAMES]):
        try:
            taken = parts(check(name), person=entity.person)
        except Unusable:
            unusable += 1
            continue
        _add_name(sheet, name, taken, number)
    return unusable + max(0, len(entity.names) - MOST_NAMES)


_JSON = msgspec.json.Encoder()


def _add_name(sheet: _Sheet, name: str, taken: Parts, owner: int) -> None:
    number = len(sheet.owner)
    sheet.names.add(name.encode("utf-8", "replace"))
    sheet.owner.append(owner)
    known = sheet.known
    for word in indexed(taken):
        sheet.words.append(known.setdefault((word.plain, word.thin), len(known)))
    sheet.ends.append(len(sheet.words))
    sheet.keys.extend((key, number) for key in name_keys(taken))


def indexed(taken: Parts) -> list[Word]:
    """The words by which a name is found: those that say something, else all."""
    telling = [word for word in taken.words if word.weight > SMALL and len(word.plain) > 1]
    telling += [Word(f"#{number}", 1.0, thin=False) for number in taken.numbers]
    return list(dict.fromkeys(telling or taken.words))


def _write_words(sheet: _Sheet, folder: Path) -> None:
    """The vocabulary, the keys of its words, and the names each word is in."""
    keys: list[tuple[bytes, int]] = []
    with _Blob(folder / "vocabulary.bin") as vocabulary:
        for number, (plain, thin) in enumerate(sheet.known):
            vocabulary.add((plain + "\t" * thin).encode())
            if plain[0] not in "@#":
                keys.extend((key, number) for key in word_keys(plain, thin=thin))
            else:
                keys.append((plain.encode()[:KEY_LENGTH], number))
    _write_keys(folder / "sounds", keys)


def _write_names(sheet: _Sheet, folder: Path) -> None:
    words = np.frombuffer(sheet.words, dtype=np.uint32)
    ends = np.frombuffer(sheet.ends, dtype=np.uint64).astype(np.int64)
    counts = np.diff(ends, prepend=0)
    of_name = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    order = np.argsort(words, kind="stable")
    found = np.bincount(words, minlength=len(sheet.known))
    rarity = np.log1p(len(counts) / np.maximum(found, 1)).astype(np.float32)
    owed = np.zeros(len(counts), dtype=np.float32)
    np.add.at(owed, of_name, rarity[words])
    _save(folder / "postings.npy", of_name[order])
    _save(folder / "postings.ends.npy", np.cumsum(found).astype(np.uint64))
    _save(folder / "rarity.npy", rarity)
    _save(folder / "owed.npy", owed)
    _save(folder / "lengths.npy", np.minimum(counts, LONGEST).astype(np.uint8))
    _save(folder / "persons.npy", np.frombuffer(sheet.persons, dtype=np.uint8))
    _save(folder / "owner.npy", np.frombuffer(sheet.owner, dtype=np.uint32))


def _write_keys(path: Path, keys: list[tuple[bytes, int]]) -> None:
    """Keys in order, each with the numbers it leads to."""
    said = np.array([key for key, _ in keys], dtype=f"S{KEY_LENGTH}")
    numbers = np.fromiter((number for _, number in keys), dtype=np.uint32, count=len(keys))
    order = np.argsort(said, kind="stable")
    _save(path.with_suffix(".keys.npy"), said[order])
    _save(path.with_suffix(".npy"), numbers[order])


def _save(path: Path, values: NDArray[np.generic]) -> None:
    np.save(path, values, allow_pickle=False)
