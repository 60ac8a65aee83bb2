"""Parties: one list of all, one of vendors, one of end users, and one profile for each."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.web.ledger.models import Licence
from enduse.web.public.forms.registry import PartyFilter, TradeFilter
from enduse.web.public.kept import traders
from enduse.web.public.views.authorities import openness
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import PAGE, list_page, profile_page
from enduse.web.public.views.registry import profiles
from enduse.web.registry.models import Party


@require_safe
def parties(request: HttpRequest) -> HttpResponse:
    """Every organisation on record."""
    rows = Party.objects.published().known_on(known_day(request)).select_related("country")
    form = PartyFilter(rows, request.GET)
    found = form.narrowed(rows).order_by("name", "pk")
    return list_page(request, "public/parties.html", found, form=form)


@require_safe
def vendors(request: HttpRequest) -> HttpResponse:
    """Parties that supplied or make a product."""
    return _traders(request, traders.vendors, template="vendors")


@require_safe
def end_users(request: HttpRequest) -> HttpResponse:
    """Parties that received technology or used it on people."""
    return _traders(request, traders.end_users, template="end_users")


def _traders(
    request: HttpRequest,
    known: Callable[[date | None], list[traders.Trader]],
    *,
    template: str,
) -> HttpResponse:
    every = known(known_day(request))
    form = TradeFilter(every, request.GET)
    page = Paginator(form.narrowed(every), PAGE).get_page(request.GET.get("page"))
    dealt = {one.key: traders.technologies(one) for one in page.object_list}
    page.object_list = traders.in_full(page.object_list)
    shown = {"form": form, "page": page, "technologies": dealt}
    return render(request, f"public/{template}.html", shown)


@require_safe
def party(request: HttpRequest, pk: str) -> HttpResponse:
    """The one profile of an organisation, whatever its roles."""
    rows = Party.objects.published().in_full(known_day(request))
    return profile_page(request, rows, pk, told=_profile)


def _profile(row: Party, day: date | None) -> dict[str, Any]:
    told = profiles.sections(row, day)
    named = {section.name for section in told}
    opened = openness(row.pk, day) if _decides(row, named) else None
    return {"sections": told, "openness": opened}


def _decides(row: Party, named: set[str]) -> bool:
    """Whether it is an authority, by its kind or by what is on record of it."""
    if row.kind == "authority" or "policies" in named:
        return True
    return "licences" in named and Licence.objects.published().filter(authority=row).exists()
