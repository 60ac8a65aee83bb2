"""The first page."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.web.pack import MODELS
from enduse.web.public.views.known import known_day
from enduse.web.public.views.stories import told
from enduse.web.registry.models import Change, Published, Release, Transfer

FLOWS, RELEASES, NAMED = 20, 3, 12
COUNTED = ("transfers", "licences", "incidents", "outreach", "demands", "parties", "sources")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, one search field, one button, stories, flows, what changed."""
    day = known_day(request)
    shown = {
        "counts": [(noun, _known(noun, day).count()) for noun in COUNTED],
        "stories": list(told(day)),
        "flows": flows(day),
        "releases": list(_releases()),
    }
    return render(request, "public/home.html", shown)


def _known(noun: str, day: date | None) -> QuerySet[Published]:
    return MODELS[noun].objects.published().known_on(day)


def flows(day: date | None) -> Iterable[Mapping[str, Any]]:
    """The pairs of countries with most transfer records, seller first; sales at home are none."""
    between = (
        Transfer.objects.published()
        .known_on(day)
        .exclude(supplier__country=None)
        .exclude(supplier__country=F("destination"))
    )
    pairs = between.values(
        "supplier__country", "supplier__country__name", "destination", "destination__name"
    ).annotate(records=Count("pk"))
    return pairs.order_by("-records", "supplier__country", "destination")[:FLOWS]


class Changed(NamedTuple):
    """What one release changed: counts by kind of change and noun, and the records if few."""

    made: date
    counts: list[tuple[str, list[tuple[str, int]]]]
    records: list[tuple[str, Published]]


def _releases() -> Iterator[Changed]:
    newest = list(Release.objects.all()[:RELEASES])
    changes = Change.objects.filter(release__in=newest).order_by()
    rows = list(changes.values_list("release", "what", "noun").annotate(records=Count("pk")))
    for release in newest:
        its = {(what, noun): n for of, what, noun, n in rows if of == release.pk}
        counts = [
            (what, [(noun, its[what, noun]) for noun in MODELS if (what, noun) in its])
            for what in Change.WHAT
            if any(of == what for of, _ in its)
        ]
        few = 0 < sum(its.values()) <= NAMED
        yield Changed(release.made.date(), counts, list(_records(release)) if few else [])


def _records(release: Release) -> Iterator[tuple[str, Published]]:
    changes = list(release.changes.exclude(what="withdrawn"))
    for noun in sorted({change.noun for change in changes} & MODELS.keys()):
        its = {change.record: change.what for change in changes if change.noun == noun}
        for row in MODELS[noun].objects.published().filter(pk__in=its):
            yield its[row.pk], row
