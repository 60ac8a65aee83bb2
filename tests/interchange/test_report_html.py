import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from enduse.assessment.result import Assessment
from enduse.interchange import report_words as words
from enduse.interchange.report_html import STYLE as SHEETS
from enduse.interchange.report_html import leading, prose, to_fragment, to_html
from enduse.interchange.report_outline import outline
from enduse.interchange.report_sources import Place
from tests.build_assessment import SAMPLE
from tests.odd_assessments import EVERY

VOID = {"meta", "br", "img", "link", "input", "hr"}
LOADS = {"script", "img", "iframe", "link", "object", "embed", "video", "audio", "svg", "form"}
every = pytest.mark.parametrize("assessment", EVERY.values(), ids=EVERY.keys())


class Page(HTMLParser):
    """What a browser would make of a page, as far as the tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.unbalanced: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if any(re.fullmatch(r"h[1-6]", tag) for tag in self.open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


@every
def test_the_page_is_whole_and_its_headings_nest(assessment: Assessment) -> None:
    page = Page(to_html(assessment))
    assert page.unbalanced == []
    assert page.open == []
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    second = [text for level, text in page.headings if level == 2]
    assert second == list(words.HEADINGS.values())


@every
def test_the_page_asks_nobody_for_anything(assessment: Assessment) -> None:
    text = to_html(assessment)
    page = Page(text)
    assert "<script" not in text.lower()
    assert not LOADS & {tag for tag, _ in page.tags}
    assert page.values("src") == page.values("style") == []
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not re.search(r"@import|url\(|@font-face", text[: text.index("</style>")])
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert policy in page.values("content")


@every
def test_links_lead_inside_or_to_what_is_cited(assessment: Assessment) -> None:
    page = Page(to_html(assessment))
    found = outline(assessment)
    cited = {source.url for source in found.sources}
    cited |= {shown.url for regime in found.regimes for shown in regime.provisions}
    links = page.values("href")
    inside = {link[1:] for link in links if link.startswith("#")}
    assert {link for link in links if not link.startswith("#")} <= cited
    assert inside <= set(page.values("id"))
    assert len(page.values("id")) == len(set(page.values("id")))


def test_statement_and_source_lead_to_each_other() -> None:
    page = Page(to_html(SAMPLE))
    for target in ("#source-1", "#why-1", "#record-2", "#provision-1", "#flag-1"):
        assert target in page.values("href")


def test_the_page_says_its_language_direction_and_way_in() -> None:
    page = Page(to_html(SAMPLE))
    root = dict(page.tags)["html"]
    assert (root["lang"], root["dir"]) == ("en", "ltr")
    assert page.values("href")[0] == "#report"
    assert "no-referrer" in page.values("content")


def test_hostile_text_is_shown_as_text() -> None:
    text = to_html(EVERY["hostile"])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<img" not in text
    assert 'href="javascript' not in text
    assert "\x1b" not in text


def test_right_to_left_names_stand_apart() -> None:
    assert prose("of شركة (ذ.م.م.), 2016") == 'of <bdi dir="rtl">شركة (ذ.م.م.)</bdi>, 2016'
    assert prose("<b> & شركة") == '&lt;b&gt; &amp; <bdi dir="rtl">شركة</bdi>'


def test_the_longest_name_of_a_place_is_the_one_linked() -> None:
    places = [Place("a", "Article 4"), Place("b", "Article 4(2)")]
    assert leading("Article 4(2); Article 4", places) == (
        '<a href="#b">Article 4(2)</a>; <a href="#a">Article 4</a>'
    )
    assert leading("<b>", []) == "&lt;b&gt;"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


STYLE = "".join((SHEETS / name).read_text("utf-8") for name in ("page.css", "report.css"))
THEMES = [
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", part)) for part in STYLE.split(":root")
]


@pytest.mark.parametrize(
    "theme", [t for t in THEMES if "paper" in t], ids=["light", "dark", "print"]
)
def test_text_stands_out_seven_to_one_and_marks_three_to_one(theme: dict[str, str]) -> None:
    paper = theme["paper"] if len(theme["paper"]) == 7 else "#ffffff"
    ink = theme["ink"] if len(theme["ink"]) == 7 else "#000000"
    for colour in (ink, theme["quiet-text"], theme["accent"]):
        assert contrast(colour, paper) >= 7
    for mark in ("none-known", "undecided", "concern", "serious", "severe"):
        assert contrast(theme[mark], paper) >= 3


def test_the_tokens_are_those_of_the_design() -> None:
    light, dark = (t for t in THEMES[:3] if "paper" in t)
    assert (light["paper"], light["ink"], light["quiet"], light["rule"], light["accent"]) == (
        "#fdfcf9", "#1b1b19", "#5d5b55", "#ddd8cc", "#0b5563",
    )  # fmt: skip
    assert (dark["paper"], dark["ink"], dark["accent"]) == ("#14161a", "#e9e6df", "#7cc4d4")


@every
def test_the_fragment_is_the_report_without_its_page(assessment: Assessment) -> None:
    fragment = to_fragment(assessment, lambda record: f"/records/{record}/")
    page = Page(fragment)
    assert page.unbalanced == page.open == []
    assert not {level for level, _ in page.headings} & {1}
    assert 'on record: <a href="/records/' in fragment or "on record:" not in fragment
    assert [text for level, text in page.headings if level == 2] == list(words.HEADINGS.values())
