"""The paper of a drawing: its title, its description, and the way it stands in a page or alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from enduse.interchange.drawings.style import style_alone
from enduse.interchange.drawings.svg import element, number, plain, turns, words, wrapped

SPACE = "http://www.w3.org/2000/svg"
EDGE, TITLE, SMALL = 16, 17, 11


class Label(NamedTuple):
    """Words that lead somewhere; without an address they are only words."""

    text: str
    address: str = ""


class Frame(NamedTuple):
    """What a drawing is called, within its page and to readers, and the way that they read."""

    name: str
    title: str
    description: str
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn on paper of a size."""

    frame: Frame
    width: float
    height: float
    body: str

    def inline(self) -> str:
        """The drawing as a part of a page, which brings the style and says what it shows."""
        return element(
            "svg",
            *self._told(),
            self.body,
            class_="drawn",
            viewBox=f"0 0 {number(self.width)} {number(self.height)}",
            role="group",
            direction="ltr",
            aria_labelledby=f"{self.frame.name}-title",
            aria_describedby=f"{self.frame.name}-desc",
        )

    def alone(self, *, language: str, foot: Iterable[str]) -> str:
        """The drawing as a file of its own: style, title and foot are written on it."""
        direction = self.frame.direction
        head, head_height = _lines([self.frame.title], TITLE, self.width, direction)
        low, low_height = _lines(foot, SMALL, self.width, direction)
        width, height = self.width + 2 * EDGE, self.height + head_height + low_height + 3 * EDGE
        paper = element("rect", class_="paper", width=width, height=height)
        held = element(
            "svg", self.body, x=EDGE, y=EDGE + head_height, width=self.width, height=self.height
        )
        below = f"translate({EDGE} {number(2 * EDGE + head_height + self.height)})"
        return element(
            "svg",
            *self._told(),
            f"<style>{style_alone()}</style>",
            paper,
            element("g", head, class_="head", transform=f"translate({EDGE} {EDGE})"),
            held,
            element("g", low, class_="foot", transform=below),
            xmlns=SPACE,
            class_="drawn",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=width,
            height=height,
            lang=language,
            direction="ltr",
            role="group",
            aria_labelledby=f"{self.frame.name}-title",
            aria_describedby=f"{self.frame.name}-desc",
        )

    def _told(self) -> tuple[str, str]:
        return (
            element("title", words(self.frame.title), id=f"{self.frame.name}-title"),
            element("desc", words(self.frame.description), id=f"{self.frame.name}-desc"),
        )


def _lines(texts: Iterable[str], size: float, width: float, direction: str) -> tuple[str, float]:
    """Texts below each other from the side where reading starts, and how high they are."""
    lines = [line for text in texts for line in wrapped(text, size, width)]
    drawn = [
        text_at(
            line, (0 if direction == "ltr" else width, (at + 1) * size * 1.35), "start", direction
        )
        for at, line in enumerate(lines)
    ]
    return "".join(drawn), len(lines) * size * 1.35 + size * 0.6


def text_at(
    text: str,
    place: tuple[float, float],
    side: str,
    direction: str = "ltr",
    class_: str | None = None,
) -> str:
    """Words at a place: `side` says which side of them lies there, as they are read."""
    anchor = {"start": "end", "end": "start"}.get(side, side) if direction == "rtl" else side
    classes = " ".join(filter(None, (class_, "turned" if turns(text) else None)))
    return element(
        "text",
        words(text),
        x=place[0],
        y=place[1],
        class_=classes or None,
        text_anchor=None if anchor == "start" else anchor,
    )


def linked(label: Label, *children: str, class_: str | None = None) -> str:
    """What leads to the address of a label and is read out as its words; the words that it shows
    may be fewer, so only what shows none has a name beside its title."""
    title = element("title", words(label.text))
    if not label.address:
        return element("g", title, *children, class_=class_)
    named = None if any("<text" in child for child in children) else plain(label.text)
    return element("a", title, *children, href=label.address, class_=class_, aria_label=named)
