"""Where all readers of indicators end: entries become indicators, or are named as unusable."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from enduse.forensics.indicators import (
    Entry,
    Indicator,
    Indicators,
    Publication,
    Term,
    Unusable,
)
from enduse.forensics.kinds import NeverMatches, reading
from enduse.forensics.needles import can_be_sought


class Group(NamedTuple):
    """Entries that must all show: in one row or, with `apart`, anywhere."""

    entries: tuple[Entry, ...]
    apart: bool = False


class NotRead(NamedTuple):
    """What a reader cannot make an entry of, as it is written, and why."""

    written: str
    reason: str


Gathered: TypeAlias = Entry | Group | NotRead
WRITTEN = 200


def gather(found: Iterable[Gathered], publication: Publication) -> Indicators:
    """Indicators of one publication; what can never match is kept with its reason."""
    good: dict[tuple[tuple[Term, ...], str | None], Indicator] = {}
    unusable: list[Unusable] = []
    for one in found:
        if isinstance(one, NotRead):
            unusable.append(Unusable(0, one.written[:WRITTEN], one.reason))
            continue
        entries, apart = (one.entries, one.apart) if isinstance(one, Group) else ((one,), False)
        try:
            terms = tuple(map(_term, entries))
        except NeverMatches as reason:
            written = " AND ".join(entry.value for entry in entries)
            unusable.append(Unusable(0, written[:WRITTEN], f"{entries[0].kind}: {reason}"))
            continue
        first = entries[0]
        listed = first.kind if terms[0].kind != first.kind else None
        indicator = Indicator(
            terms, 0, first.value, first.campaign, first.reference, first.id, apart, listed
        )
        good.setdefault((terms, first.campaign), indicator)
    return Indicators((publication,), tuple(good.values()), tuple(unusable))


def _term(entry: Entry) -> Term:
    if entry.like:
        cased = entry.kind in {"file-path", "file-name", "process"}
        term = Term(entry.kind, entry.value if cased else entry.value.lower(), like=True)
        if not can_be_sought(term):
            raise NeverMatches("a pattern with fewer than three letters in a row finds everything")
        return term
    return Term(*reading(entry.kind, entry.value))
