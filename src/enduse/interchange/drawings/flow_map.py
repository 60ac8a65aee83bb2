"""The map of flows: arcs from sellers to buyers, as thick as there are records."""

from collections.abc import Iterable, Sequence
from math import hypot
from typing import NamedTuple

from enduse.interchange.drawings.canvas import Drawing, Frame, Label, linked, text_at
from enduse.interchange.drawings.earth import View, land, view, world
from enduse.interchange.drawings.svg import Point, element, number, width_of

MOST, WIDTH = 20, 780
SIZE, HIGH = 12, 14
THICKEST, PER_RECORD, THINNEST = 8, 1.8, 1.2
BULGE, AROUND = 0.2, 4.5


class Place(NamedTuple):
    """A country at one end of a flow."""

    code: str
    label: Label


class Flow(NamedTuple):
    """Records of transfers from one country to another; the label says so in words."""

    seller: Place
    buyer: Place
    records: int
    label: Label


class FlowWords(NamedTuple):
    """What the map says beside its names; `thickness` tells the arcs of some numbers of records."""

    seller: str
    buyer: str
    thickness: Sequence[tuple[int, str]]


class Box(NamedTuple):
    """Where a label would stand: its left, upper, right and lower edge."""

    left: float
    top: float
    right: float
    low: float

    def meets(self, other: "Box") -> bool:
        """Whether the two lie over each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.low
            and other.top < self.low
        )


class Arc(NamedTuple):
    """A flow on the paper: from, by and to where it bends, and how thick it is."""

    start: Point
    bend: Point
    end: Point
    thick: float


def flow_map(frame: Frame, flows: Sequence[Flow], *, said: FlowWords) -> Drawing:
    """The first twenty flows of those that have a place on the map; the world is never mirrored."""
    drawn = [flow for flow in flows if _on_map(flow)][:MOST]
    seen = view({p.code for flow in drawn for p in (flow.seller, flow.buyer)}, WIDTH)
    unit = min(PER_RECORD, THICKEST / max((flow.records for flow in drawn), default=1))
    both = {(flow.seller.code, flow.buyer.code) for flow in drawn}
    arcs = [(flow, _arc(flow, seen, unit, both=both)) for flow in drawn]
    arcs.sort(key=lambda one: -one[1].thick)
    body = [
        _background(seen, {p.code for flow in drawn for p in (flow.seller, flow.buyer)}),
        *(linked(flow.label, _curve(arc), _arrow(arc)) for flow, arc in arcs),
        _places(drawn, seen),
        _legend(said, unit, seen=seen, direction=frame.direction),
    ]
    return Drawing(frame, seen.width, seen.height, "".join(body))


def _on_map(flow: Flow) -> bool:
    codes = {flow.seller.code, flow.buyer.code}
    return len(codes) == 2 and codes <= world().points.keys()  # noqa: PLR2004 - a flow has two ends


def _background(seen: View, named: set[str]) -> str:
    paths = land(seen)
    plain = "".join(path for code, path in paths.items() if code not in named)
    marked = "".join(path for code, path in paths.items() if code in named)
    return (
        element("path", class_="land", d=plain, aria_hidden="true")
        + element("path", class_="named", d=marked, aria_hidden="true")
    )  # fmt: skip


def _arc(flow: Flow, seen: View, unit: float, *, both: set[tuple[str, str]]) -> Arc:
    points = world().points
    start, end = seen.at(points[flow.seller.code]), seen.at(points[flow.buyer.code])
    dx, dy = end.x - start.x, end.y - start.y
    bulge = BULGE if dx > 0 else -BULGE  # arcs rise
    if (flow.buyer.code, flow.seller.code) in both and dx < 0:
        bulge = -bulge  # there and back again are two arcs
    bend = Point((start.x + end.x) / 2 + dy * bulge, (start.y + end.y) / 2 - dx * bulge)
    thick = max(THINNEST, flow.records * unit)
    return Arc(_towards(start, bend, AROUND), bend, _towards(end, bend, AROUND), thick)


def _towards(point: Point, other: Point, length: float) -> Point:
    far = hypot(other.x - point.x, other.y - point.y) or 1
    part = min(length / far, 0.5)
    return Point(point.x + (other.x - point.x) * part, point.y + (other.y - point.y) * part)


def _curve(arc: Arc) -> str:
    end = _towards(arc.end, arc.bend, _head(arc) - 1)
    path = f"M{_at(arc.start)}Q{_at(arc.bend)} {_at(end)}"
    return element("path", class_="flow", d=path, stroke_width=arc.thick)


def _arrow(arc: Arc) -> str:
    """The head of an arc: the way it goes is told by its form."""
    long = _head(arc)
    back = _towards(arc.end, arc.bend, long)
    dx, dy = (arc.end.x - back.x) / long, (arc.end.y - back.y) / long
    half = arc.thick / 2 + 2.6
    left = Point(back.x - dy * half, back.y + dx * half)
    right = Point(back.x + dy * half, back.y - dx * half)
    return element("path", class_="head-of", d=f"M{_at(arc.end)}L{_at(left)} {_at(right)}z")


def _head(arc: Arc) -> float:
    return arc.thick + 5.5


def _at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def _places(flows: Sequence[Flow], seen: View) -> str:
    """Marks and names; sellers are rings with bold names, and have the first choice of room."""
    sellers = {flow.seller.code: flow.seller for flow in flows}
    buyers = {flow.buyer.code: flow.buyer for flow in flows if flow.buyer.code not in sellers}
    where = {code: seen.at(world().points[code]) for code in (*sellers, *buyers)}
    taken = [Box(p.x - 4, p.y - 4, p.x + 4, p.y + 4) for p in where.values()]
    told = [
        _name(place, where[code], taken, bold=code in sellers, seen=seen)
        for code, place in (sellers | buyers).items()
    ]
    marks = [
        element(
            "circle", class_="seller" if code in sellers else "buyer",
            cx=p.x, cy=p.y, r=3.2 if code in sellers else 2.8,
        )
        for code, p in where.items()
    ]  # fmt: skip
    return element("g", *marks, *told, aria_hidden="true")


def _name(place: Place, point: Point, taken: list[Box], *, bold: bool, seen: View) -> str:
    """The name where it covers nothing, else nowhere: the table says it in any case."""
    text = place.label.text
    wide = width_of(text, SIZE) * (1.06 if bold else 1)
    paper = Box(0, 0, seen.width, seen.height)
    for box in _around(point, wide):
        inside = box.left > paper.left and box.right < paper.right and box.top > paper.top
        if inside and box.low < paper.low and not any(box.meets(one) for one in taken):
            taken.append(box)
            return _set(place.label, box, wide, bold=bold)
    return ""


def _around(point: Point, wide: float) -> Iterable[Box]:
    for gap in (7, 12, 18):
        middle = point.x - wide / 2
        for left, top in (
            (point.x + gap, point.y - HIGH / 2), (point.x - gap - wide, point.y - HIGH / 2),
            (middle, point.y + gap - 2), (middle, point.y - gap - HIGH + 2),
            (point.x + gap - 3, point.y + 3), (point.x + gap - 3, point.y - HIGH - 3),
            (point.x - gap - wide + 3, point.y + 3), (point.x - gap - wide + 3, point.y - HIGH - 3),
        ):  # fmt: skip
            yield Box(left, top, left + wide, top + HIGH)


def _set(label: Label, box: Box, wide: float, *, bold: bool) -> str:
    place = (box.left + wide / 2, box.top + HIGH - 3.5)
    class_ = "strong" if bold else ""
    lines = (
        text_at(label.text, place, "middle", class_=f"halo {class_}".strip()),
        text_at(label.text, place, "middle", class_=class_),
    )
    if not label.address:
        return "".join(lines)
    return element("a", *lines, href=label.address, tabindex="-1")


def _legend(said: FlowWords, unit: float, *, seen: View, direction: str) -> str:
    """What rings, dots and thickness mean, in the lower left corner."""
    rows = 2 + len(said.thickness)
    wide = 46 + max(
        width_of(text, SIZE) for text in (said.seller, said.buyer, *(t for _, t in said.thickness))
    )
    left = 8  # in every language: the sea is there
    top = seen.height - rows * 17 - 8
    near = left + 17 if direction == "ltr" else left + wide - 17
    aside = left + 38 if direction == "ltr" else left + wide - 38
    marks = [element("circle", class_="seller", cx=near, cy=top + 9, r=3.2)]
    marks.append(element("circle", class_="buyer", cx=near, cy=top + 26, r=2.8))
    for at, (records, _) in enumerate(said.thickness):
        y = top + 43 + at * 17
        thick = max(THINNEST, records * unit)
        line = f"M{number(near - 13)} {number(y)}H{number(near + 13)}"
        marks.append(element("path", class_="flow", d=line, stroke_width=thick))
    texts = (said.seller, said.buyer, *(text for _, text in said.thickness))
    told = [
        text_at(text, (aside, top + 13 + at * 17), "start", direction, "strong" if not at else None)
        for at, text in enumerate(texts)
    ]
    ground = element("rect", class_="legend", x=left, y=top - 2, width=wide, height=rows * 17 + 4)
    return element("g", ground, *marks, *told)
