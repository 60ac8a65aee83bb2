"""The first page."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.web.pack import MODELS
from enduse.web.public.kept.answers import kept, total
from enduse.web.public.views.known import known_day
from enduse.web.public.views.stories import told
from enduse.web.registry.models import Change, Published, Release

RELEASES, NAMED = 3, 12
COUNTED = ("transfers", "licences", "incidents", "outreach", "demands", "parties", "sources")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, one search field, one button, stories, the map, what changed."""
    day = known_day(request)
    shown = {
        "counts": [(noun, total(_known(noun, day))) for noun in COUNTED],
        "stories": list(told(day)),
        "releases": kept("releases", None, lambda: list(_releases())),
    }
    return render(request, "public/home.html", shown)


def _known(noun: str, day: date | None) -> QuerySet[Published]:
    return MODELS[noun].objects.published().known_on(day)


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
