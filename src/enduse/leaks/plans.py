"""Numbering plans of earlier days, networks of no country, and the days from which codes exist."""

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).with_name("plans.yaml")
GROUP = re.compile(r"\(([^()]*)\)")
REFERENCE = re.compile(r"\\(?:g<([0-9])>|([0-9]))")
LEAD = 3  # digits by which changes are looked up: that long is the longest country code


class Form(msgspec.Struct, frozen=True):
    """How numbers were written before a change, and what they became (None: it cannot be told)."""

    old: str
    new: str | None


class Change(msgspec.Struct, frozen=True):
    """One change of a numbering plan; dates are days, `until` the last day of the old form, `line`
    the kind of line that alone was written so."""

    id: str
    what: str
    countries: tuple[str, ...]
    since: str
    forms: tuple[Form, ...]
    checked: Literal["verified", "partly", "unverified"]
    sources: tuple[str, ...]
    until: str | None = None
    line: str | None = None


class Network(msgspec.Struct, frozen=True):
    """A network of no country: satellites, and numbers that ring anywhere."""

    prefix: str
    name: str
    line: str


class Begin(msgspec.Struct, frozen=True):
    """The first day on which numbers that begin so could work."""

    prefix: str
    since: str
    source: str


class Plans(msgspec.Struct, frozen=True):
    """All that is known of plans beyond those of today."""

    changes: tuple[Change, ...]
    networks: tuple[Network, ...]
    network_sources: tuple[str, ...]
    begins: tuple[Begin, ...]


class Earlier(NamedTuple):
    """A number as its plan of an earlier day reads it; `number` is what it became, if known."""

    change: Change
    number: str | None


@lru_cache(maxsize=1)
def plans() -> Plans:
    """The table of plans, read once."""
    return compiled("plans", [FILE], Plans, lambda: msgspec.convert(read_yaml(FILE), Plans))


@lru_cache(maxsize=1)
def _forms() -> dict[str, list[tuple[re.Pattern[str], str | None, Change]]]:
    found = defaultdict(list)
    for change in plans().changes:
        for form in change.forms:
            found[form.old[:2]].append((re.compile(form.old), form.new, change))
    return found


def earlier(number: str) -> Earlier | None:
    """What the digits of a number mean in a plan that was replaced; None where they mean nothing.

    >>> earlier("5212001234567").number, earlier("522001234567")
    ('522001234567', None)
    """
    for old, new, change in _forms().get(number[:2], ()):
        if match := old.fullmatch(number):
            return Earlier(change, match.expand(new) if new is not None else None)
    return None


@lru_cache(maxsize=1)
def _later_forms() -> dict[str, list[tuple[re.Pattern[str], Change]]]:
    """How numbers look that a change made longer: such a number could not be dialled before it."""
    found = defaultdict(list)
    for change in plans().changes:
        for form in change.forms:
            groups = [f"(?:{group})" for group in GROUP.findall(form.old)]
            if form.new is not None and _longer(form.new, form.old):
                made = REFERENCE.sub(lambda at: groups[int(at[1] or at[2]) - 1], form.new)  # noqa: B023 - used at once
                found[made[:2]].append((re.compile(made), change))
    return found


def _longer(new: str, old: str) -> bool:
    """Whether the new form has more digits of its own than the old one, beside what they share."""
    return len(REFERENCE.sub("", new)) > len(GROUP.sub("", old)) or len(
        REFERENCE.findall(new)
    ) > len(GROUP.findall(old))


def later_form(number: str) -> Change | None:
    """The change that made numbers so long, for a number of today's plan.

    >>> later_form("2290195123456").since, later_form("522001234567")
    ('2024-11-30', None)
    """
    for form, change in _later_forms().get(number[:2], ()):
        if form.fullmatch(number):
            return change
    return None


@lru_cache(maxsize=1)
def _networks() -> dict[str, Network]:
    return {network.prefix: network for network in plans().networks}


def network(number: str) -> Network | None:
    """The network of no country that a number belongs to.

    >>> network("881612345678").name, network("8821600000000").name, network("522001234567")
    ('Iridium', 'Thuraya', None)
    """
    if number[0] not in "89":
        return None
    for length in range(5, LEAD - 1, -1):
        if found := _networks().get(number[:length]):
            return found
    return None


def begins(number: str) -> str:
    """The first day on which a number could work; empty where the table does not say."""
    return max((one.since for one in plans().begins if number.startswith(one.prefix)), default="")
