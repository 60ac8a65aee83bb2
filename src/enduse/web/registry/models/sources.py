"""Sources, and the citations by which statements rest on them."""

from django.db import models

from enduse import evidence
from enduse.web.registry.models.fields import (
    FirstDayField,
    PartialDateField,
    dated,
    only_words,
    word_field,
)
from enduse.web.registry.models.mirror import Published, in_order


class Source(Published):
    """A published document; it cites itself."""

    noun = evidence.Source
    title = models.TextField()
    publisher = models.TextField()
    url = models.URLField(max_length=2000, null=True)
    published = PartialDateField(null=True)
    published_day = FirstDayField("published")
    language = models.CharField(max_length=16)
    kind = word_field(evidence.Source, "kind")
    read = word_field(evidence.Source, "read")
    note = models.TextField(null=True)

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            only_words(evidence.Source, "kind"),
            only_words(evidence.Source, "read"),
            dated("published"),
        ]
        indexes = [
            in_order(
                "registry_source_list", "-published_day", "publisher", "id", "known_from", "kind",
                "language", "read",
            ),
            in_order("registry_source_publisher", "publisher", "id", "known_from"),
        ]  # fmt: skip


class CitationManager(models.Manager["Citation"]):
    """Citations come with their sources, for no page shows one without the other."""

    def get_queryset(self) -> models.QuerySet["Citation"]:
        return super().get_queryset().select_related("source")


class Citation(models.Model):
    """A source in the place that a statement gives it among its sources, from 0.

    A row is a value that statements share: a statement that names two sources has citations of
    place 0 and 1.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    place = models.PositiveSmallIntegerField()

    objects = CitationManager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["source", "place"], name="registry_citation_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} [{self.place}]"
