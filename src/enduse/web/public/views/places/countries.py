"""Countries as sellers and as buyers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from enduse.evidence import last_day
from enduse.web.demands.models import Commitment, Position, Statement
from enduse.web.ledger.models import Licence, RegisterEntry
from enduse.web.public.forms.places import PlaceFilter
from enduse.web.public.kept import traders
from enduse.web.public.kept.any_of import any_of
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import PAGE
from enduse.web.public.views.registry.profiles import (
    MANY,
    SOME,
    Kind,
    Section,
    Told,
    every,
    newest,
    newest_first,
    positions_told,
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
    names = {*compress(KINDS, any_of(rows_of, row.pk, day)), *TRADERS}
    told = {
        role: [_section(name, row, day) for name in its if name in names]
        for role, its in ROLES.items()
    }
    held = {role: [section for section in its if section.rows] for role, its in told.items()}
    order = ("seller", "state", "buyer") if held["seller"] else ("buyer", "state")
    return {role: held[role] for role in order if held[role]}


def _section(name: str, row: Country, day: date | None) -> Section:
    if name in TRADERS:
        its = TRADERS[name](row.pk, day)
        return Section(name, traders.in_full(its[:SOME]), len(its))
    kind = KINDS[name]
    return kind.told(name, kind.rows(row.pk, day), row.pk, day)


TRADERS = {"vendors": traders.vendors_of, "end_users": traders.end_users_of}


def _transfers(day: date | None) -> Any:
    return Transfer.objects.published().known_on(day)


def _licences(day: date | None) -> Any:
    return Licence.objects.published().known_on(day)


def _incidents(day: date | None) -> Any:
    return Incident.objects.published().known_on(day)


def _restricted(key: str, day: date | None) -> Any:
    mine = Q(related_destination=key) | Q(target__country=key)
    return Restriction.objects.published().known_on(day).filter(mine)


def _joined(key: str, day: date | None) -> Any:
    known = Statement.objects.published().known_on(day)
    return Commitment.objects.known_on(day).filter(country=key, statement__in=known)


def _positions(key: str, day: date | None) -> Any:
    known = Statement.objects.published().known_on(day)
    return Position.objects.known_on(day).filter(country=key, demand__statement__in=known)


def _by(*keys: str) -> Told:
    """Transfers told together."""
    return lambda name, rows, _key, _day: transfers_by(name, rows, *keys)


def _licensed(most: int) -> Told:
    """Licences, each with its last event."""
    return lambda name, rows, _key, day: with_last_event(
        some(name, newest_first(rows).in_words(), most), day
    )


def _policy(name: str, rows: Any, key: str, day: date | None) -> Section:
    """How it licenses, and what it pledged beside the statements that it joined."""
    stated = Commitment.objects.filter(country=key).values("statement")
    other = Pledge.objects.known_on(day).exclude(statement__in=stated)
    pledges = Prefetch("pledges", other, to_attr="other_pledges")
    return every(name, rows.in_words(day).prefetch_related(pledges))


def _registered(name: str, rows: Any, _key: str, _day: date | None) -> Section:
    """Rows of published registers, by register."""
    told = rows.order_by("register").values("register")
    return every(name, told.annotate(title=Max("last_edition__title"), n=Count("pk")))


# What is on record of a country, besides its vendors and end users.
KINDS: Mapping[str, Kind] = {
    "sent": Kind(
        lambda key, day: _transfers(day).filter(supplier__country=key),
        _by("destination_id", "destination__name"),
    ),
    "decided": Kind(
        lambda key, day: _licences(day).filter(authority__country=key), _licensed(MANY)
    ),
    "policy": Kind(
        lambda key, day: Policy.objects.published().known_on(day).filter(country=key), _policy
    ),
    "joined": Kind(
        _joined,
        lambda name, rows, _key, _day: every(
            name,
            rows.with_sources().select_related("statement").order_by("statement__date_day", "pk"),
        ),
    ),
    "positions": Kind(_positions, positions_told),
    "went_in": Kind(
        lambda key, day: _transfers(day).filter(destination=key),
        _by("supplier_id", "supplier__name", "technology"),
    ),
    "licensed": Kind(
        lambda key, day: _licences(day).filter(destinations__country=key), _licensed(SOME)
    ),
    "registered": Kind(
        lambda key, day: RegisterEntry.objects.known_on(day).filter(destination=key), _registered
    ),
    "did": Kind(
        lambda key, day: _incidents(day).filter(perpetrator_country=key), newest("-reported_day")
    ),
    "suffered": Kind(
        lambda key, day: _incidents(day).filter(victim_countries__country=key),
        newest("-reported_day"),
    ),
    "named": Kind(
        lambda key, day: (
            Statement.objects.published().known_on(day).filter(named_countries__country=key)
        ),
        lambda name, rows, _key, _day: some(name, rows.order_by("-date_day", "pk"), MANY),
    ),
    "restricted": Kind(_restricted, newest("-date_day", MANY)),
}
ROLES: Mapping[str, Sequence[str]] = {
    "seller": ("vendors", "sent", "decided"),
    "state": ("policy", "joined", "positions"),
    "buyer": (
        "went_in", "end_users", "licensed", "registered", "did", "suffered", "named", "restricted",
    ),
}  # fmt: skip


def rows_of(key: str, day: date | None) -> list[QuerySet[Any]]:
    """The rows of each kind, whether there are any or not."""
    return [kind.rows(key, day) for kind in KINDS.values()]


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
