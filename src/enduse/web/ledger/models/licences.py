"""Licences and applications, each with the chain of what was decided."""

import datetime as dt
from collections import defaultdict
from typing import Any, ClassVar, Self

from django.db import models

from enduse import trade
from enduse.evidence import first_day, last_day
from enduse.web.ledger.models.chains import Chain
from enduse.web.registry.models import Citation, Country, Part, Party, Published
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    PlainCharField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import Priced, PublishedQuerySet


class LicenceQuerySet(PublishedQuerySet["Licence"]):
    """Licences as the pages show them."""

    def chains(self, day: dt.date | None) -> dict[str, Chain]:
        """The chain of each as known on a day, by id: the newest event first, then by id."""
        events: defaultdict[str, list[trade.Decision]] = defaultdict(list)
        for licence, when, word in self._events(day):
            if day is None or last_day(when) <= day.isoformat():
                event = trade.Decision(date=str(when), decision=word, sources=())
                events[licence].append(event)
        keys = self.order_by("pk").values_list("pk", flat=True)
        told = {pk: Chain.of(events.get(pk, ())) for pk in keys}
        newest = {
            pk: first_day(chain.last.date) if chain.last else "" for pk, chain in told.items()
        }
        return {pk: told[pk] for pk in sorted(told, key=newest.__getitem__, reverse=True)}

    def _events(self, day: dt.date | None) -> "models.QuerySet[Decision, Any]":
        """The events of each of which a source was out on a day, in their order."""
        known = Decision.objects.known_on(day).filter(licence__in=self.order_by().values("pk"))
        return known.order_by("licence", "position").values_list("licence_id", "date", "decision")

    def in_words(self) -> Self:
        """With the names of parties and countries, and the events with their sources, at hand."""
        return self.select_related("exporter", "authority", "end_user").prefetch_related(
            "destinations__country", "decisions__citations__source"
        )


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

    objects: ClassVar = LicenceQuerySet.as_manager()

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            *Priced.Meta.constraints,
            *(only_words(trade.Licence, name) for name in ("kind", "status", "confidence")),
        ]

    def __str__(self) -> str:
        return self.item

    def events(self, day: dt.date | None) -> list["Decision"]:
        """The events that could be known on a day, in their order; None is all."""
        return [event for event in self.decisions.all() if event.known_on(day)]


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

    def known_on(self, day: dt.date | None) -> bool:
        """Whether it had happened on a day and one of its sources was out."""
        if day is None:
            return True
        out = (citation.source.known_from for citation in self.citations.all())
        return self.date.last <= day.isoformat() and any(o and o <= day for o in out)

    def said_by(self, day: dt.date | None) -> list[str]:
        """Who says so: the kinds of its sources that were out on a day, each once, in order."""
        sources = (citation.source for citation in self.citations.all())
        out = (s for s in sources if day is None or (s.known_from and s.known_from <= day))
        return list(dict.fromkeys(source.kind for source in out))
