"""Countries as people write them -> ISO 3166-1 alpha-2 in lower case."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any
from unicodedata import combining, normalize

from enduse.taxonomy.tables import BadInput
from enduse.trade.places import Country

REMEMBERED = 4096


class Gazetteer:
    """Every code and name of the countries that the pack knows."""

    def __init__(self, countries: Iterable[Country]) -> None:
        self._written: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._meant: dict[str, str | None] = {}
        for country in countries:
            self._names[country.code] = country.name
            for name in (country.code, country.name, *country.names):
                self._codes.setdefault(_plain(name), country.code)

    def code(self, written: Any, where: str) -> str:
        """The code of a country; raises BadInput with the nearest name."""
        if written is False:
            raise BadInput(f'{where}: YAML reads a bare no as false; write "no" for Norway')
        found = self._written.get(written) if isinstance(written, str) else None
        found = found or self._codes.get(_plain(str(written)))
        if found is None:
            near = self._nearest(_plain(str(written)))
            hint = f"did you mean {near}?" if near else "write its ISO code, such as eg"
            raise BadInput(f"{where}: no country {str(written)[:60]!r}; {hint}")
        if isinstance(written, str) and len(self._written) < REMEMBERED:
            self._written[written] = found
        return found

    def _nearest(self, slip: str) -> str | None:
        """The country that was meant; a table may make the same slip in every row."""
        if slip not in self._meant and len(self._meant) < REMEMBERED:
            near = get_close_matches(slip, self._codes, n=1)
            code = self._codes[near[0]] if near else ""
            self._meant[slip] = f"{code} ({self._names[code]})" if near else None
        return self._meant.get(slip)


def _plain(name: str) -> str:
    """A name without case, accents and punctuation: "Côte d'Ivoire" is "cote divoire"."""
    letters = (c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return " ".join("".join(c for c in letters if c.isalnum() or c.isspace()).split())
