"""How a list and a profile are laid before the reader."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Page
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from enduse.taxonomy import TECHNOLOGIES
from enduse.web.public.forms.filters import FilterForm
from enduse.web.public.kept.answers import Pages
from enduse.web.public.views.known import known_day
from enduse.web.registry.models import Country, Published

PAGE = 50
R = TypeVar("R", bound=Published)


def list_page(
    request: HttpRequest,
    template: str,
    rows: "models.QuerySet[Any]",
    *,
    form: FilterForm,
    told: Callable[[Page[Any], date | None], dict[str, Any]] = lambda *_: {},
) -> HttpResponse:
    """The rows that the filters let through, fifty a page, with what is told beside them."""
    page = some_of(rows, request.GET.get("page"))
    shown = {"form": form, "page": page, **told(page, known_day(request))}
    return render(request, template, shown)


def some_of(rows: "models.QuerySet[Any]", number: str | None) -> Page[Any]:
    """One page of some rows: first which rows, which an index tells, then what they say."""
    page = Pages(rows.values_list("pk", flat=True), PAGE).get_page(number)
    page.object_list = list(rows.filter(pk__in=list(page.object_list)))
    return page


def profile_page(
    request: HttpRequest,
    rows: "models.QuerySet[R]",
    key: str,
    told: Callable[[R, date | None], dict[str, Any]],
) -> HttpResponse:
    """A record with what belongs to it; before its first source was out, a page that says so."""
    record, day = get_object_or_404(rows, pk=key), known_day(request)
    name = str(record._meta.model_name)
    if day and (record.known_from is None or record.known_from > day):
        return render(request, "public/parts/not_yet_known.html", {"record": record})
    shown = {name: record, "rests_on_later": day and _rests_on_later(record, day)}
    return render(request, f"public/{name}.html", shown | told(record, day))


def record_at(noun: str, key: str, rows: "models.QuerySet[Any] | None") -> Any:
    """What an address is of: the code of a technology, a country, or one of `rows`."""
    if noun == "technologies":
        record: Any = key if key in TECHNOLOGIES else None
    elif noun == "countries":
        record = Country.objects.filter(pk=key).first()
    else:
        record = rows.filter(pk=key).first() if rows is not None else None
    if record is None:
        raise Http404
    return record


def _rests_on_later(record: Published, day: date) -> bool:
    """Whether some of its sources came out after a day: what it says may be told by them."""
    citations = record.citations.all() if hasattr(record, "citations") else ()
    out = (citation.source.known_from for citation in citations)
    return any(known_from is None or known_from > day for known_from in out)
