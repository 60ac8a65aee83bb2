"""Countries as sellers and as buyers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from enduse.evidence import last_day
from enduse.web.demands.models import Commitment, Position, Statement
from enduse.web.ledger.models import Licence, RegisterEntry
from enduse.web.public.forms.places import PlaceFilter
from enduse.web.public.kept import traders
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import PAGE
from enduse.web.public.views.registry.profiles import (
    MANY,
    SOME,
    Section,
    every,
    newest_first,
    some,
    transfers_by,
    with_last_event,
)
from enduse.web.registry.models import (
    Country,
    Incident,
    Index,
    Pledge,
    Policy,
    Restriction,
    Transfer,
)

SHOWN: dict[str, tuple[str, ...]] = {
    "seller": ("count_out", "count_vendors"),
    "buyer": ("count_in", "count_end_users"),
    "policy": ("count_policies",),
    "": (
        "count_out", "count_in", "count_vendors", "count_end_users", "count_incidents",
        "count_policies",
    ),
}  # fmt: skip


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    """Countries that the record names, with what it holds of each."""
    form = PlaceFilter(request.GET)
    form.is_valid()
    rows = traders.countries(known_day(request), form.cleaned_data.get("technology") or "")
    counted = SHOWN[form.cleaned_data.get("kind") or ""]
    shown = [row for row in rows if any(getattr(row, name) for name in counted)]
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    return render(request, "public/countries.html", {"form": form, "page": page})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country: what its parties sold, what went to it, and what indices say of it."""
    row, day = get_object_or_404(Country, pk=code), known_day(request)
    roles = _roles(row, day)
    sells, buys = "seller" in roles, "buyer" in roles
    shown = {"country": row, "roles": list(roles.items()), "sells": sells, "buys": buys}
    return render(request, "public/country.html", shown | {"figures": figures(row, day)})


def _roles(row: Country, day: date | None) -> dict[str, list[Section]]:
    """What is on record of a country by role; of one that sells nothing, what it bought first."""
    held = {
        role: [section for section in (told(row, day) for told in its) if section.rows]
        for role, its in (("seller", SELLER), ("state", STATE), ("buyer", BUYER))
    }
    order = ("seller", "state", "buyer") if held["seller"] else ("buyer", "state")
    return {role: held[role] for role in order if held[role]}


def _transfers(day: date | None) -> Any:
    return Transfer.objects.published().known_on(day)


def vendors(row: Country, day: date | None) -> Section:
    """Its vendors, the most transfers first."""
    return of_place("vendors", traders.vendors(day), row)


def of_place(name: str, known: Sequence[traders.Trader], row: Country) -> Section:
    """The first of the parties of a country, and how many there are."""
    its = [one for one in known if one.country == row.pk]
    return Section(name, traders.in_full(its[:SOME]), len(its))


def sent(row: Country, day: date | None) -> Section:
    """Where its vendors' technology went."""
    rows = _transfers(day).filter(supplier__country=row)
    return transfers_by("sent", rows, "destination_id", "destination__name")


def decided(row: Country, day: date | None) -> Section:
    """Licences that its authorities decided on."""
    rows = Licence.objects.published().known_on(day).filter(authority__country=row)
    return with_last_event(some("decided", newest_first(rows).in_words(), MANY), day)


def policy(row: Country, day: date | None) -> Section:
    """How it licenses, and what it pledged."""
    rows = Policy.objects.published().known_on(day).filter(country=row)
    stated = Commitment.objects.filter(country=row).values("statement")
    other = Pledge.objects.known_on(day).exclude(statement__in=stated)
    pledges = Prefetch("pledges", other, to_attr="other_pledges")
    return every("policy", rows.in_words(day).prefetch_related(pledges))


def joined(row: Country, day: date | None) -> Section:
    """Statements that it joined, or left again."""
    known = Statement.objects.published().known_on(day)
    rows = Commitment.objects.known_on(day).filter(country=row, statement__in=known)
    told = rows.with_sources().select_related("statement")
    return every("joined", told.order_by("statement__date_day", "pk"))


def positions(row: Country, day: date | None) -> Section:
    """Where it stands on what was asked of it."""
    known = Statement.objects.published().known_on(day)
    rows = Position.objects.known_on(day).filter(country=row, demand__statement__in=known)
    told = rows.with_sources().select_related("demand__statement")
    return every("positions", told.order_by("-date_day", "pk"))


def went_in(row: Country, day: date | None) -> Section:
    """Who supplied it with what."""
    rows = _transfers(day).filter(destination=row)
    return transfers_by("went_in", rows, "supplier_id", "supplier__name", "technology")


def end_users(row: Country, day: date | None) -> Section:
    """Its bodies that received technology or used it on people."""
    return of_place("end_users", traders.end_users(day), row)


def licensed(row: Country, day: date | None) -> Section:
    """Licences for it as a destination."""
    rows = Licence.objects.published().known_on(day).filter(destinations__country=row)
    return with_last_event(some("licensed", newest_first(rows).in_words()), day)


def registered(row: Country, day: date | None) -> Section:
    """Rows of published registers that name it as a destination."""
    rows = RegisterEntry.objects.known_on(day).filter(destination=row)
    told = rows.order_by("register").values("register")
    return every("registered", told.annotate(title=Max("last_edition__title"), n=Count("pk")))


def did(row: Country, day: date | None) -> Section:
    """Incidents laid to the state."""
    rows = Incident.objects.published().known_on(day).filter(perpetrator_country=row)
    return some("did", rows.in_words().order_by("-reported_day", "pk"))


def suffered(row: Country, day: date | None) -> Section:
    """Incidents whose victims lived there."""
    rows = Incident.objects.published().known_on(day).filter(victim_countries__country=row)
    return some("suffered", rows.in_words().order_by("-reported_day", "pk"))


def named(row: Country, day: date | None) -> Section:
    """Statements that name it as a place of abuse or as a buyer."""
    rows = Statement.objects.published().known_on(day).filter(named_countries__country=row)
    return some("named", rows.order_by("-date_day", "pk"), MANY)


def restricted(row: Country, day: date | None) -> Section:
    """Measures because of deals with it, or against its parties."""
    mine = Q(related_destination=row) | Q(target__country=row)
    rows = Restriction.objects.published().known_on(day).filter(mine)
    return some("restricted", rows.in_words().order_by("-date_day", "pk"), MANY)


SELLER = (vendors, sent, decided)
STATE = (policy, joined, positions)
BUYER = (went_in, end_users, licensed, registered, did, suffered, named, restricted)


class Figures(NamedTuple):
    """A country's figures by published indices: the newest of each, and all by year."""

    newest: list[tuple[Index, int, float]]
    indices: list[Index]
    years: list[tuple[int, list[float | None]]]


def figures(row: Country, day: date | None) -> Figures:
    """What yearly indices say of a country, as far as their figures were out on a day."""
    held = {index: dict(_out(row, index, day)) for index in Index.objects.all()}
    held = {index: by_year for index, by_year in held.items() if by_year}
    years = sorted({year for by_year in held.values() for year in by_year}, reverse=True)
    return Figures(
        [(index, max(by_year), by_year[max(by_year)]) for index, by_year in held.items()],
        list(held),
        [(year, [by_year.get(year) for by_year in held.values()]) for year in years],
    )


def _out(row: Country, index: Index, day: date | None) -> Iterator[tuple[int, float]]:
    for year, value in row.figures.get(index.pk, {}).items():
        out = index.published.get(year)
        if day is None or (out and last_day(out) <= day.isoformat()):
            yield int(year), value
