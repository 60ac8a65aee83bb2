"""Every entry of search in the order of results, with what it is counted and left out by."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.apps import apps
from django.db.models import Subquery

from enduse.web.registry.models import Published, Release, SearchEntry, SearchIndex
from enduse.web.search.entries import ORDER

FACETS = ("kind", "country", "technology", "year", "strength")


class About(NamedTuple):
    """What an entry is counted under; many entries share one."""

    kind: tuple[str, ...]
    country: tuple[str, ...]
    technology: tuple[str, ...]
    year: tuple[str, ...]
    strength: tuple[str, ...]


Chosen = Mapping[str, Sequence[str]]
Counts = Mapping[str, Mapping[str, int]]


class Catalogue:
    """The entries by place: countries first, then noun by noun, each by id.

    The place of an entry is the same on every database, and so is all that follows from it.
    """

    def __init__(self, rows: Iterable[tuple[int, date | None, date | None, bool, About]]) -> None:
        self.ids = array("q")
        self.since = array("l")
        self.until = array("l")
        self.latest = bytearray()
        self.about = array("l")
        self.abouts: list[About] = []
        numbers: dict[About, int] = {}
        for pk, since, until, latest, about in rows:
            self.ids.append(pk)
            self.since.append(since.toordinal() if since else _NEVER)
            self.until.append(until.toordinal() if until else _NEVER)
            self.latest.append(latest)
            self.about.append(numbers.setdefault(about, len(numbers)))
        self.abouts = list(numbers)
        self.places = {pk: place for place, pk in enumerate(self.ids)}

    def known_on(self, places: Iterable[int], day: date | None) -> list[int]:
        """Those places whose entries hold for a day; None is today's knowledge."""
        if day is None:
            return [place for place in places if self.latest[place]]
        known, since, until = day.toordinal(), self.since, self.until
        return [place for place in places if since[place] <= known < until[place]]

    def narrowed(self, places: list[int], chosen: Chosen) -> list[int]:
        """Those places whose entries have every chosen value."""
        if not any(chosen.values()):
            return places
        wanted = {at for at, about in enumerate(self.abouts) if _is(about, chosen)}
        return [place for place in places if self.about[place] in wanted]

    def counts(self, places: Iterable[int]) -> Counts:
        """How many entries there are under each value of each facet."""
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        for at, count in Counter(map(self.about.__getitem__, places)).items():
            for facet, values in zip(FACETS, self.abouts[at], strict=True):
                for value in values:
                    counts[facet][value] += count
        return counts


_NEVER = date.max.toordinal() + 1


def _is(about: About, chosen: Chosen) -> bool:
    return all(
        value in held
        for facet, held in zip(FACETS, about, strict=True)
        for value in chosen.get(facet, ())
    )


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


def _about(row: Sequence[object]) -> About:
    kind, countries, technologies, year, strength = row
    return About(
        kind=(str(kind),),
        country=tuple(str(countries).split()),
        technology=tuple(str(technologies).split()),
        year=(str(year),) if year else (),
        strength=(str(strength),) if strength else (),
    )
