"""Statements, the matrix of demands, and pledges that licences followed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.record import Record
from enduse.trade import Statement as Told
from enduse.web.demands.models import Demand, Statement
from enduse.web.ledger.models import Licence
from enduse.web.outreach.models import Outreach
from enduse.web.pack import campaign_record, current_record
from enduse.web.public.forms.demands import STANDINGS, MatrixFilter, StatementFilter
from enduse.web.public.forms.filters import Choices
from enduse.web.public.views.demands import joined, pledged, standings
from enduse.web.public.views.known import known_day
from enduse.web.public.views.outreach.told import as_of, told_briefly
from enduse.web.public.views.pages import list_page, profile_page
from enduse.web.words.days import when

Laid = list[tuple[Told, list[standings.Cell]]]


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Open letters, resolutions, statements and pledges, filtered."""
    known = Statement.objects.published().known_on(known_day(request))
    form = StatementFilter(known, request.GET)
    rows = form.narrowed(known).listed().order_by("-date_day", "pk")
    return list_page(request, "public/statements.html", rows, form=form)


@require_safe
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """One statement: who stands behind it, what it names, whom it asks for what, and what came."""
    day = known_day(request)
    demands = Prefetch("demands", Demand.objects.with_positions(day))
    rows = Statement.objects.published().in_full(day).prefetch_related(demands)
    return profile_page(request, rows, key, _statement)


def _statement(row: Statement, day: date | None) -> dict[str, Any]:
    told, record, counted_on = row.to_trade(), campaign_record(), as_of(day)
    rounds = Outreach.objects.published().known_on(day).filter(about__record=row.pk)
    letters = told_briefly(rounds.with_parties(), record, day=day, counted_on=counted_on)
    return {
        "asked": list(standings.evidence(row, told, record, day)),
        "waves": joined.waves(row.states.all(), told, counted_on),
        "others": joined.others(row.states.all(), counted_on),
        "letters": letters,
    }


@require_safe
def demands(request: HttpRequest) -> HttpResponse:
    """The matrix: demands against addressees, with the rule, totals and the way to the evidence."""
    record, day = campaign_record(), known_day(request)
    known = set(Statement.objects.published().known_on(day).values_list("pk", flat=True))
    told = (statement for statement in record.pack.demands if statement.id in known)
    laid = standings.laid_out(told, record, day)
    form = MatrixFilter(*_choices(laid, record), request.GET)
    tables = standings.tables(laid, record, form.fits)
    shown = {"form": form, "tables": tables, "addressees": standings.by_addressee(tables)}
    return render(request, "public/demands.html", shown | _totals(tables))


def _choices(laid: Laid, record: Record) -> tuple[Choices, Choices]:
    """The statements that demand something, and their addressees, groups last."""
    addressees = {cell.addressee for _, cells in laid for cell in cells}
    columns = [standings.column(key, record) for key in addressees]
    columns.sort(key=lambda column: (not column.page, column.name.casefold()))
    return (
        [(one.id, f"{one.title} ({when(one.date)})") for one, _ in laid],
        [(column.key, column.name) for column in columns],
    )


def _totals(tables: Iterable[standings.Table]) -> dict[str, Any]:
    counted = sum((table.total for table in tables), Counter[str]())
    return {"standings": STANDINGS, "total": counted}


@require_safe
def pledges(request: HttpRequest) -> HttpResponse:
    """States that pledged and later licensed a deal that the engine would refuse."""
    (record, _), day = current_record(), known_day(request)
    found = pledged.reviewed(record)
    alerts = [alert for alert in found.alerts if pledged.known_on(alert, record, day)]
    bare = Licence.objects.published().filter(pk__in=found.without_destination)
    shown = {"review": found, "alerts": list(pledged.in_words(alerts, record)), "bare": bare}
    return render(request, "public/pledges.html", shown)
