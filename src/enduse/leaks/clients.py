"""Who selected whom: the countries and the years of each client, and clients that are alike.

All of it is worked out from tables that may be published, so it tells no more than they do.
"""

from collections import defaultdict
from typing import NamedTuple

from enduse.leaks.releases import Publisher
from enduse.leaks.tables import UNKNOWN

ALIKE = 0.2  # the cosine distance of the countries of clients, up to which they watch the same
CAUTION = (
    "That a client selected numbers of a country most does not say who the client is: hold it"
    " against contracts, licences and what was found on telephones."
)


class Client(NamedTuple):
    """A client: its selections, those by country with their share, and those by year."""

    name: str
    selections: int
    countries: list[tuple[str, int, float]]
    years: list[tuple[str, int]]


class Clients(NamedTuple):
    """The clients that may be shown, those of them that are alike, and what is not shown."""

    clients: list[Client]
    alike: list[list[str]]
    suppressed: dict[str, int]


def clients(publisher: Publisher) -> Clients:
    """The clients of a list, the largest first; raises BadInput where the tables are not safe."""
    totals = publisher.publish(("client",))
    places = publisher.publish(("country", "client"))
    years = publisher.publish(("client", "year"))
    by_place, by_year = defaultdict(list), defaultdict(list)
    for (country, client), n in places.cells.items():
        if (client,) in totals.cells:
            by_place[client].append((country, n, n / totals.cells[client,]))
    for key, n in years.cells.items():
        year, client = key[years.by.index("year")], key[years.by.index("client")]
        by_year[client].append((year, n))
    found = [
        Client(name, n, sorted(by_place[name], key=_largest), sorted(by_year[name]))
        for (name,), n in sorted(totals.cells.items(), key=lambda cell: (-cell[1], cell[0]))
    ]
    hidden = {",".join(one.by): one.suppressed for one in (totals, places, years)}
    return Clients(found, _alike(found), hidden)


def _largest(cell: tuple[str, int, float]) -> tuple[int, str]:
    return -cell[1], cell[0]


def _alike(found: list[Client]) -> list[list[str]]:
    """Groups of clients that watch the same countries in the same proportions."""
    seen = [one for one in found if one.countries and one.name != UNKNOWN]
    if len(seen) < 2:  # noqa: PLR2004 - one client is like no other
        return []
    from scipy.cluster.hierarchy import fcluster, linkage

    columns = sorted({country for one in seen for country, _n, _share in one.countries})
    rows = []
    for one in seen:
        counts = {country: n for country, n, _share in one.countries}
        rows.append([float(counts.get(country, 0)) for country in columns])
    groups: dict[int, list[str]] = defaultdict(list)
    marks = fcluster(linkage(rows, method="average", metric="cosine"), ALIKE, criterion="distance")
    for one, mark in zip(seen, marks, strict=True):
        groups[int(mark)].append(one.name)
    return [names for names in groups.values() if len(names) > 1]
