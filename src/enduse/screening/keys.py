"""What a word and a name are found under in an index."""

from collections.abc import Iterator

from enduse.screening.latin import bones, gist
from enduse.screening.parts import SMALL, Parts, Word

SHORTEST_DELETED, SHORTEST_TWICE = 3, 4
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 8
KEY_LENGTH = 16


def word_keys(word: str, *, thin: bool) -> Iterator[bytes]:
    """The keys of a word of a list: its consonants, each with one left out, and their gist."""
    said = bones(word)
    yield _key("t" if thin else "g", gist(word))
    yield _key("b", said)
    for left in _one_less(said):
        yield _key("d" if len(said) >= SHORTEST_TWICE else "e", left)


def asked_keys(word: str, *, thin: bool) -> Iterator[bytes]:
    """The keys under which words like one that is asked for are found."""
    said = bones(word)
    yield _key("b", said)
    yield _key("t", gist(word))
    if thin:
        yield _key("g", gist(word))
    yield _key("d", said)
    yield _key("e", said)
    for left in _one_less(said):
        yield _key("b", left)
        yield _key("d" if len(said) >= SHORTEST_TWICE else "e", left)


def _one_less(said: str) -> set[str]:
    if len(said) < SHORTEST_DELETED:
        return set()
    return {said[:at] + said[at + 1 :] for at in range(len(said))}


def name_keys(name: Parts) -> Iterator[bytes]:
    """The keys of a whole name: its words written together, and their first letters."""
    letters = name.letters
    if len(name.words) > 1 and letters.isalnum():
        yield _key("j", bones(letters))
    if not name.person:
        for acronym in _acronyms(name.words):
            yield _key("a", acronym)


def _acronyms(words: tuple[Word, ...]) -> Iterator[str]:
    said = [w for w in words if w.weight > SMALL and not w.plain.startswith("@")]
    for chosen in (words, said):
        acronym = "".join(w.plain[0] for w in chosen)
        if SHORTEST_ACRONYM <= len(chosen) <= LONGEST_ACRONYM:
            yield acronym


def asked_name_keys(name: Parts) -> Iterator[bytes]:
    """The keys under which names like one that is asked for are found as a whole."""
    if name.letters.isalnum():
        yield _key("j", bones(name.letters))
    for word in name.words:
        if SHORTEST_ACRONYM <= len(word.plain) <= LONGEST_ACRONYM:
            yield _key("a", word.plain)


def _key(shelf: str, said: str) -> bytes:
    return (shelf + said).encode()[:KEY_LENGTH]
