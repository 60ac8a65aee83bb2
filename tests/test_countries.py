import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from enduse.taxonomy.tables import read_yaml
from enduse.trade.places import Country, Places

ROOT = Path(__file__).parents[1]
FILE = ROOT / "src" / "enduse" / "data" / "countries.yaml"
TABLES = ROOT.parent / "shared" / "data" / "country-indicators"
ISO = """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs
    bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee
    eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm
    hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc
    li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na
    nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw
    sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to
    tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
RANGES = {"pts": (1, 5), "voice": (0, 100), "libdem": (0, 1)}


@cache
def places() -> Places:
    return msgspec.convert(read_yaml(FILE), Places)


def country(code: str) -> Country:
    (found,) = (c for c in places().countries if c.code == code)
    return found


def test_every_country_of_iso_3166_stands_once_and_in_order() -> None:
    codes = ISO.split()
    assert len(codes) == 249
    assert [c.code for c in places().countries] == sorted([*codes, "eu", "xk"])


def test_a_name_means_one_country() -> None:
    owners = Counter(
        name
        for c in places().countries
        for name in {" ".join(n.casefold().split()) for n in (c.code, c.name, *c.names)}
    )
    assert [name for name, count in owners.items() if count > 1] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EGY", "eg"), ("Égypte", "eg"), ("مصر", "eg"), ("Ägypten", "eg"), ("Burma", "mm"),
        ("UK", "gb"), ("Corea del Sud", "kr"), ("Türkiye", "tr"), ("Cote d'Ivoire", "ci"),
        ("Syrian Arab Republic", "sy"), ("Emirati Arabi", "ae"), ("Zaire", "cd"), ("XKX", "xk"),
    ],
)  # fmt: skip
def test_the_names_that_people_write(written: str, code: str) -> None:
    assert written in country(code).names


def test_everyday_names_come_first() -> None:
    names = [country(code).name for code in ("eg", "kr", "tr", "us", "no", "xk", "eu")]
    assert names == [
        "Egypt", "South Korea", "Turkey", "United States", "Norway", "Kosovo", "European Union",
    ]  # fmt: skip


def test_figures_lie_on_their_scales() -> None:
    assert {index.id for index in places().indices} == set(RANGES)
    for c in places().countries:
        for index, years in c.figures.items():
            low, high = RANGES[index]
            assert all(low <= value <= high for value in years.values()), (c.code, index)


def test_no_figure_without_a_day_of_publication_after_its_year() -> None:
    for index in places().indices:
        years = {year for c in places().countries for year in c.figures.get(index.id, {})}
        assert years == set(index.published)
        assert all(int(index.published[year][:4]) > year for year in years)


def test_no_figure_is_older_than_the_index() -> None:
    days = {index.id: index.published for index in places().indices}
    assert min(days["voice"].values()) == "1999-12-31"
    assert days["voice"][1996] == "2003-12-31"
    assert min(days["libdem"].values()) == "2016-12-31"
    assert days["libdem"][2016] == "2017-12-31"
    assert days["pts"][2014] == "2015-12-31"


@pytest.mark.parametrize(
    ("code", "index", "year", "value"),
    [
        ("eg", "pts", 2015, 4), ("eg", "voice", 2015, 14.8), ("eg", "libdem", 2015, 0.095),
        ("us", "pts", 2019, 4), ("us", "pts", 1995, 1),
        ("cd", "voice", 1996, 4.5), ("ro", "voice", 2010, 59.2), ("tl", "voice", 2002, 56.7),
        ("ps", "voice", 2006, 33.2), ("ps", "libdem", 2007, 0.18), ("xk", "libdem", 1999, 0.142),
        ("xk", "voice", 2008, 36.1), ("xk", "pts", 2008, 1), ("il", "pts", 2002, 5),
        ("rs", "pts", 1999, 5), ("rs", "pts", 2006, 2), ("ss", "pts", 2011, 5),
        ("sa", "libdem", 2018, 0.043), ("no", "voice", 2015, 100), ("ci", "pts", 2011, 5),
    ],
)  # fmt: skip
def test_figures_read_by_hand_in_the_tables(code: str, index: str, year: int, value: float) -> None:
    assert country(code).figures[index][year] == value


def test_what_has_no_figures() -> None:
    assert not country("eu").figures
    assert 1996 not in country("ss").figures.get("voice", {})
    assert 1997 not in country("it").figures["voice"]
    assert 2001 not in country("bh").figures["libdem"]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_countries", ROOT / "tools/make_countries.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not TABLES.exists(), reason=f"the tables of the indices are not at {TABLES}")
def test_the_file_is_what_the_tool_makes_of_the_tables() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert _tool().rebuilt(text, TABLES) == text


def test_the_tool_stops_at_a_country_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "political_terror_scale_1.csv").write_text(
        "Country,Year,WordBank_Code_A,PTS_A,PTS_H,PTS_S\nAtlantis,2001,ATL,2,NA,NA\n"
    )
    with pytest.raises(SystemExit, match="no country has the code 'ATL'"):
        _tool().rebuilt(FILE.read_text(encoding="utf-8"), tmp_path)
