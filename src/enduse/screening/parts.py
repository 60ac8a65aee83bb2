"""A name taken apart for comparison: its words with their weights, its legal forms, its numbers."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from enduse.screening.latin import is_thin, latin
from enduse.screening.names import places
from enduse.screening.split import seen, split
from enduse.screening.tables import Tables, tables
from enduse.taxonomy.words import fold

MOST_LETTERS = 1000
SMALL, SHARED, PLACE, TITLE = 0.1, 0.4, 0.5, 0.1
FAMILY = {"group": 0.2, "holding": 0.25}  # of the same house, as often as not of the same name
SON_OF = frozenset(["bin", "ibn", "ben", "bn", "bint", "ould", "oglu", "ogly"])
CONJUNCTIONS = frozenset(["and", "und", "et", "y", "e", "i"])
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_ORDINAL = re.compile("0*([0-9]+)(?:st|nd|rd|th|e|er|o|a|i)?")
_LEET = str.maketrans("013456789", "oieasgtbg")
SIGNS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")
_TAIL = re.compile("([a-z]{2,})([0-9]+)")
_VALUES = {"I": 1, "V": 5, "X": 10}
LONG_FORM, INNER_FORM = 8, 3
ARTICLE = "al"


class Word(NamedTuple):
    """A word in Latin letters, how much it says, and whether its vowels are missing or blurred."""

    plain: str
    weight: float
    thin: bool

    def alone(self) -> "Word":
        """The word apart from what it says in a name."""
        return self if self.weight == 1 else Word(self.plain, 1.0, self.thin)


class Parts(NamedTuple):
    """A name taken apart; `forms` holds the classes of its legal forms."""

    words: tuple[Word, ...]
    numbers: tuple[int, ...]
    forms: frozenset[str]
    person: bool

    @property
    def letters(self) -> str:
        """All words written together."""
        return "".join(word.plain for word in self.words)


class Unusable(ValueError):
    """A name that cannot be compared, and why."""


def check(name: str) -> str:
    """The name as it is read; raises Unusable where it has no letter or digit, or far too many."""
    read = seen(name)
    if len(read) > MOST_LETTERS:
        raise Unusable(f"longer than {MOST_LETTERS:,} characters")
    if not any(c.isalnum() for c in read):
        raise Unusable("no letter or digit in it")
    return read


@lru_cache(maxsize=65536)
def parts(name: str, *, person: bool) -> Parts:
    """The parts of a name of a person, or of anything else.

    >>> parts("Siemens Aktiengesellschaft", person=False)[:3]
    ((Word(plain='siemens', weight=1.0, thin=False),), (), frozenset({'jsc'}))
    """
    table = tables()
    raw, syllables = split(name, initials=person), False
    if not name.isascii():
        raw = list(_with_letters(raw, table))
        syllables = _in_syllables(raw)
    read = [word for one in raw for word in _read(one, person=person, syllables=syllables)]
    said = [(word, thin) for word, thin, number in read if number is None]
    numbers: tuple[int, ...] = ()
    if len(said) < len(read):
        numbers = tuple(_numbers([word for word, _, _ in read], table))
        said = said or [(word, thin) for word, thin, _ in read]
    if person:
        return Parts(tuple(_of_person(said, table)), (), frozenset(), person=True)
    rest, forms = _without_forms(said, table)
    return Parts(tuple(_of_body(rest, table)), numbers, forms, person=False)


def _with_letters(raw: Sequence[str], table: Tables) -> Iterator[str]:
    """The words; names of Latin letters in a row are put together to the acronym they spell."""
    for letters, run in groupby(raw, lambda word: _is_letter(word, table)):
        words = list(run)
        if letters and len(words) > 1:
            yield "".join(table.letters[fold(word)] for word in words)
        else:
            yield from words


def _is_letter(word: str, table: Tables) -> bool:
    return not word.isascii() and fold(word) in table.letters


def _in_syllables(raw: Sequence[str]) -> bool:
    """Whether a name is several words of Chinese or Korean signs, each to be read as one."""
    return len(raw) > 1 and all(SIGNS.fullmatch(word) for word in raw)


@lru_cache(maxsize=65536)
def _read(raw: str, *, person: bool, syllables: bool) -> tuple[tuple[str, bool, int | None], ...]:
    """What a raw word is in Latin letters, whether vowels are missing, and which number it is."""
    table, thin = tables(), is_thin(raw)
    words = _whole(raw) if syllables else _spelt(raw, person=person)
    return tuple((word, thin and word != ARTICLE, _number(word, table)) for word in words)


def _whole(raw: str) -> tuple[str]:
    return ("".join(latin(raw).split()) or raw,)


def _spelt(raw: str, *, person: bool) -> Iterator[str]:
    """A raw word in Latin letters; in a name of a body, Roman numbers as digits."""
    if not person and raw.isupper() and _ROMAN.fullmatch(raw) and raw not in {"", "I", "V", "X"}:
        yield str(_roman(raw))
        return
    for word in latin(raw).split() or [raw]:
        tail = _TAIL.fullmatch(word)
        if person and not word.isdigit() and not word.isalpha():
            yield word.translate(_LEET)
        elif tail:
            yield from tail.groups()
        else:
            yield word


def _roman(numeral: str) -> int:
    values = [_VALUES[sign] for sign in numeral]
    return sum(v if v >= max(values[at:]) else -v for at, v in enumerate(values))


def _number(word: str, table: Tables) -> int | None:
    digits = _ORDINAL.fullmatch(word)
    if digits:
        return int(digits[1][:18])
    return table.numbers.get(word, table.tens.get(word))


def _numbers(said: Sequence[str], table: Tables) -> Iterator[int]:
    """The numbers said, "forty four" as one."""
    tens = 0
    for word in [*said, ""]:
        number = _number(word, table)
        if word in table.tens:
            if tens:
                yield tens
            tens = table.tens[word]
        elif number is not None:
            yield tens + number if 0 < number < 10 else number  # noqa: PLR2004 - units behind tens
            tens = 0
        elif tens:
            yield tens
            tens = 0


def _of_person(said: Sequence[tuple[str, bool]], table: Tables) -> Iterator[Word]:
    """The words of a person's name, none twice in a row; titles and small words say little."""
    for word, thin in (one for one, _ in groupby(said)):
        weight = 1.0
        if word in table.particles and (word in SON_OF or not thin) and len(word) > 1:
            weight = SMALL
        elif word in table.titles:
            weight = TITLE
        yield Word(word, weight, thin)


def _of_body(said: Sequence[tuple[str, bool]], table: Tables) -> Iterator[Word]:
    """The words of a body's name; single letters that follow each other are one word, and what
    names a country is its code."""
    kept = [(w, thin) for w, thin in said if w not in CONJUNCTIONS] or said
    merged = list(_merged(kept))
    named = {at: (code, span) for code, span in places(tuple(w for w, _ in merged)) for at in span}
    for at, (word, thin) in enumerate(merged):
        if at in named and len(named[at][1]) < len(merged):
            if at == named[at][1][0]:
                yield Word(f"@{named[at][0]}", PLACE, thin=False)
        elif word in table.regions and len(merged) > 1:
            yield Word(f"@{table.regions[word]}", PLACE, thin=False)
        elif word in table.particles and not thin and len(merged) > 1:
            yield Word(word, SMALL, thin)
        elif word in table.shared:
            name = table.shared[word] or word
            yield Word(name, FAMILY.get(name, SHARED), thin=False)
        else:
            yield Word(word, 1.0, thin)


def _merged(said: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    letters = ""
    for word, thin in said:
        if len(word) == 1 and word.isalpha() and not thin:
            letters += word
            continue
        if letters:
            yield letters, False
        letters = ""
        yield word, thin
    if letters:
        yield letters, False


def _without_forms(
    said: list[tuple[str, bool]], table: Tables
) -> tuple[list[tuple[str, bool]], frozenset[str]]:
    """The words without legal forms, as long as something is left; the classes of the forms."""
    words = [_mended(word) for word, _ in said]
    gone: dict[int, str | None] = {}
    at = 0
    while at < len(words):
        length, cls = _form_at(words, at, table)
        gone.update(dict.fromkeys(range(at, at + length), cls))
        at += length or 1
    rest = [one for at, one in enumerate(said) if at not in gone]
    classes = frozenset(cls for cls in gone.values() if cls)
    return (rest, classes) if rest else (said, classes)


def _form_at(words: Sequence[str], at: int, table: Tables) -> tuple[int, str | None]:
    """How many words from here on are a legal form, and its class; none: 0."""
    for key, cls in table.forms.get(words[at], ()):
        end = at + len(key)
        if tuple(words[at:end]) != key:
            continue
        letters = sum(map(len, key))
        outside = at == 0 or end == len(words)
        if letters >= LONG_FORM or (letters >= INNER_FORM and cls in table.families) or outside:
            return len(key), cls
    return (1, None) if words[at] in table.general else (0, None)


@lru_cache(maxsize=65536)
def _mended(word: str) -> str:
    """The word, or the one of a long legal form that it is a slip of."""
    if len(word) < LONG_FORM - 3:
        return word
    forms = _long_words().get(word[0], ())
    if word in forms:
        return word
    near = extractOne(word, forms, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else word


@lru_cache(maxsize=1)
def _long_words() -> dict[str, tuple[str, ...]]:
    """The longer words of legal forms by their first letter."""
    said = {w for rows in tables().forms.values() for key, _ in rows for w in key}
    found: dict[str, list[str]] = {}
    for word in sorted(said):
        if len(word) >= LONG_FORM - 3:
            found.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in found.items()}
