"""Licences and applications, each with the chain of what was decided."""

from django.db import models

from enduse import trade
from enduse.web.registry.models import Citation, Country, Part, Party, Published
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import Priced


class Licence(Priced, Published):
    """A licence or an application for one; `status` where no dated decision is on record."""

    noun = trade.Licence
    exporter = models.ForeignKey(Party, models.PROTECT, related_name="licences")
    authority = models.ForeignKey(Party, models.PROTECT, related_name="licences_decided")
    end_user = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="licences_as_end_user"
    )
    item = models.TextField()
    technology = PlainCharField(max_length=60, null=True, db_index=True)
    kind = word_field(trade.Licence, "kind")
    status = word_field(trade.Licence, "status", null=True)
    note = models.TextField(null=True)
    confidence = word_field(trade.Licence, "confidence")
    citations = models.ManyToManyField(Citation, related_name="licences")

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            *Priced.Meta.constraints,
            *(only_words(trade.Licence, name) for name in ("kind", "status", "confidence")),
        ]


class LicenceDestination(Part):
    """A country that a licence is for."""

    listed = "country_id"
    licence = models.ForeignKey(Licence, models.CASCADE, related_name="destinations")
    country = models.ForeignKey(Country, models.PROTECT, related_name="licences")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "country"], name="ledger_licence_destination_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.country_id)


class Decision(Part):
    """One dated event in the life of a licence; who says so are its citations."""

    noun = trade.Decision
    licence = models.ForeignKey(Licence, models.CASCADE, related_name="decisions")
    date = PartialDateField()
    date_day = FirstDayField("date")
    decision = word_field(trade.Decision, "decision")
    note = models.TextField(null=True)
    citations = models.ManyToManyField(Citation, related_name="decisions")

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.Decision, "decision"),
            dated("date"),
            models.UniqueConstraint(fields=["licence", "position"], name="ledger_decision_place"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.decision}"
