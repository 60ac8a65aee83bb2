"""An index of names read from its folder, and the names of it that may be the one asked for."""

import math
from collections.abc import Sequence
from itertools import chain, compress, islice, pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from enduse.screening.bound import Bounded, Names
from enduse.screening.entity import Entity, plain_identifier
from enduse.screening.index_build import PERSONS, Said, said
from enduse.screening.keys import asked_name_keys, identifier_key
from enduse.screening.laid import Asked
from enduse.screening.mapped import NO_NUMBERS, Keys, Numbers, Texts, distinct, mapped
from enduse.screening.parts import Parts
from enduse.screening.pool import Postings
from enduse.screening.vocabulary import Alike, Vocabulary

NO_NAMES = Bounded(NO_NUMBERS, np.zeros(0), np.zeros(0))


class Sought(NamedTuple):
    """A name that is asked for, and the score that it needs at least."""

    name: Parts
    least: float = 0.0


class Index:
    """The names of one list, in a folder that `index_build.build` wrote."""

    def __init__(self, folder: Path) -> None:
        self._entities = Texts(folder / "entities.bin")
        self._names = Texts(folder / "names.bin")
        self._parts = Texts(folder / "parts.bin")
        self._whole = Keys(folder / "whole")
        self._identifiers = Keys(folder / "identifiers")
        self._vocabulary = Vocabulary(folder)
        self._own, self._telling = Postings(folder, "own"), Postings(folder, "telling")
        self._by_words = Names(folder, self._vocabulary)
        self._persons: NDArray[np.uint8] = mapped(folder / "persons.npy")
        self.owner: Numbers = mapped(folder / "names.owner.npy")

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
        """The entities that may have an identifier."""
        key = identifier_key(plain_identifier(value))
        return tuple(int(number) for number in distinct(self._identifiers.find([key])))

    def candidates(self, asked: Sequence[Sought], most: int) -> list[list[int]]:
        """For each name the numbers of those that are likeliest to be the one asked for.

        Nearly all words of the shorter name must have one like them in the other; a name that is
        found as a whole, written together or by its first letters, comes in any case. Names that
        cannot score what is needed are left out.
        """
        keys = [list(asked_name_keys(one.name)) for one in asked]
        at, whole = self._whole.each(np.array(list(chain(*keys)), dtype=np.uint64))
        of = np.repeat(np.arange(len(asked)), [len(row) for row in keys])[at]
        ends = np.searchsorted(of, np.arange(len(asked) + 1)).tolist()
        return [
            _likeliest(whole[start:end].tolist(), bounded, most)
            for (start, end), bounded in zip(
                pairwise(ends), self._bounded(asked, most), strict=True
            )
        ]

    def _bounded(self, asked: Sequence[Sought], most: int) -> list[Bounded]:
        """For each name those that share words with it, and at most how high each scores."""
        words = [said(one.name) for one in asked]
        alike = iter(self._vocabulary.alike(word.word for row in words for word in row))
        by_width: dict[int, list[int]] = {}
        names = []
        for at, (one, row) in enumerate(zip(asked, words, strict=True)):
            names.append(self._asked(one, row, tuple(islice(alike, len(row)))))
            by_width.setdefault(len(row), []).append(at)
        found = [NO_NAMES] * len(asked)
        for rows in by_width.values():
            bounded = self._by_words.bounded([names[at] for at in rows], most)
            for at, one_bounded in zip(rows, bounded, strict=True):
                found[at] = one_bounded
        return found

    def _asked(self, one: Sought, words: list[Said], alike: tuple[Alike, ...]) -> Asked:
        own = [word.own for word in words]
        rarity = tuple(
            math.log1p(len(self._names) / max(1, self._own.count(near))) if counts else 0.0
            for near, counts in zip(alike, own, strict=True)
        )
        pool = self._own.sought(list(compress(alike, own)))
        if not one.name.person:
            telling = list(compress(alike, [word.telling for word in words]))
            pool = distinct(np.concatenate([pool, self._telling.sought(telling)]))
        return Asked(one.name, tuple(word.word for word in words), alike, rarity, pool, one.least)


def _likeliest(whole: list[int], bounded: Bounded, most: int) -> list[int]:
    """The names found as a whole, and those that may score highest, the best first."""
    order = np.lexsort((-bounded.agrees, -bounded.most))[:most]
    return list(dict.fromkeys([*whole[:most], *bounded.names[order].tolist()]))


_PARTS = msgspec.json.Decoder(Parts)
_ENTITY = msgspec.json.Decoder(Entity)
