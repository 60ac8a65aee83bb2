"""An assessment as one self-contained page: no script, no request to anyone, made to be printed."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from enduse.assessment.result import Assessment
from enduse.interchange import report_words as words
from enduse.interchange.report_outline import outline
from enduse.interchange.report_sources import Place

TEMPLATES = Path(__file__).parent / "templates"
FEWEST, NOTES, FEW = 2, 4, 6


def to_html(assessment: Assessment) -> str:
    """The assessment as an HTML page with its style inlined."""
    return _template().render(report=outline(assessment))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(prose=prose, leading=leading)
    css = Markup((TEMPLATES / "assessment.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    environment.globals.update(words=words, say=words.say, say_count=words.say_count)
    environment.globals.update(css=css, FEWEST=FEWEST, NOTES=NOTES, FEW=FEW)
    return environment.get_template("assessment.html.j2")


def prose(text: str) -> Markup:
    """Text for a page: escaped, and what runs from right to left set apart from its neighbours."""
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
