"""Control-list entries: what each covers, and on which list it stood from when to when."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from enduse.evidence import Epochs, Record, day_after
from enduse.law.outcome import Checked
from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).parent / "entries.yaml"


class Listed(Record, frozen=True, kw_only=True):
    """A span in which the entry stood on one list: ISO days, both inclusive."""

    list: str
    code: str
    since: str
    until: str | None = None
    act: str
    url: str | None = None
    checked: Checked
    note: str | None = None


class Entry(Record, frozen=True, kw_only=True):
    """A control-list entry in our own words.

    `technologies` and `features` say what meets it, or may. Without a feature of `needs` (if any
    are named) the entry is out of reach, and a feature of `out_with` takes the item out (the
    entry's exclusions). A feature of `met_with`, or one of each group in `limbs`, turns "may" into
    "meets"; one of `may_with` turns "meets" into "may", which the answer to `question` settles.
    """

    code: str
    title: str
    scope: str
    exclusions: str | None = None
    technologies: dict[str, Literal["meets", "may"]] = {}
    features: dict[str, Literal["meets", "may"]] = {}
    needs: tuple[str, ...] = ()
    met_with: tuple[str, ...] = ()
    limbs: tuple[tuple[str, ...], ...] = ()
    may_with: tuple[str, ...] = ()
    out_with: tuple[str, ...] = ()
    question: str = "meets-entry"
    listed: tuple[Listed, ...]
    checked: Checked
    note: str | None = None


class Match(NamedTuple):
    """An entry that an item meets (`certain`), or may meet as `question` would settle, on a day."""

    code: str
    title: str
    certain: bool
    listed: Listed
    question: str = "meets-entry"


@cache
def entries() -> tuple[Entry, ...]:
    """Every control-list entry that Enduse knows."""
    return compiled(
        "entries",
        [FILE],
        tuple[Entry, ...],
        lambda: msgspec.convert(read_yaml(FILE), tuple[Entry, ...]),
    )


@cache
def _epochs() -> Epochs:
    rows = [listed for entry in entries() for listed in entry.listed]
    ends = [day_after(listed.until) for listed in rows if listed.until]
    return Epochs([*(listed.since for listed in rows), *ends])


def matches(
    control_list: str, technologies: tuple[str, ...], features: frozenset[str], day: str
) -> tuple[Match, ...]:
    """The entries of one list that an item meets on a day, the certain ones first."""
    return _matches(control_list, technologies, features, _epochs().start(day))


@lru_cache(maxsize=16384)
def _matches(
    control_list: str, technologies: tuple[str, ...], features: frozenset[str], day: str
) -> tuple[Match, ...]:
    found = []
    for entry, listed in _on(control_list, day):
        certain = _meets(entry, technologies, features)
        if certain is not None:
            found.append(Match(listed.code, entry.title, certain, listed, entry.question))
    return tuple(sorted(found, key=lambda match: not match.certain))


def _meets(entry: Entry, technologies: tuple[str, ...], features: frozenset[str]) -> bool | None:
    if features.intersection(entry.out_with):
        return None
    if entry.needs and not features.intersection(entry.needs):
        return None
    said = {entry.technologies[t] for t in technologies if t in entry.technologies}
    said |= {entry.features[f] for f in features if f in entry.features}
    if not said:
        return None
    if features.intersection(entry.may_with):
        return False
    every = bool(entry.limbs) and all(features.intersection(limb) for limb in entry.limbs)
    return "meets" in said or every or bool(features.intersection(entry.met_with))


@lru_cache(maxsize=16384)
def _on(control_list: str, day: str) -> tuple[tuple[Entry, Listed], ...]:
    return tuple(
        (entry, listed)
        for entry in entries()
        for listed in entry.listed
        if listed.list == control_list
        and listed.since <= day
        and (listed.until is None or day <= listed.until)
    )
