"""States that pledged restraint and later licensed a deal that the law of the day would refuse."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from enduse.assessment.assess import Assessor
from enduse.assessment.result import Assessment, FindingShown
from enduse.evidence import PartialDate, first_day, last_day
from enduse.law.outcome import OUTCOMES, Outcome
from enduse.record import Record
from enduse.record.commitments import JOINED, joined_on
from enduse.trade import Deal, Decision, Licence, Pack

GRANTS = frozenset({"granted", "issued-on-appeal"})
# What an alert does not prove, by code; docs/rules.md says each in a sentence.
LIMITS = (
    "a-pledge-is-not-law",
    "the-engine-is-not-the-authority",
    "what-the-authority-knew-is-not-known",
    "conditions-of-the-licence-are-not-known",
    "a-licence-is-no-delivery",
)


class Pledged(msgspec.Struct, frozen=True, kw_only=True):
    """A state's pledge: to what, in which words, from when, until when.

    `date` None: on a day that is not known, though not before `not_before`.
    """

    country: str
    pledge: str
    status: str
    date: PartialDate | None
    not_before: PartialDate | None = None
    withdrawn: PartialDate | None = None
    sources: tuple[str, ...] = ()


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine says of the deal on one day that the decision's date can mean."""

    day: str
    outcome: str
    risk: str
    findings: tuple[FindingShown, ...]


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A licence to one destination, granted after a pledge, that the engine would refuse or forbid.

    `assessed` holds the first and the last day of the decision's date. `certain`: the pledge
    surely came first, and the engine refuses or forbids on both days.
    """

    licence: str
    decision: Decision
    authority: str
    pledge: Pledged
    destination: str
    assessed: tuple[Assessed, ...]
    certain: bool


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What looking for such licences found, and what was looked at.

    `pledges` and `grants` count all on record; `looked_at` counts the pairs of a pledge and a grant
    that may have followed it, `deals` what was assessed for them. In `without_destination` are the
    licences among them of which no destination is on record, so that nothing can be assessed.
    """

    alerts: tuple[Alert, ...]
    pledges: int
    grants: int
    looked_at: int
    deals: int
    without_destination: tuple[str, ...]
    limits: tuple[str, ...] = LIMITS


class _Grant(NamedTuple):
    licence: Licence
    decision: Decision
    country: str


def pledges(pack: Pack) -> tuple[Pledged, ...]:
    """Every pledge on record, once for each state and statement: as the statement tells it, else
    as the policy of the state does."""
    found = {(p.country, p.pledge): p for p in (*_of_policies(pack), *_of_statements(pack))}
    return tuple(found[key] for key in sorted(found))


def _of_statements(pack: Pack) -> Iterator[Pledged]:
    for statement in pack.demands:
        for state in statement.states:
            if state.status in JOINED:
                yield Pledged(
                    country=state.country,
                    pledge=statement.id,
                    status=state.status,
                    date=joined_on(statement, state),
                    not_before=statement.date,
                    withdrawn=state.withdrawn,
                    sources=state.sources or statement.sources,
                )


def _of_policies(pack: Pack) -> Iterator[Pledged]:
    for policy in pack.policies:
        for pledge in policy.pledges:
            if pledge.status in JOINED:
                yield Pledged(
                    country=policy.country,
                    pledge=pledge.statement or pledge.pledge,
                    status=pledge.status,
                    date=pledge.date,
                    sources=policy.sources,
                )


def review(record: Record, assessor: Assessor) -> Review:
    """Hold every grant by an authority of a state that had pledged against the law of its day."""
    grants, pledged = list(_grants(record)), pledges(record.pack)
    pairs = [
        (pledge, grant)
        for pledge in pledged
        for grant in grants
        if grant.country == pledge.country and _may_precede(pledge, grant.decision)
    ]
    looked = _Looker(record, assessor)
    found = [alert for pledge, grant in pairs for alert in looked.alerts(pledge, grant)]
    bare = {grant.licence.id for _, grant in pairs if not grant.licence.destinations}
    return Review(
        alerts=tuple(found),
        pledges=len(pledged),
        grants=len(grants),
        looked_at=len(pairs),
        deals=len(looked.deals),
        without_destination=tuple(sorted(bare)),
    )


def _grants(record: Record) -> Iterator[_Grant]:
    for licence in record.pack.licences:
        authority = record.parties.get(licence.authority)
        for decision in licence.decisions:
            if authority and authority.country and decision.decision in GRANTS:
                yield _Grant(licence, decision, authority.country)


def _may_precede(pledge: Pledged, decision: Decision) -> bool:
    """Whether the pledge may have stood when the decision was taken."""
    since = pledge.date or pledge.not_before
    if since is None or first_day(since) > last_day(decision.date):
        return False
    return not pledge.withdrawn or last_day(pledge.withdrawn) >= first_day(decision.date)


def _surely_stood(pledge: Pledged, decision: Decision) -> bool:
    """Whether the pledge surely came before the decision and surely had not been withdrawn."""
    begun = pledge.date is not None and last_day(pledge.date) < first_day(decision.date)
    return begun and (not pledge.withdrawn or first_day(pledge.withdrawn) > last_day(decision.date))


class _Looker:
    """Assesses each grant once for each destination and day, however many pledges it followed."""

    def __init__(self, record: Record, assessor: Assessor) -> None:
        self.record = record
        self.assessor = assessor
        self.deals: dict[tuple[str, str, str], Assessed] = {}

    def alerts(self, pledge: Pledged, grant: _Grant) -> Iterator[Alert]:
        when = grant.decision.date
        for destination in grant.licence.destinations:
            days = dict.fromkeys((first_day(when), last_day(when)))
            assessed = tuple(self._assess(grant, destination, day) for day in days)
            bad = [OUTCOMES[found.outcome] >= Outcome.REFUSE for found in assessed]
            if any(bad):
                yield Alert(
                    licence=grant.licence.id,
                    decision=grant.decision,
                    authority=grant.licence.authority,
                    pledge=pledge,
                    destination=destination,
                    assessed=assessed,
                    certain=all(bad) and _surely_stood(pledge, grant.decision),
                )

    def _assess(self, grant: _Grant, destination: str, day: str) -> Assessed:
        key = (grant.licence.id, destination, day)
        if key not in self.deals:
            found = self.assessor.assess(deal_of(self.record, grant.licence, destination, day))
            self.deals[key] = Assessed(
                day=day,
                outcome=found.outcome,
                risk=found.risk,
                findings=tuple(_telling(found)),
            )
        return self.deals[key]


def _telling(found: Assessment) -> Iterable[FindingShown]:
    """The findings that refuse or forbid."""
    return (f for f in found.findings if OUTCOMES[f.outcome] >= Outcome.REFUSE)


def deal_of(record: Record, licence: Licence, destination: str, day: str) -> Deal:
    """A licence to one of its destinations as a deal of an ISO day, exported from the state of the
    authority; what the record does not know stays unknown."""
    authority = record.parties[licence.authority]
    known = licence.technology not in {None, "other"}
    return Deal(
        id=licence.id,
        exporter=_named(record, licence.exporter),
        exporter_country=authority.country or "",
        item=licence.item,
        technologies=(licence.technology,) if known and licence.technology else (),
        destination=destination,
        end_user=_named(record, licence.end_user),
        date=date.fromisoformat(day),
    )


def _named(record: Record, party: str | None) -> str | None:
    """The name of a party; None for one that no source names."""
    if party is None or party.startswith("unknown-") or party not in record.parties:
        return None
    return record.parties[party].name
