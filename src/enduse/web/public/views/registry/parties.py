"""Parties: one list of all, one of vendors, one of end users, and one profile for each."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enduse.web.public.forms.registry import EndUserFilter, PartyFilter, TradeFilter
from enduse.web.public.views.authorities import openness
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import list_page, profile_page
from enduse.web.public.views.registry import counts, profiles
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
    day = known_day(request)
    rows = counts.vendors(day)
    form = TradeFilter(rows, request.GET, day=day)
    return list_page(request, "public/vendors.html", form.narrowed(rows), form=form, told=_sold)


@require_safe
def end_users(request: HttpRequest) -> HttpResponse:
    """Parties that received technology or used it on people."""
    day = known_day(request)
    rows = counts.end_users(day)
    form = EndUserFilter(rows, request.GET, day=day)
    return list_page(request, "public/end_users.html", form.narrowed(rows), form=form, told=_bought)


@require_safe
def party(request: HttpRequest, pk: str) -> HttpResponse:
    """The one profile of an organisation, whatever its roles."""
    rows = Party.objects.published().in_full(known_day(request))
    return profile_page(request, rows, pk, told=_profile)


def _profile(row: Party, day: date | None) -> dict[str, Any]:
    opened = openness(row.pk, day) if row.kind == "authority" else None
    return {"sections": profiles.sections(row, day), "openness": opened}


def _sold(page: Iterable[Any], day: date | None) -> dict[str, Any]:
    return {"technologies": counts.technologies(page, day, ("supplied", "products"))}


def _bought(page: Iterable[Any], day: date | None) -> dict[str, Any]:
    return {"technologies": counts.technologies(page, day, ("received",))}
