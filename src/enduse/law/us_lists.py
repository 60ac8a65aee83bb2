"""The US Commerce Control List as applied: reasons for control, Country Chart, country groups."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from enduse.evidence import CountryCode, Record
from enduse.law.outcome import Checked
from enduse.law.places import member
from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).parent / "us.yaml"
HONG_KONG_AS_CHINA = "2020-12-23"
GROUP_D = ("d-1", "d-2", "d-3", "d-4", "d-former")


class Reference(Record, frozen=True, kw_only=True):
    """Where a table was read."""

    cite: str
    url: str | None = None


class Control(Record, frozen=True, kw_only=True):
    """Why entries whose code begins so are controlled, and which licence exception may cover
    them."""

    code: str
    kind: Literal["ns", "cc", "sl"]
    columns: tuple[str, ...] = ()
    exception: Literal["ace", "enc"] | None = None
    checked: Checked


class Roll(Record, frozen=True, kw_only=True):
    """Countries on a list, some of them only from a day or only until one."""

    source: str
    countries: tuple[CountryCode, ...]
    since: dict[CountryCode, str] = {}
    until: dict[CountryCode, str] = {}

    def has(self, country: str, day: str) -> bool:
        """Whether the country stood on it that day."""
        if country in self.since:
            return self.since[country] <= day
        return country in self.countries and day <= self.until.get(country, day)


class Lists(Record, frozen=True, kw_only=True):
    """All tables of us.yaml."""

    sources: dict[str, Reference]
    controls: tuple[Control, ...]
    unmarked: dict[str, Roll]
    groups: dict[str, Roll]


@cache
def lists() -> Lists:
    """The tables, compiled once per content of the file."""
    return compiled("us", [FILE], Lists, lambda: msgspec.convert(read_yaml(FILE), Lists))


@lru_cache(maxsize=1024)
def control(code: str) -> Control | None:
    """The control on an entry: that of the longest code it begins with."""
    fitting = [row for row in lists().controls if code.startswith(row.code)]
    return max(fitting, key=lambda row: len(row.code), default=None)


@lru_cache(maxsize=16384)
def marked(column: str, country: str, day: str) -> bool:
    """Whether the Country Chart asks a licence for this reason to this destination."""
    return not lists().unmarked[column].has(_row(country, day), day)


@lru_cache(maxsize=16384)
def in_group(group: str, country: str, day: str) -> bool:
    """Whether the country was in a country group (`d-1`, `e-1`)."""
    return lists().groups[group].has(_row(country, day), day)


def in_group_d(country: str, day: str) -> bool:
    """Whether the country was in any of the groups D:1 to D:5."""
    return in_group_d5(country, day) or any(in_group(g, country, day) for g in GROUP_D)


def in_group_d5(country: str, day: str) -> bool:
    """Whether the United States held the country under an arms embargo (group D:5)."""
    return bool(member("us-d5", _row(country, day), day))


def embargoed(country: str, day: str) -> bool:
    """Whether the destination has no marks of its own on the Chart but a section of part 746."""
    return in_group("e-1", country, day) or in_group("e-2", country, day)


def _row(country: str, day: str) -> str:
    return "cn" if country == "hk" and day >= HONG_KONG_AS_CHINA else country
