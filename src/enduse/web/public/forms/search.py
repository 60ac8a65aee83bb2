"""What a reader asks of search, read out of the address of the page."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.http import QueryDict

from enduse.taxonomy import TECHNOLOGIES
from enduse.web.search.answer import Question
from enduse.web.search.catalogue import FACETS
from enduse.web.search.facets import KINDS, STRENGTHS

SHOWN = 40
MOST = 8
USABLE: Mapping[str, Callable[[str], object]] = {
    "kind": KINDS.__contains__,
    "country": re.compile("[a-z]{2}").fullmatch,
    "technology": TECHNOLOGIES.__contains__,
    "year": re.compile("[12][0-9]{3}").fullmatch,
    "strength": STRENGTHS.__contains__,
}


def question(asked: QueryDict, known: date | None) -> Question:
    """What was asked; what cannot be used is left out, see `unusable`."""
    chosen = {
        name: tuple(dict.fromkeys(v for v in asked.getlist(name)[:MOST] if USABLE[name](v)))
        for name in FACETS
    }
    return Question(asked.get("q", "").strip(), known, chosen, exact=asked.get("exact") == "1")


def unusable(asked: QueryDict) -> list[str]:
    """Values of facets that are none."""
    return [
        value[:SHOWN]
        for name in FACETS
        for value in asked.getlist(name)
        if value and not USABLE[name](value)
    ]
