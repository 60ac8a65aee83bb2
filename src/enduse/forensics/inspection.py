"""What a check sees while it reads: traces of indicators, and what was and was not read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from enduse.forensics.indicators import Kind
from enduse.forensics.matcher import Found, Matcher
from enduse.forensics.traces import Trace

AT_MOST = 200
Outcome = Literal["read", "in part", "bytes only", "not read", "left out"]


class Place(NamedTuple):
    """Where a trace stands: file (`archive/member` inside one), row from 1, field."""

    file: str
    artefact: str
    row: int | None = None
    field: str | None = None


class Sighting(NamedTuple):
    """One term where it was seen; `content` is the whole field, kept only when it was asked for."""

    term: int
    matched: str
    trace: Trace
    place: Place
    when: str | None = None
    content: str | None = None


class Input(NamedTuple):
    """One input: how it was read, what kinds of indicator could have shown in it, or why not.

    Of `bytes only` the format is unknown: names in plain text show, and nothing can be promised.
    """

    file: str
    outcome: Outcome
    how: str
    kinds: frozenset[Kind] = frozenset()
    size: int = 0
    note: str | None = None


class Inspection:
    """The matcher at work: readers hand in what they saw, and say what they read.

    `originals` gives the place on the device of files that a backup holds under other names.
    """

    def __init__(self, matcher: Matcher, *, with_content: bool = False) -> None:
        self.matcher = matcher
        self.with_content = with_content
        self.inputs: list[Input] = []
        self.sightings: list[tuple[int, Sighting]] = []
        self.originals: dict[str, str] = {}
        self.more: Counter[tuple[str, str | None, int]] = Counter()
        self._kept: Counter[tuple[str, str | None, int]] = Counter()
        self._apart: defaultdict[int, dict[int, Sighting]] = defaultdict(dict)

    def read(self, file: str, how: str, kinds: frozenset[Kind], size: int = 0) -> None:
        self.inputs.append(Input(file, "read", how, kinds, size))

    def note(self, one: Input) -> None:
        self.inputs.append(one)

    def refuse(self, file: str, why: str, *, how: str = "", size: int = 0) -> None:
        self.inputs.append(Input(file, "not read", how, size=size, note=why))

    def ended_early(self, file: str, why: str) -> None:
        """What was just read ends before its end: it was read in part."""
        last = self.inputs[-1] if self.inputs else None
        if last and last.file == file and last.outcome in {"read", "bytes only"}:
            self.inputs[-1] = last._replace(outcome="in part", note=why)
        else:
            self.refuse(file, why)

    def leave_out(self, file: str, why: str) -> None:
        self.inputs.append(Input(file, "left out", "", note=why))

    def saw(self, rows: Mapping[int, Sequence[Sighting]] | Iterable[Sequence[Sighting]]) -> None:
        """Take the sightings of each row; terms that must show together count when they all do."""
        for every in rows.values() if isinstance(rows, Mapping) else rows:
            # a message says its link twice, as text and as link: that is one trace
            seen = list({(s.term, s.trace): s for s in reversed(every)}.values())[::-1]
            here = {sighting.term for sighting in seen}
            done: set[int] = set()
            for sighting in seen:
                for owner in self.matcher.owners[sighting.term]:
                    self._weigh(owner, sighting, here, done)

    def _weigh(self, owner: int, sighting: Sighting, here: set[int], done: set[int]) -> None:
        wanted = self.matcher.terms_of(owner)
        if len(wanted) == 1:
            self._keep(owner, sighting)
        elif self.matcher.indicators.indicators[owner].apart:
            self._apart[owner].setdefault(sighting.term, sighting)
        elif owner not in done and wanted <= here:
            done.add(owner)
            self._keep(owner, sighting)

    def _keep(self, owner: int, sighting: Sighting) -> None:
        key = (sighting.place.file, sighting.place.field, owner)
        self._kept[key] += 1
        if self._kept[key] > AT_MOST:
            self.more[key] += 1
        else:
            self.sightings.append((owner, sighting))

    def end(self) -> None:
        """Weigh what may show anywhere: all terms of such an indicator must have been seen."""
        for owner, seen in self._apart.items():
            if self.matcher.terms_of(owner) <= set(seen):
                for sighting in seen.values():
                    self._keep(owner, sighting)
        self._apart.clear()

    def content(self, value: str) -> str | None:
        """The content of a field where it was asked for, cut to what a report can hold."""
        return value[:500] if self.with_content else None


def trace_of(hit: Found, trace: Trace) -> Trace:
    """What is only named in the address of something else is a mention."""
    return "listed" if hit.aside else trace
