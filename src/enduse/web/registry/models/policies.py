"""How a state licenses, what it publishes, and what it pledged."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from enduse import trade
from enduse.trade.campaigns import Delay, Disclosure
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
)
from enduse.web.registry.models.parties import Party
from enduse.web.registry.models.places import Country
from enduse.web.registry.models.sources import Citation


class PolicyQuerySet(PublishedQuerySet["Policy"]):
    """Policies as readers look for them."""

    def in_words(self, day: date | None) -> Self:
        """With names, the pledges that had been made by a day, and whether all was out that the
        description rests on (`described`): it is written anew as the law changes."""
        pledges = models.Prefetch("pledges", Pledge.objects.known_on(day))
        told = self.select_related("country", "licensing_authority").prefetch_related(pledges)
        if day is None:
            return told.annotate(described=models.Value(value=True))
        links = Policy.citations.through._default_manager.filter(policy=models.OuterRef("pk"))
        later = links.exclude(citation__source__known_from__lte=day)
        return told.annotate(described=~models.Exists(later))

    def in_full(self, day: date | None) -> Self:
        """With everything that its page says, as known on a day."""
        told: list[models.Prefetch[Any]] = [
            models.Prefetch("discloses", PolicyDisclosure.objects.known_on(day).with_sources()),
            models.Prefetch("delays", PolicyDelay.objects.known_on(day).with_sources()),
        ]
        inquiries = Inquiry.objects.known_on(day).with_sources().select_related("body")
        asked = models.Prefetch("inquiries", inquiries)
        return self.in_words(day).with_sources().prefetch_related(*told, asked)


class Policy(Published):
    """How a state licenses exports of surveillance technology."""

    noun = trade.Policy
    country = models.ForeignKey(Country, models.PROTECT, related_name="policies")
    licensing_authority = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="policies"
    )
    publication_level = word_field(trade.Policy, "publication_level")
    key_law = models.TextField()
    catch_all_human_rights = models.TextField()
    eu_report = models.TextField(null=True)
    date = PartialDateField()
    note = models.TextField(null=True)
    confidence = word_field(trade.Policy, "confidence")
    citations = models.ManyToManyField(Citation, related_name="policies")

    objects: ClassVar = PolicyQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(trade.Policy, "publication_level"),
            only_words(trade.Policy, "confidence"),
            dated("date"),
        ]


class PolicyDisclosure(Part):
    """Whether an authority publishes one thing of its licences."""

    noun = Disclosure
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="discloses")
    what = word_field(Disclosure, "what")
    status = word_field(Disclosure, "status")
    note = models.TextField(null=True)
    citations = models.ManyToManyField(Citation, related_name="disclosures")

    class Meta(Part.Meta):
        constraints = [only_words(Disclosure, "what"), only_words(Disclosure, "status")]

    def __str__(self) -> str:
        return f"{self.what}: {self.status}"


class PolicyDelay(Part):
    """How late an authority published what it decided in a period."""

    noun = Delay
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="delays")
    period = PartialDateField()
    months = models.PositiveSmallIntegerField()
    citations = models.ManyToManyField(Citation, related_name="delays")

    class Meta(Part.Meta):
        constraints = [dated("period")]

    def __str__(self) -> str:
        return f"{self.period}: {self.months}"


class PledgeQuerySet(PartQuerySet["Pledge"]):
    """Pledges as readers look for them."""

    def known_on(self, day: date | None) -> Self:
        """Those made by a day: a pledge is a public act, known from its own date."""
        return self if day is None else self.filter(date__lte=day.isoformat())


class Pledge(Part):
    """A code or statement that a state supports; `statement` is its record where there is one."""

    noun = trade.Pledge
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="pledges")
    pledge = PlainCharField(max_length=120)
    status = word_field(trade.Pledge, "status")
    date = PartialDateField(null=True)
    statement = PlainCharField(max_length=120, null=True)
    wave = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(null=True)

    objects: ClassVar = PledgeQuerySet.as_manager()

    class Meta(Part.Meta):
        constraints = [only_words(trade.Pledge, "status"), dated("date")]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.status}"


class Inquiry(Part):
    """A parliament's, court's or body's inquiry."""

    noun = trade.Inquiry
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="inquiries")
    body = models.ForeignKey(Party, models.PROTECT, related_name="inquiries")
    date = PartialDateField()
    finding = models.TextField()
    citations = models.ManyToManyField(Citation, related_name="inquiries")

    class Meta(Part.Meta):
        constraints = [dated("date")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.date}"
