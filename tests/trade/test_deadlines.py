"""Deadlines: the day of the event not counted, months clamped, days off passed over by name."""

import builtins
from datetime import date, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.taxonomy.tables import BadInput
from enduse.trade import Deadline
from enduse.trade.deadlines import Due, Step, due

pytest.importorskip("holidays", reason="calendars come with enduse[web]")
Rule = Literal["days", "working-days", "months"]


def a_due(sent: str, length: int, rule: Rule = "days", calendar: str | None = None) -> Due:
    return due(sent, Deadline(rule=rule, length=length, calendar=calendar))


def steps(found: Due) -> list[tuple[str, str, int | str | None]]:
    return [(s.rule, s.day, s.name or s.count) for s in found.earliest.steps]


def test_the_day_of_sending_is_not_counted() -> None:
    assert steps(a_due("2022-07-01", 14)) == [
        ("not-counted", "2022-07-01", None),
        ("counted", "2022-07-15", 14),
        ("last-day", "2022-07-15", None),
    ]


def test_without_a_calendar_a_sunday_may_be_the_last_day() -> None:
    assert date(2022, 7, 17).strftime("%A") == "Sunday"
    assert a_due("2022-07-03", 14).earliest.last_day == "2022-07-17"


def test_with_a_calendar_the_last_day_moves_on_to_a_working_day() -> None:
    found = a_due("2022-12-21", 3, calendar="it")
    assert steps(found) == [
        ("not-counted", "2022-12-21", None),
        ("counted", "2022-12-24", 3),
        ("weekend", "2022-12-24", "Saturday"),
        ("holiday", "2022-12-25", "Christmas Day"),
        ("holiday", "2022-12-26", "Saint Stephen's Day"),
        ("moved-on", "2022-12-27", None),
        ("last-day", "2022-12-27", None),
    ]
    assert found.earliest.steps[-2].basis == "Regulation (EEC, Euratom) No 1182/71, Article 3(4)"


@pytest.mark.parametrize(
    ("sent", "months", "last"),
    [
        ("2022-07-01", 1, "2022-08-01"),
        ("2017-01-31", 1, "2017-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2016-11-30", 3, "2017-02-28"),
        ("2016-12-15", 12, "2017-12-15"),
        ("2016-08-31", 25, "2018-09-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(
    sent: str, months: int, last: str
) -> None:
    assert a_due(sent, months, "months").earliest.last_day == last


def test_a_clamped_month_says_which_day_it_lacked() -> None:
    step = a_due("2017-01-31", 1, "months").earliest.steps[1]
    assert step == Step(rule="month-end", day="2017-02-28", count=31)
    assert step.basis == "Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c)"


def test_working_days_pass_over_days_off_by_name() -> None:
    assert steps(a_due("2022-12-23", 2, "working-days", "gb")) == [
        ("not-counted", "2022-12-23", None),
        ("weekend", "2022-12-24", "Saturday"),
        ("holiday", "2022-12-25", "Christmas Day"),
        ("holiday", "2022-12-26", "Boxing Day"),
        ("holiday", "2022-12-27", "Christmas Day (observed)"),
        ("counted", "2022-12-28", 1),
        ("counted", "2022-12-29", 2),
        ("last-day", "2022-12-29", None),
    ]


def test_the_weekend_is_that_of_the_country() -> None:
    friday = ("weekend", "2024-03-01", "Friday")
    assert friday in steps(a_due("2024-02-29", 1, "working-days", "eg"))
    assert friday not in steps(a_due("2024-02-29", 1, "working-days", "it"))


def test_a_partial_date_gives_an_earliest_and_a_latest_day() -> None:
    found = a_due("2022-07", 14)
    assert (found.earliest.last_day, found.latest.last_day) == ("2022-07-15", "2022-08-14")
    assert not found.exact
    days = ("2022-07-15", "2022-07-16", "2022-08-14", "2022-08-15")
    assert [found.passed(day) for day in days] == [False, None, None, True]


@pytest.mark.parametrize(
    ("deadline", "sent", "says"),
    [
        (Deadline(rule="working-days", length=5), "2022-07-01", "deadline.calendar: is missing"),
        (Deadline(rule="working-days", length=5, calendar="eu"), "2022-07-01", "'eu'"),
        (Deadline(rule="days", length=5, calendar="in"), "1999-03-01", "1999"),
        (Deadline(rule="months", length=1000), "9999-01-01", "9999"),
        (Deadline(rule="days", length=1), "0000", "0000"),
    ],
)
def test_what_cannot_be_computed_is_said(deadline: Deadline, sent: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as told:
        due(sent, deadline)
    assert "\n" not in str(told.value)


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "holidays":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadInput, match=r"enduse\[web\]"):
        a_due("2022-07-01", 5, calendar="it")
    assert a_due("2022-07-01", 5).exact


DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2026, 12, 31))
DEADLINES = st.builds(
    Deadline,
    rule=st.sampled_from(["days", "working-days", "months"]),
    length=st.integers(min_value=1, max_value=24),
    calendar=st.sampled_from(["it", "gb", "de", "eg"]),
)


@given(DAYS, DEADLINES)
def test_the_last_day_is_a_working_day_after_the_day_of_sending(
    sent: date, deadline: Deadline
) -> None:
    found = due(sent.isoformat(), deadline)
    last = found.earliest.last_day
    off = {s.day for s in found.earliest.steps if s.rule in {"weekend", "holiday"}}
    assert last > sent.isoformat()
    assert last not in off
    assert found.exact


@given(DAYS, DEADLINES)
def test_whoever_sends_later_waits_no_less(sent: date, deadline: Deadline) -> None:
    later = sent + timedelta(days=1)
    first = due(sent.isoformat(), deadline).earliest.last_day
    assert first <= due(later.isoformat(), deadline).earliest.last_day
