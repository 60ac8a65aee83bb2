"""Control-list entries: which items meet them, on which list, from which day to which."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from enduse.law.entries import Listed, entries, matches
from enduse.taxonomy import TECHNOLOGIES
from tests.build import facts

LISTS = {"wassenaar", "eu-annex-i", "uk", "us-ccl", "ch-gkv", "de-al", "il"}
SPY, IP, MOBILE = "intrusion-spyware", "ip-network-surveillance", "mobile-interception-imsi"
CENTRE, FORENSICS = "monitoring-centre", "device-forensics"
UNLOCK, SOFT = "bypasses-lock", "software"

# What a reader of the lists expects: list, code, an item, first day, last day.
SPANS = [
    ("wassenaar", "4.A.5", SPY, (), "2013-12-04", None),
    ("wassenaar", "4.D.4", SPY, (), "2013-12-04", None),
    ("wassenaar", "4.E.1.c", SPY, ("technology",), "2013-12-04", None),
    ("wassenaar", "5.A.1.f", MOBILE, (), "2011-12-31", None),
    ("wassenaar", "5.A.1.j", IP, (), "2013-12-04", None),
    ("wassenaar", "5.A.2", IP, ("encryption",), "1996-07-12", None),
    ("wassenaar", "5.D.2", SPY, (), "1996-07-12", None),
    ("wassenaar", "5.A.4.b", FORENSICS, (UNLOCK,), "2019-12-31", None),
    ("wassenaar", "5.D.2.c.3.b", FORENSICS, (UNLOCK, SOFT), "2019-12-31", None),
    ("wassenaar", "5.D.1.e", CENTRE, (), "2019-12-31", None),
    ("eu-annex-i", "4A005", SPY, (), "2014-12-31", None),
    ("eu-annex-i", "4D004", SPY, (), "2014-12-31", None),
    ("eu-annex-i", "4E001.c", SPY, ("technology",), "2014-12-31", None),
    ("eu-annex-i", "5A001.f", MOBILE, ("passive-interception",), "2014-12-31", None),
    ("eu-annex-i", "5A001.f", MOBILE, ("active-interception",), "2006-12-31", None),
    ("eu-annex-i", "5A001.j", IP, (), "2014-12-31", None),
    ("eu-annex-i", "5A002", IP, ("encryption",), "2000-09-28", None),
    ("eu-annex-i", "5D002", SPY, (), "2000-09-28", None),
    ("eu-annex-i", "5A002.a.2", "other", ("cryptanalysis",), "2009-08-27", "2017-12-15"),
    ("eu-annex-i", "5A004.a", "other", ("cryptanalysis",), "2017-12-16", None),
    ("eu-annex-i", "5A004.b", FORENSICS, (UNLOCK,), "2020-12-15", None),
    ("eu-annex-i", "5D002.c.3.b", FORENSICS, (UNLOCK, SOFT), "2020-12-15", None),
    ("eu-annex-i", "5D001.e", CENTRE, (), "2020-12-15", None),
    ("eu-annex-i", "9A012", "drones-autonomous-towers", (), "2009-08-27", None),
    ("uk", "4A005", SPY, (), "2021-01-01", None),
    ("uk", "4D004", SPY, (), "2021-01-01", None),
    ("uk", "4E001.c", SPY, ("technology",), "2021-01-01", None),
    ("uk", "5A001.f", MOBILE, (), "2021-01-01", None),
    ("uk", "5A001.j", IP, (), "2021-01-01", None),
    ("uk", "5A002", IP, ("encryption",), "2021-01-01", None),
    ("uk", "5D002", SPY, (), "2021-01-01", None),
    ("uk", "5A004.a", "other", ("cryptanalysis",), "2021-01-01", None),
    ("uk", "5A004.b", FORENSICS, (UNLOCK,), "2021-01-01", None),
    ("uk", "5D002.c.3.b", FORENSICS, (UNLOCK, SOFT), "2021-01-01", None),
    ("uk", "5D001.e", CENTRE, (), "2021-01-01", None),
    ("uk", "9A012", "drones-autonomous-towers", (), "2021-01-01", None),
    ("us-ccl", "4A005", SPY, (), "2022-03-07", None),
    ("us-ccl", "4D004", SPY, (), "2022-03-07", None),
    ("us-ccl", "4E001.c", SPY, ("technology",), "2022-03-07", None),
    ("us-ccl", "5A001.i", MOBILE, (), "2012-07-02", "2013-06-19"),
    ("us-ccl", "5A001.f", MOBILE, (), "2013-06-20", None),
    ("us-ccl", "5A001.j", IP, (), "2022-03-07", None),
    ("us-ccl", "5A002", IP, ("encryption",), "1996-12-30", None),
    ("us-ccl", "5D002", SPY, (), "1996-12-30", None),
    ("us-ccl", "5A004.b", FORENSICS, (UNLOCK,), "2020-10-05", None),
    ("us-ccl", "5D002.c.3.b", FORENSICS, (UNLOCK, SOFT), "2020-10-05", None),
    ("us-ccl", "5D001.e", CENTRE, (), "2020-10-05", "2022-03-06"),
    ("us-ccl", "5D001.e", CENTRE, (), "2022-05-26", None),
    ("us-ccl", "5A980", MOBILE, (), "2006-11-20", None),
    ("us-ccl", "5D980", SPY, (), "2006-11-20", None),
    ("us-ccl", "3A980", "biometrics", ("voice-print",), "1996-03-25", None),
    ("us-ccl", "3A981", "biometrics", ("fingerprint",), "1996-03-25", None),
    ("us-ccl", "6A002", "other", ("police-infrared",), "1996-03-25", None),
    ("us-ccl", "9A980", "other", ("crime-laboratory",), "1996-03-25", None),
    ("ch-gkv", "4A005", SPY, (), "2015-05-13", None),
    ("ch-gkv", "4D004", SPY, (), "2015-05-13", None),
    ("ch-gkv", "4E001.c", SPY, ("technology",), "2015-05-13", None),
    ("ch-gkv", "5A001.f", MOBILE, (), "2012-12-31", None),
    ("ch-gkv", "Annex 2 (interception goods)", IP, (), "2012-12-31", "2015-05-12"),
    ("ch-gkv", "5A001.j", IP, (), "2015-05-13", None),
    ("ch-gkv", "5A002", IP, ("encryption",), "1997-10-01", None),
    ("ch-gkv", "5D002", SPY, (), "1997-10-01", None),
    ("ch-gkv", "5A004", FORENSICS, (UNLOCK,), "2021-01-01", None),
    ("ch-gkv", "5D002", FORENSICS, (UNLOCK, SOFT), "2021-01-01", None),
    ("ch-gkv", "5D001.e", CENTRE, (), "2021-01-01", None),
    ("de-al", "5A902", CENTRE, (), "2015-07-18", None),
    ("de-al", "5D902", CENTRE, (SOFT,), "2015-07-18", None),
    ("de-al", "5E902", CENTRE, ("technology",), "2015-07-18", None),
    ("de-al", "5A911", "other", ("trunked-radio",), "2022-03-26", None),
    ("il", "4A005", SPY, (), "2014-01-31", None),
    ("il", "4D004", SPY, (), "2014-01-31", None),
    ("il", "4E001.c", SPY, ("technology",), "2014-01-31", None),
    ("il", "5A001.f", MOBILE, (), "2012-12-31", None),
    ("il", "5A001.j", IP, (), "2013-12-31", None),
    ("il", "5A004.b", FORENSICS, (UNLOCK,), "2019-12-31", None),
    ("il", "5D002.c.3.b", FORENSICS, (UNLOCK, SOFT), "2019-12-31", None),
    ("il", "5D001.e", CENTRE, (), "2019-12-31", None),
]

ALL_LIMBS = ("carrier-class", "layer7", "content", "metadata", "hard-selectors", "link-mapping")

# An item on the first of May 2022, and how it stands to an entry of Annex I: True surely, False
# perhaps, None not at all.
STANDINGS = [
    (IP, (), "5A001.j", True),
    (IP, ("component",), "5A001.j", False),
    (IP, ("marketing",), "5A001.j", None),
    (IP, ("quality-of-service",), "5A001.j", None),
    (CENTRE, (), "5A001.j", False),
    (CENTRE, (), "5D001.e", False),
    (CENTRE, ("hard-selectors", "metadata", "link-mapping"), "5D001.e", True),
    (CENTRE, ("hard-selectors", "metadata"), "5D001.e", False),
    (CENTRE, ALL_LIMBS, "5A001.j", True),
    (CENTRE, ALL_LIMBS[1:], "5A001.j", False),
    (CENTRE, ("billing",), "5D002", None),
    ("location-tracking-ss7", (), "5A001.f", None),
    ("location-tracking-ss7", (), "5D001.e", False),
    ("lawful-interception-mediation", ("mediation", "law-enforcement-handover"), "5D001.e", None),
    ("data-analytics", ("hard-selectors",), "5D001.e", False),
    ("data-analytics", ("hard-selectors", "billing"), "5D001.e", None),
    (MOBILE, (), "5A001.f", True),
    (MOBILE, ("operator-equipment",), "5A001.f", None),
    (MOBILE, ("analogue-pmr",), "5A001.f", None),
    (MOBILE, ("wlan-interception",), "5A001.f", None),
    ("jamming-filtering", ("jamming",), "5A001.f", False),
    ("jamming-filtering", (), "5A001.f", None),
    (SPY, (), "4A005", True),
    (SPY, (SOFT,), "4A005", False),
    (SPY, (SOFT,), "4D004", True),
    (SPY, (SOFT, "update"), "4D004", True),
    (SPY, ("technology",), "4E001.c", True),
    ("other", ("interception-detection",), "5A001.f", False),
    ("other", ("cryptanalysis",), "5A004.a", False),
    (FORENSICS, (UNLOCK, "debugging-tools"), "5A004.b", False),
    (SPY, (), "5A002", None),
    (SPY, ("encryption",), "5D002", True),
    (SPY, ("encryption",), "5A002", True),
    ("other", ("encryption",), "5A002", False),
    ("facial-recognition", ("encryption",), "5A002", False),
    (FORENSICS, (), "5A004.b", False),
    (FORENSICS, (UNLOCK,), "5A004.b", True),
    (FORENSICS, ("logical-only",), "5A004.b", None),
    (FORENSICS, (UNLOCK,), "5D002.c.3.b", None),
    ("facial-recognition", (), "5A001.j", None),
    ("audio-video-surveillance", (), "5A001.f", None),
    ("undersea-cable-tap", (), "5A001.j", None),
]


def shifted(day: str, days: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=days))


@pytest.mark.parametrize("span", SPANS, ids=lambda s: f"{s[0]} {s[1]} {s[4]}")
def test_an_entry_stands_from_its_first_day_to_its_last(
    span: tuple[str, str, str, tuple[str, ...], str, str | None],
) -> None:
    control_list, code, technology, features, first, last = span

    def stands(day: str) -> bool:
        found = matches(control_list, (technology,), frozenset(features), day)
        return code in {match.code for match in found}

    assert stands(first)
    assert not stands(shifted(first, -1))
    if last:
        assert stands(last)
        assert not stands(shifted(last, 1))


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda s: " ".join((s[0], *s[1], s[2])))
def test_features_decide(standing: tuple[str, tuple[str, ...], str, bool | None]) -> None:
    technology, features, code, expected = standing
    found = matches("eu-annex-i", (technology,), frozenset(features), "2022-05-01")
    assert {m.code: m.certain for m in found}.get(code) is expected


def test_every_span_of_a_list_is_expected_above() -> None:
    known = {(s[0], s[1], s[4]) for s in SPANS}
    jamming_of_old = ("eu-annex-i", "5A001.f", "2009-08-27")
    missing = {
        (row.list, row.code, row.since) for entry in entries() for row in entry.listed
    } - known
    assert missing <= {
        jamming_of_old,
        ("eu-annex-i", "5A002", "2009-08-27"),
        ("eu-annex-i", "5D002", "2009-08-27"),
        ("ch-gkv", "5A004", "2021-01-01"),
    }


def test_entries_speak_of_known_lists_technologies_and_days() -> None:
    for entry in entries():
        assert entry.technologies.keys() <= TECHNOLOGIES.keys()
        for row in entry.listed:
            assert row.list in LISTS
            assert row.since == str(date.fromisoformat(row.since))
            assert row.until is None or row.since <= row.until


def test_an_entry_stands_on_a_list_once_at_a_time() -> None:
    def apart(a: Listed, b: Listed) -> bool:
        return (a.until or "9999") < b.since or (b.until or "9999") < a.since

    for entry in entries():
        for a, b in combinations(entry.listed, 2):
            assert a.list != b.list or apart(a, b), entry.code


def test_intrusion_software_came_to_each_place_on_its_own_day() -> None:
    days = {
        row.list: row.since for entry in entries() if entry.code == "4A005" for row in entry.listed
    }
    assert sorted(days, key=lambda name: days[name]) == [
        "wassenaar", "il", "eu-annex-i", "ch-gkv", "uk", "us-ccl",
    ]  # fmt: skip


def test_an_answer_settles_the_entry_it_is_asked_for() -> None:
    kit = {"day": "2022-05-01", "from": "se", "to": "ke", "technology": FORENSICS}
    assert [m.certain for m in facts(**kit).entries("eu-annex-i")] == [False]
    unlocks = facts(**kit, answers={"lock-bypass": True})
    assert [m.certain for m in unlocks.entries("eu-annex-i")] == [True]
    assert not facts(**kit, answers={"lock-bypass": False}).entries("eu-annex-i")
    assert not facts(**kit, answers={"meets-entry": False}).entries("eu-annex-i")


def test_an_answer_to_another_question_settles_nothing() -> None:
    centre = {"day": "2016-05-01", "from": "it", "to": "ke", "technology": CENTRE}
    found = facts(**centre, answers={"strong-encryption": False}).entries("eu-annex-i")
    assert [(m.code, m.certain) for m in found] == [("5A001.j", False)]
