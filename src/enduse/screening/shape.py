"""What a word looks like: how long it is, and which letters are in it."""

from functools import lru_cache
from typing import NamedTuple

from enduse.screening.latin import bones, sound

SIGNS = 26  # letters have a bit each; other signs share those that are left
LONGEST = 255
MEMORY = 65_536


class Alike(NamedTuple):
    """Words of a vocabulary by their numbers, the likest first, and how like they are to one."""

    words: tuple[int, ...]
    likes: tuple[float, ...]

    def same(self) -> "Alike":
        """Those that are the same."""
        many = self.likes.count(1.0)
        return Alike(self.words[:many], self.likes[:many])


KINDS = 3  # of a word: as it is written, its sound, its consonants
FIRST = 3  # behind the letters of these stands the letter that a word begins with
SAID = 4


@lru_cache(maxsize=MEMORY)
def shape(word: str) -> tuple[list[int], list[int]]:
    """How long a word, its sound and its consonants are, and which letters are in each; and its
    first letter.

    What differs in either is a lower bound of how many slips of the pen lie between two words.
    """
    said = (word, sound(word), bones(word))
    lengths = [min(len(text), LONGEST) for text in said]
    return lengths, [_letters(text) for text in (*said, word[:1])]


def _letters(text: str) -> int:
    found = 0
    for sign in set(text):
        at = ord(sign) - ord("a")
        found |= 1 << (at if 0 <= at < SIGNS else SIGNS + ord(sign) % (32 - SIGNS))
    return found


def bits(number: int) -> int:
    """How many bits of a number of 32 bits are set."""
    number = number - ((number >> 1) & 0x55555555)
    number = (number & 0x33333333) + ((number >> 2) & 0x33333333)
    number = (number + (number >> 4)) & 0x0F0F0F0F
    return (number * 0x01010101 >> 24) & 0xFF


def apart(length: int, letters: int, length2: int, letters2: int) -> int:
    """How many slips of the pen lie at least between two texts of such lengths and letters."""
    return max(abs(length - length2), missing(letters, letters2))


def missing(some: int, others: int) -> int:
    """How many letters the one has at least that the other has not."""
    return max(bits(some & ~others), bits(others & ~some))
