from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.law import places
from enduse.law.places import (
    Dated,
    art_2_19_embargo,
    embargoes,
    entity_listed,
    eu_export_law,
    iccpr_status,
    listings_of,
    member,
    name_key,
    ofac_blocked,
    us_group_d5,
)

GROUPS = st.deferred(lambda: st.sampled_from(sorted(places.tables().groups)))
COUNTRIES = st.deferred(lambda: st.sampled_from(every_country()))
DAYS = st.dates().map(str)


def every_country() -> list[str]:
    groups = places.tables().groups.values()
    return sorted({row.country for rows in groups for row in rows} | {"aq"})


@pytest.mark.parametrize(
    ("group", "country", "before", "since"),
    [
        ("eu", "hr", "2013-06-30", "2013-07-01"),
        ("eu", "ro", "2006-12-31", "2007-01-01"),
        ("eu", "cy", "2004-04-30", "2004-05-01"),
        ("wassenaar", "it", "1996-07-11", "1996-07-12"),
        ("wassenaar", "in", "2017-12-07", "2017-12-08"),
        ("wassenaar", "mx", "2012-01-24", "2012-01-25"),
        ("iccpr", "qa", "2018-05-20", "2018-05-21"),
        ("iccpr", "ss", "2024-02-04", "2024-02-05"),
        ("eu001", "us", "2009-08-26", "2009-08-27"),
        ("eu001", "gb", "2020-12-31", "2021-01-01"),
        ("eu001", "is", "2021-09-08", "2021-09-09"),
        ("us-d5", "ni", "2024-03-14", "2024-03-15"),
    ],
)
def test_a_state_belongs_from_its_first_day(
    group: str, country: str, before: str, since: str
) -> None:
    assert not member(group, country, before)
    assert member(group, country, since)


def test_the_united_kingdom_left_the_union_before_its_export_law() -> None:
    assert member("eu", "gb", "2020-01-31")
    assert not member("eu", "gb", "2020-02-01")
    assert eu_export_law("gb", "2020-02-01")
    assert eu_export_law("gb", "2020-12-31")
    assert not eu_export_law("gb", "2021-01-01")


def test_an_accession_known_to_the_year_counts_from_its_end() -> None:
    assert not member("wassenaar", "lt", "2005-12-30")
    assert member("wassenaar", "lt", "2005-12-31")
    assert not member("wassenaar", "za", "2006-02-27")
    assert member("wassenaar", "za", "2006-02-28")


def test_who_never_belonged() -> None:
    assert not member("wassenaar", "cy", "2024-01-01")
    assert not member("wassenaar", "il", "2024-01-01")
    assert not member("eu", "no", "2024-01-01")
    assert len([c for c in every_country() if member("wassenaar", c, "2024-01-01")]) == 42
    assert len([c for c in every_country() if member("eu", c, "2024-01-01")]) == 27
    assert len([c for c in every_country() if member("eu001", c, "2021-09-09")]) == 10


def test_an_unknown_group_is_no_answer() -> None:
    with pytest.raises(KeyError):
        member("nato", "it", "2016-06-29")


def test_the_covenant() -> None:
    assert iccpr_status("eg") == "party"
    assert iccpr_status("cn") == "signed-only"
    assert iccpr_status("sa") == "not"
    assert not member("iccpr", "cn", "2024-01-01")
    assert iccpr_status("sb") is None
    assert iccpr_status("aq") is None


@pytest.mark.parametrize(
    ("country", "before", "on", "embargoed"),
    [
        ("sy", "2011-05-08", "2011-05-09", True),
        ("sy", "2013-05-31", "2013-06-01", False),
        ("ru", "2014-07-30", "2014-07-31", True),
        ("ve", "2017-11-12", "2017-11-13", True),
        ("ci", "2016-06-09", "2016-06-10", False),
        ("er", "2018-12-10", "2018-12-11", False),
        ("by", "2011-06-19", "2011-06-20", True),
        ("uz", "2009-10-27", "2009-10-28", False),
        ("cd", "2008-05-13", "2008-05-14", False),
        ("cf", "2024-07-29", "2024-07-30", False),
        ("so", "2024-03-19", "2024-03-20", False),
        ("iq", "2004-07-18", "2004-07-19", False),
        ("af", "2001-11-04", "2001-11-05", False),
    ],
)
def test_an_embargo_reaches_the_state_from_its_first_to_its_last_day(
    country: str, before: str, on: str, *, embargoed: bool
) -> None:
    assert (art_2_19_embargo(country, before) is None) == embargoed
    assert (art_2_19_embargo(country, on) is not None) == embargoed


@pytest.mark.parametrize(
    ("country", "by", "last", "first", "scopes"),
    [
        ("so", "un", "2023-11-30", "2023-12-01", ("whole-country", "not-the-government")),
        ("iq", "un", "2004-06-07", "2004-06-08", ("whole-country", "not-the-government")),
        ("cf", "un", "2024-07-29", "2024-07-30", ("not-the-government", "non-governmental")),
        ("cf", "un", "2023-07-26", "2023-07-27", ("whole-country", "not-the-government")),
        ("cd", "eu", "2008-05-13", "2008-05-14", ("whole-country", "non-governmental")),
        ("ht", "un", "2023-10-01", "2023-10-02", ("listed-persons", "not-the-government")),
    ],
)
def test_the_reach_changes_on_its_day(
    country: str, by: str, last: str, first: str, scopes: tuple[str, str]
) -> None:
    found = [[e.scope for e in embargoes(country, day) if e.by == by] for day in (last, first)]
    assert found == [[scopes[0]], [scopes[1]]]


def test_what_is_no_embargo_in_the_sense_of_article_2_19() -> None:
    (china,) = embargoes("cn", "2024-01-01")
    assert not china.art_2_19
    assert art_2_19_embargo("cn", "2024-01-01") is None
    assert art_2_19_embargo("lb", "2024-01-01") is None
    assert art_2_19_embargo("am", "2024-01-01") is None
    assert embargoes("eg", "2016-06-29") == ()


def test_the_union_s_embargo_is_named_before_the_united_nations() -> None:
    assert [e.by for e in embargoes("ly", "2016-06-29")] == ["eu", "un"]


def test_group_d5_says_how_far_it_is_known() -> None:
    now, before = us_group_d5("ru", "2026-07-23"), us_group_d5("ru", "2026-07-22")
    assert now
    assert before
    assert (now.checked, before.checked) == ("verified", "unverified")
    assert us_group_d5("ru", "2022-03-06") is None
    assert us_group_d5("eg", "2026-07-23") is None
    assert us_group_d5("ni", "2024-03-14") is None


@pytest.mark.parametrize(
    ("party", "before", "since"),
    [
        ("nso", "2021-11-03", "2021-11-04"),
        ("candiru", "2021-11-03", "2021-11-04"),
        ("hikvision", "2019-10-08", "2019-10-09"),
        ("intellexa", "2023-07-17", "2023-07-18"),
        ("sandvine", "2024-02-26", "2024-02-27"),
        ("thalestris", "2024-03-04", "2024-03-05"),
        ("aliada", "2024-09-15", "2024-09-16"),
    ],
)
def test_a_party_is_listed_from_its_day(party: str, before: str, since: str) -> None:
    assert listings_of(party, before) == ()
    assert all(row.since == since for row in listings_of(party, since))
    assert listings_of(party, since)


def test_sandvine_was_delisted() -> None:
    assert len(listings_of("sandvine", "2024-10-22")) == 6
    assert listings_of("sandvine", "2024-10-23") == ()
    assert entity_listed("Sandvine Inc.", "ca", "2024-10-22")
    assert entity_listed("Sandvine Inc.", "ca", "2024-10-23") is None


@pytest.mark.parametrize(
    ("name", "country", "entry"),
    [
        ("NSO Group", "il", "NSO Group"),
        ("NSO GROUP LTD.", None, "NSO Group"),
        ("Saito Tech", "il", "Candiru"),
        ("Hikvision", "cn", "Hangzhou Hikvision Digital Technology Co., Ltd."),
        ("Dahua", "cn", "Dahua Technology"),
        ("SenseTime", "cn", "Beijing Sensetime Technology Development Co., Ltd."),
        ("Intellexa Ltd", "ie", "Intellexa Limited"),
        ("Intellexa", "gr", "Intellexa S.A."),
        ("COSEINC", "sg", "Computer Security Initiative Consultancy PTE. LTD."),
        ("AO Positive Technologies", "ru", "Positive Technologies"),
        ("Hikvision Digital Technology", "cn", "Hangzhou Hikvision Digital Technology Co., Ltd."),
        ("Urumqi PSB", "cn", "Urumqi Municipal Public Security Bureau"),
        ("Public Security Bureau of Kashgar", "cn", "Kashgar Prefecture Public Security Bureau"),
        ("Hotan Public Security Bureau", "cn", "Hetian Prefecture Public Security Bureau"),
        ("Ili PSB", "cn", "Yili Kazakh Autonomous Prefecture Public Security Bureau"),
    ],
)
def test_an_entry_is_found_by_its_names(name: str, country: str | None, entry: str) -> None:
    found = entity_listed(name, country, "2024-01-01")
    assert found
    assert found.name == entry


def test_no_entry_for_another_country_or_a_short_name_alone() -> None:
    assert entity_listed("NSO Group", "cy", "2024-01-01") is None
    assert entity_listed("Shanghai Public Security Bureau", "cn", "2024-01-01") is None
    assert entity_listed("Public Security Bureau", "cn", "2024-01-01") is None
    assert entity_listed("Hikvision Europe", "nl", "2024-01-01") is None
    assert entity_listed("STC", "ru", "2024-01-01")
    assert entity_listed("STC", None, "2024-01-01") is None
    assert entity_listed("Area SpA", "it", "2024-01-01") is None
    assert entity_listed("Thalestris", "ie", "2024-06-01") is None
    assert ofac_blocked("Thalestris Limited", "ie", "2024-06-01")


def test_every_row_says_how_far_it_was_checked_and_on_what_it_rests() -> None:
    tables = places.tables()
    rows: list[Dated] = [row for of in tables.groups.values() for row in of]
    rows += [*tables.embargoes, *tables.listings]
    assert len(tables.listings) == 72 + 7
    assert all(len(row.source) > 20 and row.checked for row in rows)
    for row in rows:
        first, last = row.span()
        assert first <= last, row


def test_no_two_rows_of_one_kind_overlap() -> None:
    tables = places.tables()
    spans: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for group, rows in tables.groups.items():
        for row in rows:
            spans[group, row.country].append(row.span())
    for embargo in tables.embargoes:
        spans[embargo.by, embargo.country].append(embargo.span())
    for listing in tables.listings:
        spans[listing.list, listing.name, listing.country].append(listing.span())
    for key, of in spans.items():
        for (_, last), (first, _) in pairwise(sorted(of)):
            assert last < first, key


@given(group=GROUPS, country=COUNTRIES, day=DAYS)
def test_membership_agrees_with_a_scan_of_the_rows(group: str, country: str, day: str) -> None:
    naive = any(
        row.country == country and row.status in {"member", "party"} and row.on(day)
        for row in places.tables().groups[group]
    )
    assert member(group, country, day) == naive


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
