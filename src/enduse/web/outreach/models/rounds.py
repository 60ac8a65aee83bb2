"""Campaigns, their rounds of letters, and what each letter asks."""

from itertools import starmap
from typing import Any, ClassVar, Self

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
from enduse.web.registry.models.mirror import PublishedQuerySet


class OutreachQuerySet(PublishedQuerySet["Outreach"]):
    """Rounds as readers look for them."""

    def with_parties(self) -> Self:
        """In the order of their dates, with the names of who wrote and who was written to."""
        parts: dict[str, Any] = {
            "senders": Sender.objects.select_related("party"),
            "recipients": Recipient.objects.select_related("party"),
            "unreachable": Unreachable.objects.select_related("party"),
        }
        with_campaign = self.select_related("campaign")
        told = with_campaign.prefetch_related(*starmap(models.Prefetch, parts.items()))
        return told.order_by("date_day", "pk")

    def in_full(self) -> Self:
        """With everything that its page says; the replies apart."""
        deadline = Deadline.objects.with_sources().select_related("calendar")
        return (
            self.with_parties()
            .with_sources()
            .prefetch_related(models.Prefetch("deadline", deadline), "questions", "about")
        )


class Campaign(Published):
    """Rounds of letters that pursue one aim."""

    noun = trade.Campaign
    title = models.TextField()
    aim = models.TextField()
    note = models.TextField(null=True)
    confidence = word_field(trade.Campaign, "confidence")
    citations = models.ManyToManyField(Citation, related_name="campaigns")

    class Meta(Published.Meta):
        constraints = [*Published.Meta.constraints, only_words(trade.Campaign, "confidence")]


class Outreach(Published):
    """One round of letters or questions."""

    noun = trade.Outreach
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="rounds")
    count_recipients = models.PositiveIntegerField(null=True)
    date = PartialDateField()
    date_day = FirstDayField("date")
    published = PartialDateField(null=True)
    subject = models.TextField()
    channel = word_field(trade.Outreach, "channel")
    note = models.TextField(null=True)
    confidence = word_field(trade.Outreach, "confidence")
    citations = models.ManyToManyField(Citation, related_name="outreach")

    objects: ClassVar = OutreachQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(trade.Outreach, "channel"),
            only_words(trade.Outreach, "confidence"),
            dated("date"),
            dated("published"),
        ]

    def __str__(self) -> str:
        return self.subject


class Sender(Part):
    """Who wrote."""

    listed = "party_id"
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="senders")
    party = models.ForeignKey(Party, models.PROTECT, related_name="letters_sent")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["outreach", "party"], name="outreach_sender_once")
        ]

    def __str__(self) -> str:
        return str(self.party_id)


class Recipient(Part):
    """Who was written to."""

    listed = "party_id"
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="recipients")
    party = models.ForeignKey(Party, models.PROTECT, related_name="letters_received")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["outreach", "party"], name="outreach_recipient_once")
        ]

    def __str__(self) -> str:
        return str(self.party_id)


class Unreachable(Part):
    """Who could not be reached, which is not silence."""

    listed = "party_id"
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="unreachable")
    party = models.ForeignKey(Party, models.PROTECT, related_name="letters_lost")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["outreach", "party"], name="outreach_unreachable_once")
        ]

    def __str__(self) -> str:
        return str(self.party_id)


class Deadline(Part):
    """How long the recipients had."""

    noun = trade.Deadline
    alone = True
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="deadline")
    rule = word_field(trade.Deadline, "rule")
    length = models.PositiveSmallIntegerField()
    calendar = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+")
    citations = models.ManyToManyField(Citation, related_name="deadlines")

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.Deadline, "rule"),
            models.UniqueConstraint(fields=["outreach"], name="outreach_deadline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.length} {self.rule}"


class About(Part):
    """A record that the letter raises: a transfer, an incident, a licence, a statement."""

    listed = "record"
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="about")
    record = PlainCharField(max_length=120, db_index=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["outreach", "record"], name="outreach_about_once")
        ]

    def __str__(self) -> str:
        return str(self.record)


class Question(Part):
    """One question of a letter; the number of a sub-part ends in a letter, such as 1a."""

    noun = trade.Question
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="questions")
    number = PlainCharField(max_length=20)
    topic = models.TextField()

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["outreach", "number"], name="outreach_question_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.topic}"

    @classmethod
    def columns(cls, told: trade.Question) -> dict[str, str]:
        """What to write of a question into its columns."""
        return {"number": told.id, "topic": told.topic}

    def to_trade(self) -> trade.Question:
        """The question, whose number is its id in the core."""
        return trade.Question(id=self.number, topic=self.topic)
