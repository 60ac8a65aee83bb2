"""What sellers owe is said shortly, and of ordinary goods hardly at all."""

from functools import lru_cache

from enduse.assessment.assess import Assessor
from enduse.interchange.expectations import HARMLESS, read_expectations
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.law import judge
from enduse.law.due_diligence import REGIME
from enduse.law.facts import Facts
from enduse.record import Record
from tests.build import facts

PACK = read_pack()
MOST = 4
DUTIES = {REGIME, "Human rights"}
RECORD_SAYS = "as the case says"
INTERCEPTS = {"mobile-interception-imsi", "monitoring-centre"}
HARMLESS_DEALS = read_expectations(HARMLESS, Gazetteer(PACK.places.countries))


@lru_cache(maxsize=1)
def assessor() -> Assessor:
    return Assessor(Record(PACK))


def feared(said: Facts) -> bool:
    """Whether it intercepts, or can repress where the record is not free of risk."""
    bad = said.risk is None or said.risk.level != "none"
    intercepts = bool(INTERCEPTS.intersection(said.technologies))
    return intercepts or (bad and said.repression_capable and not said.harmless)


def test_ordinary_goods_are_told_of_few_duties() -> None:
    cases = {one.id: assessor().case(one.deal).facts for one in HARMLESS_DEALS}
    told = {
        name: sum(finding.provision.regime in DUTIES for finding in judge(said))
        for name, said in cases.items()
        if not feared(said)
    }
    assert len(told) >= 90
    assert {name: count for name, count in told.items() if count > MOST} == {}


def test_no_duty_repeats_the_record() -> None:
    deal = facts(
        day="2024-10-01",
        to="eg",
        technology="intrusion-spyware",
        bodies=["intelligence"],
        end_user="General Intelligence",
        risk="clear",
        **{"from": "fr"},
    )
    told = [f.reason for f in judge(deal) if f.provision.regime in DUTIES]
    assert not any(RECORD_SAYS in reason.text for reason in told)
    short = "the record of EG and the end user shows a clear risk (see the record)"
    assert sum(short in reason.text for reason in told) == 4
