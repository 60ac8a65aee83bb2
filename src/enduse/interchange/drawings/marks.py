"""The marks of the strength of proof, as discs that are more or less full."""

from enduse.interchange.drawings.svg import element, number

UNMARKED = "unmarked"
# Where the full part ends, from the middle in radii: it begins at the top and runs clockwise.
ENDS = {"documented": (-1, 0), "reported": (0, 1)}


def mark(proof: str, x: float, y: float, radius: float) -> str:
    """The mark of a strength: full, three quarters, half or empty, a cross for denied, a square
    for what has none; nothing for counts, which are no statements."""
    if proof == UNMARKED:
        return ""
    if proof == "denied":
        return _cross(x, y, radius * 0.7)
    if not proof:
        side = 2 * radius - 2.4
        return element(
            "rect", class_="act", x=x - side / 2, y=y - side / 2, width=side, height=side
        )
    inner = radius - 0.8
    ring = "disc" if proof == "confirmed" else "ring"
    return element("circle", class_=ring, cx=x, cy=y, r=inner) + _part(proof, x, y, inner)


def _cross(x: float, y: float, arm: float) -> str:
    left, right, top, low = map(number, (x - arm, x + arm, y - arm, y + arm))
    return element(
        "path", class_="cross", d=f"M{left} {top}L{right} {low}M{right} {top}L{left} {low}"
    )


def _part(proof: str, x: float, y: float, radius: float) -> str:
    if proof not in ENDS:
        return ""
    dx, dy = ENDS[proof]
    end = f"{number(x + dx * radius)} {number(y + dy * radius)}"
    size = number(radius)
    path = f"M{number(x)} {number(y)}V{number(y - radius)}A{size} {size} 0 1 1 {end}z"
    return element("path", class_="disc", d=path)
