"""Timelines: what happened when, in lanes by kind, as exactly as the dates are known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from enduse.interchange.drawings.canvas import Drawing, Frame, Label, linked, text_at
from enduse.interchange.drawings.marks import mark
from enduse.interchange.drawings.svg import element, number, shortened, width_of

WIDTH, SIZE, ROW, HEAD, GAP, AXIS, INSET = 960, 12, 19, 22, 10, 26, 8
LABELLED, LONGEST, LEAST, RADIUS, TAIL, BARS, CLOSE = 14, 290, 10, 5, 20, 44, 11.5
TICK = 50
STEPS = (1, 2, 5, 10, 20, 50, 100)


class Event(NamedTuple):
    """One event between the first and the last day that its date can mean.

    `open_before` and `open_after` say that it may have begun earlier or goes on. `proof` is the
    strength of proof, whose mark it gets; an act that has none gets a square.
    """

    first: date
    last: date
    label: Label
    told: str
    proof: str = ""
    open_before: bool = False
    open_after: bool = False


class Year(NamedTuple):
    """How many events a year has, where they are too many to stand by themselves."""

    year: int
    events: int
    label: Label
    told: str


class Lane(NamedTuple):
    """Events of one kind, or how many there are by year."""

    title: str
    events: Sequence[Event] = ()
    years: Sequence[Year] = ()


class TimelineWords(NamedTuple):
    """Years as a reader writes them, and the words for the strengths of proof."""

    years: Mapping[int, str]
    strengths: Mapping[str, str]


class Scale(NamedTuple):
    """Time on the paper, in the direction of reading."""

    first: int
    last: int
    direction: str

    def at(self, day: date) -> float:
        """Where a day lies."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal() + 1
        x = INSET + (day.toordinal() - start) / (end - start) * (WIDTH - 2 * INSET)
        return x if self.direction == "ltr" else WIDTH - x

    @property
    def onward(self) -> int:
        """Which way later is: 1 to the right, -1 to the left."""
        return 1 if self.direction == "ltr" else -1


class Spot(NamedTuple):
    """Where an event lies in its lane: its height, its span, and where its words begin."""

    event: Event
    y: float
    near: float
    far: float
    words: str
    before: bool


def timeline(frame: Frame, lanes: Sequence[Lane], *, said: TimelineWords) -> Drawing:
    """Lanes one below the other over one scale of years; the marks of proof are explained below."""
    direction = frame.direction
    scale = Scale(*_ends(lanes), direction)
    drawn, y = [], 0.0
    for lane in lanes:
        body, high = _lane(lane, scale)
        head = text_at(lane.title, (_edge(direction), 14), "start", direction, "strong")
        drawn.append(element("g", head, body, transform=f"translate(0 {number(y)})"))
        y += high + GAP
    body = _axis(scale, said.years, y) + "".join(drawn)
    shown = {event.proof for lane in lanes for event in lane.events}
    strengths = {code: word for code, word in said.strengths.items() if code in shown}
    legend = _legend(strengths, y + AXIS + 12, direction)
    return Drawing(frame, WIDTH, y + AXIS + (24 if strengths else 0), body + legend)


def _legend(strengths: Mapping[str, str], y: float, direction: str) -> str:
    """The marks of proof that are used, with their words."""
    drawn, along = [], float(RADIUS)
    for code, word in strengths.items():
        x = along if direction == "ltr" else WIDTH - along
        after = x + 9 if direction == "ltr" else x - 9
        drawn.append(mark(code, x, y, RADIUS))
        drawn.append(text_at(word, (after, y + 4), "start", direction, "quiet"))
        along += width_of(word, SIZE) + 34
    return element("g", *drawn)


def _edge(direction: str) -> float:
    return 0 if direction == "ltr" else WIDTH


def _ends(lanes: Sequence[Lane]) -> tuple[int, int]:
    firsts = [event.first.year for lane in lanes for event in lane.events]
    lasts = [event.last.year for lane in lanes for event in lane.events]
    counted = [year.year for lane in lanes for year in lane.years]
    return min(firsts + counted), max(lasts + counted)


def _axis(scale: Scale, years: Mapping[int, str], high: float) -> str:
    room = (WIDTH - 2 * INSET) / (scale.last - scale.first + 1)
    step = next((step for step in STEPS if step * room >= TICK), STEPS[-1])
    drawn = []
    for year in range(scale.first, scale.last + 1):
        if year % step:
            continue
        x = scale.at(date(year, 1, 1))
        line = element("path", class_="rule", d=f"M{number(x)} {HEAD - 4}V{number(high + 6)}")
        text = years.get(year, str(year))
        drawn.append(
            line
            + text_at(text, (x + 3 * scale.onward, high + 14), "start", scale.direction, "quiet")
        )
    return element("g", *drawn)


def _lane(lane: Lane, scale: Scale) -> tuple[str, float]:
    if lane.years:
        return _counted(lane.years, scale), HEAD + BARS + 4
    labelled = len(lane.events) <= LABELLED
    spots = list(_laid(lane.events, scale, labelled=labelled))
    low = max(spot.y for spot in spots) + (ROW if labelled else CLOSE) / 2
    return "".join(_event(spot, scale) for spot in spots), low


def _laid(events: Sequence[Event], scale: Scale, *, labelled: bool) -> Iterator[Spot]:
    """Events in the first row with room for them, the earliest first."""
    rows: list[list[tuple[float, float]]] = []
    for event in sorted(events, key=lambda one: (one.first, one.last, one.told)):
        near, far = scale.at(event.first), scale.at(event.last)
        if abs(far - near) < LEAST:
            middle = (near + far) / 2
            near, far = middle - scale.onward * LEAST / 2, middle + scale.onward * LEAST / 2
        words = shortened(event.label.text, SIZE, LONGEST) if labelled else ""
        before = _overflows(far, words, event, scale)
        taken = _taken((near, far), words, event, before=before, onward=scale.onward)
        row = next((at for at, its in enumerate(rows) if _free(taken, its)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(taken)
        y = HEAD + (row + 0.5) * (ROW if labelled else CLOSE) - 1
        yield Spot(event, y, near, far, words, before)


def _overflows(far: float, words: str, event: Event, scale: Scale) -> bool:
    """Whether the words would leave the paper, so that they have to stand before their mark."""
    end = far + scale.onward * (8 + TAIL * event.open_after + width_of(words, SIZE))
    return not 0 <= end <= WIDTH


def _taken(
    span: tuple[float, float], words: str, event: Event, *, before: bool, onward: int
) -> tuple[float, float]:
    wide = width_of(words, SIZE) + 14 if words else 4
    near = span[0] - onward * (TAIL * event.open_before + (wide if before else 4))
    far = span[1] + onward * (TAIL * event.open_after + (4 if before else wide))
    return min(near, far), max(near, far)


def _free(taken: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return all(taken[1] < low or high < taken[0] for low, high in others)


def _event(spot: Spot, scale: Scale) -> str:
    event, onward = spot.event, scale.onward
    y = spot.y
    drawn = []
    if event.open_before:
        drawn.append(_open(spot.near, spot.near - onward * TAIL, y))
    if event.open_after:
        drawn.append(_open(spot.far, spot.far + onward * TAIL, y))
    if abs(spot.far - spot.near) > LEAST:
        left = min(spot.near, spot.far)
        wide = abs(spot.far - spot.near)
        drawn.append(element("rect", class_="span", x=left, y=y - 4, width=wide, height=8, rx=4))
    drawn.append(mark(event.proof, spot.near + onward * RADIUS, y, RADIUS))
    if spot.words:
        drawn.append(_words(spot, y, scale))
    return linked(Label(event.told, event.label.address), *drawn, class_="event")


def _open(start: float, end: float, y: float) -> str:
    return element("path", class_="open", d=f"M{number(start)} {number(y)}H{number(end)}")


def _words(spot: Spot, y: float, scale: Scale) -> str:
    event, onward = spot.event, scale.onward
    x = (
        spot.near - onward * (6 + TAIL * event.open_before)
        if spot.before
        else spot.far + onward * (6 + TAIL * event.open_after)
    )
    side = "end" if spot.before else "start"
    return text_at(spot.words, (x, y + 4), side, scale.direction)


def _counted(years: Sequence[Year], scale: Scale) -> str:
    """A bar for each year, with its number above."""
    most = max(year.events for year in years)
    drawn = []
    for year in years:
        near, far = scale.at(date(year.year, 1, 1)), scale.at(date(year.year, 12, 31))
        high = max(2.0, (BARS - 16) * year.events / most)
        low = HEAD + BARS
        wide = max(2.0, abs(far - near) - 2)
        bar = element(
            "rect", class_="bar", x=min(near, far) + 1, y=low - high, width=wide, height=high
        )
        text = text_at(
            year.label.text, ((near + far) / 2, low - high - 4), "middle", class_="small"
        )
        shown = text if width_of(year.label.text, SIZE) <= wide + 8 else ""
        drawn.append(linked(Label(year.told, year.label.address), bar, shown, class_="event"))
    return "".join(drawn)
