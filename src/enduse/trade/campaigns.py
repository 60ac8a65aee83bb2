"""Who was asked and who answered: outreach, open letters, demands, the policies of states."""

from typing import Literal

from enduse.evidence import Confidence, CountryCode, PartialDate, Record, Slug
from enduse.trade.goods import Sources


class Question(Record, frozen=True, kw_only=True):
    """One question of a letter; sub-parts have ids such as 1a."""

    id: str
    topic: str


class Response(Record, frozen=True, kw_only=True):
    """What one recipient did; `no-response` is silence on record, `unknown` is not known."""

    recipient: Slug
    status: Literal["responded", "refused", "no-response", "pending", "unknown"]
    date: PartialDate | None = None
    note: str | None = None
    sources: tuple[Slug, ...] = ()


class Outreach(Record, frozen=True, kw_only=True):
    """One round of letters or questions. `count_recipients` may exceed the named recipients."""

    id: Slug
    senders: tuple[Slug, ...]
    recipients: tuple[Slug, ...] = ()
    count_recipients: int | None = None
    unreachable: tuple[Slug, ...] = ()
    date: PartialDate
    published: PartialDate | None = None
    subject: str
    channel: str
    questions: tuple[Question, ...] = ()
    responses: tuple[Response, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Position(Record, frozen=True, kw_only=True):
    """Where one addressee stands on one demand, as a source tells it."""

    addressee: str
    status: Literal[
        "endorsed", "done", "partial", "in-progress", "not-done", "disputed", "refused", "unknown"
    ]
    date: PartialDate | None = None
    note: str | None = None
    sources: Sources


class Demand(Record, frozen=True, kw_only=True):
    """One thing asked of one or more addressees; no position means no source read says anything."""

    id: Slug
    addressees: tuple[str, ...]
    text: str
    positions: tuple[Position, ...] = ()


class Commitment(Record, frozen=True, kw_only=True):
    """A state that joined a statement."""

    country: CountryCode
    status: str
    date: PartialDate | None = None
    note: str | None = None
    sources: tuple[Slug, ...] = ()
    wave: int | None = None


class Statement(Record, frozen=True, kw_only=True):
    """An open letter, resolution, statement or pledge, with what it demands and who joined."""

    id: Slug
    type: Literal[
        "press-release", "parliament-resolution", "open-letter", "un-statement",
        "state-commitment", "state-position", "coalition-launch", "council-conclusions",
        "petition",
    ]  # fmt: skip
    title: str
    date: PartialDate
    issued_by: tuple[Slug, ...] = ()
    members: tuple[Slug, ...] = ()
    signatories: dict[str, int] | None = None
    addressees: tuple[str, ...] = ()
    states: tuple[Commitment, ...] = ()
    named_countries: tuple[CountryCode, ...] = ()
    technologies_named: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    facts: dict[str, int | float | str] = {}
    demands: tuple[Demand, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Inquiry(Record, frozen=True, kw_only=True):
    """A parliament's, court's or body's inquiry into surveillance in a state."""

    body: Slug
    date: PartialDate
    finding: str
    sources: Sources


class Pledge(Record, frozen=True, kw_only=True):
    """A code or statement that a state supports; `statement` is the id where it is on record."""

    pledge: str
    status: str
    date: PartialDate | None = None
    statement: Slug | None = None
    wave: int | None = None


class Policy(Record, frozen=True, kw_only=True):
    """How a state licenses and what it publishes; a missing authority is one no source read names."""

    id: Slug
    country: CountryCode
    licensing_authority: Slug | None = None
    publication_level: Literal["per-licence", "aggregate", "none", "unknown"]
    key_law: str
    catch_all_human_rights: str
    eu_report: str | None = None
    pledges: tuple[Pledge, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    date: PartialDate
    note: str | None = None
    confidence: Confidence
    sources: Sources
