"""What is known of parties and places, indexed by what an assessment asks, on any day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from enduse.evidence import Epochs, Source, first_day, last_day
from enduse.record.shelf import Cited, Identified, R, Shelf
from enduse.trade import Decision, Incident, Licence, Pack, Party, Restriction, Statement, Transfer
from enduse.trade.places import Country, Index

HINDSIGHT = "9999-12-31"
STALE_YEARS = 5


class Figure(NamedTuple):
    """The newest figure of an index for a country that was out on a day."""

    measure: Index
    year: int
    value: float


class Record:
    """The evidence base, indexed. Ask `known_on(day)` for what could be known on a day."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.sources: Mapping[str, Source] = {s.id: s for s in pack.sources}
        self.parties: Mapping[str, Party] = {p.id: p for p in pack.parties}
        self.products = pack.products
        self.indices = pack.places.indices
        self.countries: Mapping[str, Country] = {c.code: c for c in pack.places.countries}

    @cached_property
    def by_id(self) -> Mapping[str, Cited]:
        """Every record that names its sources, by id."""
        pack = self.pack
        nouns: tuple[Sequence[Identified], ...] = (
            pack.parties, pack.products, pack.transfers, pack.licences, pack.incidents,
            pack.restrictions, pack.demands,
        )  # fmt: skip
        return {record.id: record for noun in nouns for record in noun}

    def known_on(self, day: str) -> "Known":
        """The record as it could be known on an ISO day; HINDSIGHT gives all of it."""
        return Known(self, day)

    def index(self, index_id: str) -> Index | None:
        """The published index with an id, such as `pts`."""
        return next((index for index in self.indices if index.id == index_id), None)

    def sources_out(self, record_id: str, day: str) -> tuple[str, ...]:
        """The sources of a record that were out on a day; all of them if none is known to have
        been, for then the record counts as known by the day that it was reported."""
        dated = self._dated_sources(record_id)
        return tuple(name for out, name in dated if out <= day) or tuple(name for _, name in dated)

    @cached_property
    def _dated_sources(self) -> Callable[[str], tuple[tuple[str, str], ...]]:
        """The sources of a record, each with the last day on which it can have come out."""
        return cache(lambda record_id: tuple(self._dated(self.by_id[record_id])))

    def _dated(self, cited: Cited) -> Iterator[tuple[str, str]]:
        for name in cited.sources:
            source = self.sources.get(name)
            if source:
                yield last_day(source.published) if source.published else HINDSIGHT, name

    def published(self, cited: Cited) -> str | None:
        """The earliest day by which one of the sources was out, None if none is dated."""
        return min(
            (
                last_day(source.published)
                for source in map(self.sources.get, cited.sources)
                if source and source.published
            ),
            default=None,
        )

    def known_from(self, record: Cited) -> str:
        """The day from which a record counts as known: when it was reported, else when its first
        source came out, else only with hindsight. A partial date counts from its last day."""
        reported = getattr(record, "reported", None)
        return last_day(reported) if reported else self.published(record) or HINDSIGHT

    @cached_property
    def family(self) -> Mapping[str, tuple[str, ...]]:
        """For each party: itself, its parent, its subsidiaries and its parent's."""
        children: dict[str, list[str]] = defaultdict(list)
        for party in self.parties.values():
            if party.parent:
                children[party.parent].append(party.id)
        return {
            party.id: tuple(
                dict.fromkeys(
                    [party.id]
                    + ([party.parent, *children[party.parent]] if party.parent else [])
                    + children.get(party.id, [])
                )
            )
            for party in self.parties.values()
        }

    def place_epoch(self, country: str, day: str) -> str:
        """A day on which as much was known of a country as on this one: the same for all days
        between two changes of knowledge."""
        return day if day == HINDSIGHT else self._place_epochs(country).start(day)

    def party_epoch(self, party: str, day: str) -> str:
        """The same for a party."""
        return day if day == HINDSIGHT else self._party_epochs(party).start(day)

    @cached_property
    def _place_epochs(self) -> Callable[[str], Epochs]:
        years = [f"{year}-01-01" for year in range(1990, 2100)]
        figures = [last_day(day) for index in self.indices for day in index.published.values()]
        shelves = (self.incidents_by_place, self.statements_by_place)
        return cache(lambda key: Epochs(chain(years, figures, *(s.days(key) for s in shelves))))

    @cached_property
    def _party_epochs(self) -> Callable[[str], Epochs]:
        shelves = (self.incidents_by_party, self.transfers_by_party, self.restrictions_by_party)
        ends = [first_day(row.ended) for row in self.pack.restrictions if row.ended]
        return cache(lambda key: Epochs(chain(ends, *(shelf.days(key) for shelf in shelves))))

    @cached_property
    def figures_on(self) -> Callable[[str, str], Sequence[Figure]]:
        """The newest figures of a country that were out on a day; see `Known.figures`."""
        return cache(lambda country, day: tuple(self._figures(country, day)))

    def _figures(self, country: str, day: str) -> Iterator[Figure]:
        place = self.countries.get(country)
        oldest = 0 if day == HINDSIGHT else max(0, int(day[:4] or 0) - STALE_YEARS)
        for index in self.indices if place else ():
            years = place.figures.get(index.id, {}) if place else {}
            out = (y for y in years if last_day(index.published.get(y, HINDSIGHT)) <= day)
            newest = max(out, default=-1)
            if newest >= oldest:
                yield Figure(index, newest, years[newest])

    def _shelf(self, records: Iterable[R], keys: Callable[[R], Iterable[str | None]]) -> Shelf[R]:
        shelf: Shelf[R] = Shelf()
        for record in records:
            known = self.known_from(record)
            for key in keys(record):
                shelf.add(key, known, record)
        shelf.close()
        return shelf

    @cached_property
    def incidents_by_place(self) -> Shelf[Incident]:
        """Incidents under the country of the perpetrator."""
        return self._shelf(self.pack.incidents, lambda i: [i.perpetrator_country])

    @cached_property
    def incidents_by_party(self) -> Shelf[Incident]:
        """Incidents under the perpetrating agency and under the vendor."""
        return self._shelf(self.pack.incidents, lambda i: {i.perpetrator_agency, i.vendor})

    @cached_property
    def incidents_by_technology(self) -> Shelf[Incident]:
        """Incidents under the technology of the product that was used."""
        technology = {product.id: product.technology for product in self.products}
        return self._shelf(self.pack.incidents, lambda i: [technology.get(i.product or "")])

    @cached_property
    def transfers_by_party(self) -> Shelf[Transfer]:
        """Transfers under the supplier and under the end user."""
        return self._shelf(self.pack.transfers, lambda t: {t.supplier, t.end_user})

    @cached_property
    def restrictions_by_party(self) -> Shelf[Restriction]:
        """Listings and penalties under the party they are aimed at."""
        return self._shelf(self.pack.restrictions, lambda r: [r.target])

    @cached_property
    def statements_by_place(self) -> Shelf[Statement]:
        """Statements under the countries they name."""
        return self._shelf(self.pack.demands, lambda s: s.named_countries)

    @cached_property
    def licences_by_key(self) -> Shelf[Licence]:
        """Licences under exporter, end user, `to:country` and `of:technology`, from day one:
        each decision has its own day, see `Known.decisions`."""
        shelf: Shelf[Licence] = Shelf()
        for licence in self.pack.licences:
            keys = {licence.exporter, licence.end_user, f"of:{licence.technology}"}
            for key in keys | {f"to:{country}" for country in licence.destinations}:
                shelf.add(key, "", licence)
        shelf.close()
        return shelf


class Known:
    """The record with the eyes of one day."""

    __slots__ = ("day", "record")

    def __init__(self, record: Record, day: str) -> None:
        self.record = record
        self.day = day

    @property
    def hindsight(self) -> bool:
        """Whether everything counts as known."""
        return self.day == HINDSIGHT

    def incidents_in(self, country: str) -> Sequence[Incident]:
        """Abuse by the state."""
        return self.record.incidents_by_place.on(country, self.day)

    def incidents_of(self, party: str | None) -> Sequence[Incident]:
        """Abuse by the party, or with what it sold."""
        return self.record.incidents_by_party.on(party, self.day)

    def incidents_with(self, technology: str) -> Sequence[Incident]:
        """Abuse with products of the technology."""
        return self.record.incidents_by_technology.on(technology, self.day)

    def transfers_of(self, party: str | None) -> Sequence[Transfer]:
        """What the party sold or received."""
        return self.record.transfers_by_party.on(party, self.day)

    def restrictions_on(self, party: str | None) -> Sequence[Restriction]:
        """Listings, freezes and penalties aimed at the party."""
        return self.record.restrictions_by_party.on(party, self.day)

    def statements_on(self, country: str) -> Sequence[Statement]:
        """Letters, resolutions and conclusions that name the country."""
        return self.record.statements_by_place.on(country, self.day)

    def licences(self, key: str | None) -> Sequence[Licence]:
        """Licences by exporter, end user, `to:eg` or `of:intrusion-spyware`."""
        return self.record.licences_by_key.on(key, self.day)

    def decisions(self, licence: Licence, authority_country: str) -> Sequence[Decision]:
        """The decisions that could be known: an authority knows its own from their date, anyone
        else from the day a source was out."""
        authority = self.record.parties.get(licence.authority)
        own = authority is not None and authority.country == authority_country
        return [d for d in licence.decisions if self._decision_known(d, own=own) <= self.day]

    def _decision_known(self, decision: Decision, *, own: bool) -> str:
        taken = last_day(decision.date)
        return taken if own else max(taken, self.record.published(decision) or HINDSIGHT)

    def figures(self, country: str) -> Sequence[Figure]:
        """The newest figure of each index that was out, not older than five years."""
        return self.record.figures_on(country, self.record.place_epoch(country, self.day))


def before(when: str, day: str) -> bool:
    """Whether a partial date began by a day.

    >>> before("2016-06", "2016-06-29"), before("2016-07", "2016-06-29")
    (True, False)
    """
    return first_day(when) <= day
