"""The world in an equal-area projection, from Natural Earth's outlines of countries.

Territories in dispute are drawn as Natural Earth draws them; that is no position of ours.
"""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

from enduse.interchange.drawings.svg import Point

FILE = Path(__file__).parent / "outlines.json"
CREDIT = "https://www.naturalearthdata.com/"
DEGREE = 10  # numbers of the file are tenths of a degree
# The polynomial of the Equal Earth projection.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SOUTH, NORTH = -56.5, 79.0  # nobody trades south of Tierra del Fuego, or north of Svalbard
Ring = tuple[Point, ...]


def equal_earth(longitude: float, latitude: float) -> Point:
    """A place on the map, x to the east and y to the south, in radians of the equator
    (Šavrič, Patterson and Jenny, The Equal Earth map projection, 2018)."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = t * t
    t6 = t2**3
    slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return Point(x, -t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)))


class World(NamedTuple):
    """Outlines and places to point at, projected, by the letters of countries."""

    outlines: dict[str, tuple[Ring, ...]]
    points: dict[str, Point]


@cache
def world() -> World:
    """The whole map; "" holds what Natural Earth draws as countries without letters."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    outlines = {c: tuple(map(_ring, rings)) for c, rings in held["outlines"].items()}
    points = {c: equal_earth(x / DEGREE, y / DEGREE) for c, (x, y) in held["points"].items()}
    return World(outlines, points)


def _ring(told: list[int]) -> Ring:
    xs, ys = accumulate(told[::2]), accumulate(told[1::2])
    return tuple(equal_earth(x / DEGREE, y / DEGREE) for x, y in zip(xs, ys, strict=True))


class View(NamedTuple):
    """A part of the map on paper of a width: where it begins, and how large a radian is drawn."""

    west: float
    north: float
    scale: float
    width: float
    height: float

    def at(self, point: Point) -> Point:
        """Where a place of the map lies on the paper."""
        return Point((point.x - self.west) * self.scale, (point.y - self.north) * self.scale)


WHOLE_WEST, WHOLE_EAST = equal_earth(-169, 0).x, equal_earth(179, 0).x
WHOLE_NORTH, WHOLE_SOUTH = equal_earth(0, NORTH).y, equal_earth(0, SOUTH).y


def view(codes: Iterable[str], width: float) -> View:
    """The smallest view with some countries and room around them; the world where that is little
    smaller, or where there are none."""
    points = [world().points[code] for code in codes if code in world().points]
    whole = View(WHOLE_WEST, WHOLE_NORTH, width / (WHOLE_EAST - WHOLE_WEST), width, 0)
    if not points:
        return _tall(whole, WHOLE_SOUTH)
    west, east = min(p.x for p in points), max(p.x for p in points)
    north, south = min(p.y for p in points), max(p.y for p in points)
    across = max(1.34 * (east - west), 2.0 * 1.3 * (south - north), 1.7)
    if across > 0.86 * (WHOLE_EAST - WHOLE_WEST):
        return _tall(whole, WHOLE_SOUTH)
    left = _within((west + east - across) / 2, across, WHOLE_WEST, WHOLE_EAST)
    high = max(1.35 * (south - north), across / 2.3)
    top = _within((north + south - high) / 2, high, WHOLE_NORTH, WHOLE_SOUTH)
    part = View(left, top, width / across, width, 0)
    return _tall(part, top + min(high, WHOLE_SOUTH - WHOLE_NORTH))


def _tall(part: View, south: float) -> View:
    return part._replace(height=round((south - part.north) * part.scale))


def _within(start: float, length: float, least: float, most: float) -> float:
    return max(least, min(start, most - length))


@lru_cache(maxsize=64)
def land(seen: View) -> dict[str, str]:
    """The outlines of every country in view as the data of a path, by its letters."""
    paths = {code: _path(rings, seen) for code, rings in world().outlines.items()}
    return {code: path for code, path in paths.items() if path}


def _path(rings: Iterable[Ring], seen: View) -> str:
    drawn = ([seen.at(point) for point in ring] for ring in rings)
    return "".join(_closed(ring) for ring in drawn if _in_view(ring, seen))


def _in_view(ring: list[Point], seen: View) -> bool:
    return (
        max(p.x for p in ring) > 0
        and min(p.x for p in ring) < seen.width
        and max(p.y for p in ring) > 0
        and min(p.y for p in ring) < seen.height
    )


def _closed(ring: list[Point]) -> str:
    """A ring in whole steps, each told by how far it is from the one before."""
    told, x, y = "", 0, 0
    for point in ring:
        nx, ny = round(point.x), round(point.y)
        if not told:
            told = f"M{nx} {ny}l"
        elif (nx, ny) != (x, y):
            told += f"{nx - x} {ny - y} "
        x, y = nx, ny
    return f"{told.rstrip().replace(' -', '-')}z"
