"""Reasons that law and assessment gave in English, told again in the reader's language.

The law is written as plain sentences with facts in them. `tools/messages` reads those sentences
from the source; here an English reason is matched against them, what stood in its places is told
again in the same way, and the sentence is set in the other language. Where several sentences fit,
the one counts of which most words are told. What no sentence fits (a name, a title of a record)
stays as it is.
"""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, reduce
from typing import NamedTuple

from enduse.interchange.languages.days import MONTHS, day
from enduse.interchange.languages.figures import country, locale, number
from enduse.interchange.languages.said import say, say_count
from enduse.interchange.languages.spoken import LOCALE, OWN, catalogue, spoken

SENTENCES = LOCALE / "sentences.json"
PLACE = re.compile(r"\{(\w+)\}")
LETTER = re.compile(r"[^\W\d_\ue000-\uf8ff]")
OWN_LETTERS = 5  # a sentence of fewer must tell at least half of a text
JOINTS = {"; ": any, ": ": any, ", ": any, " and ": all, " or ": all}
BRACKETS = re.compile(r"([^()]+) \(([^()]+)\)")
DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
SPELT = re.compile(rf"(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})")
DECIMAL = re.compile(r"-?\d+\.\d+")
COUNT = re.compile(r"([\d,]+) (case|transfer)s?")
FIRST_MASK = 0xE000
FIGURES = {"value", "year"}  # of an index
BLANK = "[;,(]? "  # what a value begins with that follows another at once


class Sentence(NamedTuple):
    """A sentence of the source with places, the longest text that it surely holds, its pattern."""

    message: str
    surely: str
    pattern: re.Pattern[str]
    letters: int


class Told(NamedTuple):
    """A text as it is told again, and how many letters of the English that covers."""

    text: str
    letters: int = 0


def told(text: str, names: Iterable[str] = ()) -> str:
    """An English text of the core in the language spoken now; `names` in it stay as they are."""
    if spoken() == OWN or not text:
        return text
    if (exact := catalogue(spoken()).gettext(text)) != text:
        return exact
    longest = sorted({name for name in names if _is_name(name)}, key=len, reverse=True)
    masks = {chr(FIRST_MASK + at): name for at, name in enumerate(longest)}
    for mask, name in masks.items():
        text = text.replace(name, mask)
    again = _told(text, {}).text
    return reduce(lambda said, mask: said.replace(*mask), masks.items(), again)


def _is_name(text: str) -> bool:
    """Whether a text can be a name: what is written small, such as `spyware`, is a word."""
    return text != text.lower() and catalogue(spoken()).gettext(text) == text


def _told(text: str, done: dict[str, Told]) -> Told:
    if text not in done:
        done[text] = Told(text)  # while it is looked at, it tells itself
        done[text] = max(_ways(text, done), key=lambda told: told.letters, default=Told(text))
    return done[text]


def _ways(text: str, done: dict[str, Told]) -> Iterator[Told]:
    """Every way to tell a text again; of equals the first is the best."""
    if not text:
        return
    whole = max(_letters(text), 1)
    exact = catalogue(spoken()).gettext(text)
    if exact != text:
        yield Told(exact, whole)
        return
    if (named := _named(text)) != text:
        yield Told(named, whole)
    yield from _cited(text, done)
    for sentence in _sentences():
        if sentence.surely in text and (match := sentence.pattern.fullmatch(text)):
            values = {name: _told(value, done) for name, value in match.groupdict().items()}
            letters = sentence.letters + sum(value.letters for value in values.values())
            if sentence.letters >= OWN_LETTERS or letters * 2 >= whole:
                said = {name: value.text for name, value in values.items()}
                yield Told(say(sentence.message, **said), letters)
    yield from _listed(text, done)


def _cited(text: str, done: dict[str, Told]) -> Iterator[Told]:
    """A reason after the provision that gives it; where sentences tell as much, this one counts."""
    cite, mark, reason = text.partition(": ")
    again = catalogue(spoken()).gettext(cite)
    if mark and again != cite:
        told_again = _told(reason, done)
        joint = catalogue(spoken()).gettext("{first}: {second}")
        said = joint.format(first=again, second=told_again.text)
        yield Told(said, _letters(cite) + told_again.letters)


def _listed(text: str, done: dict[str, Told]) -> Iterator[Told]:
    """Several things in one text, told again one by one."""
    if match := BRACKETS.fullmatch(text):
        name, note = _told(match[1], done), _told(match[2], done)
        yield Told(f"{name.text} ({note.text})", name.letters + note.letters)
    for mark, needed in JOINTS.items():
        parts = text.split(mark) if mark != ": " else text.split(mark, 1)
        again = [_told(part, done) for part in parts] if len(parts) > 1 else []
        if again and needed(one.letters for one in again):
            joint = catalogue(spoken()).gettext("{first}" + mark + "{second}")
            said = again[0].text
            for one in again[1:]:
                said = joint.format(first=said, second=one.text)
            yield Told(said, sum(one.letters for one in again))


def _named(text: str) -> str:
    """A country, a day or a count, where the text is the name of one."""
    if DAY.fullmatch(text):
        return day(text)
    if DECIMAL.fullmatch(text):
        return number(Decimal(text))
    if match := SPELT.fullmatch(text):
        return day(f"{match[3]}-{MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}")
    if match := COUNT.fullmatch(text):
        return _counted(int(match[1].replace(",", "")), match[2])
    code = _codes().get(text)
    return country(code, text) if code else text


def _counted(count: int, noun: str) -> str:
    if noun == "case":
        return say_count("{count} case", "{count} cases", count)
    return say_count("{count} transfer", "{count} transfers", count)


@cache
def _codes() -> dict[str, str]:
    """Codes of countries by the names that English has for them."""
    cldr = {name: code for code, name in locale(OWN).territories.items() if len(code) == len("xx")}
    cldr |= {"Turkey": "TR"}
    return cldr | {f"the {name}": code for name, code in cldr.items()}


@cache
def _sentences() -> tuple[Sentence, ...]:
    """The sentences of the source, those with most words of their own first."""
    found = map(_sentence, json.loads(SENTENCES.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda one: -one.letters))


def _sentence(message: str) -> Sentence:
    pieces, named, pattern = PLACE.split(message), set[str](), []
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            pattern.append(re.escape(piece))
        elif piece in named:
            pattern.append(f"(?P={piece})")
        else:
            first = at == 1 or pieces[at - 1]
            figure = piece in FIGURES and "year" in pieces
            held = r"-?\d[\d.,]*" if figure else ".+?" if first else f"(?:{BLANK}.+?)?"
            pattern.append(f"(?P<{piece}>{held})")
            named.add(piece)
    own = "".join(pieces[::2])
    surely, whole = max(pieces[::2], key=len), re.compile("".join(pattern), re.DOTALL)
    return Sentence(message, surely, whole, _letters(own))


def _letters(text: str) -> int:
    return len(LETTER.findall(text))
