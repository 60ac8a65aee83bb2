"""What each licensing authority lets be known of its licences, and a score by a published rule.

The rule, as docs/rules.md publishes it: each of the seven things that an authority may publish is
worth 10 points (published, or published that there were none: all; partly: half; not disclosed:
nothing), how soon it publishes 15 (within 6 months: all; after 24: nothing; evenly between), and
whether it answers requests 15 (the mean of its replies: in full all; in part, or to an extent not
on record, half; off the point, declined or silent nothing). What is not known is left out of both
sides: the score is what was earned out of what is known, as a percentage, and the coverage says
how many of the 100 points are known. Below a coverage of 50 there is no score.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Literal

import msgspec

from enduse.evidence import first_day, last_day
from enduse.record import HINDSIGHT, Record
from enduse.record.outreach import Reply, State, replies
from enduse.record.shelf import Cited
from enduse.trade import Delay, Policy
from enduse.trade.register import Entry, Register

What = Literal["exporter", "end-user", "destination", "item-code", "value", "refusals", "dates"]
Openness = Literal["published", "partly", "none", "not-disclosed", "not-known"]

WHATS: tuple[What, ...] = (
    "exporter", "end-user", "destination", "item-code", "value", "refusals", "dates",
)  # fmt: skip
FIELD_POINTS, DELAY_POINTS, REQUEST_POINTS = 10, 15, 15
SOON, LATE = 6, 24
ENOUGH = 50
HALF = Fraction(1, 2)
# The most open first: where two things are told of an authority, the more open one counts.
CREDIT: Mapping[Openness, Fraction] = {
    "published": Fraction(1),
    "none": Fraction(1),
    "partly": HALF,
    "not-disclosed": Fraction(0),
}
REPLY_CREDIT: Mapping[State, Fraction] = {
    "in-full": Fraction(1),
    "in-part": HALF,
    "answered": HALF,
    "off-the-point": Fraction(0),
    "declined": Fraction(0),
    "no-reply": Fraction(0),
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One thing told of a field: by the sources of a policy, or by a register that was read."""

    status: Openness
    sources: tuple[str, ...] = ()
    register: str | None = None
    note: str | None = None


class ReadOff(msgspec.Struct, frozen=True, kw_only=True):
    """What a register shows of the seven things, by its rows."""

    register: str
    authority: str | None
    shows: Mapping[What, Openness]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an authority publishes one thing; `told` is all that is said of it.

    `none`: it published that there were none. `not-disclosed`: a source says that it does not
    publish this. `not-known`: nobody says anything.
    """

    what: What
    status: Openness
    told: tuple[Told, ...] = ()


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Points out of 100, None where fewer than half are known; `coverage` is how many are."""

    points: int | None
    coverage: int


class Transparency(msgspec.Struct, frozen=True, kw_only=True):
    """One authority as known on a day. `months` is the median of its delays.

    `requests` are the letters to it, with what it did; `unanswered` those it left without a reply.
    """

    authority: str
    country: str | None
    policy: str | None
    publication_level: str | None
    day: str
    known_on: str
    fields: tuple[Field, ...]
    delays: tuple[Delay, ...]
    months: float | None
    requests: tuple[Reply, ...]
    score: Score

    @property
    def unanswered(self) -> tuple[Reply, ...]:
        """The requests that it left without any reply."""
        return tuple(reply for reply in self.requests if reply.state == "no-reply")


def authorities(record: Record) -> tuple[str, ...]:
    """Every authority that a policy or a licence names, by id."""
    named = {policy.licensing_authority for policy in record.pack.policies}
    named |= {licence.authority for licence in record.pack.licences}
    return tuple(sorted(name for name in named if name))


def transparency(
    record: Record,
    authority: str,
    *,
    day: str,
    known_on: str | None = None,
    registers: Sequence[ReadOff] = (),
) -> Transparency:
    """What an authority let be known by an ISO day, by the sources that were out on `known_on`
    (None: on that day; HINDSIGHT: all). Of `registers` those count that it keeps."""
    policy = next((p for p in record.pack.policies if p.licensing_authority == authority), None)
    party = record.parties.get(authority)
    kept = [register for register in registers if register.authority == authority]
    known = _Known(record, day, known_on or day)
    fields = tuple(_field(what, known.told(policy, what), kept) for what in WHATS)
    delays = tuple(delay for delay in (policy.delays if policy else ()) if known.out(delay))
    months = float(median(delay.months for delay in delays)) if delays else None
    requests = tuple(known.requests(authority))
    return Transparency(
        authority=authority,
        country=policy.country if policy else party.country if party else None,
        policy=policy.id if policy else None,
        publication_level=policy.publication_level if policy else None,
        day=day,
        known_on=known.known_on,
        fields=fields,
        delays=delays,
        months=months,
        requests=requests,
        score=score(fields, months, requests),
    )


class _Known:
    """The record with the eyes of a day, for what is asked here."""

    def __init__(self, record: Record, day: str, known_on: str) -> None:
        self.record = record
        self.day = day
        self.known_on = known_on

    def out(self, cited: Cited) -> bool:
        """Whether one of the sources was out."""
        return (self.record.published(cited) or HINDSIGHT) <= self.known_on

    def told(self, policy: Policy | None, what: What) -> Iterator[Told]:
        for row in policy.discloses if policy else ():
            if row.what == what and self.out(row):
                yield Told(status=row.status, sources=row.sources, note=row.note)

    def requests(self, authority: str) -> Iterator[Reply]:
        for outreach in self.record.pack.outreach:
            if authority in (*outreach.recipients, *outreach.unreachable):
                sent = replies(outreach, self.day)
                yield from (reply for reply in sent if reply.recipient == authority)


def _field(what: What, told: Iterable[Told], registers: Iterable[ReadOff]) -> Field:
    shown = (
        Told(status=register.shows[what], register=register.register)
        for register in registers
        if register.shows[what] != "not-known"
    )
    found = (*told, *shown)
    status = min((t.status for t in found), key=list(CREDIT).index, default=None)
    return Field(what=what, status=status or "not-known", told=found)


def read_off(register: Register, entries: Iterable[Entry]) -> ReadOff:
    """What the rows of a register show: a thing that all rows say is published, one that some say
    partly; one that the register never says is not disclosed, and without rows nothing is known."""
    told: dict[What, list[int]] = {what: [0, 0] for what in WHATS}
    rows = 0
    for entry in entries:
        rows += 1
        for what, says in _says(entry):
            told[what][says] += 1
    shows: dict[What, Openness] = {what: _shown(told[what], rows) for what in WHATS}
    refused, none = told["refusals"][True], told["refusals"][False]
    shows["refusals"] = "published" if refused else "none" if none else "not-known"
    if rows and not told["dates"][True]:
        shows["dates"] = "partly"  # periods, but no days
    shows |= dict.fromkeys(register.withheld, "not-disclosed")
    return ReadOff(register=register.id, authority=register.authority, shows=shows)


def _says(entry: Entry) -> Iterator[tuple[What, bool]]:
    """Which things a row says; of refusals, whether it counts some or says that there were none."""
    yield "exporter", entry.exporter is not None
    yield "end-user", entry.end_user is not None
    yield "destination", (entry.destination or entry.destination_name) is not None
    yield "item-code", entry.codes is not None
    yield "value", entry.value is not None
    yield "dates", first_day(entry.date) == last_day(entry.date)
    if entry.outcome in {"refused", "denied-notice"}:
        yield "refusals", entry.count != 0


def _shown(told: list[int], rows: int) -> Openness:
    if not told[True]:
        return "not-known"
    return "published" if told[True] == rows else "partly"


def score(fields: Iterable[Field], months: float | None, requests: Iterable[Reply]) -> Score:
    """The score by the rule that this module begins with."""
    known = [
        (FIELD_POINTS, CREDIT[field.status]) for field in fields if field.status != "not-known"
    ]
    if months is not None:
        timely = (LATE - Fraction(months)) / (LATE - SOON)
        known.append((DELAY_POINTS, min(max(timely, Fraction(0)), Fraction(1))))
    answers = [REPLY_CREDIT[reply.state] for reply in requests if reply.state in REPLY_CREDIT]
    if answers:
        known.append((REQUEST_POINTS, sum(answers, Fraction(0)) / len(answers)))
    coverage = sum(worth for worth, _ in known)
    if coverage < ENOUGH:
        return Score(points=None, coverage=coverage)
    earned = sum(worth * credit for worth, credit in known)
    return Score(points=int(100 * earned / coverage + HALF), coverage=coverage)
