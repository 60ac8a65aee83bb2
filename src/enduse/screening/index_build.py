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

from enduse.evidence import Record
from enduse.screening.comparison import is_person
from enduse.screening.entity import Entity, plain_identifier
from enduse.screening.keys import exact_key, gist_key, identifier_key, name_keys, word_keys
from enduse.screening.latin import bones, sound
from enduse.screening.parts import Parts, Unusable, check, parts
from enduse.screening.said import HUNDREDTHS, PERSONS, READINGS, VERSION, WEIGHT, said
from enduse.screening.shape import LONGEST, shape
from enduse.screening.written import TextsFile, save, save_keys, save_postings
from enduse.taxonomy.tables import BadInput

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

    entities: TextsFile
    names: TextsFile
    parts: TextsFile
    owner: "array[int]"
    persons: "array[int]"
    words: "array[int]"
    weights: "array[int]"
    own: "array[int]"
    telling: "array[int]"
    ends: "array[int]"
    full: "array[int]"
    parties: "array[int]"
    known: dict[tuple[str, bool], int]
    whole: "_Keyed"
    identifiers: "_Keyed"


class _Keyed(NamedTuple):
    """Keys, and the number each leads to."""

    keys: "array[int]"
    numbers: "array[int]"

    @classmethod
    def none(cls) -> Self:
        return cls(array("Q"), array("I"))

    def add(self, keys: Iterable[int], number: int) -> None:
        self.keys.extend(keys)
        self.numbers.extend([number] * (len(self.keys) - len(self.numbers)))


def build(entities: Iterable[Entity], folder: Path) -> Built:
    """Write the index of these entities into a folder that is empty."""
    with (
        TextsFile(folder / "entities") as parties,
        TextsFile(folder / "names") as names,
        TextsFile(folder / "parts") as taken,
    ):
        sheet = _Sheet(
            entities=parties, names=names, parts=taken,
            owner=array("I"), persons=array("B"),
            words=array("I"), weights=array("B"), own=array("B"), telling=array("B"),
            ends=array("Q"),
            full=array("B"), parties=array("B"),
            known={}, whole=_Keyed.none(), identifiers=_Keyed.none(),
        )  # fmt: skip
        unusable = sum(_add(sheet, entity) for entity in entities)
    if len(sheet.known) >> (32 - WEIGHT):
        raise BadInput(f"{len(sheet.known):,} different words are too many for one list; split it")
    _write_vocabulary(folder, sheet.known)
    _write_names(sheet, folder)
    save_keys(folder / "whole", *sheet.whole)
    save_keys(folder / "identifiers", *sheet.identifiers)
    return Built(
        version=VERSION,
        entities=len(sheet.entities.ends),
        names=sum(READINGS[reading] != (None, True) for reading in sheet.parties),
        words=len(sheet.known),
        unusable=unusable,
    )


def _add(sheet: _Sheet, entity: Entity) -> int:
    """Add one entity; how many of its names could not be used."""
    number = len(sheet.entities.ends)
    sheet.entities.add(_JSON.encode(entity))
    sheet.persons.append(PERSONS.index(is_person(entity.kind)))
    plain = (plain_identifier(value) for _, value in entity.identifiers)
    sheet.identifiers.add(map(identifier_key, plain), number)
    unusable = 0
    for name in dict.fromkeys(entity.names[:MOST_NAMES]):
        try:
            read = check(name)
        except Unusable:
            unusable += 1
            continue
        for reading, (kind, person) in enumerate(READINGS):
            if kind == is_person(entity.kind):
                _add_name(sheet, name, parts(read, person=person), number, reading)
    return unusable + max(0, len(entity.names) - MOST_NAMES)


_JSON = msgspec.json.Encoder()


def _add_name(sheet: _Sheet, name: str, taken: Parts, owner: int, reading: int) -> None:
    number = len(sheet.owner)
    sheet.names.add(name.encode("utf-8", "replace"))
    sheet.parts.add(_JSON.encode(taken))
    sheet.owner.append(owner)
    sheet.parties.append(reading)
    known = sheet.known
    for word, own, telling in said(taken):
        sheet.words.append(known.setdefault((word.plain, word.thin), len(known)))
        sheet.weights.append(round(HUNDREDTHS * word.weight))
        sheet.own.append(own)
        sheet.telling.append(telling and not taken.person)
    sheet.ends.append(len(sheet.words))
    sheet.full.append(min(sum(word.weight >= 1 for word in taken.words), LONGEST))
    sheet.whole.add(name_keys(taken), number)


def _write_vocabulary(folder: Path, words: Iterable[tuple[str, bool]]) -> None:
    """Write words, each with whether its vowels are missing, and the keys they are found under."""
    keys, numbers = array("Q"), array("I")
    lengths, letters, gists, thins = array("h"), array("q"), array("Q"), array("B")
    with TextsFile(folder / "vocabulary") as texts:
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
    for file, values in (
        ("lengths", lengths), ("letters", letters), ("gists", gists), ("thin", thins),
    ):  # fmt: skip
        save(folder / f"vocabulary.{file}.bin", values, values.typecode)


def _write_names(sheet: _Sheet, folder: Path) -> None:
    """The words of each name, and the names of each word; names of one word come first."""
    words = np.frombuffer(sheet.words, dtype=np.uint32)
    starts = np.concatenate([[0], np.frombuffer(sheet.ends, dtype=np.uint64)]).astype(np.int64)
    of_name = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    weights = np.frombuffer(sheet.weights, dtype=np.uint8)
    save(folder / "words.bin", (words.astype(np.uint64) << WEIGHT) + weights, "I")
    save(folder / "words.starts.bin", starts, "I")
    for file, values in (
        ("names.owner", sheet.owner),
        ("names.full", sheet.full),
        ("names.parties", sheet.parties),
        ("persons", sheet.persons),
    ):
        save(folder / f"{file}.bin", values, values.typecode)
    own, telling = (np.frombuffer(each, dtype=np.bool_) for each in (sheet.own, sheet.telling))
    found = np.bincount(words[own], minlength=len(sheet.known))
    rarity = np.log1p((len(starts) - 1) / np.maximum(found, 1))
    owed = np.bincount(of_name[own], weights=rarity[words[own]], minlength=len(starts) - 1)
    save(folder / "names.owed.bin", owed, "f")
    sizes = len(starts) - 1, len(sheet.known)
    save_postings(folder, "own", of_name[own], words[own], sizes)
    save_postings(folder, "telling", of_name[telling], words[telling], sizes)
