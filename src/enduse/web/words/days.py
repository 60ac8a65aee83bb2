"""Partial dates as readers write them."""

from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext


def when(day: str | date | None) -> str:
    """A partial date in words; nothing for None.

    >>> when("2016-06-29"), when("2016-06"), when("2010/2012-03")
    ('29 June 2016', 'June 2016', '2010 to March 2012')
    """
    start, _, end = str(day or "").partition("/")
    if end:
        return gettext("%(start)s to %(end)s") % {"start": _day(start), "end": _day(end)}
    return _day(start)


def _day(day: str) -> str:
    year, month, number = [*day.split("-"), "", ""][:3]
    if not month:
        return year
    named = {"day": number.lstrip("0"), "month": MONTHS[int(month)], "year": year}
    form = gettext("%(day)s %(month)s %(year)s") if number else gettext("%(month)s %(year)s")
    return form % named
