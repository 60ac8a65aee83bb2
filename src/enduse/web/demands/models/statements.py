"""Open letters, resolutions and pledges: who issued, signed and joined them."""

from datetime import date
from functools import lru_cache
from itertools import starmap
from typing import Any, ClassVar, Self

from django.db import models

from enduse import trade
from enduse.taxonomy import TECHNOLOGIES
from enduse.taxonomy.recognise import recognise
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
from enduse.web.registry.models.mirror import PublishedQuerySet

PLACES = (
    "named_countries__country",
    "states__country",
    "addressees__country",
    "demands__addressees__country",
)


class StatementQuerySet(PublishedQuerySet["Statement"]):
    """Statements as readers look for them."""

    def about_country(self, code: str) -> Self:
        """Statements that name a country, ask it for something, or that it joined."""
        every = Statement.objects.order_by()
        held = [models.Q(pk__in=every.filter(**{place: code}).values("pk")) for place in PLACES]
        return self.filter(models.Q(*held, _connector=models.Q.OR))

    def naming(self, technology: str) -> Self:
        """Statements whose own words name a technology."""
        told = self.order_by().exclude(technologies_named=[])
        words = told.values_list("pk", "technologies_named")
        named = [pk for pk, its in words if any(technology in named_as(word) for word in its)]
        return self.filter(pk__in=named)

    def listed(self) -> Self:
        """With what a line of the list says: who issued and signed, and how much it holds."""
        issuers = Issuer.objects.select_related("party")
        return self.prefetch_related(models.Prefetch("issued_by", issuers), "signatories").annotate(
            count_members=_count("members"),
            count_states=_count("states"),
            count_demands=_count("demands"),
        )

    def in_full(self, day: date | None) -> Self:
        """With everything that its page says, as known on a day; its demands apart."""
        parts: dict[str, Any] = {
            "issued_by": Issuer.objects.select_related("party"),
            "members": Member.objects.select_related("party"),
            "signatories": Signatories.objects.all(),
            "addressees": Addressee.objects.select_related("country", "party"),
            "named_countries": NamedCountry.objects.select_related("country"),
            "states": Commitment.objects.known_on(day).with_sources().select_related("country"),
            "facts": StatementFact.objects.known_on(day).with_sources(),
        }
        return self.with_sources().prefetch_related(*starmap(models.Prefetch, parts.items()))


def _count(path: str) -> models.Subquery:
    same = Statement.objects.order_by().filter(pk=models.OuterRef("pk"))
    return models.Subquery(same.annotate(counted=models.Count(path)).values("counted"))


@lru_cache(maxsize=1024)
def named_as(words: str) -> tuple[str, ...]:
    """The technologies that a statement's words name: those on record under just these words,
    else those that the words are recognised as.

    >>> named_as("monitoring centres"), named_as("mobile phone location")
    (('monitoring-centre',), ('location-tracking-ss7',))
    """
    on_record = tuple(t.code for t in TECHNOLOGIES.values() if words in t.seed_terms)
    return on_record or recognise(words).technologies


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

    objects: ClassVar = StatementQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(trade.Statement, "type"),
            only_words(trade.Statement, "confidence"),
            dated("date"),
        ]

    @property
    def technologies(self) -> list[tuple[str, tuple[str, ...]]]:
        """What the statement calls technologies, each with the codes that it names."""
        return [(words, named_as(words)) for words in self.technologies_named]

    @property
    def by_name(self) -> list[Party]:
        """Issuers and members on record by name, each once; the totals may count more."""
        issuers = {row.party_id: row.party for row in self.issued_by.all()}
        members = {row.party_id: row.party for row in self.members.all()}
        return list((issuers | members).values())


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
                | models.Q(
                    country__isnull=True,
                    party__isnull=True,
                    group__isnull=False,  # a comparison with nothing refuses nothing
                    group__in=list(GROUPS),
                ),
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

    @property
    def who(self) -> Country | Party | None:
        """The country or party; None for a group, which has no page."""
        return self.country or self.party

    def __str__(self) -> str:
        return self.addressee


class Addressee(Addressed):
    """Whom a statement is addressed to."""

    listed = "addressee"
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="addressees")
