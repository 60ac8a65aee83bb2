"""A drawing with the same facts as a table and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext

from enduse.interchange.drawings import Drawing
from enduse.interchange.report_words import MARKS

FORMS = ("svg", "png", "csv", "json")
STRENGTHS = tuple(MARKS)  # of proof, the best first


class Cell(NamedTuple):
    """A cell of the table: its words, and where they lead."""

    text: str
    address: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What a page shows and a reader takes away of one drawing.

    `heads` and `rows` are words for readers, `columns` and `facts` codes for programs.
    """

    drawing: Drawing
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    columns: Sequence[str]
    facts: Sequence[Sequence[object]]
    credits: Sequence[str] = ()
    note: str = ""
    more: str = ""

    @property
    def name(self) -> str:
        """What the drawing is called in addresses and within its page."""
        return self.drawing.frame.name


@dataclass(frozen=True, slots=True)
class Subject:
    """What a drawing is of, as known on a day: a record under its noun, or the whole record."""

    noun: str = ""
    key: str = ""
    name: str = ""
    record: Any = None
    day: date | None = None

    def address(self, drawing: str, form: str) -> str:
        """Where the drawing is had in a form."""
        own = [self.noun, self.key] if self.noun else []
        return self.on_day(
            reverse(f"public:{'drawing' if own else 'figure'}", args=[*own, drawing, form])
        )

    def on_day(self, address: str, narrowed: Mapping[str, object] | None = None) -> str:
        """An address as known on the day."""
        asked = {name: value for name, value in (narrowed or {}).items() if value}
        if self.day:
            asked["known"] = self.day.isoformat()
        return f"{address}?{urlencode(asked)}" if asked else address

    def list_of(self, name: str, **narrowed: object) -> str:
        """The address of a list, narrowed, as known on the day."""
        return self.on_day(reverse(f"public:{name}"), narrowed)

    def page_of(self, name: str, key: object) -> str:
        """The address of a record's page, as known on the day."""
        return self.on_day(reverse(f"public:{name}", args=[key]))

    def to(self, record: Model) -> str:
        """The address of the page of a record that is at hand."""
        return self.on_day(record.get_absolute_url())  # type: ignore[attr-defined]


def direction() -> str:
    """The way in which the reader's language runs."""
    return "rtl" if get_language_bidi() else "ltr"


def of_whom(title: str, subject: Subject) -> str:
    """The title of a drawing, with the record that it is of."""
    if not subject.name:
        return title
    return gettext("%(title)s: %(name)s") % {"title": title, "name": subject.name}
