"""Organisations: makers, buyers, authorities, newsrooms, campaigns; never a private person."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from enduse import trade
from enduse.web.registry.models.fields import (
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import (
    Part,
    PartQuerySet,
    Published,
    PublishedQuerySet,
    in_order,
)
from enduse.web.registry.models.places import Country
from enduse.web.registry.models.sources import Citation


class PartyQuerySet(PublishedQuerySet["Party"]):
    """Parties as readers look for them."""

    def in_full(self, day: date | None) -> Self:
        """With names, identifiers and family, as known on a day."""
        held: tuple[tuple[str, PartQuerySet[Any]], ...] = (
            ("names", Name.objects.all()),
            ("history", NameChange.objects.all()),
            ("identifiers", Identifier.objects.all()),
        )
        parts: list[models.Prefetch[Any]] = [
            models.Prefetch(name, rows.known_on(day).with_sources()) for name, rows in held
        ]
        below = Party.objects.published().known_on(day).order_by("name")
        family = models.Prefetch("subsidiaries", below, to_attr="known_subsidiaries")
        told = self.select_related("country", "parent").with_sources()
        return told.prefetch_related("aliases", *parts, family)


class Party(Published):
    """An organisation under the name it is best known by."""

    noun = trade.Party
    name = models.TextField()
    kind = word_field(trade.Party, "kind", db_index=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+")
    country_basis = word_field(trade.Party, "country_basis")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="subsidiaries")
    note = models.TextField(null=True)
    confidence = word_field(trade.Party, "confidence")
    citations = models.ManyToManyField(Citation, related_name="parties")

    objects: ClassVar = PartyQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(trade.Party, "kind"),
            only_words(trade.Party, "country_basis"),
            only_words(trade.Party, "confidence"),
            models.CheckConstraint(
                name="registry_party_no_parent_of_its_own",
                condition=~models.Q(parent=models.F("id")),
            ),
        ]
        indexes = [in_order("registry_party_list", "name", "id", "known_from", "kind", "country")]


class Alias(Part):
    """Another name that a party goes by."""

    listed = "name"
    party = models.ForeignKey(Party, models.CASCADE, related_name="aliases")
    name = models.TextField()

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["party", "position"], name="registry_alias_place")
        ]

    def __str__(self) -> str:
        return self.name


class Name(Part):
    """A party's name in one language."""

    noun = trade.Name
    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = models.TextField()
    language = models.CharField(max_length=16)
    basis = word_field(trade.Name, "basis")
    citations = models.ManyToManyField(Citation, related_name="names")

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.Name, "basis"),
            models.UniqueConstraint(fields=["party", "position"], name="registry_name_place"),
        ]

    def __str__(self) -> str:
        return self.name


class NameChange(Part):
    """A former, later or related name, and how it relates."""

    noun = trade.NameChange
    party = models.ForeignKey(Party, models.CASCADE, related_name="history")
    name = models.TextField()
    relation = word_field(trade.NameChange, "relation")
    date = PartialDateField(null=True)
    note = models.TextField(null=True)
    citations = models.ManyToManyField(Citation, related_name="name_changes")

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.NameChange, "relation"),
            dated("date"),
            models.UniqueConstraint(fields=["party", "position"], name="registry_change_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Identifier(Part):
    """A number that some register gives a party."""

    noun = trade.Identifier
    party = models.ForeignKey(Party, models.CASCADE, related_name="identifiers")
    scheme = PlainCharField(max_length=60)
    value = PlainCharField(max_length=200)
    citations = models.ManyToManyField(Citation, related_name="identifiers")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["party", "position"], name="registry_identifier_place")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
