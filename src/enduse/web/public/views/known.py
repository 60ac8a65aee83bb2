"""The day of knowledge: any profile and list can be seen as it could be known on a day."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from enduse.interchange.report_words import clean

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def known_day(request: HttpRequest) -> date | None:
    """The day that the reader asks for with `?known=`; None is today's knowledge."""
    asked = request.GET.get("known", "").strip()
    try:
        return date.fromisoformat(asked) if DAY.fullmatch(asked) else None
    except ValueError:
        return None


def known(request: HttpRequest) -> dict[str, Any]:
    """What every page says of the day of knowledge."""
    day = known_day(request)
    asked = request.GET.get("known", "").strip()
    return {
        "known": day,
        "known_problem": clean(asked)[:40] if asked and day is None else "",
        "known_kept": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in {"known", "page"}
        ],
        "a_year_ago": _a_year_before(timezone.localdate()).isoformat(),
    }


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
