"""The chain of events in the life of a licence, as a rail that breaks where nothing is known."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from enduse.interchange.drawings.canvas import Drawing, Frame, text_at
from enduse.interchange.drawings.svg import element, number, wrapped

WIDTH, SIZE, LINE, WHEN, RAIL, TEXT, GAP = 720, 13, 18, 170, 190, 212, 14


class Link(NamedTuple):
    """An event of the chain: when, what, and who says so."""

    when: str
    what: str
    said_by: str


class Stretch(NamedTuple):
    """A gap with its words, an event, or events that contradict each other."""

    links: Sequence[Link] = ()
    gap: str = ""
    remark: str = ""


def chain(frame: Frame, stretches: Sequence[Stretch]) -> Drawing:
    """The stretches from the first event down to the last."""
    drawn, y = [], 6.0
    for stretch in stretches:
        body, high = _gap(stretch, y, frame) if stretch.gap else _events(stretch, y, frame)
        drawn.append(body)
        y += high
    return Drawing(frame, WIDTH, y, "".join(drawn))


def _x(along: float, frame: Frame) -> float:
    return along if frame.direction == "ltr" else WIDTH - along


def _rail(top: float, low: float, class_: str, frame: Frame) -> str:
    x = number(_x(RAIL, frame))
    return element("path", class_=class_, d=f"M{x} {number(top)}V{number(low)}")


def _gap(stretch: Stretch, y: float, frame: Frame) -> tuple[str, float]:
    lines = list(_lines([(stretch.gap, "quiet")], y, frame))
    high = max(2.0, len(lines)) * LINE + GAP
    return _rail(y, y + high, "broken", frame) + "".join(lines), high


def _events(stretch: Stretch, y: float, frame: Frame) -> tuple[str, float]:
    """Events one below the other; those that contradict each other stand within one bracket."""
    drawn, top = [], y
    differ = len(stretch.links) > 1
    for link in stretch.links:
        when = text_at(link.when, (_x(WHEN, frame), top + SIZE), "end", frame.direction, "quiet")
        told = list(_lines([(link.what, "strong"), (link.said_by, "quiet small")], top, frame))
        mark = element(
            "circle", class_="ring" if differ else "disc", cx=_x(RAIL, frame), cy=top + 9, r=5
        )
        drawn += [when, mark, *told]
        top += len(told) * LINE + GAP
    if stretch.remark:
        remark = list(_lines([(stretch.remark, "quiet")], top - GAP / 2, frame))
        drawn += remark
        top += len(remark) * LINE
    return _rail(y, top, "doubtful" if differ else "rail", frame) + "".join(drawn), top - y


def _lines(texts: Sequence[tuple[str, str]], top: float, frame: Frame) -> Iterator[str]:
    at = 0
    for text, class_ in texts:
        for line in wrapped(text, SIZE, WIDTH - TEXT):
            place = (_x(TEXT, frame), top + SIZE + at * LINE)
            yield text_at(line, place, "start", frame.direction, class_)
            at += 1
