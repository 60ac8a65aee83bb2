"""Elements, numbers and text of SVG, the same to the byte for the same values."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from enduse.interchange.report_words import RIGHT_TO_LEFT, clean

TURNED = re.compile(f"[{RIGHT_TO_LEFT}]")
NO_XML = re.compile("[\ufffe\uffff]")
ISOLATED, ENDED = "\u2068", "\u2069"
# Widths as parts of the type size: no font is at hand, and no two readers have the same.
NARROW, WIDE = frozenset("iljftrI.,:;'|!()[] 1"), frozenset("mwMW@%—…")


class Point(NamedTuple):
    """A place on the paper, from its upper left corner."""

    x: float
    y: float


def number(value: float) -> str:
    """A length with at most one decimal.

    >>> number(12.04), number(-0.04), number(3)
    ('12', '0', '3')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element; `class_` stands for class, an underscore for a hyphen, None for no attribute.

    >>> element("rect", x=1.25, class_="sea", aria_hidden="true")
    '<rect x="1.2" class="sea" aria-hidden="true"/>'
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(children)}</{name}>" if children else f"<{name}{told}/>"


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


def words(text: str) -> str:
    """Text as an element holds it; one that runs from right to left keeps its order to itself."""
    told = escape(plain(text))
    return f"{ISOLATED}{told}{ENDED}" if turns(text) else told


def plain(text: str) -> str:
    """Text without what no XML may hold."""
    return NO_XML.sub("", clean(text))


def turns(text: str) -> bool:
    """Whether some of a text is of a script that runs from right to left."""
    return TURNED.search(text) is not None


@lru_cache(maxsize=4096)
def width_of(text: str, size: float) -> float:
    """About how wide a text is set, rather too wide than too narrow."""
    return size * sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if letter in WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0
    return 0.66 if letter.isupper() else 0.55


@lru_cache(maxsize=4096)
def shortened(text: str, size: float, most: float) -> str:
    """A text cut where it would be wider than the room that there is."""
    if width_of(text, size) <= most:
        return text
    left, kept = most / size - _width("…"), 0
    while kept < len(text) and left >= _width(text[kept]):
        left -= _width(text[kept])
        kept += 1
    return f"{text[:kept].rstrip()}…"


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, most: float) -> tuple[str, ...]:
    """A text in lines of at most a width; a word is never broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
