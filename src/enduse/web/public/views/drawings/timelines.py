"""Timelines of parties, countries, products and cases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from enduse.interchange.drawings import Frame, Lane, TimelineWords, timeline
from enduse.interchange.languages import digits
from enduse.web import words
from enduse.web.demands.models import Statement
from enduse.web.ledger.models import Decision, Licence
from enduse.web.outreach.models import Outreach
from enduse.web.public.kept.any_of import Kinds, any_of
from enduse.web.public.views.drawings import lanes
from enduse.web.public.views.drawings.figure import (
    STRENGTHS,
    Cell,
    Figure,
    Subject,
    direction,
    of_whom,
)
from enduse.web.public.views.drawings.lanes import Rows, lane
from enduse.web.registry.models import Incident, Product, Restriction, Transfer

COLUMNS = ("kind", "first_day", "last_day", "from_earlier", "goes_on", "what", "address")
FEWEST = 2


def timeline_of(subject: Subject) -> Figure | None:
    """What happened when; None where that is but one thing."""
    held = [(kind, lane(rows, subject)) for kind, rows in _held(subject)]
    held = [(kind, one) for kind, one in held if one.events or one.years]
    if sum(len(one.events) + FEWEST * len(one.years) for _kind, one in held) < FEWEST:
        return None
    description = _("Events in lanes by kind, over the years. The table has the same facts.")
    frame = Frame("timeline", of_whom(_("Timeline"), subject), description, direction())
    years = {year: digits(str(year)) for year in range(*_years(held))}
    said = TimelineWords(years, {code: str(words.label("strength", code)) for code in STRENGTHS})
    return Figure(
        timeline(frame, [one for _kind, one in held], said=said),
        (_("What"), _("Kind")), list(_cells(held)), COLUMNS, list(_facts(held)),
        credits=[_(
            "A bar is as long as a date is vague or a thing lasted; dots before or after it: it "
            "may have begun earlier, or goes on. Discs show the strength of proof; squares are "
            "acts."
        )],
    )  # fmt: skip


def _held(subject: Subject) -> Iterator[tuple[str, Rows]]:
    """The lanes that hold something, where that can be asked of all at once."""
    lanes_of = LANES[subject.noun](subject)
    if subject.noun not in ASKED:
        return lanes_of
    return compress(lanes_of, any_of(ASKED[subject.noun], subject.key, subject.day))


def _years(held: Sequence[tuple[str, Lane]]) -> tuple[int, int]:
    every = [year.year for _kind, one in held for year in one.years]
    every += [day.year for _kind, one in held for e in one.events for day in (e.first, e.last)]
    return min(every), max(every) + 1


def _cells(held: Sequence[tuple[str, Lane]]) -> Iterator[Sequence[Cell]]:
    """The table: what stands in a lane, by day."""
    for _kind, one in held:
        for event in sorted(one.events, key=lambda e: (e.first, e.last)):
            yield Cell(event.told, event.label.address), Cell(one.title)
        for year in one.years:
            yield Cell(year.told, year.label.address), Cell(one.title)


def _facts(held: Sequence[tuple[str, Lane]]) -> Iterator[Sequence[object]]:
    for kind, one in held:
        for e in sorted(one.events, key=lambda e: (e.first, e.last)):
            span = e.first.isoformat(), e.last.isoformat(), e.open_before, e.open_after
            yield kind, *span, e.told, e.label.address
        for year in one.years:
            span = f"{year.year}-01-01", f"{year.year}-12-31", False, False
            yield kind, *span, year.told, year.label.address


Told = Iterator[tuple[str, Rows]]


def _transfers(subject: Subject, mine: Q, **narrowed: str) -> tuple[str, Rows]:
    rows = Transfer.objects.published().known_on(subject.day).filter(mine)
    told = rows.in_words(subject.day).select_related("supplier__country")
    return "transfer", Rows(
        _("Transfers"), told, "reported_day", lanes.transfer, "transfers", narrowed
    )


def _incidents(subject: Subject, mine: Q, **narrowed: str) -> tuple[str, Rows]:
    rows = Incident.objects.published().known_on(subject.day).filter(mine)
    return "incident", Rows(
        _("Incidents"), rows, "reported_day", lanes.incident, "incidents", narrowed
    )


def _decisions(subject: Subject, mine: Q) -> tuple[str, Rows]:
    held = Licence.objects.published().known_on(subject.day).filter(mine)
    rows = Decision.objects.filter(licence__in=held.order_by().values("pk"))
    if subject.day:
        rows = rows.filter(
            citations__source__known_from__lte=subject.day, date_day__lte=subject.day
        )
    told = rows.select_related("licence__exporter").distinct()
    return "licence-event", Rows(_("Licences"), told, "date_day", lanes.decision)


def _restrictions(subject: Subject, mine: Q) -> tuple[str, Rows]:
    rows = Restriction.objects.published().known_on(subject.day).filter(mine)
    return "restriction", Rows(_("Restrictions"), rows.in_words(), "date_day", lanes.restriction)


def _letters(subject: Subject, mine: Q) -> tuple[str, Rows]:
    held = Outreach.objects.published().known_on(subject.day).filter(mine)
    rows = Outreach.objects.published().filter(pk__in=held.order_by().values("pk"))
    return "letter", Rows(_("Letters"), rows, "date_day", lanes.letter)


def _statements(subject: Subject, mine: Q) -> tuple[str, Rows]:
    held = Statement.objects.published().known_on(subject.day).filter(mine)
    rows = Statement.objects.published().filter(pk__in=held.order_by().values("pk"))
    return "statement", Rows(_("Statements"), rows, "date_day", lanes.statement)


def _of_party(subject: Subject) -> Told:
    key = subject.key
    yield _transfers(subject, Q(supplier=key) | Q(end_user=key))
    yield _decisions(subject, Q(exporter=key) | Q(authority=key) | Q(end_user=key))
    made = Product.objects.published().filter(vendor=key).order_by().values("pk")
    yield _incidents(subject, Q(vendor=key) | Q(product__in=made) | Q(perpetrator_agency=key))
    yield _restrictions(subject, Q(target=key) | Q(authority=key))
    mine = Q(recipients__party=key) | Q(unreachable__party=key) | Q(senders__party=key)
    yield _letters(subject, mine)
    yield _statements(subject, Q(issued_by__party=key) | Q(members__party=key))


def _of_country(subject: Subject) -> Told:
    key = subject.key
    kind, sold = _transfers(subject, Q(supplier__country=key), country=key)
    yield kind, sold._replace(title=_("Transfers from it"))
    kind, bought = _transfers(subject, Q(destination=key), destination=key)
    yield kind, bought._replace(title=_("Transfers to it"))
    yield _decisions(subject, Q(authority__country=key) | Q(destinations__country=key))
    yield _incidents(subject, Q(perpetrator_country=key), country=key)
    yield _restrictions(subject, Q(related_destination=key) | Q(target__country=key))
    yield _letters(subject, Q(recipients__party__country=key))
    yield _statements(subject, Q(named_countries__country=key))


def _of_product(subject: Subject) -> Told:
    yield _transfers(subject, Q(product=subject.key), product=subject.key)
    yield _incidents(subject, Q(product=subject.key), product=subject.key)


def _of_incident(subject: Subject) -> Told:
    row: Any = subject.record
    yield _incidents(subject, Q(pk=subject.key))
    sellers = {row.vendor_id, row.product.vendor_id if row.product else None} - {None}
    mine = Q(destination=row.perpetrator_country_id, supplier__in=sellers)
    yield _transfers(subject, mine)
    yield _letters(subject, Q(about__record=subject.key))


def _of_licence(subject: Subject) -> Told:
    row: Any = subject.record
    there = [part.country_id for part in row.destinations.all()]
    yield _decisions(subject, Q(pk=subject.key))
    yield _transfers(subject, Q(supplier=row.exporter_id, destination__in=there))
    if row.end_user_id:
        yield _incidents(subject, Q(perpetrator_agency=row.end_user_id))
    yield _letters(subject, Q(about__record=subject.key))


LANES: Mapping[str, Callable[[Subject], Told]] = {
    "parties": _of_party,
    "countries": _of_country,
    "products": _of_product,
    "incidents": _of_incident,
    "licences": _of_licence,
}


def rows_of_party(key: str, day: date | None) -> list[QuerySet[Any]]:
    """The rows of each lane of a party."""
    return [its.rows for _, its in _of_party(Subject("parties", key, day=day))]


def rows_of_country(key: str, day: date | None) -> list[QuerySet[Any]]:
    """The rows of each lane of a country."""
    return [its.rows for _, its in _of_country(Subject("countries", key, day=day))]


ASKED: Mapping[str, Kinds] = {"parties": rows_of_party, "countries": rows_of_country}
