"""Reasons that law and assessment gave in English, told again in the reader's language.

The law is written as plain sentences with facts in them. `tools/messages` reads those sentences
from the source; here an English reason is matched against them, what stood in its places is told
again in the same way, and the sentence is set in the other language. What no sentence fits (a
name, a title of a record) stays as it is.
"""

import re
from functools import cache, reduce
from typing import NamedTuple

from enduse.interchange.languages.days import MONTHS, day
from enduse.interchange.languages.figures import country, locale
from enduse.interchange.languages.said import say
from enduse.interchange.languages.spoken import OWN, catalogue, spoken

PLACE = re.compile(r"\{(\w+)\}")
JOINTS = {"; ": any, ": ": any, ", ": any, " and ": all, " or ": all}
BRACKETS = re.compile(r"([^()]+) \(([^()]+)\)")
DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
SPELT = re.compile(rf"(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})")


class Sentence(NamedTuple):
    """A sentence of the source with places, the longest text that it surely holds, its pattern."""

    message: str
    surely: str
    pattern: re.Pattern[str]


def told(text: str) -> str:
    """An English text of the core in the language spoken now."""
    return text if spoken() == OWN or not text else _told(text, spoken())


def _told(text: str, language: str) -> str:
    exact = catalogue(language).gettext(text)
    if exact != text:
        return exact
    for sentence in _sentences(language):
        if sentence.surely in text and (match := sentence.pattern.fullmatch(text)):
            values = {name: _told(value, language) for name, value in match.groupdict().items()}
            return say(sentence.message, **values)
    if match := BRACKETS.fullmatch(text):
        return f"{_told(match[1], language)} ({_told(match[2], language)})"
    return _listed(text, language) or _named(text)


def _listed(text: str, language: str) -> str:
    """Several things in one text, told again one by one; empty where that says nothing new."""
    for mark, needed in JOINTS.items():
        parts = text.split(mark) if needed is all else text.split(mark, 1)
        if len(parts) == 1:
            continue
        again = [_told(part, language) for part in parts]
        if needed(one != part for one, part in zip(again, parts, strict=True)):
            joint = catalogue(language).gettext("{first}" + mark + "{second}")
            return reduce(lambda first, second: joint.format(first=first, second=second), again)
    return ""


def _named(text: str) -> str:
    """A country or a day, where the text is the name of one."""
    if DAY.fullmatch(text):
        return day(text)
    if match := SPELT.fullmatch(text):
        return day(f"{match[3]}-{MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}")
    code = _codes().get(text)
    return country(code, text) if code else text


@cache
def _codes() -> dict[str, str]:
    """Codes of countries by the names that English has for them."""
    return {name: code for code, name in locale(OWN).territories.items() if len(code) == len("xx")}


@cache
def _sentences(language: str) -> tuple[Sentence, ...]:
    """The sentences of a language, those with most words of their own first."""
    known = getattr(catalogue(language), "_catalog", {})
    found = [_sentence(message) for message in known if _is_sentence(message)]
    return tuple(sorted(found, key=lambda one: -len(PLACE.sub("", one.message))))


def _is_sentence(message: object) -> bool:
    """Whether an English text can be told by it: it has places, and words of its own."""
    if not (isinstance(message, str) and PLACE.search(message)):
        return False
    return not (message.startswith("{first}") and message.endswith("{second}"))


def _sentence(message: str) -> Sentence:
    pieces, named = PLACE.split(message), set[str]()
    pattern = []
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            pattern.append(re.escape(piece))
        else:
            pattern.append(f"(?P={piece})" if piece in named else f"(?P<{piece}>.+?)")
            named.add(piece)
    return Sentence(message, max(pieces[::2], key=len), re.compile("".join(pattern), re.DOTALL))
