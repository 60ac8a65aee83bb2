"""Counts of a list: how many numbers by country, year and line, how many selections by client."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from enduse.evidence import first_day
from enduse.leaks.listing import Listing
from enduse.leaks.vault import Person
from enduse.taxonomy.tables import BadInput

DIMENSIONS = ("country", "year", "client", "line", "group")
NETWORK, UNKNOWN, JOINT = "network:", "unknown", "\x1f"
Key = tuple[str, ...]


class Table(NamedTuple):
    """Counts by categories; `unit` says what is counted: numbers, selections or people."""

    by: tuple[str, ...]
    unit: str
    counts: dict[Key, int]

    @property
    def total(self) -> int:
        """All that is counted, in every cell."""
        return sum(self.counts.values())


class Numbers:
    """The distinct numbers of a list with what is known of each.

    A number is counted once by country, line and the year in which it was first selected, and once
    for each client that selected it (a selection), by the year in which that client first did.
    """

    def __init__(self, listing: Listing) -> None:
        self.clients = listing.clients
        places = [set(place.countries) for place in listing.places]
        self._networks = [place.network for place in listing.places]
        self.first: dict[tuple[str, int], str] = {}
        self._country: dict[str, frozenset[str] | str] = {}
        self._line: dict[str, str] = {}
        for entry in listing.entries:
            self._place(entry.number, places[entry.place], self._networks[entry.place])
            self._line.setdefault(entry.number, listing.lines[entry.line])
            year = first_day(entry.first or entry.last)[:4] if entry.first or entry.last else ""
            pair = (entry.number, entry.client)
            known = self.first.get(pair)
            if known is None or (year and (not known or year < known)):
                self.first[pair] = year

    def _place(self, number: str, countries: set[str], network: str) -> None:
        """What all rows of a number allow; where they contradict each other, all they name."""
        before = self._country.get(number)
        if network:
            self._country[number] = NETWORK + network
        elif before is None or isinstance(before, str):
            self._country[number] = frozenset(countries)
        elif before != countries:
            self._country[number] = frozenset(before & countries or before | countries)

    def __len__(self) -> int:
        return len(self._line)

    def holds(self, number: str) -> bool:
        """Whether a number is on the list."""
        return number in self._line

    def all(self) -> Iterable[str]:
        """Every number once."""
        return self._line

    def country(self, number: str) -> str:
        """The category of a number by country: its possible countries, or its network."""
        found = self._country[number]
        return found if isinstance(found, str) else _category(found)

    def line(self, number: str) -> str:
        """The kind of line."""
        return self._line[number]

    def years(self) -> dict[str, str]:
        """The year in which each number was first selected by anyone."""
        found: dict[str, str] = {}
        for (number, _client), year in self.first.items():
            if year and (number not in found or year < found[number]):
                found[number] = year
        return found


def count(numbers: Numbers, by: Sequence[str], people: Sequence[Person] = ()) -> Table:
    """The counts by one or two dimensions; raises BadInput where they do not go together."""
    if wrong := [name for name in by if name not in DIMENSIONS]:
        raise BadInput(f"--by {wrong[0][:20]}: is none of {', '.join(DIMENSIONS)}")
    wanted = tuple(sorted(dict.fromkeys(by), key=DIMENSIONS.index))
    if "group" in wanted:
        if len(wanted) > 1:
            raise BadInput("--by group: stands alone; people are too few to be divided further")
        return Table(wanted, "people", _groups(numbers, people))
    if not 1 <= len(wanted) <= 2:  # noqa: PLR2004 - what the check of releases can vouch for
        raise BadInput("--by: one or two of " + ", ".join(DIMENSIONS))
    if "client" in wanted:
        return Table(wanted, "selections", _selections(numbers, wanted))
    years = numbers.years() if "year" in wanted else {}
    told: dict[str, Callable[[str], str]] = {
        "country": numbers.country,
        "line": numbers.line,
        "year": lambda number: years.get(number, UNKNOWN),
    }
    tellers = [told[name] for name in wanted]
    found = Counter(tuple(tell(number) for tell in tellers) for number in numbers.all())
    return Table(wanted, "numbers", dict(found))


def _selections(numbers: Numbers, wanted: Sequence[str]) -> dict[Key, int]:
    found: Counter[Key] = Counter()
    for (number, client), year in numbers.first.items():
        told = {
            "country": numbers.country(number),
            "line": numbers.line(number),
            "year": year or UNKNOWN,
            "client": numbers.clients[client] or UNKNOWN,
        }
        found[tuple(told[name] for name in wanted)] += 1
    return dict(found)


def _groups(numbers: Numbers, people: Sequence[Person]) -> dict[Key, int]:
    listed = (person for person in people if any(map(numbers.holds, person.numbers)))
    return dict(Counter((group,) for person in listed for group in person.groups))


def countries_of(category: str) -> tuple[list[str], str]:
    """The countries, or the network, that a category by country stands for.

    >>> countries_of("eh+ma"), countries_of("network:Iridium")
    ((['eh', 'ma'], ''), ([], 'Iridium'))
    """
    if category.startswith(NETWORK):
        return [], category.removeprefix(NETWORK)
    return category.split("+"), ""


@lru_cache(maxsize=4096)
def _category(countries: frozenset[str]) -> str:
    return "+".join(sorted(countries))


def count_once(numbers: Numbers, by: Sequence[str]) -> dict[Key, int]:
    """Each number in one cell alone, that of the client and the year that selected it first."""
    first: dict[str, tuple[str, str]] = {}
    for (number, client), year in numbers.first.items():
        at = (year or UNKNOWN, numbers.clients[client] or UNKNOWN)
        if number not in first or at < first[number]:
            first[number] = at
    told: dict[str, Callable[[str], str]] = {
        "country": numbers.country,
        "line": numbers.line,
        "year": lambda number: first[number][0],
        "client": lambda number: first[number][1],
    }
    if not 1 <= len(by) <= 2:  # noqa: PLR2004 - as for exact counts
        raise BadInput("--by: one or two of " + ", ".join(told))
    if wrong := [name for name in by if name not in told]:
        raise BadInput(f"--by {wrong[0]}: cannot have noise; use one or two of {', '.join(told)}")
    tellers = [told[name] for name in by]
    return dict(Counter(tuple(tell(number) for tell in tellers) for number in numbers.all()))
