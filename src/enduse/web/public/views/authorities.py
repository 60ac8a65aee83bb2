"""Licensing authorities: what each lets be known of its licences, and how late."""

from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enduse.record.transparency import WHATS, Transparency, authorities, transparency
from enduse.web.pack import current_record
from enduse.web.public.views.known import known_day


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every authority on record, the most open first; those of whom too little is known last."""
    record, digest = current_record()
    day = known_day(request) or timezone.localdate()
    rows = [(record.parties[row.authority], row) for row in _told(digest, day)]
    countries = {code: country.name for code, country in record.countries.items()}
    shown = {"rows": rows, "whats": WHATS, "countries": countries}
    return render(request, "public/authorities.html", shown)


@lru_cache(maxsize=32)
def _told(digest: str, day: date) -> tuple[Transparency, ...]:  # noqa: ARG001 - a new release is a new record
    record = current_record()[0]
    rows = [transparency(record, name, day=day.isoformat()) for name in authorities(record)]
    return tuple(sorted(rows, key=_openness))


def _openness(row: Transparency) -> tuple[int, int, str]:
    points = row.score.points
    return (-1 if points is None else -1 - points, -row.score.coverage, row.authority)
