"""Which items the monitoring annexes of sanctions regimes reach, and why one is out of reach."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from enduse.evidence import CountryCode, Record, Slug
from enduse.law.facts import Facts
from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).parent / "sanctions.yaml"


class Family(Record, frozen=True, kw_only=True):
    """A kind of equipment that the annexes name; `only` lists the regimes, all if empty.

    Where an item may be such equipment, a feature of `met_with` says that it is, and so does a
    security body as end user if `met_for_security`.
    """

    id: Slug
    title: str
    technologies: dict[str, Literal["meets", "may"]] = {}
    features: dict[str, Literal["meets", "may"]] = {}
    met_with: tuple[str, ...] = ()
    met_for_security: bool = False
    only: tuple[Slug, ...] = ()


class Regime(Record, frozen=True, kw_only=True):
    """A sanctions regime with a monitoring annex: its place, its days and its refusal test."""

    id: Slug
    place: CountryCode
    name: str
    cite: str
    url: str
    annex: str
    since: str
    until: str | None = None
    barred: Literal["monitoring", "repression", "none"]
    by: str
    note: str | None = None


class Sanctions(Record, frozen=True, kw_only=True):
    """The whole table."""

    excluded_features: tuple[str, ...]
    doubtful_features: tuple[str, ...]
    families: tuple[Family, ...]
    regimes: tuple[Regime, ...]


class Reach(NamedTuple):
    """The kind of equipment that an item is (`certain`) or may be."""

    title: str
    certain: bool


@cache
def table() -> Sanctions:
    """The families and regimes of sanctions.yaml."""
    return compiled(
        "sanctions",
        [FILE],
        Sanctions,
        lambda: msgspec.convert(read_yaml(FILE), Sanctions),
    )


def regime(name: str) -> Regime:
    """One regime by its id."""
    return next(r for r in table().regimes if r.id == name)


class _Item(NamedTuple):
    """What an annex asks of an item, and of who will use it."""

    technologies: tuple[str, ...]
    features: frozenset[str]
    for_security: bool


@lru_cache(maxsize=16384)
def _reach(regime_id: str, item: _Item) -> Reach | None:
    found = None
    if item.features.intersection(table().excluded_features):
        return None
    for family in table().families:
        if family.only and regime_id not in family.only:
            continue
        certain = _belongs(family, item)
        if certain:
            return Reach(family.title, certain=True)
        if certain is False and found is None:
            found = Reach(family.title, certain=False)
    return found


def _belongs(family: Family, item: _Item) -> bool | None:
    """True: an item is of the family. False: it may be. None: it is not."""
    said = {family.technologies.get(t) for t in item.technologies}
    said |= {family.features.get(f) for f in item.features}
    if not said & {"meets", "may"}:
        return None
    if item.features.intersection(table().doubtful_features):
        return False
    told = bool(item.features.intersection(family.met_with))
    return "meets" in said or told or (family.met_for_security and item.for_security)


def reach(facts: Facts, under: Regime) -> Reach | None:
    """The family of a regime's annex that the item belongs to, or may.

    An answer to `meets-annex` settles a family that it may belong to.
    """
    found = _reach(under.id, _Item(facts.technologies, facts.features, facts.security_body is True))
    settled = facts.answer("meets-annex")
    if found is None or found.certain or settled is None:
        return found
    return found._replace(certain=True) if settled else None


def out_of_reach(facts: Facts, under: Regime, control_list: str) -> str | None:
    """Why a regime's annex does not reach the deal, or None where it does or may."""
    if facts.destination != under.place:
        return f"{facts.place} is not {under.name}"
    if facts.harmless:
        return f"{facts.item} was recognised as ordinary goods: {facts.harmless}"
    listed = [match.code for match in facts.entries(control_list) if match.certain]
    if listed:
        return (
            f"{facts.item} is specified in the dual-use list ({listed[0]}), and {under.annex} "
            "leaves out what stands there"
        )
    if reach(facts, under) is None:
        return f"{under.annex} names no such equipment"
    return None
