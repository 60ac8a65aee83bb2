"""Who trades what: parties, products, transfers, licences, restrictions, and documented abuse."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from enduse.evidence import Basis, Confidence, CountryCode, PartialDate, Record, Slug, Strength

Sources = Annotated[tuple[Slug, ...], msgspec.Meta(min_length=1)]


class Money(Record, frozen=True, kw_only=True):
    """An amount in a currency (ISO 4217, upper case)."""

    amount: Decimal
    currency: str


class Name(Record, frozen=True, kw_only=True):
    """One name of a party in one language; `basis` says whether a source states it."""

    name: str
    language: str
    basis: Basis
    sources: tuple[Slug, ...] = ()


class NameChange(Record, frozen=True, kw_only=True):
    """A former, later or related name, and how it relates."""

    name: str
    relation: str
    date: PartialDate | None = None
    note: str | None = None
    sources: Sources


class Identifier(Record, frozen=True, kw_only=True):
    """A number some register gives the party."""

    scheme: str
    value: str
    sources: Sources


class Party(Record, frozen=True, kw_only=True):
    """An organisation: maker, buyer, authority, newsroom, campaign. Never a private individual."""

    id: Slug
    name: str
    kind: Literal[
        "company", "agency", "authority", "ngo", "media", "igo", "legislature",
        "research", "investor", "coalition", "court",
    ]  # fmt: skip
    aliases: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    country: CountryCode | None = None
    country_basis: Basis = "source"
    parent: Slug | None = None
    history: tuple[NameChange, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Product(Record, frozen=True, kw_only=True):
    """A named product; `technology` is a code of the taxonomy."""

    id: Slug
    name: str
    vendor: Slug
    technology: Slug
    aliases: tuple[str, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Transfer(Record, frozen=True, kw_only=True):
    """One movement of technology from a supplier to a destination, or a step towards it."""

    id: Slug
    supplier: Slug
    product: Slug | None = None
    technology: Slug
    destination: CountryCode
    end_user: Slug | None = None
    stage: Literal[
        "supplied", "offer", "quotation", "mou", "agreement", "contract", "purchase-order",
        "licensed", "licensed-then-revoked", "donation", "attempted", "attempted-refused",
        "contract-undelivered", "not-completed", "partly-delivered", "signed-on-hold", "unknown",
    ]  # fmt: skip
    period: PartialDate | None = None
    reported: PartialDate
    strength: Strength
    how_known: Literal[
        "leak", "press", "forensics", "procurement", "government", "company", "foi", "court",
        "witness",
    ]  # fmt: skip
    value: Money | None = None
    note: str | None = None
    confidence: Confidence
    sources: Sources

    @property
    def delivered(self) -> bool:
        """Whether the record says that goods arrived; an offer, contract or licence does not."""
        return self.stage in {"supplied", "donation", "partly-delivered"}


class Decision(Record, frozen=True, kw_only=True):
    """One dated step in the life of a licence."""

    date: PartialDate
    decision: Literal[
        "applied", "granted", "frozen", "suspended", "reinstated", "narrowed", "refused",
        "withdrawn", "expired", "revoked", "appealed", "issued-on-appeal", "catch-all-imposed",
    ]  # fmt: skip
    note: str | None = None
    sources: Sources


class Licence(Record, frozen=True, kw_only=True):
    """A licence or an application for one, with its chain of decisions.

    `status` stands where the sources tell a state of affairs but no dated decision.
    """

    id: Slug
    exporter: Slug
    authority: Slug
    destinations: tuple[CountryCode, ...] = ()
    end_user: Slug | None = None
    item: str
    technology: Slug | None = None
    kind: Literal["individual", "global", "general", "catch-all"]
    decisions: tuple[Decision, ...] = ()
    status: str | None = None
    value: Money | None = None
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Restriction(Record, frozen=True, kw_only=True):
    """A listing, asset freeze, settlement or divestment aimed at a party."""

    id: Slug
    target: Slug
    authority: Slug
    measure: Literal["entity-list", "asset-freeze", "settlement", "divestment"]
    date: PartialDate
    ended: PartialDate | None = None
    related_destination: CountryCode | None = None
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Incident(Record, frozen=True, kw_only=True):
    """Documented abuse. Victims are counts by group (null: stated without a number).

    Read counts with `count_type`: selected as a potential target is neither attempt nor infection.
    """

    id: Slug
    title: str
    perpetrator_country: CountryCode | None = None
    perpetrator_agency: Slug | None = None
    attribution: str | None = None
    victim_countries: tuple[CountryCode, ...] = ()
    vendor: Slug | None = None
    product: Slug | None = None
    period: PartialDate | None = None
    reported: PartialDate
    victims: dict[str, int | None]
    count_type: Literal[
        "targeted-or-infected", "selected-as-potential-target", "alerted-by-platform",
        "planned-targets", "people-detected", "numbers-tracked", "claimed-by-campaigners",
    ]  # fmt: skip
    harms: tuple[Slug, ...]
    evidence: tuple[Slug, ...]
    strength: Strength
    note: str | None = None
    confidence: Confidence
    sources: Sources
