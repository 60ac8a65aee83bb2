"""The words that were asked for, marked where they stand in a text."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from enduse.screening.asked import Term
from enduse.screening.folded import words

LENGTH = 240
LEAD = 60


class Spot(NamedTuple):
    """Where a word that was asked for stands, and which it is."""

    start: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """The whole text, with the words that were asked for marked."""
    return _marked(text, _spots(text, terms), 0, len(text))


def snippet(texts: Sequence[str], terms: Sequence[Term]) -> SafeString:
    """The stretch with most of the words, of the first text that has it; else how that begins."""
    told = [(text, _spots(text, terms)) for text in texts if text]
    if not told:
        return SafeString("")
    text, spots = max(told, key=lambda one: _richest(one[1])[0])
    start, end = _stretch(text, _richest(spots)[1])
    shown = _marked(text, [spot for spot in spots if start <= spot.start < end], start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, shown, after)


def _spots(text: str, terms: Sequence[Term]) -> list[Spot]:
    found: list[Spot] = []
    for word in words(text):
        which = next((at for at, term in enumerate(terms) if term.finds(word)), None)
        if which is not None and (not found or word.start >= found[-1].end):
            found.append(Spot(word.start, word.end, which))
    return found


def _richest(spots: Sequence[Spot]) -> tuple[int, int]:
    """How many of the words stand together at most, and where the first such stretch begins."""
    best = (0, 0)
    for at, spot in enumerate(spots):
        near = {one.term for one in spots[at:] if one.end <= spot.start + LENGTH - LEAD}
        if len(near) > best[0]:
            best = (len(near), spot.start)
    return best


def _stretch(text: str, at: int) -> tuple[int, int]:
    """Where to cut, between words, so that what matches stands near the beginning."""
    start = max(0, at - LEAD) if len(text) > LENGTH + LEAD else 0
    if start:
        start = text.find(" ", start, at) + 1 or at
    end = min(len(text), start + LENGTH if start else LENGTH + LEAD)
    if end < len(text):
        end = max(text.rfind(" ", at, end), at) if " " in text[at:end] else end
    return start, end


def _marked(text: str, spots: Sequence[Spot], start: int, end: int) -> SafeString:
    pieces = []
    for spot in spots:
        pieces.append((text[start : spot.start], text[spot.start : spot.end]))
        start = spot.end
    return format_html(
        "{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[start : max(start, end)]
    )
