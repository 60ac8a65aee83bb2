"""Drawings as PNG, by resvg; text is set in the fonts of the machine."""

from enduse.interchange.drawings.style import style_alone, style_by_day

ZOOM = 2.0
FAMILY = "Noto Sans"


def png(alone: str, *, zoom: float = ZOOM) -> bytes:
    """A drawing that stands alone as a picture of twice its size, in its light colours."""
    from resvg_py import svg_to_bytes  # one of the site's packages; pages do without

    text = alone.replace(style_alone(), style_by_day())
    return bytes(
        svg_to_bytes(svg_string=text, zoom=zoom, font_family=FAMILY, sans_serif_family=FAMILY)
    )
