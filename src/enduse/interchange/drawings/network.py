"""The network of a party: owners above it, what belongs to it below, and to either side the others
in columns, so that every line runs one way and every name can be read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from enduse.interchange.drawings.canvas import Drawing, Frame, Label, linked, text_at
from enduse.interchange.drawings.svg import element, number, shortened, wrapped

MOST, WIDTH = 40, 960
SIZE, LINE, HEAD, GAP, APART, PAD, INSET = 12, 15, 20, 18, 7, 8, 1.5
LINES, BRACKET, BOLD = 2, 12, 0.92
WIDEST, BETWEEN = 200, 90
THICKEST, THINNEST = 7.0, 1.2


class Node(NamedTuple):
    """A party, product or country; `form` is how its box is drawn."""

    key: str
    label: Label
    form: str = "party"


class Group(NamedTuple):
    """Nodes of one kind in a column; `more` leads to those that are not drawn."""

    title: str
    nodes: Sequence[Node]
    more: Label | None = None


class Edge(NamedTuple):
    """A line from one node to another that stands later, as thick as there are records."""

    start: str
    end: str
    records: int = 1


class Box(NamedTuple):
    """Where a node stands."""

    left: float
    top: float
    wide: float
    high: float = 0

    @property
    def middle(self) -> float:
        """The height at which lines reach it."""
        return self.top + self.high / 2


def network(frame: Frame, columns: Sequence[Sequence[Group]], edges: Sequence[Edge]) -> Drawing:
    """Columns of groups in the order of reading; lines lead from an earlier column to a later one,
    or within a column from above to below."""
    held = [column for column in columns if column]
    wide, apart = _measures(len(held))
    high = max(_height(column, wide) for column in held)
    boxes: dict[str, Box] = {}
    drawn: list[str] = []
    for at, column in enumerate(held):
        left = INSET + at * (wide + apart)
        if frame.direction == "rtl":
            left = WIDTH - left - wide
        top = (high - _height(column, wide)) / 2
        drawn += _column(column, Box(left, top + INSET, wide), frame.direction, boxes)
    lines = "".join(_lines(edges, boxes, frame.direction))
    return Drawing(frame, WIDTH, high + 4, element("g", lines, aria_hidden="true") + "".join(drawn))


def _measures(columns: int) -> tuple[float, float]:
    """How wide a column is, and how far from the next: the whole paper is used."""
    if columns == 1:
        return WIDEST, 0
    room = WIDTH - 2 * INSET
    wide = min(WIDEST, (room - BETWEEN * (columns - 1)) / columns)
    return wide, (room - wide * columns) / (columns - 1)


def _height(column: Sequence[Group], wide: float) -> float:
    return sum(_group_height(group, wide) for group in column) + GAP * (len(column) - 1)


def _group_height(group: Group, wide: float) -> float:
    nodes = sum(_node_height(node, wide) + APART for node in group.nodes)
    return bool(group.title) * HEAD + nodes + (LINE + APART) * (group.more is not None)


def _node_height(node: Node, wide: float) -> float:
    return LINE * len(_words(node, wide)) + PAD


def _words(node: Node, wide: float) -> list[str]:
    """The words of a node in one line or two."""
    room = (wide - 2 * PAD) * (BOLD if node.form == "self" else 1)
    lines = list(wrapped(node.label.text, SIZE, room))
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]
    return [shortened(line, SIZE, room) for line in lines]


def _column(
    column: Sequence[Group], start: Box, direction: str, boxes: dict[str, Box]
) -> Iterator[str]:
    top = start.top
    near = start.left if direction == "ltr" else start.left + start.wide
    for group in column:
        low = top + _group_height(group, start.wide)
        if group.title:
            yield text_at(group.title, (near, top + 13), "start", direction, "strong quiet")
            top += HEAD
        for node in group.nodes:
            high = _node_height(node, start.wide)
            boxes[node.key] = box = start._replace(top=top, high=high)
            yield _node(node, box, direction)
            top += high + APART
        if group.more:
            place = (near + (PAD if direction == "ltr" else -PAD), top + 16)
            yield linked(group.more, text_at(group.more.text, place, "start", direction))
        top = low + GAP


def _node(node: Node, box: Box, direction: str) -> str:
    shape = element(
        "rect", class_=f"node {node.form}", x=box.left, y=box.top, width=box.wide, height=box.high,
        rx=11 if node.form == "country" else 2,
    )  # fmt: skip
    near = box.left + PAD if direction == "ltr" else box.left + box.wide - PAD
    bold = "strong" if node.form == "self" else None
    lines = [
        text_at(text, (near, box.top + LINE * (at + 1)), "start", direction, bold)
        for at, text in enumerate(_words(node, box.wide))
    ]
    return linked(node.label, shape, *lines)


def _lines(edges: Sequence[Edge], boxes: Mapping[str, Box], direction: str) -> Iterator[str]:
    held = [edge for edge in edges if edge.start in boxes and edge.end in boxes]
    most = max((edge.records for edge in held), default=1)
    for edge in sorted(held, key=lambda one: (-one.records, one.start, one.end)):
        thick = max(THINNEST, min(1.6 * edge.records, THICKEST * edge.records / most))
        path = _path(boxes[edge.start], boxes[edge.end], direction)
        yield element("path", class_="edge", d=path, stroke_width=thick)


def _path(start: Box, end: Box, direction: str) -> str:
    """Between boxes of one column a bracket beside them, else from side to side in a curve."""
    if start.left == end.left:
        near = start.left if direction == "ltr" else start.left + start.wide
        aside = near - BRACKET if direction == "ltr" else near + BRACKET
        at, aside_at, top, low = map(number, (near, aside, start.middle, end.middle))
        return f"M{at} {top}H{aside_at}V{low}H{at}"
    onward = start.left < end.left
    x1 = start.left + start.wide if onward else start.left
    x2 = end.left if onward else end.left + end.wide
    bend = number((x1 + x2) / 2)
    y1, y2 = number(start.middle), number(end.middle)
    return f"M{number(x1)} {y1}C{bend} {y1} {bend} {y2} {number(x2)} {y2}"
