"""Small charts: counts by year in rows, shares, and rows of parts that make a whole."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from enduse.interchange.drawings.canvas import Drawing, Frame, Label, linked, text_at
from enduse.interchange.drawings.marks import mark
from enduse.interchange.drawings.svg import element, number, shortened, width_of

WIDTH, SIZE, ROW, BAR, NAMES, NUMBERS, AXIS = 960, 12, 26, 15, 300, 50, 22
COLUMN, STACK, NUMBERED = 34, 44, 17
TICKS = 46
HATCHED, CROSSED = "no-reply", "unknown"


class Counted(NamedTuple):
    """A row of counts by year, each with its words, and the words for all of them."""

    label: Label
    years: Mapping[int, tuple[int, str]]
    total: str


class Share(NamedTuple):
    """One part of a whole: its mark of proof, how many, and that in words."""

    label: Label
    mark: str
    size: int
    told: str


class Part(NamedTuple):
    """So many of a row of one kind; `number` stands in it, `told` is read out."""

    kind: str
    size: int
    number: str
    told: str


class Stack(NamedTuple):
    """A row whose parts make a whole."""

    label: Label
    parts: Sequence[Part]


class Ruler(NamedTuple):
    """Where names end and bars begin, in the direction of reading."""

    direction: str
    most: float

    def x(self, along: float) -> float:
        """A distance from the side where reading starts."""
        return along if self.direction == "ltr" else WIDTH - along

    def bar(self, along: float, long: float) -> tuple[float, float]:
        """The left edge and the width of a bar that begins at a distance."""
        return (along if self.direction == "ltr" else WIDTH - along - long), long


def by_year(frame: Frame, rows: Sequence[Counted], *, years: Mapping[int, str]) -> Drawing:
    """A row of small columns for each of some things, all by one scale of years and numbers."""
    first, last = min(years), max(years)
    room = (WIDTH - NAMES - NUMBERS) / (last - first + 1)
    most = max(n for row in rows for n, _words in row.years.values())
    ruler = Ruler(frame.direction, most)
    drawn = [
        element("g", *_columns(row, ruler, first, room), transform=f"translate(0 {at * COLUMN})")
        for at, row in enumerate(rows)
    ]
    high = len(rows) * COLUMN
    axis = "".join(_years(years, ruler, room, high))
    return Drawing(frame, WIDTH, high + AXIS, axis + "".join(drawn))


def _columns(row: Counted, ruler: Ruler, first: int, room: float) -> Iterator[str]:
    shown = []
    for year, (count, words) in sorted(row.years.items()):
        tall = max(1.5, (COLUMN - 15) * count / ruler.most)
        left, wide = ruler.bar(NAMES + (year - first) * room + 1, max(room - 2, 1.5))
        top = COLUMN - tall - 1
        shown.append(element("rect", class_="bar", x=left, y=top, width=wide, height=tall))
        if room >= NUMBERED:
            place = (left + wide / 2, top - 3)
            shown.append(text_at(words, place, "middle", class_="small quiet"))
    base = f"M{number(ruler.x(NAMES))} {COLUMN - 0.5}H{number(ruler.x(WIDTH - NUMBERS))}"
    yield element("path", class_="rule", d=base)
    yield linked(row.label, _name(row.label, ruler, low=COLUMN - 6), *shown)
    yield text_at(row.total, (ruler.x(WIDTH), COLUMN - 6), "end", ruler.direction, "strong")


def _name(label: Label, ruler: Ruler, *, at: float = 0, low: float = ROW - 8) -> str:
    text = shortened(label.text, SIZE, NAMES - at - 12)
    return text_at(text, (ruler.x(at), low), "start", ruler.direction)


def _years(years: Mapping[int, str], ruler: Ruler, room: float, high: float) -> Iterator[str]:
    first = min(years)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if step * room >= TICKS)
    for year, text in years.items():
        if year % step == 0:
            x = ruler.x(NAMES + (year - first) * room)
            yield element("path", class_="rule", d=f"M{number(x)} 0V{number(high + 5)}")
            after = ruler.x(NAMES + (year - first) * room + 3)
            yield text_at(text, (after, high + 16), "start", ruler.direction, "quiet")


def shares(frame: Frame, parts: Sequence[Share]) -> Drawing:
    """A bar for each part of a whole, with its mark, its word and its number."""
    most = max(part.size for part in parts)
    ruler = Ruler(frame.direction, most)
    room = WIDTH - NAMES - 2 * NUMBERS
    drawn = []
    for at, part in enumerate(parts):
        left, wide = ruler.bar(NAMES, max(1.5, room * part.size / most))
        bar = element("rect", class_="bar", x=left, y=ROW - BAR - 4, width=wide, height=BAR)
        after = ruler.x(NAMES + wide + 8)
        said = text_at(part.told, (after, ROW - 8), "start", ruler.direction, "quiet")
        sign = mark(part.mark, ruler.x(7), ROW - 12, 6)
        row = linked(part.label, sign, _name(part.label, ruler, at=22), bar, said)
        drawn.append(element("g", row, transform=f"translate(0 {at * ROW})"))
    return Drawing(frame, WIDTH, len(parts) * ROW + 2, "".join(drawn))


def stacks(frame: Frame, rows: Sequence[Stack], *, kinds: Mapping[str, str]) -> Drawing:
    """Rows of parts side by side, each under its name; `kinds` names the fillings, in order."""
    most = max(sum(part.size for part in row.parts) for row in rows)
    ruler = Ruler(frame.direction, most)
    drawn = [
        element("g", _stack(row, frame, ruler), transform=f"translate(0 {at * STACK})")
        for at, row in enumerate(rows)
    ]
    used = {part.kind for row in rows for part in row.parts if part.size}
    legend, high = _key({k: v for k, v in kinds.items() if k in used}, frame, ruler)
    low = f"translate(0 {len(rows) * STACK + 8})"
    body = _patterns(frame.name) + "".join(drawn) + element("g", legend, transform=low)
    return Drawing(frame, WIDTH, len(rows) * STACK + 8 + high, body)


def _stack(row: Stack, frame: Frame, ruler: Ruler) -> str:
    unit = WIDTH / ruler.most
    name = shortened(row.label.text, SIZE, WIDTH)
    shown, along = [text_at(name, (ruler.x(0), 13), "start", ruler.direction)], 0.0
    for part in row.parts:
        long = part.size * unit
        if part.size:
            shown.append(_part(part, frame, ruler.bar(along, max(long - 1.5, 1.5))))
        along += long
    told = "; ".join(part.told for part in row.parts if part.size)
    return linked(Label(f"{row.label.text}: {told}", row.label.address), *shown)


def _part(part: Part, frame: Frame, span: tuple[float, float]) -> str:
    """A part with its number, where there is room for it."""
    shape = _filled(part.kind, frame, span, 19)
    left, wide = span
    room = width_of(part.number, SIZE) + 8
    if wide < room:
        return shape
    middle = left + wide / 2
    ground = element(
        "rect", class_="legend", x=middle - room / 2, y=20, width=room, height=BAR - 2, rx=2
    )
    return shape + ground + text_at(part.number, (middle, 31), "middle", class_="small")


def _filled(kind: str, frame: Frame, span: tuple[float, float], top: float) -> str:
    """A part in its filling; silence is hatched, what is not known is dotted."""
    fill = f"url(#{frame.name}-{kind})" if kind in {HATCHED, CROSSED} else None
    return element(
        "rect", class_=f"part {kind}", x=span[0], y=top, width=span[1], height=BAR, fill=fill
    )


def _patterns(name: str) -> str:
    lines = element("path", class_="hatch", d="M-1 7L7 -1M3 11L11 3")
    dots = element("circle", class_="dot", cx=3, cy=3, r=1)
    return element(
        "defs",
        _pattern(f"{name}-{HATCHED}", lines, 8),
        _pattern(f"{name}-{CROSSED}", dots, 6),
    )


def _pattern(name: str, drawn: str, size: int) -> str:
    return element(
        "pattern", drawn, id=name, width=size, height=size, patternUnits="userSpaceOnUse"
    )


def _key(kinds: Mapping[str, str], frame: Frame, ruler: Ruler) -> tuple[str, float]:
    """The fillings with their words, in as many lines as they need."""
    drawn, along, top = [], 0.0, 0.0
    for kind, word in kinds.items():
        wide = 28 + width_of(word, SIZE) + 22
        if along and along + wide > WIDTH:
            along, top = 0.0, top + 22
        drawn.append(_filled(kind, frame, ruler.bar(along, 20), top))
        place = (ruler.x(along + 27), top + 12)
        drawn.append(text_at(word, place, "start", ruler.direction, "quiet"))
        along += wide
    return "".join(drawn), top + 22
