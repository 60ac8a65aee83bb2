"""Drawings as PNG, by resvg; text is set in the fonts of the machine."""

from functools import cache

from enduse.interchange.drawings.canvas import SPACE
from enduse.interchange.drawings.style import SANS, style_alone, style_by_day
from enduse.interchange.drawings.svg import element

ZOOM = 2.0
FAMILY = "Noto Sans"


def png(alone: str, *, zoom: float = ZOOM) -> bytes:
    """A drawing that stands alone as a picture of twice its size, in its light colours."""
    from resvg_py import svg_to_bytes  # one of the site's packages; pages do without

    text = alone.replace(style_alone(), style_by_day())
    return bytes(
        svg_to_bytes(svg_string=text, zoom=zoom, font_family=FAMILY, sans_serif_family=FAMILY)
    )


@cache
def writes() -> bool:
    """Whether the machine has a font for pictures; without one their words would be missing."""
    size = {"xmlns": SPACE, "width": "20", "height": "20"}
    word = element("text", "W", x=2, y=18, font_family=SANS)
    return png(element("svg", word, **size)) != png(element("svg", **size))
