"""The pages of text: method, glossary, data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.interchange.pack import NOUNS
from enduse.taxonomy import TECHNOLOGIES
from enduse.web import words
from enduse.web.pack import MODELS
from enduse.web.public.views import downloads
from enduse.web.registry.models import Index
from enduse.web.words.meanings import MEANINGS
from enduse.web.words.terms import TERMS


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How records, figures and assessments are made, and what they do not prove."""
    shown = {"outcomes": list(words.OUTCOMES), "risks": list(words.RISKS)}
    return render(request, "public/method.html", shown)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The terms of the field and the words of records, each in plain words."""
    shown = {
        "terms": sorted(TERMS.items(), key=lambda term: str(term[1][0]).casefold()),
        "technologies": TECHNOLOGIES.values(),
        "meanings": MEANINGS,
        "outcomes": words.OUTCOMES,
        "risks": words.RISKS,
    }
    return render(request, "public/glossary.html", shown)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """How to take everything away, and on what terms."""
    digest = downloads.newest()
    texts = downloads.files(digest)
    shown = {
        "files": [(noun, _count(noun), len(texts[noun])) for noun in NOUNS],
        "size": len(downloads.archive(digest)),
        "digest": digest,
        "indices": Index.objects.all(),
    }
    return render(request, "public/data.html", shown)


def _count(noun: str) -> int:
    return MODELS[noun].objects.published().count()
