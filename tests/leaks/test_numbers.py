"""Numbers are read by the plans of their time; the set of countries holds the true one."""

import re
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import SUPPORTED_REGIONS, is_valid_number, parse

from enduse.leaks.numbers import NOT_ASSIGNED, read_number
from enduse.leaks.plans import earlier, network, plans
from enduse.leaks.written import REASONS, Unread, digits_of
from tests.leaks import fiction

DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def countries(cell: str, day: str = "") -> tuple[str, ...]:
    return read_number(cell, day=day).countries


@pytest.mark.parametrize("country", sorted(SUPPORTED_REGIONS))
def test_published_examples_of_every_country_are_read_as_its_own(country: str) -> None:
    for line in range(5):
        if number := fiction.example(country, line):
            read = read_number(number, day="2026-01-01")
            assert country.lower() in read.countries
            assert read.digits == number[1:]


@pytest.mark.parametrize(
    ("cell", "possible"),
    [
        ("+77710009998", ("kz",)),  # the library's example
        ("+79123456789", ("ru",)),
        ("+212650123456", ("eh", "ma")),
        ("+590690001234", ("bl", "gp", "mf")),
        ("+447700900123", ("gb", "gg", "im", "je")),
        ("+12025550123", ("us",)),
        ("+18765550123", ("jm",)),
    ],
)
def test_a_shared_code_gives_a_set_and_never_a_guess(cell: str, possible: tuple[str, ...]) -> None:
    assert countries(cell) == possible


def test_codes_of_the_indian_ocean_are_told_apart_where_the_plan_does() -> None:
    assert "re" in countries(fiction.example("re"))
    assert "yt" in countries(fiction.example("yt"))


OLD = [  # the earlier form of a published example, or of zeros; a day; what it became; whose it is
    ("+5212001234567", "2016-05-01", "522001234567", ("mx",)),
    ("+22523456789", "2018", "22523456789", ("ci",)),
    ("+22995123456", "2020", "2290195123456", ("bj",)),
    ("+551161234567", "2011", "5511961234567", ("br",)),
    ("+841620000000", "2017", "84320000000", ("vn",)),
    ("+841860000000", "2017", "84560000000", ("vn",)),
    ("+38128012345", "2012", "38328012345", ("xk",)),
    ("+37744000000", "2014", "38344000000", ("xk",)),
    ("+38643201234", "2014", "38343201234", ("xk",)),
    ("+5995205678", "2010", "17215205678", ("sx",)),
    ("+59391234567", "2011", "593991234567", ("ec",)),
    ("+23771234567", "2013", "237671234567", ("cm",)),
    ("+24106031234", "2018", "24166031234", ("ga",)),
    ("+2302512345", "2012", "23052512345", ("mu",)),
    ("+99555123456", "2009", "995555123456", ("ge",)),
    ("+5712345678", "2019", "576012345678", ("co",)),
    ("+9743123456", "2009", "97433123456", ("qa",)),
    ("+6322000000", "2018", "6322000000", ("ph",)),
    ("+5983000000", "2009", "59843000000", ("uy",)),
    ("+21250123456", "2008", "212650123456", ("eh", "ma")),
]


@pytest.mark.parametrize(("cell", "day", "now", "possible"), OLD)
def test_earlier_forms_are_read_as_what_they_became(
    cell: str, day: str, now: str, possible: tuple[str, ...]
) -> None:
    read = read_number(cell, day=day)
    assert (read.digits, read.countries) == (now, possible)
    assert read.change


def test_the_day_decides_between_two_plans_and_none_leaves_both() -> None:
    lent = "+37744000000"
    assert countries(lent, "2014") == ("xk",)
    assert countries(lent) == ("mc", "xk")
    assert countries("+249911231234", "2009") == countries("+249911231234") == ("sd", "ss")
    assert countries("+249911231234", "2015") == ("sd",)
    # Benin's new form begins with 01, and no old number was as long
    assert read_number("+2290195123456", day="2025").change == ""


def test_every_change_has_a_source_a_day_and_a_form_that_is_its_own() -> None:
    ids = [change.id for change in plans().changes]
    assert len(ids) == len(set(ids)) > 20
    for change in plans().changes:
        assert DAYS.fullmatch(change.since)
        assert change.until is None or change.since < change.until
        assert all(source.startswith("http") for source in change.sources)
        assert change.sources
        assert (
            len(change.sources) > 1 or change.checked != "verified" or "cra.gov.qa" in str(change)
        )
        for form in change.forms:
            assert form.old.startswith(tuple("123456789"))


@pytest.mark.parametrize(
    ("cell", "name", "line"),
    [
        ("+881612345678", "Iridium", "satellite"),
        ("+881812345678", "Globalstar", "satellite"),
        ("+8821600000000", "Thuraya", "satellite"),
        ("+870301234567", "Inmarsat", "satellite"),
        ("+87412345678", "Inmarsat", "satellite"),
        ("+80012345678", "international freephone", "service"),
        ("+883510012345", "an international network of +883", "international network"),
    ],
)
def test_networks_of_no_country_are_named(cell: str, name: str, line: str) -> None:
    read = read_number(cell)
    assert (read.countries, read.network, read.line) == ((), name, line)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "empty"),
        ("\u200e ", "empty"),
        ("1.23E+11", "spreadsheet-damage"),
        ("4,4770090012E+11", "spreadsheet-damage"),
        ("+447700900123 / +447700900124", "several-numbers"),
        ("+447700900123\n+447700900124", "several-numbers"),
        ("see note", "not-a-number"),
        ("07700 900123", "no-country-code"),
        ("+999 123 456 789", "unknown-country-code"),
        ("+44 77", "too-short"),
        ("+44 7700 900123 1234", "too-long"),
        ("1" * 30, "too-long"),
        ("x" * 1000, "not-a-number"),
        ("+1 111 555 0100", "not-in-plan"),
    ],
)
def test_what_cannot_be_read_has_a_reason_that_shows_no_digit(cell: str, reason: str) -> None:
    with pytest.raises(Unread) as error:
        read_number(cell)
    assert error.value.reason == reason
    assert str(error.value) == REASONS[reason]


@pytest.mark.parametrize(
    "cell",
    [
        "+44 7700 900123", "0044 7700-900123", "011 44 7700 900123", "tel:+44-7700-900123",
        "4.47700900123E+11", "447700900123.0", "'447700900123", '="447700900123"',
        "+44 (0)7700 900123", "4407700900123", "+44\u00a07700\u2011900123",
        "\u202a+447700900123\u202c",
        "\uff0b\uff14\uff14 7700 900123", "٤٤٧٧٠٠٩٠٠١٢٣", "۴۴۷۷۰۰۹۰۰۱۲۳", "४४७७००९००१२३",
        "+44 7700 900123 ext. 12", "+44.7700.900123",
    ],
)  # fmt: skip
def test_one_number_in_the_ways_that_people_and_programs_write_it(cell: str) -> None:
    assert read_number(cell).digits == "447700900123"


def test_numbers_without_country_code_need_a_country() -> None:
    assert read_number("07700 900123", region="gb").digits == "447700900123"
    assert read_number("+33639980123", region="gb").countries == ("fr",)


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        read = read_number(text)
    except Unread as why:
        known = why.reason in REASONS
    else:
        known = True
        assert read.digits.isascii()
        assert read.digits.isdigit()
        assert read.countries or read.network
    assert known


@given(st.sampled_from(fiction.british() + fiction.french()), st.sampled_from(" -.\u00a0\u200b"))
@settings(max_examples=50)
def test_reading_twice_changes_nothing(number: str, between: str) -> None:
    read = read_number(between.join(number))
    assert read_number("+" + read.digits).digits == read.digits == number[1:]
    assert digits_of("+" + read.digits).text == read.digits


def test_numbers_for_tests_belong_to_nobody() -> None:
    """What the tests call unassigned is so in the plans of today, and was never an earlier form."""
    for country in fiction.UNASSIGNED:
        for number in islice(fiction.shuffled(fiction.unassigned(country), 1), 20):
            assert not is_valid_number(parse(number))
            assert earlier(number[1:]) is None
            assert network(number[1:]) is None
            read = read_number(number)
            assert country in read.countries
            assert read.line == NOT_ASSIGNED
