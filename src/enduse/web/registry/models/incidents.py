"""Documented abuse: victims are counts by group, and numbers stand as their sources state them."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from enduse import trade
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.goods import Product
from enduse.web.registry.models.mirror import Part, Published, PublishedQuerySet, in_order
from enduse.web.registry.models.parties import Party
from enduse.web.registry.models.places import Country
from enduse.web.registry.models.sources import Citation

BY = {
    "country": "perpetrator_country", "agency": "perpetrator_agency", "vendor": "vendor",
    "product": "product",
}  # fmt: skip


class IncidentQuerySet(PublishedQuerySet["Incident"]):
    """Incidents as readers look for them."""

    def enabled_by(self, vendor: str) -> Self:
        """Those with a product of the vendor, or that a source lays to it."""
        made = Product.objects.order_by().filter(vendor=vendor).values("pk")
        return self.filter(models.Q(vendor=vendor) | models.Q(product__in=made))

    def in_words(self) -> Self:
        """With the names and the counts of victims that a line of a list gives."""
        named = ("perpetrator_country", "perpetrator_agency", "vendor", "product")
        return self.select_related(*named).prefetch_related("victims")

    def in_full(self, day: date | None) -> Self:
        """With everything that its page says, as known on a day."""
        facts = IncidentFact.objects.known_on(day).with_sources()
        places = VictimCountry.objects.select_related("country")
        told = self.in_words().with_sources().prefetch_related(models.Prefetch("facts", facts))
        return told.prefetch_related(models.Prefetch("victim_countries", places))


class Incident(Published):
    """One case or series of cases of abuse."""

    noun = trade.Incident
    title = models.TextField()
    perpetrator_country = models.ForeignKey(
        Country, models.PROTECT, null=True, related_name="incidents"
    )
    perpetrator_agency = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="incidents"
    )
    attribution = models.TextField(null=True)
    vendor = models.ForeignKey(Party, models.PROTECT, null=True, related_name="abuse")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="incidents")
    period = PartialDateField(null=True)
    period_day = FirstDayField("period")
    reported = PartialDateField()
    reported_day = FirstDayField("reported")
    count_type = word_field(trade.Incident, "count_type")
    at_least = models.JSONField(default=list)
    harms = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    strength = word_field(trade.Incident, "strength", db_index=True)
    note = models.TextField(null=True)
    confidence = word_field(trade.Incident, "confidence")
    citations = models.ManyToManyField(Citation, related_name="incidents")

    objects: ClassVar = IncidentQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            *(
                only_words(trade.Incident, name)
                for name in ("count_type", "strength", "confidence")
            ),
            dated("period"),
            dated("reported"),
        ]
        indexes = [
            in_order(
                "registry_incident_list", "-reported_day", "id", "known_from",
                "perpetrator_country", "perpetrator_agency", "vendor", "product", "strength",
                "count_type",
            ),
            *(
                in_order(f"registry_incident_{name}", column, "-reported_day", "id", "known_from")
                for name, column in BY.items()
            ),
        ]  # fmt: skip

    @classmethod
    def parts(cls, told: Any, name: str) -> list[Any]:
        """The parts of an incident; victims as group, count, and whether it is a lower bound."""
        if name == "victims":
            return [(g, n, g in told.at_least) for g, n in told.victims.items()]
        return super().parts(told, name)

    def stated(self, name: str) -> Any:
        """What the row says of one field; the victims are counts by group."""
        if name == "victims":
            return {row.group: row.count for row in self.victims.all()}
        return super().stated(name)


class VictimCount(Part):
    """How many of one group; no number where none is stated."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="victims")
    group = PlainCharField(max_length=40)
    count = models.PositiveIntegerField(null=True)
    at_least = models.BooleanField(default=False)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["incident", "group"], name="registry_victims_once")
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.count}"

    @classmethod
    def columns(cls, told: tuple[str, int | None, bool]) -> dict[str, Any]:
        """What to write of a count into its columns."""
        return dict(zip(("group", "count", "at_least"), told, strict=True))


class VictimCountry(Part):
    """A country that victims lived in."""

    listed = "country_id"
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="victim_countries")
    country = models.ForeignKey(Country, models.PROTECT, related_name="incidents_suffered")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "country"], name="registry_victim_country_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.country_id)


class Stated(Part):
    """A number as sources state it; where sources differ, each statement is a row of its own."""

    noun = trade.Stated
    what = PlainCharField(max_length=120)
    number = models.BigIntegerField(null=True)
    text = models.TextField(null=True)
    bound = word_field(trade.Stated, "bound")
    note = models.TextField(null=True)

    class Meta(Part.Meta):
        abstract = True
        constraints = [
            only_words(trade.Stated, "bound"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_number_or_text",
                condition=models.Q(number__isnull=True) ^ models.Q(text__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.value}"

    @property
    def value(self) -> int | str:
        """The number, or the words where it was stated in words."""
        return self.number if self.number is not None else self.text or ""

    @classmethod
    def columns(cls, told: trade.Stated) -> dict[str, Any]:
        """What to write of a number into its columns; words go into a column of their own."""
        number = told.value if isinstance(told.value, int) else None
        return {
            "what": told.what,
            "number": number,
            "text": None if number is not None else told.value,
            "bound": told.bound,
            "note": told.note,
        }

    def stated(self, name: str) -> Any:
        """What the row says of one field."""
        return self.value if name == "value" else super().stated(name)


class IncidentFact(Stated):
    """A number that a source states of an incident."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="facts")
    citations = models.ManyToManyField(Citation, related_name="incident_facts")
