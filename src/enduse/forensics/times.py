"""Times of records in UTC, as ISO text, from the ways in which devices and logs count."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from enduse.forensics.artefacts import Clock

ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?"
)
CLF = re.compile(r"\[(\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\]")
EPOCH = re.compile(r"\A\s*(1\d{9})(?:\.\d+)?\s")
BEGINNINGS = {"unix": datetime(1970, 1, 1, tzinfo=UTC), "apple": datetime(2001, 1, 1, tzinfo=UTC)}
CHROME = datetime(1601, 1, 1, tzinfo=UTC)
NANOSECONDS = 10**14
PLAUSIBLE = (datetime(1995, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
MICROSECONDS_FROM, MILLISECONDS_FROM, SECONDS_FROM = 10**14, 10**11, 10**8


def when(value: Any, clock: Clock = "any") -> str | None:
    """The moment that a field holds, to the second in UTC; None where it holds none.

    >>> when("2021-07-18 10:00:00.123456"), when("2021-07-18T12:00:00+02:00")
    ('2021-07-18T10:00:00Z', '2021-07-18T10:00:00Z')
    >>> when(648295200, "apple"), when(13271076000000000, "chrome"), when(1626602400000)
    ('2021-07-18T10:00:00Z', '2021-07-18T10:00:00Z', '2021-07-18T10:00:00Z')
    """
    if isinstance(value, str) and not _is_number(value):
        return _iso(value)
    if value is None or isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        moment = _counted(float(value), clock)
    except (OverflowError, ValueError):
        return None
    return _told(moment) if moment else None


def in_line(line: str) -> str | None:
    """The first moment that a line of a log gives with its year, in UTC where it says no zone."""
    if epoch := EPOCH.match(line):
        return when(float(epoch[1]), "unix")
    if clf := CLF.search(line):
        with suppress(ValueError):
            return _told(datetime.strptime(clf[1], "%d/%b/%Y:%H:%M:%S %z"))
    return _iso(line)


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def _iso(value: str) -> str | None:
    match = ISO.search(value)
    if match is None:
        return None
    zone = (match[3] or "Z").replace("UTC", "Z")
    try:
        return _told(datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}"))
    except (ValueError, OverflowError):
        return None


def _counted(value: float, clock: Clock) -> datetime | None:
    if clock == "chrome":
        return CHROME + timedelta(microseconds=value)
    if clock == "apple":
        seconds = value / 10**9 if value > NANOSECONDS else value
        return BEGINNINGS["apple"] + timedelta(seconds=seconds)
    if value < SECONDS_FROM:
        return None
    for least, unit in ((MICROSECONDS_FROM, 10**6), (MILLISECONDS_FROM, 10**3)):
        if value >= least:
            return BEGINNINGS["unix"] + timedelta(seconds=value / unit)
    return BEGINNINGS["unix"] + timedelta(seconds=value)


def _told(moment: datetime) -> str | None:
    try:
        utc = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    if not PLAUSIBLE[0] <= utc <= PLAUSIBLE[1]:
        return None
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
