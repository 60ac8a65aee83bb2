"""What an index holds of a name: its words and numbers, and what each of them is good for."""

from typing import NamedTuple

from enduse.screening.alignment import MOST_WORDS
from enduse.screening.parts import SMALL, Parts, Word

VERSION = 7
HUNDREDTHS = 100  # in which weights are kept
WEIGHT = 7  # bits for it, below the number of a word
A_WEIGHT = (1 << WEIGHT) - 1
PERSONS = (None, True, False)  # whether an entity is a person, by its number in persons.bin
READINGS = ((None, True), (None, False), (True, True), (False, False))
"""Whether an entity is a person, and whether its name is read as one, by the number in
names.parties.bin: where the list does not say, a name is read both ways."""


class Said(NamedTuple):
    """A word of a name; whether it is one of its own, and whether it says anything at all. A number
    has no weight and is its own. Where a name has no word of its own, those that many share are
    taken for such, or else all."""

    word: Word
    own: bool
    telling: bool


def said(taken: Parts) -> list[Said]:
    """The words of a name and its numbers."""
    words = taken.words[:MOST_WORDS]
    numbers = [Word(f"#{number}", 0.0, thin=False) for number in taken.numbers]
    telling = {word for word in words if word.weight > SMALL and len(word.plain) > 1}
    if not taken.person and all(word.weight < 1 for word in telling):  # "J Group"
        telling = {word for word in words if word.weight > SMALL}
    if not telling and not numbers:
        telling = set(words)
    own = {word for word in telling if word.weight >= 1} or telling
    rows = [Said(word, word in own, word in telling) for word in words]
    return rows + [Said(number, own=True, telling=True) for number in numbers]
