"""Numbering plans of earlier days, networks of no country, and the days from which codes exist."""

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).with_name("plans.yaml")
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
