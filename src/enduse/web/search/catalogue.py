"""Every entry of search in the order of results, with what it is counted and left out by."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from datetime import date
from functools import lru_cache
from threading import Lock

from django.apps import apps
from django.db.models import Subquery

from enduse.web.registry.models import Published, Release, SearchEntry, SearchIndex
from enduse.web.search.entries import ORDER
from enduse.web.search.postings import bits

FACETS = ("kind", "country", "technology", "year", "strength")
DAYS = 4  # days of knowledge that are held, beside today


Chosen = Mapping[str, Sequence[str]]
Counts = Mapping[str, Mapping[str, int]]
Values = tuple[str, ...]
Row = tuple[int, date | None, date | None, bool, tuple[Values, ...]]
_NEVER = date.max.toordinal() + 1
_one_reads = Lock()


class Catalogue:
    """The entries by place: countries first, then noun by noun, each by id.

    The place of an entry is the same on every database, and so is all that follows from it. A set
    of entries is a number with a bit for each place.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.ids = array("q")
        self.since = array("l")
        self.until = array("l")
        latest: list[int] = []
        held: list[defaultdict[str, MutableSequence[int]]] = [
            defaultdict(lambda: array("L")) for _ in FACETS
        ]
        for place, (pk, since, until, is_latest, about) in enumerate(rows):
            self.ids.append(pk)
            self.since.append(since.toordinal() if since else _NEVER)
            self.until.append(until.toordinal() if until else _NEVER)
            latest += [place] * is_latest
            for column, values in zip(held, about, strict=True):
                for value in values:
                    column[value].append(place)
        self.size = len(self.ids)
        self.places = {pk: place for place, pk in enumerate(self.ids)}
        self.latest = bits(latest, self.size)
        self._of = {
            facet: {value: bits(its, self.size) for value, its in column.items()}
            for facet, column in zip(FACETS, held, strict=True)
        }
        self._days: dict[int, int] = {}

    def of(self, pks: Iterable[int]) -> int:
        """The set of some entries by their keys; those that are not public are left out."""
        held = self.places
        return bits((held[pk] for pk in pks if pk in held), self.size)

    def known_on(self, day: date | None) -> int:
        """The entries that hold for a day; None is today's knowledge."""
        if day is None:
            return self.latest
        known = day.toordinal()
        found = self._days.get(known)
        if found is None:
            spans = enumerate(zip(self.since, self.until, strict=True))
            found = bits((at for at, (a, b) in spans if a <= known < b), self.size)
            self._days = dict([*self._days.items(), (known, found)][-DAYS:])
        return found

    def narrowed(self, found: int, chosen: Chosen) -> int:
        """Those entries that have every chosen value."""
        for facet, values in chosen.items():
            for value in values:
                found &= self._of[facet].get(value, 0)
        return found

    def counts(self, found: int) -> Counts:
        """How many entries there are under each value of each facet."""
        return {
            facet: {value: n for value, its in column.items() if (n := (its & found).bit_count())}
            for facet, column in self._of.items()
        }


def catalogue() -> Catalogue:
    """The catalogue of the index as it stands; read anew when it or what is published changed."""
    index = SearchIndex.objects.order_by().values_list("digest")
    release = Release.objects.order_by("-pk").values("digest")[:1]
    state = index.annotate(release=Subquery(release)).first()
    with _one_reads:  # the others wait for what it reads
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
