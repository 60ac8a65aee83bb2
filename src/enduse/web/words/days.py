"""Partial dates as readers write them."""

from datetime import date

from enduse.interchange.languages import day as spelt


def when(day: str | date | None) -> str:
    """A partial date in words; nothing for None.

    >>> when("2016-06-29"), when("2016-06"), when("2010/2012-03")
    ('29 June 2016', 'June 2016', '2010 to March 2012')
    """
    return spelt(str(day or ""))
