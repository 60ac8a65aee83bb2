"""What a word and a name are found under in an index: numbers of 64 bits, made of texts."""

from collections.abc import Iterator
from hashlib import blake2b

from enduse.screening.alignment import LONGEST_ACRONYM, SHORTEST_ACRONYM
from enduse.screening.latin import bones, gist
from enduse.screening.parts import SMALL, Parts, Word
from enduse.screening.tables import other_spellings

SHORTEST_DELETED, SHORTEST_TWICE = 3, 4
SHORTEST_LISTED = 4  # that its name leads to: three letters are those of too many names
KEY_LENGTH = 16
KEY_BYTES = 8


def word_keys(word: str, *, thin: bool) -> Iterator[int]:
    """The keys of a word of a list: its consonants, each with one left out, and their gist."""
    yield exact_key(word)
    said = bones(word)
    yield _key("t" if thin else "g", gist(word))
    yield _key("b", said)
    for left in _one_less(said):
        yield _key("d" if len(said) >= SHORTEST_TWICE else "e", left)


def asked_keys(word: str, *, thin: bool) -> Iterator[int]:
    """The keys under which words like one that is asked for are found."""
    said = bones(word)
    yield _key("b", said)
    yield from {_key("b", bones(other)) for other in other_spellings(word)}
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


def name_keys(name: Parts) -> Iterator[int]:
    """The keys of a whole name: its words written together, and their first letters."""
    letters = name.letters
    if letters.isalnum():
        yield _key("j" if len(name.words) > 1 else "w", bones(letters))
    if not name.person:
        for acronym in _acronyms(name.words):
            yield _key("a", acronym)
        own = [word.plain for word in name.words if word.weight >= 1]
        if len(own) == 1 and SHORTEST_LISTED <= len(own[0]) <= LONGEST_ACRONYM:
            yield _key("c", own[0])


def _acronyms(words: tuple[Word, ...]) -> Iterator[str]:
    """The first letters of all words, of those that are not small, and of those of its own."""
    said = [w for w in words if w.weight > SMALL and not w.plain.startswith("@")]
    own = [w for w in said if w.weight >= 1]
    for acronym in dict.fromkeys("".join(w.plain[0] for w in ws) for ws in (words, said, own)):
        if SHORTEST_ACRONYM <= len(acronym) <= LONGEST_ACRONYM:
            yield acronym


def asked_name_keys(name: Parts, *, exact: bool = False) -> Iterator[int]:
    """The keys under which names like one that is asked for are found as a whole; `exact`: only
    those of the same letters."""
    letters = name.letters
    if letters.isalnum():
        yield _key("j", bones(letters))
        if len(name.words) > 1:
            yield _key("w", bones(letters))
    if name.person or exact:
        return
    for word in name.words:
        if SHORTEST_ACRONYM <= len(word.plain) <= LONGEST_ACRONYM:
            yield _key("a", word.plain)
    for acronym in _acronyms(name.words):
        yield _key("c", acronym)


def identifier_key(plain: str) -> int:
    """The key of an identifier."""
    return _key("", plain)


def exact_key(word: str) -> int:
    """The key of a word as it is spelt."""
    return _key("=", word)


def gist_key(word: str) -> int:
    """The key of what is left of a word in a far script."""
    return _key("t", gist(word))


def _key(shelf: str, said: str) -> int:
    """A short text as it is, a longer one's digest; of a very long one its beginning."""
    text = (shelf + said).encode()[:KEY_LENGTH]
    if len(text) > KEY_BYTES:
        text = blake2b(text, digest_size=KEY_BYTES).digest()
    return int.from_bytes(text, "big")
