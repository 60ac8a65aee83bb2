"""No record claims more than its sources: who did it, what is proven, what arrived, since when."""

import re

from enduse.evidence import Strength
from enduse.interchange.pack import read_pack
from enduse.record import Record
from enduse.trade import Incident

PACK = read_pack()
GRAVE = {"torture", "killing", "disappearance"}
CONFIRMED_AFTER_A_LEAK = {
    "tr-ht-et": "the founder told a newspaper that supply was ended",
    "tr-ht-sd": "the founder admitted the business",
    "tr-nso-hu": "the chair of a parliamentary committee of the ruling party admitted it",
}


def grave() -> list[Incident]:
    """The incidents that weigh most against a state."""
    return [incident for incident in PACK.incidents if GRAVE.intersection(incident.harms)]


def test_a_grave_harm_says_whose_it_is_and_what_is_not_proven() -> None:
    assert {i.id for i in grave() if not (i.attribution and i.note)} == set()
    unsaid = "No surveillance product is shown"
    assert {i.id for i in grave() if i.product is None and unsaid not in (i.note or "")} == set()


def test_a_harm_before_the_courts_is_not_told_as_proven() -> None:
    strength = {i.id: i.strength for i in grave()}
    assert strength["inc-egypt-cerebro"] == Strength.REPORTED
    assert strength["inc-egypt-student-2016"] == Strength.REPORTED


def test_what_police_admitted_later_was_not_known_on_the_day() -> None:
    record = Record(PACK)
    licensed, later = record.known_on("2016-06-29"), record.known_on("2016-09-30")
    assert "inc-egypt-student-2016" in {i.id for i in licensed.incidents_in("eg")}
    assert licensed.incidents_of("egypt-police") == []
    (watched,) = later.incidents_of("egypt-police")
    assert (watched.strength, watched.harms) == (Strength.CONFIRMED, ("privacy",))


def test_nobody_is_blamed_where_no_source_does() -> None:
    nobody = re.compile(
        r"not attributed:|no source read says who|operators? not attributed", re.IGNORECASE
    )
    unattributed = [i for i in PACK.incidents if nobody.search(i.attribution or "")]
    assert {i.id for i in unattributed} >= {"inc-jordan-pegasus", "inc-togo-donot"}
    blamed = [i.id for i in unattributed if i.perpetrator_country or i.perpetrator_agency]
    assert blamed == []


def test_a_number_for_seven_firms_is_not_put_on_one() -> None:
    (alerts,) = (i for i in PACK.incidents if i.id == "inc-meta-surveillance-for-hire-2021")
    assert alerts.vendor is None


def test_a_leak_alone_confirms_no_sale() -> None:
    leaked = {t.id for t in PACK.transfers if (t.strength, t.how_known) == ("confirmed", "leak")}
    assert leaked == set(CONFIRMED_AFTER_A_LEAK)


def test_an_end_user_that_is_only_assumed_stays_unknown() -> None:
    assumed = re.compile(r"assumed|end user inferred|(service|agency) is not named")
    guessed = [t.id for t in PACK.transfers if t.end_user and assumed.search(t.note or "")]
    assert guessed == ["tr-cellebrite-br-sp"], "there, only the product line is assumed"


def test_a_resolution_stands_against_the_countries_it_names() -> None:
    known = Record(PACK).known_on("2023-12-31")
    for country in ("pl", "hu", "gr", "es", "az", "eg", "mg", "sd"):
        assert "st-pace-2513-2023" in {s.id for s in known.statements_on(country)}, country
    assert "st-pace-2513-2023" not in {s.id for s in known.statements_on("de")}, "only asked"


def test_a_licence_for_four_makers_is_not_put_on_one() -> None:
    (licence,) = (one for one in PACK.licences if one.id == "lic-de-imsi-2006-2011")
    assert licence.exporter == "unknown-de-exporter"


def test_a_bid_that_did_not_win_is_no_delivery() -> None:
    bids = {
        t.id: t.delivered
        for t in PACK.transfers
        if "bid won" in (t.note or "") or "bid did" in (t.note or "")
    }
    assert bids == {"tr-agt-sy": False, "tr-rcs-sy": False, "tr-vastech-sy": False}
