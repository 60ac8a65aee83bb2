"""Who was asked and who answered: outreach, open letters, demands, the policies of states."""

from typing import Annotated, Literal

import msgspec

from enduse.evidence import Confidence, Count, CountryCode, PartialDate, Record, Slug, SourceId
from enduse.trade.goods import PartyId, Sources, Stated

GROUPS = {
    "all-states": "all states",
    "companies": "companies that make or sell surveillance technology",
    "council-of-europe-states": "member states of the Council of Europe",
    "eu-member-states": "member states of the European Union",
    "states-hosting-nso": "other states where NSO Group has a corporate presence",
    "wassenaar-states": "participating states of the Wassenaar Arrangement",
}
Addressee = Annotated[
    Slug,
    msgspec.Meta(
        description="A country code, the id of a party, or one of the named groups of addressees.",
        extra_json_schema={"refersTo": "addressees"},
    ),
]


Stance = Literal[
    "convened", "signed", "endorsed", "subscribed", "supported", "not-supported", "disputed",
    "attended-not-signed", "absent", "in-force", "called-for-moratorium", "aggregate-only",
    "named-as-user", "named-as-client",
]  # fmt: skip
CampaignId = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "campaigns"})]
RecordId = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "records"})]
QuestionId = Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
Wave = Annotated[int, msgspec.Meta(ge=1, le=1000)]
StatementId = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "demands"})]


class Campaign(Record, frozen=True, kw_only=True):
    """Rounds of letters that pursue one aim."""

    id: Slug
    title: str
    aim: str
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Question(Record, frozen=True, kw_only=True):
    """One question of a letter; sub-parts have ids such as 1a."""

    id: QuestionId
    topic: str


class Deadline(Record, frozen=True, kw_only=True):
    """How long a recipient had: so many days, working days of a country's calendar, or months."""

    rule: Literal["days", "working-days", "months"]
    length: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    calendar: CountryCode | None = None
    sources: tuple[SourceId, ...] = ()


class Answer(Record, frozen=True, kw_only=True):
    """What a reply says to one question, in our words, and how far that answers it."""

    question: QuestionId
    extent: Literal["in-full", "in-part", "off-the-point", "not-answered"]
    said: str
    sources: Sources


class Response(Record, frozen=True, kw_only=True):
    """What one recipient did; `no-reply` is silence on record, `unknown` is not known.

    `answered` says nothing of how far; an acknowledgement of receipt is no answer.
    """

    recipient: PartyId
    status: Literal[
        "answered", "answered-in-full", "answered-in-part", "off-the-point", "declined",
        "no-reply", "unreachable", "pending", "unknown",
    ]  # fmt: skip
    date: PartialDate | None = None
    acknowledged: PartialDate | None = None
    answers: tuple[Answer, ...] = ()
    note: str | None = None
    sources: tuple[SourceId, ...] = ()


class Outreach(Record, frozen=True, kw_only=True):
    """One round of letters or questions. `count_recipients` may exceed the named recipients.

    `about` names the records that the letter raises: what its recipients are asked to answer.
    """

    id: Slug
    campaign: CampaignId | None = None
    senders: tuple[PartyId, ...]
    recipients: tuple[PartyId, ...] = ()
    count_recipients: Count | None = None
    unreachable: tuple[PartyId, ...] = ()
    date: PartialDate
    published: PartialDate | None = None
    deadline: Deadline | None = None
    subject: str
    about: tuple[RecordId, ...] = ()
    channel: Literal[
        "letter", "open-letter", "questionnaire", "request", "request-for-comment",
        "request-for-response", "foi", "complaint", "petition",
    ]  # fmt: skip
    questions: tuple[Question, ...] = ()
    responses: tuple[Response, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Position(Record, frozen=True, kw_only=True):
    """Where one addressee stands on one demand, as a source tells it."""

    addressee: Addressee
    status: Literal[
        "endorsed", "done", "partial", "in-progress", "not-done", "disputed", "refused", "unknown"
    ]
    date: PartialDate | None = None
    note: str | None = None
    sources: Sources


class Demand(Record, frozen=True, kw_only=True):
    """One thing asked of one or more addressees; no position means no source read says anything."""

    id: Slug
    addressees: tuple[Addressee, ...]
    text: str
    positions: tuple[Position, ...] = ()


class Commitment(Record, frozen=True, kw_only=True):
    """A state that joined a statement; `withdrawn` is when it left again."""

    country: CountryCode
    status: Stance
    date: PartialDate | None = None
    withdrawn: PartialDate | None = None
    note: str | None = None
    sources: tuple[SourceId, ...] = ()
    wave: Wave | None = None


class Signatories(Record, frozen=True, kw_only=True):
    """How many signed, as the statement itself counts them."""

    organisations: Count | None = None
    experts: Count | None = None
    individuals: Count | None = None


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
    issued_by: tuple[PartyId, ...] = ()
    members: tuple[PartyId, ...] = ()
    signatories: Signatories | None = None
    addressees: tuple[Addressee, ...] = ()
    states: tuple[Commitment, ...] = ()
    named_countries: tuple[CountryCode, ...] = ()
    technologies_named: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    facts: tuple[Stated, ...] = ()
    demands: tuple[Demand, ...] = ()
    note: str | None = None
    confidence: Confidence
    sources: Sources


class Inquiry(Record, frozen=True, kw_only=True):
    """A parliament's, court's or body's inquiry into surveillance in a state."""

    body: PartyId
    date: PartialDate
    finding: str
    sources: Sources


class Pledge(Record, frozen=True, kw_only=True):
    """A code or statement that a state supports; `statement` is the id where it is on record."""

    pledge: Slug
    status: Stance
    date: PartialDate | None = None
    statement: StatementId | None = None
    wave: Wave | None = None
    note: str | None = None


class Disclosure(Record, frozen=True, kw_only=True):
    """Whether an authority publishes one thing of its licences; left out: not known."""

    what: Literal["exporter", "end-user", "destination", "item-code", "value", "refusals", "dates"]
    status: Literal["published", "partly", "not-disclosed"]
    note: str | None = None
    sources: Sources


class Delay(Record, frozen=True, kw_only=True):
    """How many months after the end of a period an authority published what it decided in it."""

    period: PartialDate
    months: Annotated[int, msgspec.Meta(ge=0, le=240)]
    sources: Sources


class Policy(Record, frozen=True, kw_only=True):
    """How a state licenses and what it publishes; an authority left out is one no source names."""

    id: Slug
    country: CountryCode
    licensing_authority: PartyId | None = None
    publication_level: Literal["per-licence", "aggregate", "none", "unknown"]
    key_law: str
    catch_all_human_rights: str
    eu_report: str | None = None
    discloses: tuple[Disclosure, ...] = ()
    delays: tuple[Delay, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    date: PartialDate
    note: str | None = None
    confidence: Confidence
    sources: Sources
