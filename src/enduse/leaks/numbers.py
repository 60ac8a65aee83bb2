"""Phone numbers with the plans of their time: whose they may be, on what line, in which plan."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    NumberParseException,
    PhoneMetadata,
    format_number,
    parse,
)
from phonenumbers import PhoneNumberFormat as Format

from enduse.evidence import first_day, last_day
from enduse.leaks.plans import Change, earlier, network
from enduse.leaks.written import Unread, digits_of

LINES = {
    "mobile": "mobile",
    "fixed_line": "fixed",
    "personal_number": "personal",
    "pager": "pager",
    "voip": "internet",
    "uan": "company",
    "toll_free": "service",
    "premium_rate": "service",
    "shared_cost": "service",
    "voicemail": "service",
}
EITHER, NOT_ASSIGNED, UNKNOWN = "fixed or mobile", "not assigned", "unknown"
NORTH_AMERICA, WIDE = "1", ("ca", "us")
MOST = 5  # a set of more countries than this, by a range that nobody assigned, says nothing


class Reading(NamedTuple):
    """What a number says: `digits` as it is written today without the plus sign, the countries that
    it may belong to, the kind of line, the network of no country, and the change of plan by which
    it was read (empty for today's plan)."""

    digits: str
    countries: tuple[str, ...]
    line: str
    network: str = ""
    change: str = ""


class Region(NamedTuple):
    """The part of a calling code that a country uses: all its numbers, and those of each line."""

    country: str
    general: re.Pattern[str]
    lines: tuple[tuple[str, re.Pattern[str]], ...]


def read_number(cell: str, *, region: str | None = None, day: str = "") -> Reading:
    """The number in a cell, written on a day (ISO, may be partial); `region` is the country whose
    numbers stand without country code. Raises Unread, which names a reason and no digit.

    >>> read_number("+52 1 200 123 4567", day="2016").digits
    '522001234567'
    >>> read_number("+212 650 123456").countries
    ('eh', 'ma')
    """
    found = digits_of(cell)
    if region and not found.international:
        return _national(found.text, region, day)
    if found.text.startswith("0"):
        raise Unread("no-country-code")
    return _read(found.text, day)


def _national(text: str, region: str, day: str) -> Reading:
    """A number without country code; digits that begin with the code of the region have one."""
    try:
        return _read(_canonical(text, region.upper()), day)
    except Unread:
        if text.startswith("0"):
            raise
        return _read(text, day)


def _read(text: str, day: str) -> Reading:
    if net := network(text):
        return Reading(text, (), net.line, net.name)
    now, before = _of_today(text), earlier(text)
    if before is not None and (now is None or not now.countries or _was(before.change, day)):
        return _as_before(text, before.number, before.change)
    if before is not None and now is not None and not _over(before.change, day):
        both = tuple(sorted({*now.countries, *before.change.countries}))
        return now._replace(countries=both, change=before.change.id)
    if now is not None:
        return now
    return _not_assigned(text)


def _was(change: Change, day: str) -> bool:
    """Whether a number of that day was written in the old way for certain."""
    return bool(day) and last_day(day) < change.since


def _over(change: Change, day: str) -> bool:
    """Whether the old way was over on that day for certain."""
    return bool(day) and change.until is not None and first_day(day) > change.until


def _as_before(text: str, became: str | None, change: Change) -> Reading:
    """A number of an earlier plan, as it is written today where that is known."""
    now = _of_today(became) if became else None
    if now is None:
        return Reading(became or text, change.countries, change.line or UNKNOWN, change=change.id)
    return now._replace(change=change.id, line=change.line or now.line)


def _of_today(text: str) -> Reading | None:
    """The number in the plan of today, or None where no line of that plan has it."""
    code = _code(text)
    rest = text[len(code) :]
    countries, lines = [], set()
    for region in _regions(code):
        if region.general.fullmatch(rest) and (line := _line(region, rest)):
            countries.append(region.country)
            lines.add(line)
    if not countries:
        return None
    return Reading(text, tuple(sorted(countries)), lines.pop() if len(lines) == 1 else UNKNOWN)


def _line(region: Region, rest: str) -> str | None:
    found = {line for line, pattern in region.lines if pattern.fullmatch(rest)}
    if found == {"fixed", "mobile"}:
        return EITHER
    return min(found, default=None, key=lambda line: (line in {"fixed", "mobile"}, line))


def _not_assigned(text: str) -> Reading:
    """A number of a range that no line of the plan has: withdrawn since, not yet known, or made up.

    It counts for its country, as its code and its length leave no doubt of that.
    """
    code = _code(text)
    rest = text[len(code) :]
    within = [one.country for one in _regions(code) if one.general.fullmatch(rest)]
    if code == NORTH_AMERICA and set(within) > set(WIDE):
        # an area code of an island; the general pattern of these two takes every area code
        within = [country for country in within if country not in WIDE]
    if 0 < len(within) <= MOST:
        return Reading(text, tuple(sorted(within)), NOT_ASSIGNED)
    canonical = _canonical("+" + text, None)
    if canonical != text:  # the 0 that is dialled at home stood behind the country code
        now = _of_today(canonical)
        return now or _not_assigned(canonical)
    raise Unread(_why(code, rest) if not within else "not-in-plan")


def _canonical(text: str, region: str | None) -> str:
    try:
        return format_number(parse(text, region), Format.E164)[1:]
    except NumberParseException as error:
        reasons = {
            NumberParseException.INVALID_COUNTRY_CODE: "unknown-country-code",
            NumberParseException.TOO_LONG: "too-long",
        }
        raise Unread(reasons.get(error.error_type, "too-short")) from None


def _why(code: str, rest: str) -> str:
    lengths = sorted(
        length
        for country in COUNTRY_CODE_TO_REGION_CODE[int(code)]
        for length in _metadata(code, country).general_desc.possible_length
    )
    if not lengths or len(rest) in lengths:
        return "not-in-plan"
    return "too-short" if len(rest) < lengths[0] else "too-long"


@lru_cache(maxsize=4096)
def _code_of(start: str) -> str:
    return next((start[:n] for n in (1, 2, 3) if int(start[:n]) in COUNTRY_CODE_TO_REGION_CODE), "")


def _code(text: str) -> str:
    code = _code_of(text[:3])
    if not code:
        raise Unread("unknown-country-code")
    return code


@lru_cache(maxsize=512)
def _regions(code: str) -> tuple[Region, ...]:
    return tuple(_countries(code))


def _countries(code: str) -> Iterator[Region]:
    for country in COUNTRY_CODE_TO_REGION_CODE[int(code)]:
        if country.isalpha():
            metadata = _metadata(code, country)
            general = re.compile(metadata.general_desc.national_number_pattern)
            yield Region(country.lower(), general, tuple(_lines(metadata)))


def _lines(metadata: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    for field, line in LINES.items():
        description = getattr(metadata, field)
        pattern = description.national_number_pattern if description else None
        if pattern:
            yield line, re.compile(pattern)


def _metadata(code: str, country: str) -> Any:
    if country.isalpha():
        return PhoneMetadata.metadata_for_region(country)
    return PhoneMetadata.metadata_for_nongeo_region(int(code))
