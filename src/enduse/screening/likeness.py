"""How alike two words are, 0 to 1: by letters, by sound and by consonants."""

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from enduse.screening.latin import bones, gist, sound
from enduse.screening.parts import Word
from enduse.screening.tables import tables

SAME_NAME = 0.9
SAME_GIST, SAME_SHORT = 0.75, 0.78
CLOSE = 0.6
LETTERS, SOUNDS, BONES = 0.35, 0.3, 0.35
SHORT = 3
LEAST = 0.72  # words less alike are not taken for each other


def likeness(one: Word, other: Word) -> float:
    """How alike two words are, whichever comes first.

    >>> word = lambda plain: Word(plain, 1.0, thin=False)
    >>> round(likeness(word("gaddafi"), word("qaddafi")), 2), likeness(word("owen"), word("smith"))
    (0.86, 0.0)
    """
    if one.plain == other.plain:
        return 1.0
    if one.plain[0] == "@" or other.plain[0] == "@":
        return 0.0
    thin = one.thin or other.thin
    if one.plain < other.plain:
        return _likeness(one.plain, other.plain, thin)
    return _likeness(other.plain, one.plain, thin)


@lru_cache(maxsize=262144)
def _likeness(one: str, other: str, thin: bool) -> float:  # noqa: FBT001 - a cache is quickest so
    given = tables().given
    if given.get(one, _NONE) & given.get(other, _NONE):
        return SAME_NAME
    if thin:
        return _by_consonants(one, other)
    length = max(len(one), len(other), SHORT)
    most = (length + 1) // 2
    letters = OSA.distance(one, other, score_cutoff=most)
    if letters > most:
        return 0.0
    if letters * LETTERS > length * (1 - LEAST):
        return 0.0
    cost = LETTERS * letters
    cost += SOUNDS * OSA.distance(sound(one), sound(other))
    cost += BONES * OSA.distance(bones(one), bones(other))
    return max(0.0, 1 - cost / length)


_NONE: frozenset[str] = frozenset()


def _by_consonants(one: str, other: str) -> float:
    """For a word whose vowels are missing or blurred: its consonants, else their gist. The fewer
    there are, the less they prove, and the more the letters must agree as well."""
    said, heard = bones(one), bones(other)
    if said == heard and len(said) >= SHORT:
        return SAME_NAME
    if min(len(said), len(heard)) == 1:
        return 0.0
    if said == heard:
        return SAME_SHORT
    if min(len(said), len(heard)) > 1 and said.replace("v", "") == heard.replace("v", ""):
        return SAME_SHORT  # the letter waw stands for a consonant or for a vowel
    by_bones = SAME_NAME * (1 - OSA.distance(said, heard) / max(len(said), len(heard), SHORT))
    said, heard = gist(one), gist(other)
    if said != heard or (len(said) < SHORT and Indel.normalized_similarity(one, other) < CLOSE):
        return by_bones
    return max(by_bones, SAME_GIST)
