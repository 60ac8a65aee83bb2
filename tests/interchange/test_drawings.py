"""Drawings: the same to the byte, sound XML whatever the names, mirrored where time and words are,
and never where the world is."""

import json
import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from math import cos, radians
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.interchange.drawings import (
    Counted,
    Drawing,
    Edge,
    Event,
    Flow,
    FlowWords,
    Frame,
    Group,
    Label,
    Lane,
    Link,
    Node,
    Part,
    Place,
    Share,
    Stack,
    Stretch,
    TimelineWords,
    Year,
    by_year,
    chain,
    flow_map,
    network,
    shares,
    stacks,
    timeline,
)
from enduse.interchange.drawings.earth import FILE, equal_earth, view, world
from enduse.interchange.drawings.picture import png
from enduse.interchange.drawings.style import style_alone, style_digest
from enduse.interchange.drawings.svg import shortened, width_of, wrapped

SVG = "{http://www.w3.org/2000/svg}"
WORST = "<script>&\"'\0\x1b\u202e شركة"
CODES = sorted(world().points)


def frame(direction: str = "ltr") -> Frame:
    return Frame("drawn", "A title", "What it shows", direction)


def a_map(direction: str = "ltr", name: str = "Name", *, flows: int = 25) -> Drawing:
    ends = [(CODES[at], CODES[-at - 1]) for at in range(flows)]
    rows = [
        Flow(Place(a, Label(name, "/a/")), Place(b, Label(name)), n + 1, Label(name, f"/{n}/"))
        for n, (a, b) in enumerate(ends)
    ]
    said = FlowWords("Seller", "Buyer", [(1, "1 record"), (25, "25 records")])
    return flow_map(frame(direction), rows, said=said)


def a_timeline(direction: str = "ltr", name: str = "Name") -> Drawing:
    days = [date(2010 + n, 1 + n, 3) for n in range(9)]
    events = [
        Event(day, days[-1] if n % 2 else day, Label(name, "/e/"), name, proof, n == 2, n == 3)
        for n, (day, proof) in enumerate(
            zip(
                days,
                ["", "confirmed", "documented", "reported", "alleged", "denied"] * 2,
                strict=False,
            )
        )
    ]
    many = [Event(days[0], days[0], Label(name), name) for _ in range(20)]
    counted = [Year(2012 + n, n + 1, Label(str(n + 1), "/y/"), name) for n in range(5)]
    lanes = [Lane(name, events), Lane("Many", many), Lane("Counted", years=counted)]
    said = TimelineWords({year: f"y{year}" for year in range(2010, 2019)}, {"denied": "denied"})
    return timeline(frame(direction), lanes, said=said)


def a_network(direction: str = "ltr", name: str = "Name") -> Drawing:
    nodes = [Node(str(n), Label(f"{name} {n}", f"/{n}/"), "party") for n in range(12)]
    columns = [
        [Group("Suppliers", nodes[:3])],
        [Group("", nodes[3:4]), Group("Below", nodes[4:6])],
        [],
        [Group("Buyers", nodes[6:], Label("and 3 more", "/more/"))],
    ]
    edges = [Edge(str(a), "3", a + 1) for a in range(3)] + [Edge("3", str(b)) for b in range(4, 12)]
    return network(frame(direction), columns, [*edges, Edge("3", "not drawn")])


def some_charts(direction: str = "ltr", name: str = "Name") -> list[Drawing]:
    rows = [Counted(Label(name, "/c/"), {2001: (3, "3"), 2009: (1, "1")}, "4")]
    years = {year: str(year) for year in range(2001, 2010)}
    parts = [Share(Label(name, "/s/"), mark, 2, "2") for mark in ("confirmed", "denied")]
    kinds = {"in-full": "in full", "no-reply": "none", "unknown": "not known", "pending": "-"}
    answers = [Stack(Label(name, "/r/"), [Part(kind, 7, "7", name) for kind in kinds])]
    links = [Link("1 May 2016", name, "the press")]
    rail = [Stretch(gap=name), Stretch(links), Stretch(links * 2, remark=name)]
    made = frame(direction)
    return [
        by_year(made, rows, years=years),
        shares(made, parts),
        stacks(made, answers, kinds=kinds),
        chain(made, rail),
    ]


def every(direction: str = "ltr", name: str = "Name") -> list[Drawing]:
    three = [a_map(direction, name), a_timeline(direction, name), a_network(direction, name)]
    return three + some_charts(direction, name)


def read(drawing: Drawing) -> ET.Element:
    return ET.fromstring(drawing.alone(language="en", foot=["The foot"]))  # noqa: S314 - our own


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_name_breaks_a_drawing_and_twice_is_the_same(direction: str) -> None:
    for drawing, again in zip(every(direction, WORST), every(direction, WORST), strict=True):
        root = read(drawing)
        assert drawing == again
        assert drawing.inline() == again.inline()
        assert not list(root.iter(f"{SVG}script"))
        assert all("\0" not in "".join(e.itertext()) for e in root.iter(f"{SVG}text"))
        assert not re.search(r"\d\.\d\d|nan|inf|e-\d", drawing.body)
        inline = drawing.inline()
        assert "<style" not in inline
        assert " style=" not in inline


def test_each_says_what_it_is_and_all_that_leads_on_has_a_name() -> None:
    for drawing in every():
        root = ET.fromstring(drawing.inline())  # noqa: S314 - our own
        told = {e.get("id"): e.text for e in root}
        assert told[root.get("aria-labelledby")] == "A title"
        assert told[root.get("aria-describedby")] == "What it shows"
        links = [a for a in root.iter("a") if a.get("tabindex") != "-1"]
        assert links or "rail" in drawing.body
        for link in links:
            shown = "".join("".join(e.itertext()) for e in link.iter("text"))
            assert link[0].tag == "title"
            assert bool(shown) != bool(link.get("aria-label"))


def test_a_drawing_that_stands_alone_names_its_style_by_its_digest() -> None:
    from base64 import b64encode
    from hashlib import sha256

    style = next(read(a_map()).iter(f"{SVG}style")).text or ""
    assert style == style_alone()
    assert style_digest() == f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    assert "var(" not in style
    assert "prefers-color-scheme:dark" in style


def test_the_projection_keeps_areas_and_the_shape_of_its_authors() -> None:
    def cell(latitude: float) -> float:
        step = 0.01
        west, east = equal_earth(10, latitude), equal_earth(10 + step, latitude)
        north = equal_earth(10, latitude + step)
        return (east.x - west.x) * (west.y - north.y)

    for latitude in (-60, -20, 35, 70):
        assert cell(latitude) / cell(0) == pytest.approx(cos(radians(latitude)), rel=2e-3)
    wide, high = 2 * equal_earth(180, 0).x, 2 * equal_earth(0, -90).y
    assert wide == pytest.approx(5.413, abs=1e-3)
    assert wide / high == pytest.approx(2.05458, abs=1e-4)


def test_outlines_stay_on_the_map_and_never_leap_across_it() -> None:
    held = json.loads(FILE.read_text())["outlines"]
    assert len(held) > 170
    for code, rings in held.items():
        for told in rings:
            xs = [sum(told[: at + 1 : 2]) for at in range(0, len(told), 2)]
            assert all(-1801 <= x <= 1801 for x in xs), code
            assert all(abs(dx) < 1200 for dx in told[2::2]), code
    russia = [ring[0] for ring in held["ru"]]
    assert min(russia) < 0 < max(russia)


def test_every_country_has_a_place_but_a_few_that_are_parts_of_others() -> None:
    shipped = files("enduse.data").joinpath("countries.yaml").read_text(encoding="utf-8")
    missing = set(re.findall(r'(?m)^- code: "?([a-z]{2})', shipped)) - set(CODES)
    assert missing == {
        "aq", "bq", "bv", "cc", "cx", "eu", "gf", "gp", "mq", "re", "sj", "tk", "yt",
    }  # fmt: skip
    israel, malta = world().points["il"], world().points["mt"]
    assert israel.x > malta.x


def test_the_map_draws_twenty_flows_the_thickest_first() -> None:
    arcs = [e for e in ET.fromstring(a_map().inline()).iter("path") if e.get("class") == "flow"]  # noqa: S314 - our own
    thick = [float(arc.get("stroke-width", 0)) for arc in arcs[:-2]]
    assert len(thick) == 20
    assert thick == sorted(thick, reverse=True)
    here = Flow(Place("eu", Label("EU")), Place("eg", Label("Egypt")), 1, Label("x"))
    assert "flow" not in flow_map(frame(), [here], said=FlowWords("S", "B", [])).body


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), max_size=20))
def test_names_on_the_map_stay_on_it_and_cover_no_other(pairs: list[tuple[str, str]]) -> None:
    flows = [
        Flow(Place(a, Label(f"State {a}")), Place(b, Label(f"State {b}")), 1, Label("x"))
        for a, b in pairs
    ]
    drawing = flow_map(frame(), flows, said=FlowWords("Seller", "Buyer", [(1, "1")]))
    root = ET.fromstring(drawing.inline())  # noqa: S314 - our own
    boxes = []
    for text in root.iter("text"):
        if (text.text or "").startswith("State") and "halo" not in (text.get("class") or ""):
            half = width_of(text.text or "", 12) / 2
            x, y = float(text.get("x", 0)), float(text.get("y", 0))
            boxes.append((x - half, y - 10, x + half, y + 3))
    for at, one in enumerate(boxes):
        assert one[0] > 0
        assert one[2] < drawing.width
        for other in boxes[at + 1 :]:
            apart = (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )
            assert apart


def test_a_view_holds_its_countries_and_no_more_of_the_world_than_it_must() -> None:
    near, far = view({"it", "eg", "sy"}, 800), view({"il", "br", "id"}, 800)
    for seen, codes in ((near, ("it", "eg", "sy")), (far, ("il", "br", "id"))):
        for code in codes:
            at = seen.at(world().points[code])
            assert 0 < at.x < seen.width
            assert 0 < at.y < seen.height
    assert near.scale > 1.9 * far.scale


def spots(drawing: Drawing, tag: str = "circle", name: str = "cx") -> list[float]:
    root = ET.fromstring(drawing.inline())  # noqa: S314 - our own
    return [float(e.get(name, 0)) for e in root.iter(tag)]


@pytest.mark.parametrize("make", [a_timeline, *(lambda d, n=n: some_charts(d)[n] for n in (1, 3))])
def test_time_and_words_are_mirrored(make: Callable[[str], Drawing]) -> None:
    there, back = make("ltr"), make("rtl")
    assert spots(there)
    for one, other in zip(spots(there), spots(back), strict=True):
        assert one == pytest.approx(there.width - other, abs=0.11)


def test_the_world_is_not_mirrored() -> None:
    there, back = a_map("ltr").body, a_map("rtl").body
    assert re.findall(r'class="(?:land|named)" d="([^"]+)', there) == re.findall(
        r'class="(?:land|named)" d="([^"]+)', back
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_boxes_of_a_network_lie_beside_each_other_and_lines_end_at_them(direction: str) -> None:
    drawing = a_network(direction, "A long name that needs a second line, and more than that")
    root = ET.fromstring(drawing.inline())  # noqa: S314 - our own
    boxes = [
        tuple(float(e.get(k, 0)) for k in ("x", "y", "width", "height")) for e in root.iter("rect")
    ]
    assert len(boxes) == 12
    for at, (x, y, wide, high) in enumerate(boxes):
        assert x >= 0
        assert x + wide <= drawing.width
        assert y + high <= drawing.height
        for left, top, w, h in boxes[at + 1 :]:
            assert x + wide <= left or left + w <= x or y + high <= top or top + h <= y
    assert len([e for e in root.iter("path") if e.get("class") == "edge"]) == 11


def test_what_may_have_begun_earlier_or_goes_on_is_left_open() -> None:
    assert a_timeline().body.count('class="open"') == 2


def test_words_are_cut_where_their_room_ends() -> None:
    assert shortened("Ministry", 12, 500) == "Ministry"
    cut = shortened("Ministry of Foreign Affairs", 12, 90)
    assert cut.endswith("…")
    assert width_of(cut, 12) <= 90
    assert wrapped("one two three", 12, 50) == ("one two", "three")


def test_a_picture_is_twice_as_large_and_by_day() -> None:
    pytest.importorskip("resvg_py", reason="pictures need enduse[web]")
    drawing = some_charts()[1]
    picture = png(drawing.alone(language="en", foot=[]))
    assert picture.startswith(b"\x89PNG")
    wide = int.from_bytes(picture[16:20], "big")
    assert wide == 2 * (drawing.width + 32)
