"""All that is found out about a deal before the law is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from enduse.assessment.classify import Catalogue, Classification, classify
from enduse.assessment.concerns import (
    on_destination,
    on_end_user,
    on_supplier,
    on_technology,
    repression_risk,
)
from enduse.assessment.result import Concern, OpenQuestion, PartyInDeal
from enduse.assessment.same_party import same_party
from enduse.law.facts import Facts, Listing
from enduse.law.places import Listing as Row
from enduse.law.places import entity_listed, ever_listed, listings_of, ofac_blocked
from enduse.record import HINDSIGHT, Known, Record
from enduse.screening.exact import Screener, kind_of_body
from enduse.taxonomy import TECHNOLOGIES, Technology, cyber_surveillance
from enduse.trade import Deal

if TYPE_CHECKING:
    from enduse.screening.known import KnownParties
    from enduse.screening.search import Hit

RECORDED_KINDS = {"company": "company", "agency": "government", "authority": "government"}
STATE_BODIES = frozenset(
    {"government", "military", "paramilitary", "police", "intelligence", "interior-ministry"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A deal, its parties and item as recognised, the record's concerns, the facts for the law."""

    deal: Deal
    day: str
    known: Known
    classification: Classification
    technologies: tuple[Technology, ...]
    exporter: PartyInDeal
    end_user: PartyInDeal
    intermediaries: tuple[PartyInDeal, ...]
    concerns: tuple[Concern, ...]
    facts: Facts
    same_party: tuple[OpenQuestion, ...] = ()

    def family(self, party: PartyInDeal) -> tuple[str, ...]:
        """The party of the record with its group; empty if the party is not on record."""
        return self.known.record.family.get(party.party or "", ())


class Investigation:
    """Looks deals up in one record; what was found once is kept for the next deal."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._screener = Screener(record.parties.values())
        self._known: KnownParties | None = None
        self._catalogue = Catalogue(record.products)
        self._names = {party.id: party.name for party in record.parties.values()}
        self.party = lru_cache(maxsize=16384)(self._party)
        self._alike = lru_cache(maxsize=16384)(self._look_for_alike)
        self._classify = lru_cache(maxsize=16384)(classify)
        self._place_concerns = lru_cache(maxsize=16384)(self._look_at_place)
        self._party_concerns = lru_cache(maxsize=16384)(self._look_at_party)

    def case(self, deal: Deal, *, day: str, hindsight: bool) -> Case:
        """The case of a deal on an ISO day; with `hindsight` the whole record counts as known."""
        known_on = HINDSIGHT if hindsight else day
        exporter = self.party(deal.exporter, deal.exporter_country)
        end_user = self.party(deal.end_user, deal.destination)
        classification = self.classification(deal.item, deal.technologies, exporter.party)
        technologies = tuple(TECHNOLOGIES[code] for code in classification.technologies)
        known = self.record.known_on(known_on)
        concerns = (
            *self._on_place(deal.destination, known_on),
            *self._on_party("end-user", end_user, known_on),
            *self._on_party("supplier", exporter, known_on),
            *(c for t in technologies for c in on_technology(known, t.code, t.title)),
        )
        via = tuple(self.party(i.name, i.country) for i in deal.intermediaries)
        found = _Found(known, exporter, end_user, via, concerns)
        return Case(
            deal=deal,
            day=day,
            known=known,
            classification=classification,
            technologies=technologies,
            exporter=exporter,
            end_user=end_user,
            intermediaries=via,
            concerns=concerns,
            facts=self._facts(deal, day, classification, found),
            same_party=tuple(self._asked_of_parties(exporter, end_user, via)),
        )

    def _look_for_alike(self, name: str, country: str | None) -> "tuple[Hit, ...]":
        if self._known is None:
            from enduse.screening.known import KnownParties  # imported late: most names are known

            self._known = KnownParties(self.record.parties.values())
        return self._known.alike(name, country)

    def _asked_of_parties(
        self, exporter: PartyInDeal, end_user: PartyInDeal, via: tuple[PartyInDeal, ...]
    ) -> Iterator[OpenQuestion]:
        """Whether parties that are not on record by their names are there under others."""
        between = [(f"intermediary-{number}", party) for number, party in enumerate(via, 1)]
        for role, party in (("exporter", exporter), ("end-user", end_user), *between):
            if party.name and not party.party:
                yield from same_party(role, party, self._alike(party.name, party.country))

    def _party(self, name: str | None, country: str | None) -> PartyInDeal:
        matches = self._screener.match(name, country) if name else ()
        best = matches[0] if matches else None
        place = self.record.countries.get(country or "")
        return PartyInDeal(
            name=name,
            country=country,
            country_name=place.name if place else None,
            party=best.party if best else None,
            matched=best.name if best else None,
            bodies=tuple(sorted(kind_of_body(name))) if name else (),
        )

    def classification(
        self, item: str, declared: tuple[str, ...], exporter: str | None
    ) -> Classification:
        """What the item is, with the products of the exporter's group in mind."""
        vendors = self.record.family.get(exporter or "", ())
        product = self._catalogue.find(item, vendors)
        own = product is not None and product.vendor in vendors
        maker = self._names.get(product.vendor, product.vendor) if product else ""
        return self._classify(item, declared, product, own_product=own, maker=maker)

    def _on_place(self, country: str, day: str) -> tuple[Concern, ...]:
        return self._place_concerns(country, self.record.place_epoch(country, day))

    def _on_party(self, role: str, party: PartyInDeal, day: str) -> tuple[Concern, ...]:
        family = self.record.family.get(party.party or "", ())
        if not family:
            return ()
        if role == "end-user":
            family = family[:1]
        epoch = max(self.record.party_epoch(member, day) for member in family)
        return self._party_concerns(role, family, epoch)

    def _look_at_place(self, country: str, day: str) -> tuple[Concern, ...]:
        return tuple(on_destination(self.record.known_on(day), country, self.place(country)))

    def _look_at_party(self, role: str, family: tuple[str, ...], day: str) -> tuple[Concern, ...]:
        look = on_end_user if role == "end-user" else on_supplier
        return tuple(look(self.record.known_on(day), family, self._names[family[0]]))

    def place(self, country: str) -> str:
        """The everyday name of a country."""
        found = self.record.countries.get(country)
        return found.name if found else country.upper()

    def _facts(self, deal: Deal, day: str, item: Classification, found: "_Found") -> Facts:
        bodies = self._bodies(found.end_user)
        place = self.place(deal.destination)
        return Facts(
            day=day,
            exporter_country=deal.exporter_country,
            destination=deal.destination,
            exporter=deal.exporter or "the exporter",
            exporter_country_name=self.place(deal.exporter_country),
            destination_name=place,
            item=deal.item,
            technologies=item.technologies,
            features=item.features,
            harmless=item.harmless,
            cyber_surveillance=cyber_surveillance(item.technologies, item.features),
            repression_capable=any(TECHNOLOGIES[t].repression_capable for t in item.technologies),
            end_user=deal.end_user,
            end_use=deal.end_use,
            intermediaries=tuple(i.name for i in deal.intermediaries),
            bodies=bodies,
            risk=repression_risk(
                found.known,
                deal.destination,
                place,
                found.concerns,
                state_buyer=_state_buyer(deal, bodies),
            ),
            listings=_listings(found, day),
            answers=deal.answers,
        )

    def _bodies(self, end_user: PartyInDeal) -> frozenset[str]:
        """What the end user is: by the words of its name, and by its kind on record."""
        words = frozenset(end_user.bodies)
        party = self.record.parties.get(end_user.party or "")
        if party and not words:
            words = kind_of_body(party.name)
        if words or party is None:
            return words
        return frozenset({RECORDED_KINDS.get(party.kind, "civil")})


def _state_buyer(deal: Deal, bodies: frozenset[str]) -> bool | None:
    """Whether the buyer is the state or one of its security bodies; an answer in the deal file says
    more than a name does."""
    answer = deal.answers.get("end-user-security-body")
    if isinstance(answer, bool):
        return answer or "government" in bodies
    return bool(bodies & STATE_BODIES) if bodies else None


class _Found(NamedTuple):
    """What was looked up of a deal, before its facts are drawn from it."""

    known: Known
    exporter: PartyInDeal
    end_user: PartyInDeal
    intermediaries: tuple[PartyInDeal, ...]
    concerns: tuple[Concern, ...]


def _listings(found: _Found, day: str) -> tuple[Listing, ...]:
    roles = (
        ("exporter", found.exporter),
        ("end user", found.end_user),
        *(("intermediary", party) for party in found.intermediaries),
    )
    return tuple(
        Listing(row.name, role, row.list, row.cite, row.since or "")
        for role, party in roles
        if party.name
        for row in _rows(party.name, party, day)
    )


def _rows(name: str, party: PartyInDeal, day: str) -> tuple[Row, ...]:
    """The listings of the party of the record, else those under the name."""
    if not ever_listed(name, party.party):
        return ()
    on_record = listings_of(party.party, day) if party.party else ()
    if on_record:
        return on_record
    named = (entity_listed(name, party.country, day), ofac_blocked(name, party.country, day))
    return tuple(row for row in named if row)
