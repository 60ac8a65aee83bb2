"""Lanes of a timeline: rows of the record as events, or counted by year where they are many."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from enduse.evidence import first_day, last_day
from enduse.interchange.drawings import Event, Label, Lane, Year
from enduse.interchange.languages import country, digits, number
from enduse.web import words
from enduse.web.public.views.drawings.figure import Subject
from enduse.web.registry.models import Transfer
from enduse.web.words.days import when

MOST = 60
SELLING = frozenset({"products", "licences"})  # whose seller the reader knows already
LASTING = frozenset({"entity-list", "asset-freeze"})


class Rows(NamedTuple):
    """What a lane is made of: rows, the column that sorts them, and a row as an event."""

    title: str
    rows: QuerySet[Any]
    day: str
    event: Callable[[Any, Subject], Event]
    listed: str = ""
    narrowed: Mapping[str, str] = {}


def lane(told: Rows, subject: Subject) -> Lane:
    """Every event where they are few, else how many there are in each year."""
    found = list(told.rows.order_by(told.day, "pk")[: MOST + 1])
    if len(found) <= MOST:
        return Lane(told.title, [told.event(row, subject) for row in found])
    stated = told.day.removesuffix("_day")  # dates as stated begin with their year
    by_year = told.rows.order_by().values_list(Substr(stated, 1, 4))
    counts = sorted(by_year.annotate(n=Count("pk", distinct=True)))
    return Lane(told.title, years=[_year(int(year), n, told, subject) for year, n in counts])


def _year(year: int, n: int, told: Rows, subject: Subject) -> Year:
    said = _("%(year)s, %(lane)s: %(n)s") % {
        "year": digits(str(year)), "lane": told.title, "n": number(n),
    }  # fmt: skip
    address = subject.list_of(told.listed, **told.narrowed, year=year) if told.listed else ""
    return Year(year, n, Label(number(n), address), said)


def transfer(row: Transfer, subject: Subject) -> Event:
    """A transfer: over its period, or when it was reported where its own time is not known."""
    there = country(row.destination_id, row.destination.name)
    sold = subject.noun in SELLING or subject.key in {row.supplier_id, row.supplier.country_id}
    other = (row.end_user or there) if sold else row.supplier
    item = row.product.name if row.product else words.label("technology", row.technology)
    said = _("%(supplier)s to %(buyer)s, %(item)s: %(stage)s, %(strength)s") % {
        "supplier": row.supplier.name,
        "buyer": f"{row.end_user}, {there}" if row.end_user else there,
        "item": item,
        "stage": words.label("stage", row.stage_told),
        "strength": words.label("strength", row.strength),
    }
    return happened(row, Label(str(other), subject.to(row)), said)


def incident(row: Any, subject: Subject) -> Event:
    """An incident: over its period, or when it was reported."""
    said = f"{row.title}: {words.label('strength', row.strength)}"
    return happened(row, Label(row.title, subject.to(row)), said)


def happened(row: Any, label: Label, said: str) -> Event:
    """What has a period of its own, or else only a day on which it was reported."""
    if row.period:
        return Event(*days(row.period), label, f"{when(row.period)}: {said}", row.strength)
    told = _("reported %(day)s: %(what)s") % {"day": when(row.reported), "what": said}
    return Event(*days(row.reported), label, told, row.strength, open_before=True)


def decision(row: Any, subject: Subject) -> Event:
    """An event in the life of a licence."""
    word = str(words.label("decision", row.decision))
    own = subject.noun == "licences"
    label = word if own else f"{word}: {row.licence.item}"
    said = f"{when(row.date)}: {word}, {row.licence.item} ({row.licence.exporter})"
    return Event(*days(row.date), Label(label, subject.to(row.licence)), said)


def restriction(row: Any, subject: Subject) -> Event:
    """A measure, until it ended; one that lasts goes on where no end was known on the day."""
    measure = str(words.label("measure", row.measure))
    other = row.target if subject.key == row.authority_id else row.authority
    said = f"{when(row.date)}: {measure}, {row.authority} → {row.target}"
    ended = row.ended if row.ended and _by(row.ended, subject.day) else None
    first, last = days(row.date)
    return Event(
        first, days(ended)[1] if ended else last, Label(f"{measure}: {other}", subject.to(row)),
        said, open_after=not ended and row.measure in LASTING,
    )  # fmt: skip


def letter(row: Any, subject: Subject) -> Event:
    """A round of letters."""
    return Event(
        *days(row.date), Label(row.subject, subject.to(row)), f"{when(row.date)}: {row.subject}"
    )


def statement(row: Any, subject: Subject) -> Event:
    """An open letter, resolution, statement or pledge."""
    return Event(
        *days(row.date), Label(row.title, subject.to(row)), f"{when(row.date)}: {row.title}"
    )


def days(stated: str) -> tuple[date, date]:
    """The first and the last day that a partial date can mean."""
    return date.fromisoformat(first_day(stated)), date.fromisoformat(last_day(stated))


def _by(stated: str, day: date | None) -> bool:
    return day is None or last_day(stated) <= day.isoformat()
