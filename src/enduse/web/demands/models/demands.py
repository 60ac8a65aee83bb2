"""What a statement demands of whom, and where each addressee stands."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from enduse import trade
from enduse.web.demands.models.statements import Addressed, Statement
from enduse.web.registry.models import Citation, Part
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import PartQuerySet


class DemandQuerySet(PartQuerySet["Demand"]):
    """Demands with where their addressees stand."""

    def published(self) -> Self:
        """The demands of statements that are published and not withdrawn."""
        return self.filter(statement__in=Statement.objects.published())

    def known_on(self, day: date | None) -> Self:
        """The demands of statements that could be known on a day."""
        return self.filter(statement__in=Statement.objects.known_on(day)) if day else self

    def with_positions(self, day: date | None) -> Self:
        """With addressees and what the sources of a day say of where they stand."""
        positions = Position.objects.known_on(day).with_sources()
        asked = DemandAddressee.objects.select_related("country", "party")
        return self.prefetch_related(models.Prefetch("addressees", asked)).prefetch_related(
            models.Prefetch("positions", positions.select_related("country", "party"))
        )


class Demand(Part):
    """One thing that a statement asks for."""

    noun = trade.Demand
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="demands")
    code = PlainCharField(max_length=120, db_index=True)
    text = models.TextField()

    objects: ClassVar = DemandQuerySet.as_manager()

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="demands_demand_place"),
            models.UniqueConstraint(fields=["statement", "code"], name="demands_demand_once"),
        ]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def columns(cls, told: trade.Demand) -> dict[str, Any]:
        """What to write of a demand into its columns."""
        return {"code": told.id, "text": told.text}

    def stated(self, name: str) -> Any:
        """What the row says of one field; its code is its id in the core."""
        return self.code if name == "id" else super().stated(name)


class DemandAddressee(Addressed):
    """Whom a demand is addressed to."""

    listed = "addressee"
    demand = models.ForeignKey(Demand, models.CASCADE, related_name="addressees")


class Position(Addressed):
    """Where one addressee stands on a demand, as a source tells it."""

    noun = trade.Position
    demand = models.ForeignKey(Demand, models.CASCADE, related_name="positions")
    status = word_field(trade.Position, "status")
    date = PartialDateField(null=True)
    date_day = FirstDayField("date")
    note = models.TextField(null=True)
    citations = models.ManyToManyField(Citation, related_name="positions")

    class Meta(Addressed.Meta):
        constraints = [
            *Addressed.Meta.constraints,
            only_words(trade.Position, "status"),
            dated("date"),
        ]

    @classmethod
    def columns(cls, told: trade.Position) -> dict[str, Any]:
        """What to write of a position into its columns."""
        written = {name: getattr(told, name) for name in ("status", "date", "note")}
        return Addressed.columns(told.addressee) | written

    def stated(self, name: str) -> Any:
        """What the row says of one field."""
        return self.addressee if name == "addressee" else super().stated(name)
