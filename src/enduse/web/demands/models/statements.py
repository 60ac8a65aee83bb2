"""Open letters, resolutions and pledges: who issued, signed and joined them."""

from typing import Any

from django.db import models

from enduse import trade
from enduse.trade.campaigns import GROUPS
from enduse.web.registry.models import Citation, Country, Part, Party, Published, Stated
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)


class Statement(Published):
    """An open letter, resolution, statement or pledge."""

    noun = trade.Statement
    type = word_field(trade.Statement, "type", db_index=True)
    title = models.TextField()
    date = PartialDateField()
    date_day = FirstDayField("date")
    technologies_named = models.JSONField(default=list)
    commitments = models.JSONField(default=list)
    note = models.TextField(null=True)
    confidence = word_field(trade.Statement, "confidence")
    citations = models.ManyToManyField(Citation, related_name="statements")

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(trade.Statement, "type"),
            only_words(trade.Statement, "confidence"),
            dated("date"),
        ]


class Issuer(Part):
    """Who issued a statement."""

    listed = "party_id"
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="issued_by")
    party = models.ForeignKey(Party, models.PROTECT, related_name="statements_issued")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "party"], name="demands_issuer_once")
        ]

    def __str__(self) -> str:
        return str(self.party_id)


class Member(Part):
    """A signatory or member that is known by name; the totals may count more."""

    listed = "party_id"
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="members")
    party = models.ForeignKey(Party, models.PROTECT, related_name="statements_joined")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "party"], name="demands_member_once")
        ]

    def __str__(self) -> str:
        return str(self.party_id)


class Signatories(Part):
    """How many signed, by kind, as the statement itself counts them."""

    noun = trade.Signatories
    alone = True
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="signatories")
    organisations = models.PositiveIntegerField(null=True)
    experts = models.PositiveIntegerField(null=True)
    individuals = models.PositiveIntegerField(null=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement"], name="demands_signatories_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisations} + {self.experts} + {self.individuals}"


class NamedCountry(Part):
    """A country that a statement names as a place of abuse or as a buyer."""

    listed = "country_id"
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="named_countries")
    country = models.ForeignKey(Country, models.PROTECT, related_name="named_in")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "country"], name="demands_named_once")
        ]

    def __str__(self) -> str:
        return str(self.country_id)


class Commitment(Part):
    """A state that joined a statement, in which wave, and whether it left again."""

    noun = trade.Commitment
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="states")
    country = models.ForeignKey(Country, models.PROTECT, related_name="commitments")
    status = word_field(trade.Commitment, "status")
    date = PartialDateField(null=True)
    withdrawn = PartialDateField(null=True)
    note = models.TextField(null=True)
    wave = models.PositiveSmallIntegerField(null=True)
    citations = models.ManyToManyField(Citation, related_name="commitments")

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.Commitment, "status"),
            dated("date"),
            dated("withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.status}"


class StatementFact(Stated):
    """A number that a source states of a statement."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="facts")
    citations = models.ManyToManyField(Citation, related_name="statement_facts")


class Addressed(Part):
    """Whom something is addressed to: a country, a party, or a named group of addressees."""

    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    group = PlainCharField(max_length=40, null=True, choices=list(GROUPS.items()))

    class Meta(Part.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_addressee",
                condition=models.Q(country__isnull=False, party__isnull=True, group__isnull=True)
                | models.Q(country__isnull=True, party__isnull=False, group__isnull=True)
                | models.Q(country__isnull=True, party__isnull=True, group__in=list(GROUPS)),
            )
        ]

    @classmethod
    def columns(cls, told: Any) -> dict[str, Any]:
        """The one column that an addressee belongs in: two letters are a country."""
        if told in GROUPS:
            return {"group": told}
        return {"country_id" if len(told) == len("it") else "party_id": told}

    @property
    def addressee(self) -> str:
        """The country code, id of a party, or name of a group."""
        return str(self.country_id or self.party_id or self.group)

    def __str__(self) -> str:
        return self.addressee


class Addressee(Addressed):
    """Whom a statement is addressed to."""

    listed = "addressee"
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="addressees")
