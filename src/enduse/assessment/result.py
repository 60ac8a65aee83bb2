"""What an assessment says: the contract of `enduse assess --format json`, field by field."""

from typing import Literal

import msgspec

RiskLevel = Literal["none-known", "concern", "serious", "severe"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen part of an assessment; fields that are null are written as null."""


class PartyInDeal(Part, frozen=True, kw_only=True):
    """A party as the deal names it, and the party of the record that it is, if one was found."""

    name: str | None
    country: str | None = None
    country_name: str | None = None
    party: str | None = None
    matched: str | None = None
    bodies: tuple[str, ...] = ()


class DealAssessed(Part, frozen=True, kw_only=True):
    """The deal as it was understood."""

    exporter: PartyInDeal
    item: str
    technology: tuple[str, ...]
    destination: str
    destination_name: str
    end_user: PartyInDeal
    end_use: str | None
    intermediaries: tuple[PartyInDeal, ...] = ()
    date: str
    value: str | None = None
    id: str | None = None


class ListedEntry(Part, frozen=True, kw_only=True):
    """A control-list entry that the item meets, or may meet (`certain` false)."""

    list: str
    code: str
    since: str
    title: str
    certain: bool = True


class Classified(Part, frozen=True, kw_only=True):
    """One technology recognised in the item, why, and the entries it stands under that day."""

    technology: str
    title: str
    because: str
    entries: tuple[ListedEntry, ...] = ()


class FindingShown(Part, frozen=True, kw_only=True):
    """One reason of one provision."""

    provision: str
    cite: str
    regime: str
    url: str
    checked: str
    text: str
    outcome: str
    reason: str
    evidence: tuple[str, ...] = ()


class RedFlagRaised(Part, frozen=True, kw_only=True):
    """A warning sign that the deal or the record shows."""

    flag: str
    text: str = ""
    reason: str
    evidence: tuple[str, ...] = ()
    source: str = ""


class OpenQuestion(Part, frozen=True, kw_only=True):
    """A question nobody has answered: who asks it, and the outcome an answer could bring."""

    id: str
    text: str
    asked_by: str
    would_change: str | None
    provisions: tuple[str, ...] = ()


class Precedent(Part, frozen=True, kw_only=True):
    """An earlier decision for the same end user, supplier, destination or technology."""

    licence: str
    decision: str
    date: str
    exporter: str
    authority: str
    destinations: tuple[str, ...]
    destination_names: tuple[str, ...] = ()
    item: str
    why_similar: str


class Concern(Part, frozen=True, kw_only=True):
    """One thing on record that weighs on the risk.

    `about` is the part of the deal; `weight` is 1 concern, 2 serious, 3 severe.
    """

    about: Literal["destination", "end-user", "supplier", "technology"]
    weight: int
    text: str
    evidence: tuple[str, ...] = ()
    strength: str | None = None


class SourceCited(Part, frozen=True, kw_only=True):
    """A source behind the record; `records` are the ids of evidence it stands behind."""

    id: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    records: tuple[str, ...] = ()


class Assessment(Part, frozen=True, kw_only=True):
    """A deal held against the law of `as_of` and the record as known on `known_on`.

    `outcome` is what the law says; `risk` is what the record says, on the project's own scale.
    """

    deal: DealAssessed
    sentence: str
    as_of: str
    known_on: str
    hindsight: bool
    classification: tuple[Classified, ...]
    outcome: str
    risk: RiskLevel
    why: tuple[str, ...]
    findings: tuple[FindingShown, ...]
    red_flags: tuple[RedFlagRaised, ...]
    questions: tuple[OpenQuestion, ...]
    record: tuple[Concern, ...]
    precedents: tuple[Precedent, ...]
    sources: tuple[SourceCited, ...]
    limits: tuple[str, ...]
