"""Who asked whom, what came back, what authorities publish, and where sources differ."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from enduse.evidence import first_day, last_day
from enduse.interchange.pack import read_pack, write_pack
from enduse.interchange.pack_check import check_pack
from enduse.trade import Deadline

PACK = read_pack()
TOLD = {"latribune-bdu-2022"}  # tells, in October, of a report that was handed over in July


def one(noun: str, wanted: str) -> Any:
    """The record of an id."""
    (found,) = (record for record in getattr(PACK, noun) if record.id == wanted)
    return found


def whole_months(ended: str, came: str) -> int:
    """How many whole months lie between two days."""
    years, months, days = (
        int(b) - int(a) for a, b in zip(*map(_parts, (ended, came)), strict=True)
    )
    return years * 12 + months - (days < 0)


def _parts(day: str) -> list[str]:
    return day.split("-")


def test_a_parliament_and_a_leak_are_told_apart_from_the_rest() -> None:
    by_kind: dict[str, set[str]] = {}
    for source in PACK.sources:
        by_kind.setdefault(source.kind, set()).add(source.id)
    assert {"senato-area-2017", "ukparl-honduras-2018", "ep-egypt-2016"} <= by_kind["parliament"]
    assert {"spyfiles-docs", "spyfiles-finfisher", "wl-ht-50069"} <= by_kind["leak"]
    wikileaks = {s.id for s in PACK.sources if s.publisher.startswith("WikiLeaks")}
    assert wikileaks <= by_kind["leak"]
    assert not {s.id for s in PACK.sources if "Bundestag" in s.publisher} - by_kind["parliament"]


def test_the_letters_to_italy_are_one_campaign() -> None:
    assert {o.id for o in PACK.outreach if o.campaign == "cam-italy-exports-2014-2017"} == {
        "out-pi-mise-2014",
        "out-pi-cild-ti-mise-2015-07",
        "out-pi-cild-hermes-mise-2017-01",
        "out-pi-cild-hermes-mise-2017-04",
        "out-hermes-mise-foi-2017",
    }
    assert one("outreach", "out-pi-mise-2014").about == ("lic-ht-catchall-2014",)


def test_every_campaign_has_a_round_and_no_round_is_before_its_answer() -> None:
    assert {c.id for c in PACK.campaigns} == {o.campaign for o in PACK.outreach if o.campaign}
    for round_ in PACK.outreach:
        for response in round_.responses:
            for day in (response.date, response.acknowledged):
                assert day is None or first_day(round_.date) <= last_day(day), round_.id


def test_an_answer_is_to_a_question_that_was_asked() -> None:
    for round_ in PACK.outreach:
        asked = {question.id for question in round_.questions}
        for response in round_.responses:
            assert {answer.question for answer in response.answers} <= asked, round_.id


def test_an_acknowledgement_is_no_answer() -> None:
    (fund,) = one("outreach", "out-citizenlab-sypa-2019-05").responses
    assert (fund.status, fund.acknowledged, fund.date) == ("no-reply", "2019-05-24", None)


def test_who_joined_when() -> None:
    joined = one("demands", "st-joint-spyware-2023").states
    waves = {wave: {c.country for c in joined if c.wave == wave} for wave in (1, 2, 3)}
    assert [len(waves[wave]) for wave in (1, 2, 3)] == [11, 6, 4]
    assert waves[3] == {"at", "ee", "lt", "nl"}
    assert all(commitment.sources for commitment in joined)
    assert not [c for s in PACK.demands for c in s.states if c.withdrawn], "no source tells of one"


def test_a_pledge_reads_the_same_in_the_policy_of_a_state() -> None:
    joined = {(s.id, c.country): c for s in PACK.demands for c in s.states}
    pledges = [(p.country, pledge) for p in PACK.policies for pledge in p.pledges]
    assert len(pledges) > 50
    for country, pledge in pledges:
        there = joined[pledge.statement or "", country]
        assert (pledge.status, pledge.wave) == (there.status, there.wave), (country, pledge)
        assert there.date in {pledge.date, None}, (country, pledge)


def test_who_joined_at_a_time_that_nobody_tells_has_none() -> None:
    code = one("demands", "st-pallmall-code-2025").states
    assert {c.country for c in code if c.status == "supported" and not c.date} == {"us", "kr"}
    assert [c.wave for c in code if c.country == "kr"] == [None]


def test_numbers_that_differ_stand_side_by_side() -> None:
    differ = {
        ("demands", "st-echri-2023", "subscribing-states"): {24, 25},
        ("demands", "st-pallmall-declaration-2024", "governments"): {25, 26},
        ("demands", "st-joint-letter-2021", "signatory-experts"): {26, 28},
        ("incidents", "inc-meta-surveillance-for-hire-2021", "firms-banned"): {6, 7},
    }
    for (noun, record, what), values in differ.items():
        stated = [fact for fact in one(noun, record).facts if fact.what == what]
        assert {fact.value for fact in stated} == values, record
        assert len({fact.sources for fact in stated}) == len(values), record


def test_sums_and_numbers_alone_are_published_in_part() -> None:
    for policy in PACK.policies:
        if policy.publication_level == "aggregate":
            shown = {said.what for said in policy.discloses if said.status == "published"}
            assert shown <= {"destination"}, policy.id


def test_what_an_authority_publishes_is_told_thing_by_thing() -> None:
    discloses = {
        policy.country: {said.what: said.status for said in policy.discloses}
        for policy in PACK.policies
    }
    assert discloses["gb"] == {
        "exporter": "not-disclosed",
        "end-user": "not-disclosed",
        "destination": "published",
        "item-code": "published",
        "value": "published",
        "refusals": "published",
        "dates": "published",
    }
    assert discloses["it"] == {"destination": "not-disclosed", "refusals": "not-disclosed"}
    assert discloses["bg"] == {}, "not known is not the same as not disclosed"
    late = {(p.country, d.period): d.months for p in PACK.policies for d in p.delays}
    assert late["eu", "2022"] == 24
    assert late["gb", "2020-07/2020-09"] == 4


def test_a_delay_is_the_whole_months_between_two_days_on_record() -> None:
    published = {source.id: source.published for source in PACK.sources}
    for policy in PACK.policies:
        for delay in policy.delays:
            (source,) = delay.sources
            ended, came = last_day(delay.period), first_day(published[source] or "")
            assert whole_months(ended, came) == delay.months or source in TOLD, policy.id


@pytest.mark.parametrize(("calendar", "faults"), [(None, 1), ("it", 0)])
def test_working_days_without_a_calendar_are_a_fault(
    tmp_path: Path, calendar: str | None, faults: int
) -> None:
    deadline = Deadline(rule="working-days", length=10, calendar=calendar)
    asked = msgspec.structs.replace(one("outreach", "out-pi-mise-2014"), deadline=deadline)
    others = tuple(o for o in PACK.outreach if o.id != asked.id)
    write_pack(msgspec.structs.replace(PACK, outreach=(asked, *others)), tmp_path)
    found = [str(fault) for fault in check_pack(tmp_path).faults]
    assert len(found) == faults
    assert all("out-pi-mise-2014: deadline" in fault and "calendar" in fault for fault in found)
