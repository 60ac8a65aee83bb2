"""Products, transfers and restrictions: lists that filter, and a page for each."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enduse.taxonomy import TECHNOLOGIES
from enduse.web.ledger.models import Licence
from enduse.web.outreach.models import Outreach
from enduse.web.public.forms.registry import ProductFilter, RestrictionFilter, TransferFilter
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import list_page, profile_page
from enduse.web.public.views.registry import counts
from enduse.web.public.views.registry.profiles import (
    MANY,
    newest_first,
    some,
    transfers_by,
    with_last_event,
)
from enduse.web.registry.models import Incident, Product, Restriction, Transfer


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """Named products, with how often each was transferred and used on people."""
    rows = counts.products(known_day(request))
    form = ProductFilter(rows, request.GET)
    return list_page(request, "public/products.html", form.narrowed(rows), form=form)


@require_safe
def product(request: HttpRequest, pk: str) -> HttpResponse:
    """One product: who makes it, where it went, what it was used for."""
    rows = Product.objects.published().select_related("vendor__country").with_sources()
    return profile_page(request, rows, pk, told=_of_product)


def _of_product(row: Product, day: date | None) -> dict[str, Any]:
    went = Transfer.objects.published().known_on(day).filter(product=row)
    used = Incident.objects.published().known_on(day).filter(product=row)
    others = Product.objects.published().known_on(day).filter(vendor=row.vendor).exclude(pk=row.pk)
    keys = "destination_id", "destination__name", "end_user_id", "end_user__name"
    return {
        "transfers": transfers_by("transfers", went, *keys),
        "incidents": some("incidents", used.in_words().order_by("-reported_day", "pk")),
        "others": some("others", others.order_by("name", "pk")),
    }


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Movements of technology, and steps towards them, the last reported first."""
    day = known_day(request)
    rows = Transfer.objects.published().known_on(day).in_words(day)
    form = TransferFilter(rows, request.GET)
    found = form.narrowed(rows).order_by("-reported_day", "pk")
    return list_page(request, "public/transfers.html", found, form=form)


@require_safe
def transfer(request: HttpRequest, pk: str) -> HttpResponse:
    """One transfer: what is stated, by whom, and what else is on record of the pair."""
    rows = Transfer.objects.published().in_words(known_day(request)).with_sources()
    return profile_page(request, rows, pk, told=_of_transfer)


def _of_transfer(row: Transfer, day: date | None) -> dict[str, Any]:
    licences = some("licences", newest_first(_licences(row, day)).in_words(), MANY)
    incidents = _incidents(row, day).in_words().order_by("-reported_day", "pk")
    pair = Transfer.objects.published().known_on(day).exclude(pk=row.pk)
    pair = pair.filter(supplier=row.supplier, destination=row.destination)
    letters = Outreach.objects.published().known_on(day).filter(about__record=row.pk)
    return {
        "deal_day": (row.period or row.reported).first,
        "delivered": row.to_trade().delivered,
        "item": row.product.name if row.product else TECHNOLOGIES[row.technology].title,
        "licences": with_last_event(licences, day).rows,
        "incidents": incidents[:MANY],
        "letters": letters.order_by("-date_day", "pk")[:MANY],
        "pair": some("pair", pair.in_words(day).order_by("-reported_day", "pk")),
    }


def _licences(row: Transfer, day: date | None) -> Any:
    """Licences of the same exporter for the same destination or end user."""
    there = Q(destinations__country=row.destination)
    if row.end_user_id:
        there |= Q(end_user=row.end_user_id)
    known = Licence.objects.published().known_on(day)
    mine = known.filter(there, exporter=row.supplier_id)
    return known.filter(pk__in=mine.order_by().values("pk"))


def _incidents(row: Transfer, day: date | None) -> Any:
    """Incidents with the product in the destination, or laid to the end user."""
    known = Incident.objects.published().known_on(day)
    there = Q(perpetrator_country=row.destination_id)
    fits = there & (Q(vendor=row.supplier_id) | Q(product__vendor=row.supplier_id))
    if row.product_id:
        fits |= there & Q(product=row.product_id)
    if row.end_user_id:
        fits |= Q(perpetrator_agency=row.end_user_id)
    return known.filter(fits)


@require_safe
def restrictions(request: HttpRequest) -> HttpResponse:
    """Listings, freezes, settlements and divestments, the newest first."""
    rows = Restriction.objects.published().known_on(known_day(request)).in_words()
    form = RestrictionFilter(rows, request.GET)
    found = form.narrowed(rows).order_by("-date_day", "pk")
    return list_page(request, "public/restrictions.html", found, form=form)


@require_safe
def restriction(request: HttpRequest, pk: str) -> HttpResponse:
    """One measure against a party, and what else was done about it."""
    rows = Restriction.objects.published().in_words().with_sources()
    return profile_page(request, rows, pk, told=_of_restriction)


def _of_restriction(row: Restriction, day: date | None) -> dict[str, Any]:
    known = Restriction.objects.published().known_on(day).exclude(pk=row.pk).in_words()
    same_day = known.filter(authority=row.authority, measure=row.measure, date=row.date)
    return {
        "ended": row.ended if row.ended and _by(row.ended.last, day) else None,
        "others": known.filter(target=row.target).order_by("-date_day", "pk")[:MANY],
        "same_day": some("same_day", same_day.order_by("target__name", "pk")),
    }


def _by(iso: str, day: date | None) -> bool:
    return day is None or iso <= day.isoformat()
