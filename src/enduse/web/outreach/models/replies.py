"""What each recipient did, and what a reply says to each question."""

from datetime import date
from typing import ClassVar, Self

from django.db import models

from enduse import trade
from enduse.web.outreach.models.rounds import Outreach
from enduse.web.registry.models import Citation, Part, Party
from enduse.web.registry.models.fields import (
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import PartQuerySet


class ResponseQuerySet(PartQuerySet["Response"]):
    """Replies, and silences on record."""

    def told_on(self, day: date | None) -> Self:
        """With their answers to the single questions and their sources, as known on a day."""
        answers = Answer.objects.known_on(day).with_sources()
        return (
            self.known_on(day)
            .with_sources()
            .select_related("recipient")
            .prefetch_related(models.Prefetch("answers", answers))
        )


class Response(Part):
    """What one recipient did; an acknowledgement of receipt is no answer."""

    noun = trade.Response
    outreach = models.ForeignKey(Outreach, models.CASCADE, related_name="responses")
    recipient = models.ForeignKey(Party, models.PROTECT, related_name="responses")
    status = word_field(trade.Response, "status", db_index=True)
    date = PartialDateField(null=True)
    acknowledged = PartialDateField(null=True)
    note = models.TextField(null=True)
    citations = models.ManyToManyField(Citation, related_name="responses")

    objects: ClassVar = ResponseQuerySet.as_manager()

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.Response, "status"),
            dated("date"),
            dated("acknowledged"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.status}"


class Answer(Part):
    """What a reply says to one question, and how far that answers it."""

    noun = trade.Answer
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = PlainCharField(max_length=20)
    extent = word_field(trade.Answer, "extent")
    said = models.TextField()
    citations = models.ManyToManyField(Citation, related_name="answers")

    class Meta(Part.Meta):
        constraints = [
            only_words(trade.Answer, "extent"),
            models.UniqueConstraint(fields=["response", "question"], name="outreach_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.extent}"
