"""What results can be narrowed by: each value with how many there are, and the way there."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enduse.web import words
from enduse.web.search.answer import Answer, Question
from enduse.web.search.catalogue import FACETS
from enduse.web.search.entries import NOUNS, ORDER

SHOWN = 8
TITLES = {
    "kind": _("Kind"),
    "country": _("Country"),
    "technology": _("Technology"),
    "year": _("Year"),
    "strength": _("Strength of proof"),
}
NOT_IN_THE_PACK = {"country": _("country"), "technology": _("technology")}
STRENGTHS = tuple(words.FIELDS["strength"])
PARTIES = (
    "company", "agency", "authority", "ngo", "media", "igo", "legislature", "research", "investor",
    "coalition", "court",
)  # fmt: skip
KINDS = (*PARTIES, *(noun for noun in ORDER if noun != "party"))


class Value(NamedTuple):
    """One value of a facet; `query` leads to the results with it, or without if it is chosen."""

    code: str
    label: str
    results: int
    query: str


class Facet(NamedTuple):
    """What results differ in; the `rest` of its values is folded."""

    name: str
    title: str
    first: list[Value]
    rest: list[Value]


def facets(found: Answer, question: Question, countries: Mapping[str, str]) -> list[Facet]:
    """Every facet that the results differ in, most frequent values first."""
    counts = found.counts
    made = []
    for name in FACETS:
        before, after = question.around(name)
        rest = f"&{after}" if after else ""
        values = [
            Value(code, label(name, code, countries), count, f"{before}{name}={code}{rest}")
            for code, count in counts[name].items()
            if code not in question.chosen.get(name, ())
        ]
        values.sort(key=lambda value: _order(name, value))
        if values:
            made.append(Facet(name, str(TITLES[name]), values[:SHOWN], values[SHOWN:]))
    return made


def chosen(question: Question, countries: Mapping[str, str]) -> list[Value]:
    """What the results were narrowed by; each leads to the results without it."""
    return [
        Value(code, label(name, code, countries), 0, question.switched(name, code).query)
        for name in FACETS
        for code in question.chosen.get(name, ())
    ]


def label(facet: str, code: str, countries: Mapping[str, str]) -> str:
    """What readers see for a value of a facet."""
    if facet == "kind":
        return kind(code)
    if facet == "country":
        return countries.get(code, code.upper())
    return code if facet == "year" else str(words.label(facet, code))


def kind(code: str) -> str:
    """What a result is, in words."""
    if code in NOUNS:
        return capfirst(str(words.ONE[NOUNS[code]]))
    return capfirst(str(NOT_IN_THE_PACK.get(code) or words.label("kind", code)))


def _order(facet: str, value: Value) -> tuple[int, str]:
    if facet == "year":
        return -int(value.code), ""
    if facet == "strength":
        return STRENGTHS.index(value.code), ""
    return -value.results, value.label
