"""What was found, what kind of trace each is, what it means, and what the inputs could not show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from enduse.forensics.attribution import Attribution, Attributions
from enduse.forensics.indicators import KINDS, Indicator, Indicators, Kind, Term
from enduse.forensics.inspection import Input, Inspection, Sighting
from enduse.forensics.matcher import Matcher
from enduse.forensics.traces import (
    MEANING,
    STRENGTHS,
    TRACES,
    Strength,
    Trace,
    next_steps,
    strength,
)

Verdict = Literal["found", "nothing found", "not everything read"]
UNDESCRIBED = frozenset({"records", "table", "JSON lines", "text"})
NOTHING = "No trace found in what was read."
STATUS: Mapping[Verdict, int] = {"nothing found": 0, "found": 1, "not everything read": 2}


class Sought(msgspec.Struct, frozen=True):
    """The indicator of a finding, with all that its publications say of it."""

    kind: Kind
    value: str
    publications: tuple[str, ...]
    campaigns: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


class Where(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in the inputs; a row counts from 1. `original` is where a file of a backup lay."""

    file: str
    artefact: str
    row: int | None = None
    field: str | None = None
    original: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """One trace. `more` counts further rows like it that are not listed one by one."""

    indicator: Sought
    trace: Trace
    strength: Strength
    where: Where
    when: str | None
    matched: str
    means: str
    products: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    more: int = 0
    content: str | None = None


class Story(msgspec.Struct, frozen=True):
    """The traces of one campaign in the order of time."""

    campaign: str
    traces: dict[Trace, int]
    strength: Strength
    first: str | None
    last: str | None
    findings: tuple[int, ...]
    products: tuple[str, ...]
    parties: tuple[str, ...]
    next: tuple[str, ...]


class Coverage(msgspec.Struct, frozen=True):
    """What the check could and could not have seen."""

    inputs: tuple[Input, ...]
    indicators: int
    could_show: int
    by_kind: dict[Kind, tuple[int, bool]]
    unusable: tuple[tuple[str, str, str], ...]

    @property
    def unread(self) -> list[Input]:
        return [one for one in self.inputs if one.outcome in {"not read", "in part"}]

    @property
    def bytes_only(self) -> int:
        """How many inputs of unknown format were sought through as bytes."""
        return sum(one.outcome == "bytes only" for one in self.inputs)

    @property
    def any_read(self) -> bool:
        return any(one.outcome in {"read", "in part"} for one in self.inputs)

    @property
    def open(self) -> bool:
        """Whether the inputs may hold traces that this check could not see."""
        return bool(self.unread or self.bytes_only or not self.any_read)

    @property
    def hidden(self) -> list[tuple[Kind, int]]:
        """Kinds of indicator that no input could have shown, with how many there are."""
        return [(kind, count) for kind, (count, seen) in self.by_kind.items() if count and not seen]


class Check(NamedTuple):
    """The outcome of a check."""

    findings: tuple[Finding, ...]
    stories: tuple[Story, ...]
    coverage: Coverage
    indicators: Indicators

    @property
    def verdict(self) -> Verdict:
        if self.findings:
            return "found"
        return "not everything read" if self.coverage.open else "nothing found"

    @property
    def status(self) -> int:
        """The exit status of a command: 0 nothing found, 1 found, 2 not everything read."""
        return STATUS[self.verdict]


def concluded(inspection: Inspection, attributions: Attributions) -> Check:
    """Findings in the order of time, stories, and the coverage of an inspection that has ended."""
    inspection.end()
    found = sorted(
        _merged(inspection, attributions),
        key=lambda f: (f.when or "9", f.where.file, f.where.row or 0),
    )
    stories = sorted(
        _stories(found), key=lambda s: (-STRENGTHS.index(s.strength), -len(s.findings), s.campaign)
    )
    return Check(tuple(found), tuple(stories), _coverage(inspection), inspection.matcher.indicators)


def _merged(inspection: Inspection, attributions: Attributions) -> Iterable[Finding]:
    """One finding for one place, however many publications list the indicator."""
    matcher = inspection.matcher
    groups: defaultdict[Sighting, list[int]] = defaultdict(list)
    for owner, sighting in inspection.sightings:
        groups[sighting].append(owner)
    last = {(s.place.file, s.place.field, o): s for s, owners in groups.items() for o in owners}
    for sighting, owners in groups.items():
        keys = [(sighting.place.file, sighting.place.field, owner) for owner in owners]
        more = max(inspection.more[key] if last[key] is sighting else 0 for key in keys)
        original = inspection.originals.get(sighting.place.file)
        yield _finding(matcher, sighting, owners, attributions, (more, original))


def _finding(
    matcher: Matcher,
    sighting: Sighting,
    owners: Sequence[int],
    attributions: Attributions,
    also: tuple[int, str | None],
) -> Finding:
    term = matcher.terms[sighting.term]
    its = [matcher.indicators.indicators[owner] for owner in owners]
    sought = _sought(term.kind, term.value, its, matcher.indicators)
    by = attributions.of((*sought.campaigns, *sought.publications))
    place = sighting.place
    where = Where(place.file, place.artefact, place.row, place.field, also[1])
    return Finding(
        sought, sighting.trace, _strength(sighting, term), where,
        sighting.when, sighting.matched, MEANING[sighting.trace], by.products, by.parties,
        also[0], sighting.content,
    )  # fmt: skip


def _strength(sighting: Sighting, term: Term) -> Strength:
    described = sighting.place.artefact not in UNDESCRIBED
    return strength(sighting.trace, term.kind, term.value, described=described)


def proving(found: Iterable[Finding]) -> set[Trace]:
    """The kinds of trace that are not weak."""
    return {finding.trace for finding in found if finding.strength != "weak"}


def _sought(kind: Kind, value: str, its: Sequence[Indicator], of: Indicators) -> Sought:
    def each(values: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, values)))

    return Sought(
        kind, value,
        each(of.publications[one.publication].name for one in its),
        each(one.campaign for one in its),
        each(one.reference for one in its),
        each(one.id for one in its),
    )  # fmt: skip


def _stories(found: Sequence[Finding]) -> Iterable[Story]:
    chapters: defaultdict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(found):
        sought = finding.indicator
        chapters[(sought.campaigns or sought.publications)[0]].append(at)
    for campaign, places in chapters.items():
        its = [found[at] for at in places]
        times = sorted(finding.when for finding in its if finding.when)
        traces: dict[Trace, int] = {
            trace: count
            for trace in TRACES
            if (count := sum(1 + f.more for f in its if f.trace == trace))
        }
        by = Attribution.together(Attribution(f.products, f.parties) for f in its)
        yield Story(
            campaign, traces, max((f.strength for f in its), key=STRENGTHS.index),
            times[0] if times else None, times[-1] if times else None, tuple(places),
            by.products, by.parties, tuple(next_steps(proving(its))),
        )  # fmt: skip


def _coverage(inspection: Inspection) -> Coverage:
    of = inspection.matcher.indicators
    read = [one for one in inspection.inputs if one.outcome in {"read", "in part"}]
    seen = {kind for one in read for kind in one.kinds}
    counts = dict.fromkeys(KINDS, 0)
    could = 0
    for indicator in of.indicators:
        counts[indicator.kind] += 1
        could += all(term.kind in seen for term in indicator.terms)
    unusable = tuple(
        (of.publications[u.publication].name, u.written, u.reason) for u in of.unusable
    )
    by_kind = {kind: (count, kind in seen) for kind, count in counts.items() if count}
    return Coverage(tuple(inspection.inputs), len(of.indicators), could, by_kind, unusable)
