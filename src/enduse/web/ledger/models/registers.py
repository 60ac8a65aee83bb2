"""What the licence registers of authorities say, edition by edition; nothing is overwritten."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import starmap
from typing import Any, ClassVar, Self

import msgspec
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models.functions import Length

from enduse.evidence import first_day
from enduse.record.transparency import ReadOff, read_off
from enduse.registers.cells import code_steps
from enduse.trade import Money
from enduse.trade.register import Entry, Register
from enduse.web.registry.models import Country
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import Mirror, Priced

DAY = len("2016-06-29")
# The columns that a row can leave open, each with the field of an entry, and what may stand there.
SHAPED: Mapping[str, tuple[str, Any]] = {
    "destination": ("destination", "eg"),
    "destination_name": ("destination_name", "Egypt"),
    "exporter": ("exporter", "A company"),
    "end_user": ("end_user", "A body"),
    "codes": ("codes", ()),
    "value_amount": ("value", Money(amount=Decimal(1), currency="EUR")),
}
DESCRIBED = ("title", "country", "authority", "withheld", "terms", "url")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, the newest of a register last."""

    def known_on(self, day: date | None) -> Self:
        """Those that were out on a day; None is all."""
        return self if day is None else self.filter(day__lte=day)

    def newest(self) -> dict[str, "Edition"]:
        """The newest edition of each register, by the id of the register."""
        return {edition.register: edition for edition in self.order_by("register", "day", "pk")}


class Edition(models.Model):
    """One published state of a register, as one file gave it, and what it said of the register."""

    register = PlainCharField(max_length=60)
    day = models.DateField()
    digest = PlainCharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    title = models.TextField()
    country = PlainCharField(max_length=2)
    authority = PlainCharField(max_length=120, null=True)
    withheld = models.JSONField(default=list)
    terms = models.TextField()
    url = models.TextField(null=True)

    objects: ClassVar = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["register", "day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "day", "digest"], name="ledger_edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.day}"

    @classmethod
    def of(cls, register: Register, *, day: date, digest: str) -> "Edition":
        """An edition of a register, not yet stored."""
        told = {name: getattr(register, name) for name in DESCRIBED}
        told["withheld"] = list(register.withheld)
        return cls(register=register.id, day=day, digest=digest, **told)

    def describes(self) -> Register:
        """The register, as it was described when the edition was brought in."""
        told = {name: getattr(self, name) for name in DESCRIBED}
        return msgspec.convert({"id": self.register, **told}, Register)


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    """Rows of registers, and what they said in earlier editions."""

    def known_on(self, day: date | None) -> Self:
        """Of each row the newest statement that an edition out on a day made; None is today."""
        if day is None or not Edition.objects.filter(day__gt=day).exists():
            return self.filter(current=True)
        out = self.model._default_manager.filter(edition__day__lte=day)
        newer = out.filter(register=OuterRef("register"), reference=OuterRef("reference"))
        later = Q(edition__day__gt=OuterRef("edition__day"))
        later |= Q(edition__day=OuterRef("edition__day"), edition__gt=OuterRef("edition"))
        newer = newer.filter(Q(current=True) | later)
        known = self.filter(edition__in=Edition.objects.known_on(day).values("pk"))
        return known.filter(Q(current=True) | ~Exists(newer))

    def below(self, code: str) -> Self:
        """Rows with an item code, or with one that stands below it on the list."""
        return self.filter(steps__contains=code_steps(code))

    def read_off(self, register: Register) -> ReadOff:
        """What a register shows of its licences, by these rows.

        The rule asks only what all rows say, some, or none, so one row of each shape will do.
        """
        boolean = models.BooleanField()
        absent = {
            f"no_{name}": ExpressionWrapper(Q(**{f"{name}__isnull": True}), boolean)
            for name in SHAPED
        }
        day = When(long=DAY, then=Value("2000-01-01"))
        told = self.order_by().annotate(
            long=Length("date"),
            zero=ExpressionWrapper(Q(count=0), boolean),
            when=Case(day, default=F("date"), output_field=models.CharField()),
            **absent,
        )
        shapes = told.values_list("outcome", "zero", "when", *absent).distinct()
        return read_off(register, starmap(_of_shape, shapes))


def _of_shape(outcome: Any, zero: Any, when: str, *absent: bool) -> Entry:
    """A row that leaves open what rows of its shape leave open."""
    pairs = zip(SHAPED.values(), absent, strict=True)
    held = {field: stands for (field, stands), left_open in pairs if not left_open}
    return Entry(reference="any", outcome=outcome, date=when, count=0 if zero else 1, **held)


class RegisterEntry(Priced, Mirror):
    """A row of a register as one edition first stated it; a later edition that says something
    else of the same reference adds a row, and both stand.

    `current`: no later edition says otherwise. `year` and `steps` are the date and the item codes
    in the form that filters ask for.
    """

    noun = Entry
    register = PlainCharField(max_length=60)
    reference = PlainCharField(max_length=200)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="entries", db_index=False)
    last_edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="last_entries", db_index=False
    )
    current = models.BooleanField(default=True)
    outcome = word_field(Entry, "outcome")
    date = PartialDateField()
    date_day = FirstDayField("date")
    year = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(null=True)
    kind = word_field(Entry, "kind")
    issuer = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        related_name="register_entries_issued",
        db_index=False,
    )
    destination = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        related_name="register_entries",
        db_index=False,
    )
    destination_name = models.TextField(null=True)
    exporter = models.TextField(null=True)
    end_user = models.TextField(null=True)
    item = models.TextField(null=True)
    codes = models.JSONField(null=True)
    steps = models.TextField(default="")
    grounds = models.JSONField(null=True)
    note = models.TextField(null=True)
    digest = PlainCharField(max_length=32)

    objects: ClassVar = RegisterEntryQuerySet.as_manager()

    class Meta:
        ordering = ["register", "-date_day", "reference"]
        constraints = [
            *Priced.Meta.constraints,
            only_words(Entry, "outcome"),
            only_words(Entry, "kind"),
            dated("date"),
            models.UniqueConstraint(
                fields=["register", "reference", "digest"], name="ledger_entry_once"
            ),
        ]
        # What a page of a register asks can be told from an index alone.
        indexes = [
            models.Index(
                fields=["register", "year", "outcome", "destination", "kind", "steps"],
                name="ledger_entry_totals",
                condition=Q(current=True),
            ),
            models.Index(
                fields=["register", "-date_day", "reference", "outcome", "kind", "steps"],
                name="ledger_entry_page",
                condition=Q(current=True),
            ),
            models.Index(
                fields=["destination", "register", "-date_day", "reference"],
                name="ledger_entry_place",
                condition=Q(current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.reference}"

    @classmethod
    def columns(cls, told: Entry) -> dict[str, Any]:
        """What to write of an entry, and what filters ask of it."""
        return super().columns(told) | {
            "date_day": date.fromisoformat(first_day(told.date)),
            "year": int(first_day(told.date)[: len("2016")]),
            "steps": "".join(map(code_steps, told.codes or ())),
        }
