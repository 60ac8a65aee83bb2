"""What is known of parties and places, indexed by what an assessment asks, on any day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar

from enduse.evidence import Source, first_day, last_day
from enduse.trade import (
    Decision,
    Incident,
    Licence,
    Party,
    Product,
    Restriction,
    Statement,
    Transfer,
)
from enduse.trade.places import Country, Index, Places

HINDSIGHT = "9999-12-31"
STALE_YEARS = 5


class Cited(Protocol):
    """Anything that names its sources."""

    @property
    def sources(self) -> tuple[str, ...]: ...


class Identified(Cited, Protocol):
    """A record with an id."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Cited)


class Pack(Protocol):
    """An evidence pack: the nouns, each with its sources, and the figures of countries."""

    @property
    def sources(self) -> tuple[Source, ...]: ...
    @property
    def parties(self) -> tuple[Party, ...]: ...
    @property
    def products(self) -> tuple[Product, ...]: ...
    @property
    def transfers(self) -> tuple[Transfer, ...]: ...
    @property
    def licences(self) -> tuple[Licence, ...]: ...
    @property
    def incidents(self) -> tuple[Incident, ...]: ...
    @property
    def restrictions(self) -> tuple[Restriction, ...]: ...
    @property
    def demands(self) -> tuple[Statement, ...]: ...
    @property
    def places(self) -> Places: ...


class Figure(NamedTuple):
    """The newest figure of an index for a country that was out on a day."""

    index: Index
    year: int
    value: float


class Shelf(Generic[R]):
    """Records of one noun under one key, each from the day it was known."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[str, R]]] = defaultdict(list)
        self._days: dict[str, list[str]] = {}

    def add(self, key: str | None, known: str, record: R) -> None:
        """File a record; a record without the key is not filed."""
        if key is not None:
            self._by_key[key].append((known, record))

    def close(self) -> None:
        """Sort once all records are filed."""
        for key, rows in self._by_key.items():
            rows.sort(key=lambda row: row[0])
            self._days[key] = [known for known, _ in rows]

    def on(self, key: str | None, day: str) -> Sequence[R]:
        """What was known under a key on a day, oldest knowledge first."""
        if key is None or key not in self._days:
            return ()
        upto = bisect_right(self._days[key], day)
        return [record for _, record in self._by_key[key][:upto]]


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
    def transfers_by_place(self) -> Shelf[Transfer]:
        """Transfers under the destination."""
        return self._shelf(self.pack.transfers, lambda t: [t.destination])

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

    def transfers_to(self, country: str) -> Sequence[Transfer]:
        """What went to the country."""
        return self.record.transfers_by_place.on(country, self.day)

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
        place = self.record.countries.get(country)
        if place is None:
            return ()
        found = []
        for index in self.record.indices:
            years = place.figures.get(index.id, {})
            out = [y for y in years if self._out(index, y)]
            if out and (self.hindsight or max(out) >= int(self.day[:4]) - STALE_YEARS):
                found.append(Figure(index, max(out), years[max(out)]))
        return found

    def _out(self, index: Index, year: int) -> bool:
        published = index.published.get(year)
        return published is not None and last_day(published) <= self.day


def before(when: str, day: str) -> bool:
    """Whether a partial date began by a day.

    >>> before("2016-06", "2016-06-29"), before("2016-07", "2016-06-29")
    (True, False)
    """
    return first_day(when) <= day
