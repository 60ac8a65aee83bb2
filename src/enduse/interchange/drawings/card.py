"""The picture that other sites show beside a link: what the page is of, in large words."""

from collections.abc import Sequence
from typing import NamedTuple

from enduse.interchange.drawings.canvas import SPACE, text_at
from enduse.interchange.drawings.style import LIGHT
from enduse.interchange.drawings.svg import element, wrapped

WIDTH, HEIGHT = 1200, 630
EDGE, TITLE, FACT, KIND = 72, 68, 30, 30
MOST = 4


class Words(NamedTuple):
    """How lines are set, and where the first of them stands."""

    size: float
    top: float
    colour: str
    weight: str | None = None


def card(title: str, kind: str, facts: Sequence[str], *, direction: str = "ltr") -> str:
    """An SVG of 1200 by 630, the size that Open Graph asks for: kind, title, facts, whose it is."""
    side = EDGE if direction == "ltr" else WIDTH - EDGE
    size = TITLE if len(wrapped(title, TITLE, WIDTH - 2 * EDGE)) < MOST else TITLE * 0.7
    lines = wrapped(title, size, WIDTH - 2 * EDGE)[:MOST]
    top = 210.0
    low = top + len(lines) * size * 1.2
    said = (
        ([kind], Words(KIND, 120, LIGHT["accent"])),
        (lines, Words(size, top, LIGHT["ink"], "600")),
        (facts, Words(FACT, low, LIGHT["quiet-text"])),
        (["Enduse"], Words(KIND + 6, HEIGHT - 56, LIGHT["ink"], "600")),
    )
    return element(
        "svg",
        element("rect", width=WIDTH, height=HEIGHT, fill=LIGHT["paper"]),
        element("rect", width=WIDTH, height=14, fill=LIGHT["accent"]),
        *(_group(texts, how, side, direction) for texts, how in said),
        xmlns=SPACE,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        font_family=LIGHT["ui"],
    )


def _group(texts: Sequence[str], how: Words, side: float, direction: str) -> str:
    drawn = [
        text_at(text, (side, how.top + at * how.size * 1.2), "start", direction)
        for at, text in enumerate(texts)
    ]
    return element("g", *drawn, font_size=how.size, fill=how.colour, font_weight=how.weight)
