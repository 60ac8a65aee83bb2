"""Alerts where a state that pledged later licensed what the law of the day would refuse."""

from typing import Any

import pytest
from msgspec.structs import replace

from enduse.assessment import Assessor
from enduse.assessment.pledges import Review, deal_of, pledges, review
from enduse.interchange.pack import read_pack
from enduse.law.outcome import OUTCOMES, Outcome
from enduse.record import Record
from enduse.trade import Commitment, Pack, Pledge, Statement

PACK = read_pack()
AREA, BEFORE = "lic-area-egypt-2016", "2016-06-12"


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return Assessor(Record(PACK))


def a_statement(*states: Commitment, **said: Any) -> Statement:
    return Statement(
        **{
            "id": "st-invented", "type": "state-commitment", "title": "Restraint", "date": "2014",
            "states": states, "confidence": "high", "sources": ("cause-launch-2014",), **said,
        }
    )  # fmt: skip


def italy(status: str = "signed", **said: Any) -> Commitment:
    return Commitment(country="it", status=status, **said)  # type: ignore[arg-type]


def looked(assessor: Assessor, *states: Commitment, licence: str = AREA) -> Review:
    """The review of one licence of the pack, had these states pledged."""
    licences = tuple(row for row in PACK.licences if row.id == licence)
    pack = replace(PACK, demands=(a_statement(*states),), licences=licences, policies=())
    return review(Record(pack), assessor)


def test_a_licence_after_a_pledge_that_the_engine_would_refuse_raises_an_alert(
    assessor: Assessor,
) -> None:
    found = looked(assessor, italy(date=BEFORE))
    (alert,) = found.alerts
    assert (alert.licence, alert.authority, alert.destination) == (AREA, "mise", "eg")
    assert (alert.decision.decision, alert.decision.date) == ("granted", "2016-06-13")
    assert (alert.pledge.pledge, alert.pledge.date) == ("st-invented", BEFORE)
    assert alert.certain
    assert [(a.day, a.outcome) for a in alert.assessed] == [("2016-06-13", "refuse")]
    assert all(OUTCOMES[f.outcome] >= Outcome.REFUSE for a in alert.assessed for f in a.findings)
    assert any("2008/944" in f.cite for a in alert.assessed for f in a.findings)
    assert "a-pledge-is-not-law" in found.limits


@pytest.mark.parametrize(
    "state",
    [
        italy(date="2016-06-14"),
        italy(date=BEFORE, withdrawn="2016-06-12"),
        italy("attended-not-signed", date=BEFORE),
        Commitment(country="fr", status="signed", date=BEFORE),
    ],
    ids=["later", "withdrawn", "not-joined", "another-state"],
)
def test_no_alert_without_a_pledge_that_stood(state: Commitment, assessor: Assessor) -> None:
    found = looked(assessor, state)
    assert (found.alerts, found.looked_at) == ((), 0)


@pytest.mark.parametrize(
    "state",
    [italy(date="2016"), italy(date=BEFORE, withdrawn="2016"), italy(date="2016-06-13")],
    ids=["year-only", "left-that-year", "same-day"],
)
def test_what_dates_leave_open_is_not_certain(state: Commitment, assessor: Assessor) -> None:
    (alert,) = looked(assessor, state).alerts
    assert not alert.certain


def test_a_pledge_of_an_unknown_day_is_not_certain(assessor: Assessor) -> None:
    dated = Commitment(country="fr", status="signed", date="2014")
    (alert,) = looked(assessor, italy(), dated).alerts
    assert (alert.pledge.date, alert.certain) == (None, False)


def test_a_licence_whose_date_is_a_span_is_assessed_on_both_ends(assessor: Assessor) -> None:
    germany = Commitment(country="de", status="signed", date="2013")
    found = looked(assessor, germany, licence="lic-de-agg-2014-2016")
    (alert,) = found.alerts
    assert [a.day for a in alert.assessed] == ["2014-01-01", "2016-12-31"]
    refused = [OUTCOMES[a.outcome] >= Outcome.REFUSE for a in alert.assessed]
    assert alert.certain == all(refused)
    assert found.deals == 2 * 6


def test_each_destination_is_a_deal_of_its_own(assessor: Assessor) -> None:
    found = looked(assessor, italy(date="2014-06"), licence="lic-ht-global-2015")
    assert found.deals == 46
    assert [alert.destination for alert in found.alerts] == ["eg"]


def test_a_licence_without_a_destination_is_named_and_not_assessed(assessor: Assessor) -> None:
    cyprus = Commitment(country="cy", status="signed", date="2013")
    found = looked(assessor, cyprus, licence="lic-cy-demo-2014")
    assert (found.deals, found.without_destination) == (0, ("lic-cy-demo-2014",))


def test_the_deal_is_the_licence_with_what_is_unknown_left_unknown() -> None:
    record = Record(PACK)
    area = next(row for row in PACK.licences if row.id == AREA)
    deal = deal_of(record, area, "eg", "2016-06-13")
    assert (deal.exporter, deal.exporter_country) == ("Area SpA", "it")
    assert deal.technologies == ("ip-network-surveillance",)
    assert deal.end_user == record.parties["egypt-trd"].name
    german = next(row for row in PACK.licences if row.id == "lic-de-agg-2014-2016")
    bare = deal_of(record, german, "eg", "2016-06-13")
    assert (bare.exporter, bare.end_user, bare.technologies) == (None, None, ())


def test_a_pledge_told_by_a_statement_and_by_a_policy_is_one() -> None:
    policy = next(p for p in PACK.policies if p.country == "it")
    told = Pledge(pledge="restraint", status="signed", date="2014", statement="st-invented")
    pack = Pack(
        demands=(a_statement(italy(date="2014-05")),), policies=(replace(policy, pledges=(told,)),)
    )
    assert [(p.pledge, p.date) for p in pledges(pack)] == [("st-invented", "2014-05")]


def test_a_pack_whose_grants_all_came_before_the_pledges_raises_no_alert(
    assessor: Assessor,
) -> None:
    found = review(Record(PACK), assessor)
    assert found.pledges > 60
    assert found.grants > 40
    last = max(d.date for row in PACK.licences for d in row.decisions if d.decision == "granted")
    if last < min(p.date for p in pledges(PACK) if p.date):
        assert (found.looked_at, found.alerts) == (0, ())
    assert all(alert.decision.decision == "granted" for alert in found.alerts)
