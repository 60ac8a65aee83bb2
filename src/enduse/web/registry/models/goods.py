"""Products and transfers, the restrictions aimed at parties, and how states license."""

from datetime import date
from typing import ClassVar, Self

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
from enduse.web.registry.models.mirror import Priced, Published, PublishedQuerySet, in_order
from enduse.web.registry.models.parties import Party
from enduse.web.registry.models.places import Country
from enduse.web.registry.models.sources import Citation


class Product(Published):
    """A named product; `technology` is a code of the taxonomy."""

    noun = trade.Product
    name = models.TextField()
    vendor = models.ForeignKey(Party, models.PROTECT, related_name="products")
    technology = PlainCharField(max_length=60, db_index=True)
    aliases = models.JSONField(default=list)
    note = models.TextField(null=True)
    confidence = word_field(trade.Product, "confidence")
    citations = models.ManyToManyField(Citation, related_name="products")

    class Meta(Published.Meta):
        constraints = [*Published.Meta.constraints, only_words(trade.Product, "confidence")]
        indexes = [
            in_order("registry_product_list", "name", "id", "known_from", "technology", "vendor"),
        ]


# What a stage that tells two things in a row says of the first of them.
FIRST = {
    "licensed-then-revoked": "licensed",
    "attempted-refused": "attempted",
    "signed-on-hold": "contract",
    "contract-undelivered": "contract",
    "not-completed": "unknown",
}


# What is counted of the transfers that belong together.
BY = {
    "supplier": ("destination", "technology", "strength", "known_from"),
    "destination": ("supplier", "technology", "strength", "known_from"),
    "technology": ("destination", "supplier", "strength", "known_from"),
    "end_user": ("technology", "strength", "supplier", "known_from"),
    "product": ("destination", "end_user", "strength", "known_from"),
}


class TransferQuerySet(PublishedQuerySet["Transfer"]):
    """Transfers as readers look for them."""

    def in_words(self, day: date | None) -> Self:
        """With the names that a line of a list gives, and whether it rests on sources of later
        than a day (`later`)."""
        told = self.select_related("supplier", "product", "destination", "end_user")
        if day is None:
            return told.annotate(later=models.Value(value=False))
        links = Transfer.citations.through._default_manager.filter(transfer=models.OuterRef("pk"))
        after = links.exclude(citation__source__known_from__lte=day)
        return told.annotate(later=models.Exists(after))


class Transfer(Priced, Published):
    """One movement of technology to a destination, or a step towards it."""

    noun = trade.Transfer
    supplier = models.ForeignKey(Party, models.PROTECT, related_name="supplied")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="transfers")
    technology = PlainCharField(max_length=60, db_index=True)
    destination = models.ForeignKey(Country, models.PROTECT, related_name="transfers")
    end_user = models.ForeignKey(Party, models.PROTECT, null=True, related_name="received")
    stage = word_field(trade.Transfer, "stage", db_index=True)
    period = PartialDateField(null=True)
    period_day = FirstDayField("period")
    reported = PartialDateField()
    reported_day = FirstDayField("reported")
    strength = word_field(trade.Transfer, "strength", db_index=True)
    how_known = word_field(trade.Transfer, "how_known")
    note = models.TextField(null=True)
    confidence = word_field(trade.Transfer, "confidence")
    citations = models.ManyToManyField(Citation, related_name="transfers")

    objects: ClassVar = TransferQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            *Priced.Meta.constraints,
            *(
                only_words(trade.Transfer, name)
                for name in ("stage", "strength", "how_known", "confidence")
            ),
            dated("period"),
            dated("reported"),
        ]
        indexes = [
            in_order(
                "registry_transfer_list", "-reported_day", "id", "known_from", "destination",
                "supplier", "technology", "strength", "stage", "how_known",
            ),
            *(
                in_order(f"registry_transfer_{key[:7]}", key, "-reported_day", "id", *counted)
                for key, counted in BY.items()
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.supplier} → {self.destination}"

    @property
    def stage_told(self) -> str:
        """The stage; only the first part of it where some of its sources came later than the day
        that `in_words` was asked for."""
        stage = str(self.stage)
        return FIRST.get(stage, stage) if getattr(self, "later", False) else stage


class RestrictionQuerySet(PublishedQuerySet["Restriction"]):
    """Restrictions as readers look for them."""

    def in_words(self) -> Self:
        """With the names that a line of a list gives."""
        return self.select_related("target", "authority", "related_destination")


class Restriction(Published):
    """A listing, asset freeze, settlement or divestment aimed at a party."""

    noun = trade.Restriction
    target = models.ForeignKey(Party, models.PROTECT, related_name="restrictions")
    authority = models.ForeignKey(Party, models.PROTECT, related_name="restrictions_imposed")
    measure = word_field(trade.Restriction, "measure")
    date = PartialDateField()
    date_day = FirstDayField("date")
    ended = PartialDateField(null=True)
    related_destination = models.ForeignKey(
        Country, models.PROTECT, null=True, related_name="restrictions"
    )
    note = models.TextField(null=True)
    confidence = word_field(trade.Restriction, "confidence")
    citations = models.ManyToManyField(Citation, related_name="restrictions")

    objects: ClassVar = RestrictionQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(trade.Restriction, "measure"),
            only_words(trade.Restriction, "confidence"),
            dated("date"),
            dated("ended"),
        ]

    def __str__(self) -> str:
        return f"{self.authority} → {self.target}"
