"""The deal of June 2016, the day before the list, and the laws that every assessment keeps."""

from dataclasses import replace as replace_facts
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assessment import Assessment, Assessor
from enduse.evidence import Source, Strength
from enduse.interchange.deal_yaml import read_deal
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.interchange.report_json import to_json
from enduse.law import PROVISIONS, Finding, applicable, outcome
from enduse.record import Record
from enduse.taxonomy import TECHNOLOGIES
from enduse.trade import Deal, Incident, Pack, Restriction, Transfer

EXAMPLE = Path(__file__).parents[2] / "examples" / "area-egypt-2016.yaml"
RISKS = ["none-known", "concern", "serious", "severe"]


@cache
def assessor() -> Assessor:
    return Assessor(Record(read_pack()))


@cache
def area_egypt() -> Deal:
    return read_deal(EXAMPLE, Gazetteer(read_pack().places.countries))


def test_the_deal_of_june_2016_should_have_been_refused() -> None:
    found = assessor().assess(area_egypt())
    cites = {finding.cite for finding in found.findings}
    assert found.outcome == "refuse"
    assert RISKS.index(found.risk) >= RISKS.index("serious")
    assert "Regulation (EC) No 428/2009, Article 3(1)" in cites
    assert any("2008/944" in cite and "criterion 2" in cite.lower() for cite in cites)
    assert any("21 August 2013" in cite for cite in cites)
    entries = [(e.list, e.code, e.since) for c in found.classification for e in c.entries]
    assert ("eu-annex-i", "5A001.j", "2014-12-31") in entries


def test_every_concern_leads_to_a_source_and_none_came_out_later_where_an_earlier_did() -> None:
    found = assessor().assess(area_egypt())
    record = Record(read_pack())
    behind = {record_id for source in found.sources for record_id in source.records}
    assert found.sources
    assert all(set(concern.evidence) <= behind for concern in found.record)
    for source in found.sources:
        if (source.published or "") > "2016-06-29":
            of_records = [record.published(record.by_id[one]) or "9999" for one in source.records]
            assert min(of_records) > "2016-06-29"


def test_the_same_deal_before_the_list_has_no_entry_of_annex_i() -> None:
    found = assessor().assess(msgspec.structs.replace(area_egypt(), date=date(2014, 6, 1)))
    entries = [e for c in found.classification for e in c.entries if e.list == "eu-annex-i"]
    assert entries == []
    assert found.outcome in {"no-licence", "undecided"}


def test_hindsight_adds_knowledge_and_says_so() -> None:
    then = assessor().assess(area_egypt())
    later = assessor().assess(area_egypt(), hindsight=True)
    assert len(later.record) > len(then.record)
    assert later.hindsight
    assert any("hindsight" in limit for limit in later.limits)
    assert any(p.decision == "revoked" for p in later.precedents)
    assert not any(p.decision == "revoked" and p.date > "2016-06" for p in then.precedents)


def test_an_answer_settles_its_question() -> None:
    deal = Deal(
        exporter_country="de", destination="th", item="face recognition for street cameras",
        technologies=("facial-recognition",), date=date(2023, 5, 1),
    )  # fmt: skip
    asked = {q.id for q in assessor().assess(deal).questions}
    informed = msgspec.structs.replace(deal, answers={"exporter-informed": True})
    found = assessor().assess(informed)
    assert "exporter-informed" in asked
    assert "exporter-informed" not in {q.id for q in found.questions}
    assert found.outcome == "licence-required"


def test_an_answer_about_the_end_user_says_more_than_its_name() -> None:
    named = assessor().case(area_egypt()).facts.risk
    answers = {"end-user-security-body": False}
    answered = assessor().case(msgspec.structs.replace(area_egypt(), answers=answers)).facts.risk
    assert named is not None
    assert answered is not None
    assert (named.level, answered.level) == ("clear", "some")


def test_a_listing_weighs_until_the_day_it_ended_and_no_later_end_is_known_before() -> None:
    freeze = Restriction(
        id="freeze", target="area", authority="mise", measure="asset-freeze", date="2015-03",
        ended="2017-05", confidence="high", sources=("news",),
    )  # fmt: skip
    news = Source(
        id="news", title="A freeze", publisher="The Daily Example", published="2015-03-31",
        language="en", kind="news", read="full",
    )  # fmt: skip
    pack = msgspec.structs.replace(
        read_pack(), sources=(*read_pack().sources, news), restrictions=(freeze,)
    )
    asked = Assessor(Record(pack))
    for day, weighs in (
        (date(2016, 6, 29), True),
        (date(2017, 4, 30), True),
        (date(2017, 5, 1), False),
    ):
        found = asked.assess(msgspec.structs.replace(area_egypt(), date=day))
        assert any("freeze" in concern.evidence for concern in found.record) is weighs


def test_explain_says_why_a_provision_does_not_bite() -> None:
    recast = next(p for p in PROVISIONS if p.id == "eu-2021-821-art-3-1")
    (reason,) = assessor().explain(area_egypt(), recast)
    assert reason.outcome is None
    assert "2021-09-09" in reason.text


DEALS = st.builds(
    Deal,
    exporter=st.sampled_from([None, "Area SpA", "NSO Group", "Nordlicht Netze"]),
    exporter_country=st.sampled_from(["it", "de", "gb", "us", "ch", "il", "fr", "cn", "ca"]),
    item=st.sampled_from(["IMSI catcher", "billing software", "spyware", "nothing we know"]),
    technologies=st.lists(st.sampled_from(list(TECHNOLOGIES)), max_size=2, unique=True).map(tuple),
    destination=st.sampled_from(["eg", "no", "sy", "cn", "mx", "ru", "de", "mm", "va", "il"]),
    end_user=st.sampled_from([None, "Ministry of Interior", "NSO Group", "City Hospital"]),
    date=st.dates(date(1998, 1, 1), date(2026, 11, 22)),
    answers=st.dictionaries(
        st.sampled_from(["exporter-informed", "military-end-use", "us-origin", "meets-entry"]),
        st.booleans(),
    ),
)


@settings(max_examples=150, deadline=None)
@given(DEALS, st.data())
def test_a_provision_added_never_lightens_an_outcome(deal: Deal, data: st.DataObject) -> None:
    facts = assessor().case(deal).facts
    law = applicable(facts.exporter_country, facts.day)
    left_out = data.draw(st.sets(st.sampled_from(law), max_size=5))
    every = tuple(Finding(p, r) for p in law for r in p.test(facts) if r.outcome is not None)
    fewer = tuple(finding for finding in every if finding.provision not in left_out)
    assert outcome(fewer) <= outcome(every)
    assert outcome(every).code == assessor().assess(deal).outcome


@settings(max_examples=150, deadline=None)
@given(DEALS)
def test_every_provision_says_something_and_asks_only_known_questions(deal: Deal) -> None:
    facts = assessor().case(deal).facts
    from enduse.assessment.checklists import questions

    for provision in applicable(facts.exporter_country, facts.day):
        reasons = list(provision.test(facts))
        assert reasons, provision.id
        assert all(reason.text for reason in reasons)
        assert all(r.question in questions() for r in reasons if r.question), provision.id


@settings(max_examples=60, deadline=None)
@given(DEALS, st.integers(1, 4000))
def test_what_becomes_known_later_never_changes_an_earlier_assessment(
    deal: Deal, days: int
) -> None:
    later = (deal.date + timedelta(days=days)).isoformat()
    before = assessor().assess(deal)
    after = Assessor(Record(_with_news(deal, later))).assess(deal)
    assert to_json(after, pretty=False) == to_json(before, pretty=False)


def _with_news(deal: Deal, day: str) -> Pack:
    """The pack with an incident, a sale and a listing about the deal that came out on a day."""
    pack = read_pack()
    news = Source(
        id="later-news", title="What came out", publisher="The Daily Example", published=day,
        language="en", kind="news", read="full",
    )  # fmt: skip
    seller = assessor().case(deal).exporter.party or "area"
    abuse = Incident(
        id="later-abuse", title="Abuse", perpetrator_country=deal.destination, vendor=seller,
        reported=day, victims={"journalist": 9}, count_type="targeted-or-infected",
        harms=("torture",), evidence=("forensics",), strength=Strength.CONFIRMED, confidence="high",
        sources=("later-news",),
    )  # fmt: skip
    sale = Transfer(
        id="later-sale", supplier=seller, technology="intrusion-spyware", stage="supplied",
        destination=deal.destination, reported=day, strength=Strength.CONFIRMED, how_known="leak",
        confidence="high", sources=("later-news",),
    )  # fmt: skip
    freeze = Restriction(
        id="later-freeze", target=seller, authority=seller, measure="asset-freeze", date=day,
        confidence="high", sources=("later-news",),
    )  # fmt: skip
    return msgspec.structs.replace(
        pack,
        sources=(*pack.sources, news),
        incidents=(*pack.incidents, abuse),
        transfers=(*pack.transfers, sale),
        restrictions=(*pack.restrictions, freeze),
    )


@settings(max_examples=100, deadline=None)
@given(DEALS)
def test_an_assessment_written_as_json_reads_back_the_same(deal: Deal) -> None:
    found = assessor().assess(deal)
    for pretty in (True, False):
        assert msgspec.json.decode(to_json(found, pretty=pretty), type=Assessment) == found


@settings(max_examples=100, deadline=None)
@given(DEALS)
def test_facts_alone_decide(deal: Deal) -> None:
    """The law reads nothing but the facts: the same facts, the same findings."""
    facts = assessor().case(deal).facts
    law = applicable(facts.exporter_country, facts.day)
    again = replace_facts(facts)
    assert [list(p.test(facts)) for p in law] == [list(p.test(again)) for p in law]
