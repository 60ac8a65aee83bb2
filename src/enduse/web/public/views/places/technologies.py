"""Technologies: what each does to people, when control lists took it up, who sells it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.interchange.report_words import CHECKED, LISTS
from enduse.law.entries import Entry, Listed, entries
from enduse.taxonomy import TECHNOLOGIES, Technology
from enduse.web.demands.models import Statement
from enduse.web.public.kept import traders
from enduse.web.public.kept.answers import kept
from enduse.web.public.views.known import known_day
from enduse.web.public.views.registry.profiles import SOME, Section, some, transfers_by
from enduse.web.registry.models import Incident, Product, Transfer


class Row(NamedTuple):
    """A technology and how many records tell of it."""

    technology: Technology
    vendors: int
    products: int
    transfers: int
    incidents: int


class Span(NamedTuple):
    """A control-list entry that covers a technology, and when it stood on one list."""

    entry: Entry
    listed: Listed
    certain: bool

    @property
    def list_name(self) -> str:
        """What the list is called."""
        return LISTS.get(self.listed.list, self.listed.list)

    @property
    def checked(self) -> str:
        """How well it was checked that the entry stood there then."""
        return CHECKED[self.listed.checked]


@require_safe
def technologies(request: HttpRequest) -> HttpResponse:
    """The classes of surveillance technology, and the families that campaigns name."""
    day = known_day(request)
    naming = Statement.objects.published().known_on(day).exclude(technologies_named=[])
    rows = kept("technologies", day, lambda: list(_rows(day)))
    shown = {"rows": rows, "naming": naming.order_by("date_day", "pk")}
    return render(request, "public/technologies.html", shown)


def _rows(day: date | None) -> Iterator[Row]:
    sellers = traders.vendors(day)
    vendors = Counter(code for one in sellers for code in {code for code, _ in one.of})
    sent = _by(Transfer.objects.published().known_on(day), "technology")
    made = _by(Product.objects.published().known_on(day), "technology")
    used = _by(Incident.objects.published().known_on(day), "product__technology")
    for code, one in TECHNOLOGIES.items():
        yield Row(one, vendors[code], made.get(code, 0), sent.get(code, 0), used.get(code, 0))


def _by(rows: QuerySet[Any], key: str) -> dict[str, int]:
    """How many rows there are of each technology."""
    return dict(rows.order_by().values_list(key).annotate(n=Count("pk")))


@require_safe
def technology(request: HttpRequest, code: str) -> HttpResponse:
    """One technology: what it does, the lists that control it, and what is on record of it."""
    if code not in TECHNOLOGIES:
        raise Http404
    day = known_day(request)
    shown = {"technology": TECHNOLOGIES[code], "spans": sorted(_spans(code, day), key=_since)}
    return render(request, "public/technology.html", shown | _of_technology(code, day))


def _of_technology(code: str, day: date | None) -> dict[str, Any]:
    sent = Transfer.objects.published().known_on(day).filter(technology=code)
    made = Product.objects.published().known_on(day).filter(technology=code)
    used = Incident.objects.published().known_on(day).filter(product__technology=code)
    sellers = traders.vendors(day, code)
    return {
        "vendors": Section("vendors", traders.in_full(sellers[:SOME]), len(sellers)),
        "products": some("products", made.select_related("vendor").order_by("name", "pk")),
        "transfers": transfers_by("transfers", sent, "destination_id", "destination__name"),
        "incidents": some("incidents", used.in_words().order_by("-reported_day", "pk")),
        "statements": Statement.objects.published().known_on(day).naming(code),
    }


def _spans(code: str, day: date | None) -> Iterator[Span]:
    """The entries that cover a technology, or may, on every list, as far as they stood by a day."""
    for entry in entries():
        said = entry.technologies.get(code)
        for listed in entry.listed if said else ():
            if day is None or listed.since <= day.isoformat():
                yield Span(entry, listed, said == "meets")


def _since(span: Span) -> tuple[str, str, str]:
    return span.listed.since, span.listed.list, span.listed.code
