"""Atom feeds: what became known of a party, a country, a technology, or at all."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from heapq import nlargest
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from enduse.web.demands.models import Statement
from enduse.web.ledger.models import Licence
from enduse.web.outreach.models import Outreach
from enduse.web.public.views.taken.page import Page, described, found, page_of
from enduse.web.registry.models import Incident, Restriction, Transfer

LENGTH = 50
ATOM = "application/atom+xml; charset=utf-8"
EPOCH = datetime(1990, 1, 1, tzinfo=UTC)


def _q(*lookups: str) -> Any:
    """Any of the lookups leads to the key."""

    def asked(key: str) -> Q:
        whole = Q()
        for lookup in lookups:
            whole |= Q(**{lookup: key})
        return whole

    return asked


# How a row of each kind is found by the key of what the feed is about.
ABOUT: Mapping[str, Mapping[Any, Any]] = {
    "parties": {
        Transfer: _q("supplier", "end_user"),
        Licence: _q("exporter", "authority", "end_user"),
        Incident: _q("vendor", "perpetrator_agency"),
        Restriction: _q("target", "authority"),
        Statement: _q("issued_by__party"),
        Outreach: _q("senders__party", "recipients__party"),
    },
    "countries": {
        Transfer: _q("destination", "supplier__country"),
        Licence: _q("destinations__country", "exporter__country"),
        Incident: _q("perpetrator_country", "victim_countries__country"),
        Restriction: _q("target__country"),
        Statement: _q("named_countries__country", "states__country"),
    },
    "technologies": {
        Transfer: _q("technology"),
        Licence: _q("technology"),
        Incident: _q("product__technology"),
    },
}
EVERY = (Transfer, Licence, Incident, Restriction, Statement, Outreach)


@require_safe
def of_site(request: HttpRequest) -> HttpResponse:
    """What became known at all, the newest first."""
    rows = (model.objects.published() for model in EVERY)
    return _feed(request, gettext("Enduse: what became known"), reverse("public:home"), rows)


@require_safe
def of_page(request: HttpRequest, noun: str, pk: str) -> HttpResponse:
    """What became known of a party, a country or a technology, the newest first."""
    page = found(noun, pk)
    if noun not in ABOUT:
        raise Http404
    return _feed(request, f"Enduse: {page.title}", page.path, _rows(page))


def _rows(page: Page) -> "Iterator[QuerySet[Any]]":
    for model, about in ABOUT[page.noun].items():
        keys = model.objects.filter(about(page.key)).order_by().values("pk")
        yield model.objects.published().filter(pk__in=keys)


def _feed(
    request: HttpRequest, title: str, path: str, sets: "Iterator[QuerySet[Any]]"
) -> HttpResponse:
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(path),
        feed_url=request.build_absolute_uri(request.path),
        description=described(),
        language=get_language(),
    )
    newest = (row for rows in sets for row in _newest(rows))
    for row in nlargest(LENGTH, newest, key=lambda row: (row.known_from, row.pk)):
        _add(feed, request, row)
    if not feed.items:
        feed.latest_post_date = lambda: EPOCH  # type: ignore[method-assign]
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def _newest(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    near = {"supplier", "destination", "target", "authority"}
    joined = near & {field.name for field in rows.model._meta.get_fields()}
    dated = rows.filter(known_from__isnull=False).order_by("-known_from", "-pk")
    return dated.select_related(*sorted(joined))[:LENGTH] if joined else dated[:LENGTH]


def _add(feed: Atom1Feed, request: HttpRequest, row: Any) -> None:
    page = page_of(str(row._meta.model_name), row)
    address = request.build_absolute_uri(page.path)
    feed.add_item(
        title=page.title,
        link=address,
        unique_id=address,
        description=page.kind,
        updateddate=datetime.combine(row.known_from, time(), tzinfo=UTC),
    )
