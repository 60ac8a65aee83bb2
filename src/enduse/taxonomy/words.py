"""Words found in a text as people write them: any case, accents and endings, six languages."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from enduse.evidence import Record

LANGUAGES = ("any", "en", "fr", "it", "de", "es", "ar")
SENTENCE_GAP = 20
SHORTEST_COMPOUND = 9
LONG, LONGER = 4, 6

_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[;!?؟؛\n•|]|[.:]\s")
_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i", "ð": "d", "þ": "th",
    "ى": "ي", "\u0629": "\u0647", "ک": "ك", "ی": "ي", "ٱ": "\u0627",
})  # fmt: skip
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
_ARABIC = re.compile("[\u0621-\u064a]")
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=...)")
_ATTACHED = "وفبلك"


class Word(NamedTuple):
    """A word of a text. `plain` has no case or accents, `stem` no ending either.

    `place` counts words, with a gap between sentences; `start` and `end` count characters.
    """

    plain: str
    stem: str
    place: int
    start: int
    end: int


class Text(NamedTuple):
    """A text without what cannot be seen, and its words without the dropped ones."""

    text: str
    words: tuple[Word, ...]

    def quote(self, at: Iterable[int]) -> str:
        """The words at these positions as they were written, gaps shown as an ellipsis."""
        parts: list[tuple[int, int]] = []
        for word in (self.words[i] for i in sorted(set(at))):
            if parts and not _WORD.search(self.text, parts[-1][1], word.start):
                parts[-1] = (parts[-1][0], word.end)
            else:
                parts.append((word.start, word.end))
        return " … ".join(self.text[start:end] for start, end in parts)


class Term(Record, frozen=True, kw_only=True):
    """A word or phrase, stemmed, and what it names. `foo*` begins a word, `~foo` is inside one."""

    key: tuple[str, ...]
    kind: str
    names: str
    strength: int = 2


class Lexicon(Record, frozen=True, kw_only=True):
    """Terms by their first word: by its stem, by its first three letters, by a part of it."""

    whole: dict[str, tuple[Term, ...]]
    begun: dict[str, tuple[Term, ...]]
    inside: dict[str, tuple[Term, ...]]


class Hit(NamedTuple):
    """A term found at the words `at` up to, and without, `end`."""

    term: Term
    at: int
    end: int


def see(text: str) -> str:
    """The text as a reader sees it: one form per letter, nothing invisible."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """The word without case and accents, in Arabic without article and with one form per letter.

    >>> fold("Überwachung"), fold("Ø"), fold("الاعتراض") == fold("اعتراض")
    ('uberwachung', 'o', True)
    """
    letters = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c)).translate(_LETTERS)
    return _ARTICLE.sub("", bare) if _ARABIC.match(bare) else bare


@lru_cache(maxsize=16384)
def stem(plain: str) -> str:
    """The folded word without the endings that number and gender put on it.

    >>> {stem(w) for w in ("camera", "cameras")}, stem("drohnen") == stem("drohne"), stem("ss7")
    ({'camer'}, True, 'ss7')
    """
    if len(plain) < LONG or not plain.isascii() or not plain.isalpha():
        return plain
    bare = plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain
    if len(bare) >= LONGER and bare.endswith("en"):
        bare = bare[:-1]
    while len(bare) > LONG and bare[-1] in "aeio":
        bare = bare[:-1]
    return bare


def read(text: str, dropped: frozenset[str] = frozenset()) -> Text:
    """The words of a text; `dropped` are folded words, such as articles, that do not count."""
    seen = see(text)
    words: list[Word] = []
    place, last = 0, 0
    for match in _WORD.finditer(seen):
        if _SENTENCE_END.search(seen, last, match.start()):
            place += SENTENCE_GAP
        last = match.end()
        plain = fold(match[0])
        if plain not in dropped:
            words.append(Word(plain, stem(plain), place, match.start(), last))
            place += 1
    return Text(seen, tuple(words))


def find(words: Sequence[Word], terms_of: Callable[[str, str], Sequence[Term]]) -> Iterator[Hit]:
    """Every term in the words, overlapping ones too, in the order of the text.

    `terms_of` gives the terms that a word, by its `plain` and its `stem`, may begin.
    """
    for at, word in enumerate(words):
        for term in terms_of(word.plain, word.stem):
            end = at + len(term.key)
            if end == at + 1 or (end <= len(words) and _goes_on(term, words, at)):
                yield Hit(term, at, end)


def _goes_on(term: Term, words: Sequence[Word], at: int) -> bool:
    """Whether the words after the first are those of the term, in one sentence."""
    for key in term.key[1:]:
        at += 1
        if not _fits(key, words[at]):
            return False
    return words[at].place - words[at + 1 - len(term.key)].place < SENTENCE_GAP


def begun_by(lexicon: Lexicon, plain: str, stem: str) -> tuple[Term, ...]:
    """The terms whose first word this is; in Arabic also without what is written onto it."""
    named = (*_named_by(lexicon, plain, stem),)
    if plain[0] in _ATTACHED:
        bare = _detached(plain)
        named += (*_named_by(lexicon, bare, bare),)
    return named


def _named_by(lexicon: Lexicon, plain: str, stem: str) -> Iterator[Term]:
    yield from lexicon.whole.get(stem, ())
    for term in lexicon.begun.get(plain[:3], ()):
        if plain.startswith(term.key[0][:-1]):
            yield term
    if len(plain) >= SHORTEST_COMPOUND:
        for part, terms in lexicon.inside.items():
            if part in plain:
                yield from terms


def _detached(plain: str) -> str:
    """The Arabic word without the one-letter preposition or conjunction written onto it."""
    return _ARTICLE.sub("", plain[1:])


def _fits(key: str, word: Word) -> bool:
    if _is(key, word.plain, word.stem):
        return True
    if word.plain[0] not in _ATTACHED:
        return False
    bare = _detached(word.plain)
    return _is(key, bare, bare)


def _is(key: str, plain: str, stem: str) -> bool:
    if key.endswith("*"):
        return plain.startswith(key[:-1])
    return key[1:] in plain if key.startswith("~") else key == stem


def keys(phrase: str, dropped: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], ...]:
    """The ways in which a phrase of a word list may be spelt, as keys of terms."""
    spelt = {phrase, *_umlauts_written_out(phrase), *_plural_in_ies(phrase)}
    return tuple(sorted({_key(spelling, dropped) for spelling in spelt}))


def _key(phrase: str, dropped: frozenset[str]) -> tuple[str, ...]:
    made = []
    for before, word, after in re.findall(r"(~?)([^\W_]+)(\*?)", see(phrase)):
        plain = fold(word)
        if before or after:
            made.append(before + plain + after)
        elif plain not in dropped:
            made.append(stem(plain))
    return tuple(made)


def _umlauts_written_out(phrase: str) -> Iterator[str]:
    written = phrase.casefold()
    for letter, pair in _UMLAUTS:
        written = written.replace(letter, pair)
    yield written


def _plural_in_ies(phrase: str) -> Iterator[str]:
    if phrase.endswith("y") and phrase[-2:-1] not in set("aeiou"):
        yield phrase[:-1] + "ies"


def lexicon_of(terms: Iterable[Term]) -> Lexicon:
    """The terms arranged for `find`."""
    shelves: tuple[dict[str, list[Term]], ...] = ({}, {}, {})
    for term in terms:
        first = term.key[0]
        if first.startswith("~"):
            shelves[2].setdefault(first[1:], []).append(term)
        elif first.endswith("*"):
            shelves[1].setdefault(first[:3], []).append(term)
        else:
            shelves[0].setdefault(first, []).append(term)
    whole, begun, inside = (_frozen(shelf) for shelf in shelves)
    return Lexicon(whole=whole, begun=begun, inside=inside)


def _frozen(shelf: Mapping[str, list[Term]]) -> dict[str, tuple[Term, ...]]:
    return {first: tuple(terms) for first, terms in shelf.items()}
