"""What somebody asks search for: words that must all match, phrases, and a name as a whole."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from enduse.screening.folded import Word, spellings, words
from enduse.screening.names import DROPPED, LEGAL_FORMS

MOST_LETTERS = 1000
MOST_WORDS = 16
SHORTEST = 4  # of words that are looked for in both numbers
# Words that say little, so that "the licences of Area in Egypt" asks for what it means.
SMALL = DROPPED | {"a", "an", "as", "at", "by", "from", "in", "on", "or", "to", "with"}
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_SEGMENT = re.compile(f"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([^{_QUOTES}]+)")
_GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
_ONE_SIGN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


class Term(NamedTuple):
    """A word in each of its spellings; one that is `begun` is found by its beginning."""

    forms: tuple[str, ...]
    begun: bool

    def finds(self, word: Word) -> bool:
        """Whether a word of a text is the one asked for."""
        return any(
            said == form or (self.begun and said.startswith(form))
            for said in word.spellings
            for form in self.forms
        )


class Asked(NamedTuple):
    """A question to search.

    Each phrase stands in its spellings, and so does `name`, the whole question; `cut` says that
    there was more than is looked for.
    """

    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...]
    name: tuple[str, ...]
    cut: bool


class _Said(NamedTuple):
    word: Word
    quoted: bool


def ask(text: str) -> Asked:
    """Read what was typed. Nothing that can be typed is an error.

    >>> ask("the companies in Egyp").terms
    (Term(forms=('companies', 'company'), begun=False), Term(forms=('egyp', 'egyps'), begun=True))
    >>> ask('"Hacking Team"').phrases
    (('hacking team',),)
    """
    text = _GERSHAYIM.sub("\u05f4", text[:MOST_LETTERS])
    said = list(_said(text))
    counting = [one for one in said if one.quoted or one.word.plain not in SMALL]
    while len(counting) > 1 and _is_legal_form(counting[-1]):
        counting.pop()
    asked = (counting or said)[:MOST_WORDS]
    return Asked(
        terms=tuple(dict.fromkeys(_term(one, last=one is said[-1]) for one in asked)),
        phrases=tuple(spellings(quoted) for quoted in _phrases(text)),
        name=tuple(form for form in spellings(text) if form),
        cut=len(counting) > MOST_WORDS,
    )


def _said(text: str) -> Iterator[_Said]:
    for segment in _SEGMENT.finditer(text):
        quoted = segment[2] is None
        yield from (_Said(word, quoted) for word in words(segment[0]))


def _phrases(text: str) -> Iterator[str]:
    for segment in _SEGMENT.finditer(text):
        if segment[1] and " " in spellings(segment[1])[0]:
            yield segment[1]


def _is_legal_form(one: _Said) -> bool:
    return not one.quoted and one.word.plain in LEGAL_FORMS


def _term(one: _Said, *, last: bool) -> Term:
    sign = _ONE_SIGN.fullmatch(one.word.plain) is not None
    if one.quoted:
        return Term(one.word.spellings, begun=sign)
    forms = dict.fromkeys(form for said in one.word.spellings for form in _in_number(said))
    return Term(tuple(forms), begun=sign or last)


def _in_number(word: str) -> Iterator[str]:
    """The word and, where it may be English, the same in the other number."""
    yield word
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif word.endswith("s"):
        yield word.removesuffix("s")
    else:
        yield word + "s"
