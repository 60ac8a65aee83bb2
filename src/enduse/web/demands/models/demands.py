"""What a statement demands of whom, and where each addressee stands."""

from typing import Any

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


class Demand(Part):
    """One thing that a statement asks for."""

    noun = trade.Demand
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="demands")
    code = PlainCharField(max_length=120, unique=True)
    text = models.TextField()

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="demands_demand_place")
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
