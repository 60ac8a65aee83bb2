"""Numbers and names of countries as readers of each language write them (CLDR, by Babel)."""

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from enduse.interchange.languages.spoken import LANGUAGES, OWN, spoken
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from babel import Locale

# Countries of one language differ: Arabic has figures of its own in `ar_EG`, not in `ar`.
LOCALES: dict[str, str] = {}
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """A number with the marks and figures of the language, to so many decimals.

    >>> number(50000), number(0.5), number(Decimal(1000), 2)
    ('50,000', '0.5', '1,000.00')
    """
    if spoken() == OWN:
        return f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    from babel.numbers import format_decimal

    exact = None if decimals is None else f"#,##0.{'0' * decimals}".rstrip(".")
    said = locale(spoken())
    return digits(format_decimal(value, exact, locale=said, numbering_system="default"))


def digits(text: str) -> str:
    """Text with the figures that CLDR has for the locale: years, ordinals, what is not counted."""
    if spoken() == OWN or locale(spoken()).default_numbering_system != "arab":
        return text
    return text.translate(ARABIC)


def language(code: str) -> str:
    """What a language is called, by its code; the code where CLDR has no name for it."""
    return str(locale(spoken()).languages.get(code.partition("-")[0].lower(), code))


def country(code: str, name: str) -> str:
    """What a country is called, by its code; `name` is what the record calls it in English."""
    if spoken() == OWN:
        return name
    return str(locale(spoken()).territories.get(code.upper(), name))


def write_as(name: str) -> None:
    """Write a language as a country does, such as `ar_EG`; raises BadInput for what CLDR lacks."""
    from babel.localedata import exists

    language = name.split("_", maxsplit=1)[0]
    if language not in LANGUAGES or not exists(name):
        raise BadInput(f"no locale {name!r} of a language that is offered; write it like ar_EG")
    LOCALES[language] = name


@cache
def locale(language: str) -> "Locale":
    """What CLDR says of a language."""
    from babel import Locale

    return Locale.parse(LOCALES.get(language, language))
