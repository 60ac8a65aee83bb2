"""Licences and applications: which there are, and the chain of what was decided on each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.interchange.table_csv import csv_lines
from enduse.trade.chain import standing
from enduse.web.ledger.models import Chain, Decision, Licence
from enduse.web.outreach.models import Outreach
from enduse.web.public.forms.ledger import LicenceFilter
from enduse.web.public.kept.answers import kept, listed
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import PAGE, profile_page
from enduse.web.public.views.rail import rail
from enduse.web.public.views.registry.profiles import some
from enduse.web.registry.models import Incident, Party, Transfer

DECIDED = ("granted", "issued-on-appeal", "refused", "applied")
COLUMNS = (
    "id", "item", "technology", "kind", "exporter", "exporter_name", "authority", "authority_name",
    "destinations", "end_user", "end_user_name", "value", "currency", "standing", "status",
    "events", "sources", "as_known_on",
)  # fmt: skip


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """Licences and applications, the newest event first; the address of the page is the search."""
    day = known_day(request)
    chains, rows = _chains(day), Licence.objects.published().known_on(day)
    form = LicenceFilter(request.GET, rows, chains=chains, day=day)
    held = set(listed(form.narrowed(rows).order_by().values_list("pk", flat=True)))
    found = [pk for pk, chain in chains.items() if pk in held and form.fits(chain)]
    if request.GET.get("format") == "csv":
        return _as_csv(found, day)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    told = [(row, chains[row.pk]) for row in _in_order(list(page.object_list), _named())]
    return render(request, "public/licences.html", {"form": form, "page": page, "rows": told})


def _chains(day: date | None) -> Mapping[str, Chain]:
    return kept("chains", day, lambda: Licence.objects.published().known_on(day).chains(day))


def _named() -> "QuerySet[Licence]":
    named = Licence.objects.published().select_related("exporter", "authority", "end_user")
    return named.prefetch_related("destinations__country")


def _in_order(keys: Sequence[str], rows: "QuerySet[Licence]") -> list[Licence]:
    found = rows.in_bulk(keys)
    return [found[key] for key in keys]


def _as_csv(keys: Sequence[str], day: date | None) -> HttpResponse:
    """The licences as a table for other programs: codes and ids, and no words of ours."""
    chains = _chains(day)
    rows = _in_order(keys, _named().prefetch_related("citations__source"))
    lines = csv_lines(COLUMNS, (_cells(row, chains[row.pk], day) for row in rows))
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="licences.csv"'
    return answer


def _cells(row: Licence, chain: Chain, day: date | None) -> Iterator[object]:
    yield from (row.pk, row.item, row.technology, row.kind)
    for party in (row.exporter, row.authority):
        yield from (party.pk, party.name)
    yield "; ".join(part.country_id for part in row.destinations.all())
    yield from (row.end_user.pk, row.end_user.name) if row.end_user else (None, None)
    money = row.stated("value")
    yield from (f"{money.amount:f}", money.currency) if money else (None, None)
    yield from (chain.state, None if day else row.status)
    yield "; ".join(f"{event.date} {event.decision}" for event in chain.events)
    sources = (citation.source for citation in row.citations.all())
    yield "; ".join(s.pk for s in sources if day is None or (s.known_from and s.known_from <= day))
    yield day


@require_safe
def licence(request: HttpRequest, pk: str) -> HttpResponse:
    """One licence: its chain of events, who says so, and what belongs to it."""
    rows = Licence.objects.published().in_words().with_sources()
    return profile_page(request, rows, pk, _of_licence)


def _of_licence(row: Licence, day: date | None) -> dict[str, Any]:
    events = row.events(day)
    decided = _decided(events)
    letters = Outreach.objects.published().known_on(day).filter(about__record=row.pk)
    return {
        "rail": rail(row, day),
        "standing": standing([event.to_trade() for event in events]) if events else None,
        "last": events[-1] if events else None,
        "decided": decided,
        "deal_day": decided.date.last if decided else None,
        "deals": list(_deals(row, decided.date.last)) if decided else [],
        "transfers": some("transfers", _transfers(row, day)),
        "incidents": some("incidents", _incidents(row, day)) if row.end_user else None,
        "letters": letters.order_by("-date_day", "pk"),
    }


def _decided(events: Sequence[Decision]) -> Decision | None:
    """The event that decided on the application; without one, how the chain began."""
    found = (event for word in DECIDED for event in events if event.decision == word)
    return next(found, events[0] if events else None)


def _deals(row: Licence, day: str) -> Iterator[tuple[Any, str]]:
    """Each destination with the fields of the assessment form for the deal of a day, as alerts
    assess it (`enduse.assessment.pledges.deal_of`)."""
    shared = {
        "exporter": _name(row.exporter),
        "exporter_country": row.authority.country_id,
        "item": row.item,
        "technology": row.technology if row.technology != "other" else None,
        "end_user": _name(row.end_user),
        "date": day,
    }
    for part in row.destinations.all():
        told = shared | {"destination": part.country_id}
        yield part.country, urlencode({name: said for name, said in told.items() if said})


def _name(party: Party | None) -> str | None:
    """The name of a party; None for one that no source names."""
    return None if party is None or party.pk.startswith("unknown-") else party.name


def _transfers(row: Licence, day: date | None) -> "QuerySet[Transfer]":
    """What the exporter sent to the countries of the licence."""
    known = Transfer.objects.published().known_on(day).in_words(day)
    there = [part.country_id for part in row.destinations.all()]
    mine = known.filter(supplier=row.exporter_id, destination__in=there)
    return mine.order_by("-reported_day", "pk")


def _incidents(row: Licence, day: date | None) -> "QuerySet[Incident]":
    """Incidents laid to the end user."""
    known = Incident.objects.published().known_on(day).filter(perpetrator_agency=row.end_user)
    return known.in_words().order_by("-reported_day", "pk")
