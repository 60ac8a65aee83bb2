"""Partial dates as readers of each language write them (CLDR, by Babel)."""

from datetime import date
from functools import lru_cache

from enduse.interchange.languages.figures import digits, locale
from enduse.interchange.languages.said import say
from enduse.interchange.languages.spoken import OWN, spoken

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
REMEMBERED = 4096


def day(when: str) -> str:
    """A partial date as a reader writes it.

    >>> day("2016-06-29"), day("2016-06"), day("2010/2012-03")
    ('29 June 2016', 'June 2016', '2010 to March 2012')
    """
    start, slash, end = when.partition("/")
    if not slash:
        return _day(start, spoken())
    return say("{start} to {end}", start=_day(start, spoken()), end=_day(end, spoken()))


@lru_cache(maxsize=REMEMBERED)
def _day(when: str, language: str) -> str:
    year, _, rest = when.partition("-")
    month, _, numbered = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= len(MONTHS)):
        return digits(when)
    if language == OWN:
        named = f"{MONTHS[int(month) - 1]} {year}"
        return f"{int(numbered)} {named}" if numbered.isdigit() else named
    return _in_words(when, int(year), int(month), int(numbered) if numbered.isdigit() else None)


def _in_words(when: str, year: int, month: int, numbered: int | None) -> str:
    from babel.dates import format_date, format_skeleton

    try:
        whole = date(year, month, numbered or 1)
    except ValueError:
        return digits(when)
    if numbered is None:
        return digits(format_skeleton("yMMMM", whole, locale=locale(spoken())))
    said = digits(format_date(whole, "long", locale=locale(spoken())))
    return said.replace("1 ", "1er ", 1) if spoken() == "fr" and numbered == 1 else said
