"""Who trades what: parties, products, transfers, licences, restrictions, and documented abuse."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from enduse.evidence import (
    Basis,
    Confidence,
    Count,
    CountryCode,
    Language,
    PartialDate,
    Record,
    Slug,
    SourceId,
    Strength,
)

# `refersTo` says in the JSON Schemas where a reference must lead; `enduse pack check` follows it.
PartyId = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "parties"})]
ProductId = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "products"})]
TechnologyCode = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "technologies"})]
Sources = Annotated[tuple[SourceId, ...], msgspec.Meta(min_length=1)]
Currency = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Z]{3}(?!\n)$", description="Three capitals (ISO 4217).")
]

HowKnown = Literal[
    "leak", "press", "forensics", "procurement", "government", "company", "foi", "court", "witness"
]
HarmCode = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "harms"})]
VictimGroup = Annotated[str, msgspec.Meta(extra_json_schema={"refersTo": "victims"})]


class Money(Record, frozen=True, kw_only=True):
    """An amount in a currency; quoted in YAML, so that it stays exact."""

    amount: Decimal
    currency: Currency


class Stated(Record, frozen=True, kw_only=True):
    """A number as its sources state it; where sources differ, each statement stands by itself."""

    what: Slug
    value: Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)] | str
    bound: Literal["exact", "at-least", "more-than", "about"] = "exact"
    note: str | None = None
    sources: Sources


class Name(Record, frozen=True, kw_only=True):
    """One name of a party in one language; `basis` says whether a source states it."""

    name: str
    language: Language
    basis: Basis
    sources: tuple[SourceId, ...] = ()


class NameChange(Record, frozen=True, kw_only=True):
    """A former, later or related name, and how it relates."""

    name: str
    relation: Literal[
        "acquired-by", "divested", "ended", "former-name", "former-name-local-arm",
        "formerly-part-of", "merged-into", "parent-entity", "part-of", "renamed-to", "spun-off",
        "spun-off-from", "successor-of",
    ]  # fmt: skip
    date: PartialDate | None = None
    note: str | None = None
    sources: Sources


class Identifier(Record, frozen=True, kw_only=True):
    """A number some register gives the party."""

    scheme: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
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
    parent: PartyId | None = None
    history: tuple[NameChange, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Product(Record, frozen=True, kw_only=True):
    """A named product; `technology` is a code of the taxonomy."""

    id: Slug
    name: str
    vendor: PartyId
    technology: TechnologyCode
    aliases: tuple[str, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Transfer(Record, frozen=True, kw_only=True):
    """One movement of technology from a supplier to a destination, or a step towards it."""

    id: Slug
    supplier: PartyId
    product: ProductId | None = None
    technology: TechnologyCode
    destination: CountryCode
    end_user: PartyId | None = None
    stage: Literal[
        "supplied", "offer", "quotation", "mou", "agreement", "contract", "purchase-order",
        "licensed", "licensed-then-revoked", "donation", "attempted", "attempted-refused",
        "contract-undelivered", "not-completed", "partly-delivered", "signed-on-hold", "unknown",
    ]  # fmt: skip
    period: PartialDate | None = None
    reported: PartialDate
    strength: Strength
    how_known: HowKnown
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
        "applied", "granted", "frozen", "review-opened", "suspended", "reinstated", "narrowed",
        "refused", "withdrawn", "expired", "revoked", "appealed", "appeal-dismissed",
        "issued-on-appeal", "catch-all-imposed", "catch-all-lifted",
    ]  # fmt: skip
    note: str | None = None
    sources: Sources


class Licence(Record, frozen=True, kw_only=True):
    """A licence or an application for one, with its chain of decisions.

    `status` stands where the sources tell a state of affairs but no dated decision.
    """

    id: Slug
    exporter: PartyId
    authority: PartyId
    destinations: tuple[CountryCode, ...] = ()
    end_user: PartyId | None = None
    item: str
    technology: TechnologyCode | None = None
    kind: Literal["individual", "global", "general", "catch-all"]
    decisions: tuple[Decision, ...] = ()
    status: (
        Literal[
            "revoked", "frozen", "in-force-after-challenge", "no-licence-per-authority",
            "unlicensed-export-alleged", "unlicensed-referred-to-prosecutors",
        ]
        | None
    ) = None  # fmt: skip
    value: Money | None = None
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Restriction(Record, frozen=True, kw_only=True):
    """A listing, asset freeze, settlement or divestment aimed at a party."""

    id: Slug
    target: PartyId
    authority: PartyId
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
    `at_least` names the groups whose count is a lower bound; `facts` holds other numbers.
    """

    id: Slug
    title: str
    perpetrator_country: CountryCode | None = None
    perpetrator_agency: PartyId | None = None
    attribution: str | None = None
    victim_countries: tuple[CountryCode, ...] = ()
    vendor: PartyId | None = None
    product: ProductId | None = None
    period: PartialDate | None = None
    reported: PartialDate
    victims: dict[VictimGroup, Count | None]
    at_least: tuple[VictimGroup, ...] = ()
    count_type: Literal[
        "targeted-or-infected", "selected-as-potential-target", "alerted-by-platform",
        "planned-targets", "people-detected", "numbers-tracked", "claimed-by-campaigners",
    ]  # fmt: skip
    harms: tuple[HarmCode, ...]
    evidence: tuple[HowKnown, ...]
    strength: Strength
    facts: tuple[Stated, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources
