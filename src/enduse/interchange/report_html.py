"""An assessment as one self-contained page: no script, no request to anyone, made to be printed."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from enduse.assessment.result import Assessment
from enduse.interchange import report_words as words
from enduse.interchange.languages import DIRECTION, spoken
from enduse.interchange.report_outline import outline
from enduse.interchange.report_sources import Place

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "style"
FEWEST, NOTES, FEW = 2, 4, 6


def to_html(assessment: Assessment) -> str:
    """The assessment as an HTML page with its style inlined."""
    template = _environment().get_template("assessment.html.j2")
    language = spoken()
    return template.render(
        report=outline(assessment),
        address=_nowhere,
        css=_css(),
        language=language,
        direction=DIRECTION[language],
    )


def to_fragment(assessment: Assessment, address: Callable[[str], str | None]) -> Markup:
    """The report without heading and page around it, for a page that has `style/report.css`.

    `address` gives the page of a record by its id, None where there is none.
    """
    template = _environment().get_template("assessment_body.html.j2")
    return Markup(template.render(report=outline(assessment), address=address))  # noqa: S704 - the template escapes


def _nowhere(_: str) -> None:
    """A page that stands alone leads to no other."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(prose=prose, leading=leading)
    environment.globals.update(words=words, say=words.say, say_count=words.say_count)
    environment.globals.update(FEWEST=FEWEST, NOTES=NOTES, FEW=FEW)
    return environment


@cache
def _css() -> Markup:
    files = (STYLE / name for name in ("page.css", "report.css"))
    return Markup("".join(file.read_text(encoding="utf-8") for file in files))  # noqa: S704 - our own files


def prose(text: str) -> Markup:
    """Text for a page: escaped, and what runs from right to left set apart from its neighbours."""
    if DIRECTION[spoken()] == "rtl":
        return escape(text)
    pieces = (
        Markup('<bdi dir="rtl">{}</bdi>').format(piece) if turned else escape(piece)
        for piece, turned in words.runs(text)
    )
    return Markup("").join(pieces)


def leading(text: str, places: Sequence[Place]) -> Markup:
    """Text in which the name of a place in the report leads there."""
    anchors = {place.name: place.anchor for place in places if place.name}
    if not anchors:
        return prose(text)
    names = "|".join(map(re.escape, sorted(anchors, key=len, reverse=True)))
    pieces = (
        Markup('<a href="#{}">{}</a>').format(anchors[piece], prose(piece))
        if piece in anchors
        else prose(piece)
        for piece in re.split(f"({names})", text)
    )
    return Markup("").join(pieces)
