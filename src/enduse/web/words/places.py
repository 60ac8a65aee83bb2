"""Countries by the names that the reader's language has for them."""

from collections.abc import Iterable

from enduse.interchange.languages import country
from enduse.screening.folded import folded


def by_name(countries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Codes with names, in the order of the names; the names that come in are English."""
    named = ((code, country(code, name)) for code, name in countries)
    return sorted(named, key=lambda one: (folded(one[1]), one[0]))


def place(name: object, code: str) -> str:
    """A country, by the name that the record has for it and its code."""
    return country(code, str(name))
