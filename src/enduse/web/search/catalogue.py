"""Every entry of search in the order of results, with what it is counted and left out by."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.apps import apps
from django.db.models import Subquery

from enduse.web.registry.models import Published, Release, SearchEntry, SearchIndex
from enduse.web.search.entries import ORDER

FACETS = ("kind", "country", "technology", "year", "strength")


Chosen = Mapping[str, Sequence[str]]
Counts = Mapping[str, Mapping[str, int]]
Values = tuple[str, ...]
Row = tuple[int, date | None, date | None, bool, tuple[Values, ...]]
_NEVER = date.max.toordinal() + 1


class _Column:
    """What each entry has of one facet; entries that have the same share a number."""

    def __init__(self) -> None:
        self.numbers = array("l")
        self.held: list[Values] = []
        self._number: dict[Values, int] = {}

    def add(self, values: Values) -> None:
        number = self._number.setdefault(values, len(self.held))
        if number == len(self.held):
            self.held.append(values)
        self.numbers.append(number)

    def with_all(self, chosen: Iterable[str]) -> set[int]:
        return {number for values, number in self._number.items() if set(chosen) <= set(values)}

    def counts(self, places: Iterable[int]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for number, count in Counter(map(self.numbers.__getitem__, places)).items():
            for value in self.held[number]:
                counts[value] += count
        return counts


class Catalogue:
    """The entries by place: countries first, then noun by noun, each by id.

    The place of an entry is the same on every database, and so is all that follows from it.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.ids = array("q")
        self.since = array("l")
        self.until = array("l")
        self.latest = bytearray()
        self.columns = {facet: _Column() for facet in FACETS}
        for pk, since, until, latest, about in rows:
            self.ids.append(pk)
            self.since.append(since.toordinal() if since else _NEVER)
            self.until.append(until.toordinal() if until else _NEVER)
            self.latest.append(latest)
            for column, values in zip(self.columns.values(), about, strict=True):
                column.add(values)
        self.places = {pk: place for place, pk in enumerate(self.ids)}

    def known_on(self, places: Iterable[int], day: date | None) -> list[int]:
        """Those places whose entries hold for a day; None is today's knowledge."""
        if day is None:
            return [place for place in places if self.latest[place]]
        known, since, until = day.toordinal(), self.since, self.until
        return [place for place in places if since[place] <= known < until[place]]

    def narrowed(self, places: list[int], chosen: Chosen) -> list[int]:
        """Those places whose entries have every chosen value."""
        for facet, values in chosen.items():
            if values:
                wanted = self.columns[facet].with_all(values)
                numbers = self.columns[facet].numbers
                places = [place for place in places if numbers[place] in wanted]
        return places

    def counts(self, places: list[int]) -> Counts:
        """How many entries there are under each value of each facet."""
        return {facet: column.counts(places) for facet, column in self.columns.items()}


def catalogue() -> Catalogue:
    """The catalogue of the index as it stands; read anew when it or what is published changed."""
    index = SearchIndex.objects.order_by().values_list("digest")
    release = Release.objects.order_by("-pk").values("digest")[:1]
    state = index.annotate(release=Subquery(release)).first()
    return _catalogue(*(state or ("", None)))


@lru_cache(maxsize=1)
def _catalogue(_index: str, _release: str | None) -> Catalogue:
    rank = {noun: at for at, noun in enumerate(ORDER)}
    rows = SearchEntry.objects.order_by().values_list(
        "noun", "record", "pk", "known_from", "known_until", "latest",
        "kind", "countries", "technologies", "year", "strength",
    )  # fmt: skip
    public = _published()
    seen = (row for row in rows.iterator() if row[0] not in public or row[1] in public[row[0]])
    ordered = sorted(seen, key=lambda row: (rank[row[0]], row[1], row[3] or date.max))
    return Catalogue((*row[2:6], _about(row[6:])) for row in ordered)


def _published() -> dict[str, set[str]]:
    """The ids of all that is published, by noun: search goes through the one door as well."""
    models = (model for model in apps.get_models() if issubclass(model, Published))
    return {
        str(model._meta.model_name): set(model.objects.published().values_list("pk", flat=True))
        for model in models
    }


def _about(row: Sequence[object]) -> tuple[Values, ...]:
    """What an entry has of each facet, in the order of FACETS."""
    kind, countries, technologies, year, strength = row
    return (
        (str(kind),),
        tuple(str(countries).split()),
        tuple(str(technologies).split()),
        (str(year),) if year else (),
        (str(strength),) if strength else (),
    )
