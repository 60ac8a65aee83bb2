"""An index of names read from its folder, and the names of it that may be the one asked for."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from threading import local

import msgspec

from enduse.screening.checked import check_arrays
from enduse.screening.compiled import Loops, loops
from enduse.screening.entity import Entity, plain_identifier
from enduse.screening.keys import asked_name_keys, identifier_key
from enduse.screening.laid import Names, Room, Sheet, Sought
from enduse.screening.mapped import Keys, Texts, whole
from enduse.screening.parts import Parts
from enduse.screening.said import PERSONS, said
from enduse.screening.vocabulary import Vocabulary
from enduse.taxonomy.tables import BadInput

TABLE = 100  # names at once, from which on they are taken for a part of a table


class Index:
    """The names of one list, in a folder that `index_build.build` wrote."""

    def __init__(self, folder: Path) -> None:
        self._entities = Texts(folder / "entities")
        self._names = Texts(folder / "names")
        self._parts = Texts(folder / "parts")
        self._whole = Keys(folder / "whole")
        self._identifiers = Keys(folder / "identifiers")
        self._vocabulary = Vocabulary(folder)
        self._by_words = Names.read(folder)
        self._room = local()
        self._asked_in_tables = 0
        self._folder, self._checked = folder, False
        self._persons = whole(folder / "persons.bin", "B")
        self.owner = whole(folder / "names.owner.bin", "I")

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

    @cached_property
    def kinds(self) -> frozenset[bool | None]:
        """Whether there are persons, others, and entities of which the list does not say it."""
        return frozenset(PERSONS[kind] for kind in set(bytes(self._persons)))

    def identified(self, value: str) -> tuple[int, ...]:
        """The entities that may have an identifier."""
        key = identifier_key(plain_identifier(value))
        return tuple(sorted(set(self._identifiers.find([key]))))

    def candidates(self, asked: Sequence[Sought], most: int) -> list[list[int]]:
        """For each name the numbers of those that are likeliest to be the one asked for.

        Nearly all words of the shorter name must have one like them in the other; a name that is
        found as a whole, written together or by its first letters, comes in any case. Names that
        cannot score what is needed are left out.
        """
        return [
            list(dict.fromkeys([*islice(self._as_a_whole(one), most), *likeliest]))
            for one, likeliest in zip(asked, self._likeliest(asked, most), strict=True)
        ]

    def _as_a_whole(self, one: Sought) -> Iterator[int]:
        for number in self._whole.find(asked_name_keys(one.name, exact=one.exact)):
            if one.among >> self._by_words.parties[number] & 1:
                yield number

    def _likeliest(self, asked: Sequence[Sought], most: int) -> Iterator[list[int]]:
        """For each name those that share words with it and may score highest, the best first."""
        words = [said(one.name) for one in asked]
        run = self._loops(len(asked))
        alike = self._vocabulary.alike((row.word for row in chain(*words)), run)
        sheet = Sheet.of(asked, words, alike)
        before = vars(self._room).pop("kept", None)  # what is interrupted leaves no room behind
        room = Room.for_(self._by_words, sheet, most, before)
        run.likeliest(*run.given((self._by_words, sheet, room)), most)
        self._room.kept = room
        for at in range(0, len(asked) * (most + 1), most + 1):
            yield room.found[at + 1 : at + 1 + room.found[at]].tolist()

    def _loops(self, asked: int) -> Loops:
        """The loops for so many names at once; raises BadInput where the index is damaged."""
        if asked >= TABLE:
            self._asked_in_tables += asked
        run = loops(self._asked_in_tables * len(self._names))
        if run.compiled and not self._checked:
            try:
                check_arrays(self._by_words, self._vocabulary.words)
            except ValueError as fault:
                raise BadInput(f"{self._folder}: damaged: {fault}; add the list again") from None
            self._checked = True
        return run


_PARTS = msgspec.json.Decoder(Parts)
_ENTITY = msgspec.json.Decoder(Entity)
