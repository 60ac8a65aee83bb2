"""Rebuild src/enduse/interchange/drawings/outlines.json from Natural Earth's coordinates.

    npm pack world-atlas@2.0.2 cldr-core@48.2.0    (unpack both)
    python tools/make_outlines.py WORLD_ATLAS CLDR_CORE [OUTLINES_JSON]

WORLD_ATLAS holds countries-110m.json (the outlines) and countries-10m.json (a place to point at,
also for states too small to be drawn): public domain, from Natural Earth 4.1, as TopoJSON.
CLDR_CORE gives the letters of ISO's numbers. The result holds no text of either.

Each border is thinned once, so that neighbours still fit; rings are cut at 180 degrees; Antarctica
is left out. Numbers are tenths of a degree, each after the first as its distance from the last.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src/enduse/interchange/drawings/outlines.json"
FOUND_BY_NAME = {"Kosovo": "xk"}  # no number of ISO's
LEFT_OUT = {"aq"}
OUTDATED = {"TP", "ZR"}  # share their number with TL and CD
THIN, SMALLEST, SCALE = 0.28, 0.35, 10
Point = tuple[float, float]
Ring = list[Point]


def read(folder: Path, name: str) -> Any:
    """One JSON file of a package."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def letters(folder: Path) -> dict[str, str]:
    """The two letters of each of ISO's numbers."""
    held = read(folder, "supplemental/codeMappings.json")["supplemental"]["codeMappings"]
    return {
        told["_numeric"]: code.lower()
        for code, told in held.items()
        if "_numeric" in told and len(code) == 2 and code not in OUTDATED
    }


def lines(topology: Any, *, thin: float) -> list[Ring]:
    """Every border of a topology in degrees, thinned."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(thinned(line, thin) if thin else line)
    return found


def thinned(line: Ring, most: float) -> Ring:
    """A line without the points that it passes within a distance (Douglas and Peucker, 1973)."""
    if len(line) < 3:
        return line
    far, at = max((distance(line[i], line[0], line[-1]), i) for i in range(1, len(line) - 1))
    if far <= most:
        return [line[0], line[-1]]
    return thinned(line[: at + 1], most)[:-1] + thinned(line[at:], most)


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    long = (bx - ax) ** 2 + (by - ay) ** 2
    at = max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long)) if long else 0
    dx, dy = x - ax - at * (bx - ax), y - ay - at * (by - ay)
    return (dx * dx + dy * dy) ** 0.5


def rings(topology: Any, *, thin: float) -> Iterator[tuple[str, str, Ring]]:
    """Each ring with the number and the name of the country that it bounds."""
    arcs = lines(topology, thin=thin)
    for shape in topology["objects"]["countries"]["geometries"]:
        many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in many for ring in polygon):
            joined = [p for at in ring for p in (arcs[at] if at >= 0 else arcs[~at][::-1])[:-1]]
            yield shape.get("id", ""), shape["properties"]["name"], joined


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on either side of 180 degrees, each within the map."""
    unrolled, turn = [ring[0]], 0.0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        unrolled.append((x + turn, y))
    low, high = min(x for x, _ in unrolled), max(x for x, _ in unrolled)
    if low >= -180 and high <= 180:
        yield unrolled
        return
    edge = 180.0 if high > 180 else -180.0
    yield clipped(unrolled, edge, side=1)
    yield [(x - 2 * edge, y) for x, y in clipped(unrolled, edge, side=-1)]


def clipped(ring: Ring, edge: float, *, side: int) -> Ring:
    """What of a ring lies towards 0 of an edge, or beyond it (Sutherland and Hodgman, 1974)."""
    towards = side if edge > 0 else -side
    held: Ring = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = (edge - ax) * towards >= 0, (edge - bx) * towards >= 0
        if inside:
            held.append((ax, ay))
        if inside != next_inside:
            held.append((edge, ay + (edge - ax) / (bx - ax) * (by - ay)))
    return held


def area(ring: Iterable[Point]) -> float:
    """Twice the signed area of a ring, in square degrees."""
    held = list(ring)
    pairs = zip(held, held[1:] + held[:1], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)


def middle(ring: Ring) -> Point:
    """The middle of a ring, weighed by its area."""
    whole, x, y = area(ring), 0.0, 0.0
    if not whole:
        return ring[0]
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        x += (ax + bx) * (ax * by - bx * ay)
        y += (ay + by) * (ax * by - bx * ay)
    return x / whole / 3, y / whole / 3


def packed(ring: Ring) -> list[int]:
    """A ring as differences of tenths of a degree; empty where nothing is left to draw."""
    told, x, y = [], 0, 0
    for lon, lat in ring:
        nx, ny = round(lon * SCALE), round(lat * SCALE)
        if told and (nx, ny) == (x, y):
            continue
        told += [nx - x, ny - y]
        x, y = nx, ny
    return told if len(told) >= 6 else []


def outlines(topology: Any, codes: dict[str, str]) -> dict[str, list[list[int]]]:
    """The rings of each country by its letters, the largest first."""
    held: dict[str, list[Ring]] = defaultdict(list)
    for number, name, ring in rings(topology, thin=THIN):
        code = codes.get(number) or FOUND_BY_NAME.get(name, "")
        if code not in LEFT_OUT:
            held[code] += [part for part in cut(ring) if len(part) > 2]
    told = {}
    for code in sorted(held):
        its = sorted(held[code], key=lambda ring: -abs(area(ring)))
        drawn = [ring for at, ring in enumerate(its) if not at or abs(area(ring)) > SMALLEST]
        told[code] = [one for one in map(packed, drawn) if one]
    return told


def points(topology: Any, codes: dict[str, str]) -> dict[str, list[int]]:
    """Where each country is pointed at: the middle of its largest part."""
    held: dict[str, list[Ring]] = defaultdict(list)
    for number, name, ring in rings(topology, thin=0):
        code = codes.get(number) or FOUND_BY_NAME.get(name, "")
        if code and code not in LEFT_OUT:
            held[code] += [part for part in cut(ring) if part] if ring else []
    largest = {
        code: max(its, key=lambda ring: abs(area(ring))) for code, its in held.items() if its
    }
    return {code: [round(v * SCALE) for v in middle(largest[code])] for code in sorted(largest)}


def main() -> None:
    """Write the file that the maps are drawn from."""
    if len(sys.argv) not in {3, 4}:
        sys.exit(__doc__)
    atlas, codes = Path(sys.argv[1]), letters(Path(sys.argv[2]))
    told = {
        "outlines": outlines(read(atlas, "countries-110m.json"), codes),
        "points": points(read(atlas, "countries-10m.json"), codes),
    }
    target = Path(sys.argv[3]) if len(sys.argv) == 4 else TARGET
    rows = [
        f'"{part}": {{\n'
        + ",\n".join(
            f"{json.dumps(c)}: {json.dumps(v, separators=(',', ':'))}" for c, v in its.items()
        )
        + "\n}"
        for part, its in told.items()
    ]
    target.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"{target}: {len(told['outlines'])} outlines, {len(told['points'])} places")


if __name__ == "__main__":
    main()
