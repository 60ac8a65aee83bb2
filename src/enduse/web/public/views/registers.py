"""The registers of licences that authorities publish: which there are, and the rows of each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.registers import REGISTERS
from enduse.trade.register import Register
from enduse.web.ledger.models import Edition, RegisterEntry
from enduse.web.ledger.models.registers import RegisterEntryQuerySet
from enduse.web.public.forms.ledger import EntryFilter
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import PAGE
from enduse.web.registry.models import Country, Party
from enduse.web.registry.models.fields import words_of

NAMED = RegisterEntry.objects.select_related("destination", "issuer", "edition", "last_edition")


class Kept(NamedTuple):
    """A register, who keeps it, and the editions of it that the site holds, the newest first."""

    register: Register
    country: Country | None
    authority: Party | None
    editions: Sequence[Edition]


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """The registers that can be read, and the editions that this site holds."""
    held: dict[str, list[Edition]] = {name: [] for name in REGISTERS}
    for edition in Edition.objects.known_on(known_day(request)).reverse():
        held.setdefault(edition.register, []).append(edition)
    return render(request, "public/registers.html", {"rows": _kept(held)})


@require_safe
def register(request: HttpRequest, pk: str) -> HttpResponse:
    """The rows of a register, filtered; what it never says is told as not disclosed."""
    day, every = known_day(request), list(Edition.objects.filter(register=pk).reverse())
    if not every and pk not in REGISTERS:
        raise Http404
    [kept] = _kept({pk: every})
    rows = RegisterEntry.objects.filter(register=pk).known_on(day)
    form = EntryFilter(request.GET, rows, day=day)
    totals = Totals.of(form.narrowed(rows))
    page = _page(request, form.narrowed(rows), totals.all)
    shown = {"form": form, "totals": totals, "page": page, "rows": _with_earlier(page, day)}
    out = [edition for edition in every if day is None or edition.day <= day]
    return render(request, "public/register.html", {"kept": kept._replace(editions=out), **shown})


def _kept(held: Mapping[str, Sequence[Edition]]) -> list[Kept]:
    """Registers with who keeps them; the newest edition describes a register."""
    told = {pk: of[0].describes() if of else REGISTERS[pk] for pk, of in held.items()}
    places = Country.objects.in_bulk({one.country for one in told.values()})
    named = {one.authority for one in told.values() if one.authority}
    parties = Party.objects.published().in_bulk(named)
    return [
        Kept(one, places.get(one.country), parties.get(one.authority or ""), held[pk])
        for pk, one in told.items()
    ]


class Totals(NamedTuple):
    """How many rows there are of each year and outcome, the newest year first."""

    outcomes: Sequence[str]
    years: Sequence[tuple[int, Sequence[tuple[str, int]], int]]
    by_outcome: Sequence[tuple[str, int]]
    all: int

    @classmethod
    def of(cls, rows: RegisterEntryQuerySet) -> "Totals":
        """The totals of some rows, in one question to the database."""
        told: dict[int, dict[str, int]] = defaultdict(dict)
        for year, outcome, n in (
            rows.order_by().values_list("year", "outcome").annotate(n=Count("pk"))
        ):
            told[year][outcome] = n
        found = {outcome for by_outcome in told.values() for outcome in by_outcome}
        outcomes = [word for word in words_of(RegisterEntry.noun, "outcome") if word in found]
        years = [
            (year, [(word, of.get(word, 0)) for word in outcomes], sum(of.values()))
            for year, of in sorted(told.items(), reverse=True)
        ]
        by_outcome = [(word, sum(of.get(word, 0) for of in told.values())) for word in outcomes]
        return cls(outcomes, years, by_outcome, sum(n for _, n in by_outcome))


def _page(request: HttpRequest, rows: RegisterEntryQuerySet, count: int) -> Page[Any]:
    """One page of rows. Their keys come first: they stand in the index, however far back."""
    keys = rows.order_by("-date_day", "reference").values_list("pk", flat=True)
    pages = Paginator(keys, PAGE)
    pages.count = count  # the totals have told it
    page: Page[Any] = pages.get_page(request.GET.get("page"))
    asked = list(page.object_list)
    found = NAMED.in_bulk(asked)
    page.object_list = [found[key] for key in asked]
    return page


def _with_earlier(
    page: Page[Any], day: date | None
) -> list[tuple[RegisterEntry, list[RegisterEntry]]]:
    """The rows of a page, each with what other editions said of it, the newest first."""
    shown: list[RegisterEntry] = list(page.object_list)
    others = NAMED.exclude(pk__in=[row.pk for row in shown]).order_by("-last_edition__day", "-pk")
    others = others.filter(reference__in=[row.reference for row in shown])
    said: dict[tuple[str, str], list[RegisterEntry]] = defaultdict(list)
    for row in others.filter(register__in={row.register for row in shown}):
        if day is None or row.edition.day <= day:
            said[row.register, row.reference].append(row)
    return [(row, said[row.register, row.reference]) for row in shown]
