"""Days, numbers and names of countries as readers of each language write them (CLDR, by Babel)."""

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from enduse.interchange.languages.spoken import OWN, say, spoken

if TYPE_CHECKING:
    from babel import Locale

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
REMEMBERED = 4096


def number(value: float) -> str:
    """A number with the marks and figures of the language.

    >>> number(50000), number(0.5)
    ('50,000', '0.5')
    """
    if spoken() == OWN:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=locale(spoken()), numbering_system="default"))


def digits(text: str) -> str:
    """Text with the figures of the language: years, ordinals, whatever is not counted."""
    return text.translate(ARABIC) if spoken() == "ar" else text


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
    return digits(format_date(whole, "long", locale=locale(spoken())))


def country(code: str, name: str) -> str:
    """What a country is called, by its code; `name` is what the record calls it in English."""
    if spoken() == OWN:
        return name
    return str(locale(spoken()).territories.get(code.upper(), name))


@cache
def locale(language: str) -> "Locale":
    """What CLDR says of a language."""
    from babel import Locale

    return Locale.parse(language)
