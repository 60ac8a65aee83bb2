"""Licences with the chain of what was decided, and the registers that authorities publish."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from enduse.registers import REGISTERS
from enduse.trade.chain import breaks, faults, standing
from enduse.trade.register import Register
from enduse.web.ledger.models import Decision, Edition, Licence, RegisterEntry
from enduse.web.outreach.models import Outreach
from enduse.web.public.forms.ledger import EntryFilter, LicenceFilter
from enduse.web.public.views.known import known_day
from enduse.web.registry.models import Transfer

PAGE = 50


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """Licences and applications, filtered; the address of the page is the search."""
    day = known_day(request)
    known = Licence.objects.published().known_on(day)
    form = LicenceFilter(known, request.GET)
    rows = form.narrowed(known).in_words()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told = [_told(row, row.events(day)) for row in page]
    return render(request, "public/licences.html", {"form": form, "page": page, "rows": told})


def _told(row: Licence, events: list[Decision]) -> tuple[Licence, Decision | None, Any]:
    """A licence, the last event known, and how it stands by the events."""
    stands = standing([event.to_trade() for event in events]) if events else None
    return row, events[-1] if events else None, stands


@require_safe
def licence(request: HttpRequest, pk: str) -> HttpResponse:
    """One licence: its chain of events, who says so, and what belongs to it."""
    day = known_day(request)
    whole = Licence.objects.published().in_words().prefetch_related("citations__source")
    row = get_object_or_404(whole, pk=pk)
    shown = {
        "licence": row,
        "unknown_then": bool(day and not (row.known_from and row.known_from <= day)),
        "transfers": _transfers(row, day),
        "letters": Outreach.objects.published().known_on(day).filter(about__record=pk),
    }
    return render(request, "public/licence.html", shown | _chain(row, day))


def _chain(row: Licence, day: date | None) -> dict[str, Any]:
    events = row.events(day)
    told = [event.to_trade() for event in events]
    return {
        "rail": _rail(events, breaks(told)),
        "standing": standing(told) if told else None,
        "faults": faults(row.kind, told),
        "decided": next((e for e in events if e.decision in {"granted", "applied"}), None),
    }


def _rail(events: list[Decision], gaps: list[Any]) -> list[dict[str, Any]]:
    """Events and gaps as they stand along the rail."""
    rail: list[dict[str, Any]] = [{"gap": gap} for gap in gaps if gap.kind == "everything"]
    for at, event in enumerate(events):
        rail += [{"gap": gap} for gap in gaps if gap.before == at]
        rail.append({"event": event})
        rail += [{"gap": gap} for gap in gaps if gap.after == at and gap.before is None]
    return rail


def _transfers(row: Licence, day: date | None) -> QuerySet[Transfer]:
    """What the exporter sent to the countries of the licence."""
    return (
        Transfer.objects.published()
        .known_on(day)
        .filter(
            supplier=row.exporter_id,
            destination__in=[part.country_id for part in row.destinations.all()],
        )
        .select_related("supplier", "destination", "end_user")
    )


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """The registers that can be read, and the editions that this site holds."""
    held = {
        row["register"]: row
        for row in Edition.objects.values("register").annotate(
            editions=Count("id"), first=Min("day"), last=Max("day")
        )
    }
    rows = [(register, held.get(name)) for name, register in REGISTERS.items()]
    return render(request, "public/registers.html", {"rows": rows})


@require_safe
def register(request: HttpRequest, pk: str) -> HttpResponse:
    """The rows of a register, filtered; what it never says is told as not disclosed."""
    kept = _register(pk)
    entries = RegisterEntry.objects.filter(register=pk)
    form = EntryFilter(entries, request.GET)
    rows = form.narrowed(entries).select_related("destination", "edition", "last_edition")
    shown = {
        "register": kept,
        "form": form,
        "editions": Edition.objects.filter(register=pk),
        "totals": rows.order_by("outcome").values("outcome").annotate(n=Count("id")),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "public/register.html", shown)


def _register(pk: str) -> Register:
    held = REGISTERS.get(pk)
    if held is None:
        raise Http404
    return held
