"""Search over all that is on record."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from enduse.screening.asked import MOST_WORDS
from enduse.web.public.forms import search as forms
from enduse.web.public.views.known import known_day
from enduse.web.registry.models import Country, SearchEntry
from enduse.web.search.answer import Answer, Question, answer, without
from enduse.web.search.facets import chosen, facets, kind
from enduse.web.search.marked import marked, snippet
from enduse.web.words.places import by_name

PAGE = 20


class Hit(NamedTuple):
    """One result as the page shows it."""

    entry: SearchEntry
    kind: str
    title: SafeString
    snippet: SafeString
    countries: list[tuple[str, str]]
    technologies: list[str]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What matches all the words, best first, and what it can be narrowed by."""
    question = forms.question(request.GET, known_day(request))
    found = answer(question)
    page = Paginator(found.places if question.asks else [], PAGE).get_page(request.GET.get("page"))
    countries = dict(by_name(Country.objects.values_list("code", "name")))
    shown = {
        "page": page,
        "hits": _hits(page, found, question, countries),
        "facets": facets(found, question, countries),
        "chosen": chosen(question, countries),
    }
    return render(request, "public/search.html", _told(request, question, found) | shown)


def _told(request: HttpRequest, question: Question, found: Answer) -> dict[str, Any]:
    """What the page says of the question itself."""
    nothing = bool(found.asked.terms) and not found.places
    return {
        "question": question,
        "found": found,
        "respelt": found.text != question.text,
        "as_typed": question.but(question.text, exact=True).query,
        "instead": question.but(found.instead).query if found.instead else "",
        "without": without(question) if nothing else [],
        "unreadable": bool(question.text) and not found.asked.terms,
        "unusable": forms.unusable(request.GET),
        "most_words": MOST_WORDS,
    }


def _hits(
    page: Page[int], found: Answer, question: Question, countries: Mapping[str, str]
) -> list[Hit]:
    pks = [found.catalogue.ids[place] for place in page]
    rows = SearchEntry.objects.defer("heading", "words", "later").in_bulk(pks)
    return [_hit(rows[pk], found, question, countries) for pk in pks if pk in rows]


def _hit(
    entry: SearchEntry, found: Answer, question: Question, countries: Mapping[str, str]
) -> Hit:
    terms = found.asked.terms
    texts = (entry.said,) if question.known else (entry.note, entry.said)
    return Hit(
        entry=entry,
        kind=kind(entry.kind),
        title=marked(entry.title, terms),
        snippet=snippet(texts, terms),
        countries=[(code, countries.get(code, code)) for code in entry.countries.split()],
        technologies=entry.technologies.split(),
    )
