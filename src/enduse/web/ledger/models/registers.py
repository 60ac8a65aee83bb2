"""What the licence registers of authorities say, edition by edition; nothing is overwritten."""

from django.db import models

from enduse.trade.register import Entry
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


class Edition(models.Model):
    """One published state of a register, as one file gave it."""

    register = PlainCharField(max_length=60)
    day = models.DateField()
    digest = PlainCharField(max_length=64)
    rows = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["register", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "day", "digest"], name="ledger_edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.day}"


class RegisterEntry(Priced, Mirror):
    """A row of a register as one edition first stated it; a later edition that says something
    else of the same reference adds a row, and both stand."""

    noun = Entry
    register = PlainCharField(max_length=60)
    reference = PlainCharField(max_length=200)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="entries")
    last_edition = models.ForeignKey(Edition, models.PROTECT, related_name="last_entries")
    outcome = word_field(Entry, "outcome", db_index=True)
    date = PartialDateField()
    date_day = FirstDayField("date")
    count = models.PositiveIntegerField(null=True)
    kind = word_field(Entry, "kind")
    issuer = models.ForeignKey(
        Country, models.PROTECT, null=True, related_name="register_entries_issued"
    )
    destination = models.ForeignKey(
        Country, models.PROTECT, null=True, related_name="register_entries"
    )
    destination_name = models.TextField(null=True)
    exporter = models.TextField(null=True)
    end_user = models.TextField(null=True)
    item = models.TextField(null=True)
    codes = models.JSONField(null=True)
    grounds = models.JSONField(null=True)
    note = models.TextField(null=True)
    digest = PlainCharField(max_length=32)

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
        indexes = [models.Index(fields=["register", "date_day"], name="ledger_entry_date")]

    def __str__(self) -> str:
        return f"{self.register} {self.reference}"
