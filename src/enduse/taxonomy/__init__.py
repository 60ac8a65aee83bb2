"""What is traded and what it does to people: technologies, capabilities, harms, victim groups."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from enduse.evidence import Record, Slug
from enduse.taxonomy.tables import BadInput, compiled, read_yaml

Candidate = Literal["yes", "possible", "no"]
HERE = Path(__file__).parent
FILES = (HERE / "technologies.yaml", HERE / "harms.yaml")


class Technology(Record, frozen=True, kw_only=True):
    """A class of surveillance technology.

    `cyber_surveillance` says whether it is a candidate for Regulation (EU) 2021/821, Article 2(20);
    any feature in `possible_with` turns its "no" into "possible". `label` follows "names" in prose.
    """

    code: Slug
    title: str
    label: str
    summary: str
    capabilities: tuple[Slug, ...]
    repression_capable: bool
    cyber_surveillance: Candidate
    cyber_reason: str
    possible_with: tuple[Slug, ...] = ()
    harms: tuple[Slug, ...]
    seed_terms: tuple[str, ...]


class Harm(Record, frozen=True, kw_only=True):
    """What was done to people; `weight` 1 to 3 orders harms by how hard they are to undo."""

    title: str
    weight: Literal[1, 2, 3]


class VictimGroup(Record, frozen=True, kw_only=True):
    """A group that victims are counted by; a `sum` is never added to the groups."""

    title: str
    sum: bool = False


class Harms(Record, frozen=True, kw_only=True):
    """What technologies can do, what was done with them, and to whom; each by code."""

    capabilities: dict[str, str]
    harms: dict[str, Harm]
    victims: dict[str, VictimGroup]


class _Taxonomy(Record, frozen=True, kw_only=True):
    technologies: tuple[Technology, ...]
    harms: Harms


def _build() -> _Taxonomy:
    technologies, harms = (read_yaml(file) for file in FILES)
    return msgspec.convert({"technologies": technologies, "harms": harms}, _Taxonomy)


@lru_cache(maxsize=1)
def _taxonomy() -> _Taxonomy:
    return compiled("taxonomy", FILES, _Taxonomy, _build)


@lru_cache(maxsize=1)
def technologies() -> Mapping[str, Technology]:
    """Every technology by its code, in the order of lists and tables."""
    return {technology.code: technology for technology in _taxonomy().technologies}


def harms() -> Harms:
    """The capabilities, harms and victim groups that records may name."""
    return _taxonomy().harms


class _Technologies(Mapping[str, Technology]):
    """`technologies()`, read when it is first looked into."""

    def __getitem__(self, code: str) -> Technology:
        return technologies()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(technologies())

    def __len__(self) -> int:
        return len(technologies())


TECHNOLOGIES: Mapping[str, Technology] = _Technologies()


class UnknownTechnology(BadInput):
    """A code that is not in the taxonomy."""

    def __init__(self, code: str, where: str) -> None:
        near = nearest_technology(code)
        hint = f"did you mean {near!r}?" if near else f"use one of: {', '.join(TECHNOLOGIES)}"
        super().__init__(f"{where}: no technology {code!r}; {hint}")


def nearest_technology(slip: str) -> str | None:
    """The code that somebody who wrote `slip` may have meant.

    >>> nearest_technology("ismi"), nearest_technology("Facial recogntion")
    ('mobile-interception-imsi', 'facial-recognition')
    """
    slip = slip.casefold().replace("_", "-").replace(" ", "-")
    parts = {part: code for code in TECHNOLOGIES for part in code.split("-")}
    names = parts | {code: code for code in TECHNOLOGIES}
    near = get_close_matches(slip, names, n=1, cutoff=0.7)
    return names[near[0]] if near else None


def technology(code: str, where: str) -> Technology:
    """The technology of a code; `where` (a file and line, a field) goes into UnknownTechnology."""
    try:
        return TECHNOLOGIES[code]
    except KeyError:
        raise UnknownTechnology(code, where) from None


def cyber_surveillance(codes: Collection[str], features: Collection[str] = ()) -> Candidate:
    """Whether an item of these technologies and features may be a cyber-surveillance item.

    The strongest answer of any technology counts (Regulation (EU) 2021/821, Article 2(20)).

    >>> cyber_surveillance(["audio-video-surveillance"], ["covert"])
    'possible'
    """
    answers = {_candidate(TECHNOLOGIES[code], features) for code in codes}
    return "yes" if "yes" in answers else "possible" if "possible" in answers else "no"


def _candidate(one: Technology, features: Collection[str]) -> Candidate:
    if one.cyber_surveillance == "no" and not set(one.possible_with).isdisjoint(features):
        return "possible"
    return one.cyber_surveillance
