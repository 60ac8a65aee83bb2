"""When an answer is due, with the computation shown step by step; the rule is in docs/rules.md."""

import warnings
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

import msgspec

from enduse.evidence import PartialDate, first_day, last_day
from enduse.taxonomy.tables import BadInput
from enduse.trade.campaigns import Deadline

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DECEMBER = 12
# Which passage each step rests on; see docs/rules.md for what was read of it.
BASIS: dict[str, str] = {
    "not-counted": "Regulation (EEC, Euratom) No 1182/71, Article 3(1)",
    "month-end": "Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c)",
    "moved-on": "Regulation (EEC, Euratom) No 1182/71, Article 3(4)",
}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the computation, about one day.

    `not-counted`: the day of the event. `counted`: the day that is number `count` of its kind.
    `month-end`: the month has no day number `count`, so its last day stands in. `weekend` and
    `holiday` (by `name`): passed over. `moved-on`: the first working day after such a last day.
    """

    rule: Literal[
        "not-counted", "counted", "month-end", "weekend", "holiday", "moved-on", "last-day"
    ]
    day: str
    count: int | None = None
    name: str | None = None

    @property
    def basis(self) -> str | None:
        """The provision that the step borrows."""
        return BASIS.get(self.rule)


class Computation(msgspec.Struct, frozen=True, kw_only=True):
    """From one day of sending to the last day for an answer."""

    sent: str
    last_day: str
    steps: tuple[Step, ...]


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """When an answer to something sent on a partial date is due: at the earliest, at the latest."""

    sent: PartialDate
    deadline: Deadline
    earliest: Computation
    latest: Computation

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest.last_day == self.latest.last_day

    def passed(self, day: str) -> bool | None:
        """Whether the time is over on an ISO day; None where the date of sending leaves it open."""
        if day > self.latest.last_day:
            return True
        return None if day > self.earliest.last_day else False


def due(sent: PartialDate, deadline: Deadline) -> Due:
    """When an answer is due, by the rule of Regulation (EEC, Euratom) No 1182/71, Article 3, which
    is borrowed for letters that it does not govern.

    Public holidays are those of the whole country in the package `holidays`. Raises BadInput.
    """
    calendar = _calendar(deadline)
    first = _compute(first_day(sent), deadline, calendar)
    last = _compute(last_day(sent), deadline, calendar)
    return Due(sent=sent, deadline=deadline, earliest=first, latest=last)


def _calendar(deadline: Deadline) -> Any:
    """The public holidays of the country that the deadline names, None if it names none."""
    if deadline.calendar is None:
        if deadline.rule == "working-days":
            raise BadInput(
                "deadline.calendar: is missing; working days need the country whose they are"
            )
        return None
    try:
        import holidays  # only a deadline needs it
    except ImportError:
        raise BadInput(
            "deadline.calendar: the package 'holidays' is missing; install enduse[web]"
        ) from None
    try:
        return holidays.country_holidays(deadline.calendar.upper(), language="en_US")
    except NotImplementedError:
        raise BadInput(
            f"deadline.calendar: no calendar of public holidays for {deadline.calendar!r}; "
            "name a country that has one"
        ) from None


def _compute(sent: str, deadline: Deadline, calendar: Any) -> Computation:
    try:
        steps = tuple(_steps(date.fromisoformat(sent), deadline, calendar))
    except BadInput:
        raise
    except (ValueError, OverflowError):
        raise BadInput(
            f"{sent} + {deadline.length} {deadline.rule}: leaves the years 1 to 9999; "
            "mend the date or the length"
        ) from None
    return Computation(sent=sent, last_day=steps[-1].day, steps=steps)


def _steps(sent: date, deadline: Deadline, calendar: Any) -> Iterator[Step]:
    yield Step(rule="not-counted", day=sent.isoformat())
    if deadline.rule == "working-days":
        yield from _working_days(sent, deadline.length, calendar)
        return
    if deadline.rule == "days":
        last = sent + timedelta(days=deadline.length)
        yield Step(rule="counted", day=last.isoformat(), count=deadline.length)
    else:
        last, step = _months_on(sent, deadline.length)
        yield step
    if calendar is not None:
        last = yield from _moved_on(last, calendar)
    yield Step(rule="last-day", day=last.isoformat())


def _months_on(sent: date, months: int) -> tuple[date, Step]:
    """The same day so many months on; where the month has no such day, its last one."""
    years, month = divmod(sent.month - 1 + months, DECEMBER)
    year, month = sent.year + years, month + 1
    length = monthrange(year, month)[1]
    last = date(year, month, min(sent.day, length))
    if last.day < sent.day:
        return last, Step(rule="month-end", day=last.isoformat(), count=sent.day)
    return last, Step(rule="counted", day=last.isoformat(), count=months)


def _working_days(sent: date, wanted: int, calendar: Any) -> Iterator[Step]:
    day, counted = sent, 0
    while counted < wanted:
        day += timedelta(days=1)
        off = _off(day, calendar)
        if off:
            yield off
            continue
        counted += 1
        if counted in {1, wanted}:
            yield Step(rule="counted", day=day.isoformat(), count=counted)
    yield Step(rule="last-day", day=day.isoformat())


def _moved_on(last: date, calendar: Any) -> Any:
    """The steps from a last day that is no working day to the next that is one."""
    day = last
    while off := _off(day, calendar):
        yield off
        day += timedelta(days=1)
    if day != last:
        yield Step(rule="moved-on", day=day.isoformat())
    return day


def _off(day: date, calendar: Any) -> Step | None:
    """Why a day is no working day there; None where it is one."""
    with warnings.catch_warnings(record=True) as told:  # it warns of years it knows only in part
        warnings.simplefilter("always")
        working, holiday = calendar.is_working_day(day), calendar.get(day)
    if told or not calendar.start_year <= day.year <= calendar.end_year:
        raise BadInput(
            f"deadline.calendar: the public holidays of {calendar.country} in {day.year} are not "
            "known; leave the calendar out"
        )
    if working:
        return None
    if holiday:
        return Step(rule="holiday", day=day.isoformat(), name=str(holiday))
    return Step(rule="weekend", day=day.isoformat(), name=WEEKDAYS[day.weekday()])
