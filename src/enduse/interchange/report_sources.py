"""Statements of a report and the numbered sources behind them, linked both ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from enduse.assessment.result import SourceCited
from enduse.evidence import first_day
from enduse.interchange import report_words as words
from enduse.interchange.report_words import clean, ended, say

AT_LENGTH, BEGINNING = 80, 48


class Place(NamedTuple):
    """Somewhere in a report that can be linked to, and what it is called."""

    anchor: str
    name: str


class Numbered(NamedTuple):
    """A source with its number; `url` only where it can be linked, `address` as it was given.

    `later`: published after the day on which the record is taken as known.
    """

    number: int
    title: str
    publisher: str
    published: str
    url: str | None
    address: str
    later: bool
    behind: tuple[Place, ...]

    @property
    def short(self) -> str:
        """Publisher and date, as much as a margin has room for."""
        return ", ".join(part for part in (self.publisher or self.title, self.published) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement, what it comes to (`label`), and what stands behind it.

    `evidence` are the ids of all of it, `records` those for which the assessment names no source.
    """

    anchor: str
    text: str
    label: str = ""
    note: str = ""
    strength: str = ""
    numbers: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    see: Place | None = None


class Citations:
    """Numbers sources in the order in which the statements of a report call for them.

    `known_on` is the last day of publication that needs no remark; None: none does.
    """

    def __init__(self, sources: Sequence[SourceCited], known_on: str | None) -> None:
        self._known_on = known_on
        self._sources = {source.id: source for source in sources}
        self._behind: dict[str, list[str]] = {}
        for source in sources:
            for evidence in dict.fromkeys((source.id, *source.records)):
                self._behind.setdefault(evidence, []).append(source.id)
        self._places: dict[str, list[Place]] = {}
        self._told: list[tuple[str, Place]] = []

    def statement(
        self,
        place: Place,
        text: str,
        evidence: Iterable[str],
        *,
        see: Place | None = None,
        **said: str,
    ) -> Statement:
        """A statement at a place; `said` are its label, note and strength.

        What was told at length before is not told again: its beginning leads there.
        """
        ids = tuple(dict.fromkeys(evidence))
        whole = clean(text)
        before = self._told_before(whole) if see is None else None
        self._told.append((whole, place))
        return Statement(
            anchor=place.anchor,
            text=referring(whole, before) if before else ended(whole),
            numbers=self._numbers(ids, place),
            records=tuple(clean(i) for i in ids if i not in self._behind),
            evidence=ids,
            see=see or before,
            **{name: clean(value) for name, value in said.items()},
        )

    def _told_before(self, text: str) -> Place | None:
        if len(text) <= AT_LENGTH:
            return None
        return next((place for told, place in self._told if text in told), None)

    def _numbers(self, evidence: tuple[str, ...], place: Place) -> tuple[int, ...]:
        behind = dict.fromkeys(s for i in evidence for s in self._behind.get(i, ()))
        for source in behind:
            places = self._places.setdefault(source, [])
            if place not in places:
                places.append(place)
        order = {source: number for number, source in enumerate(self._places, 1)}
        return tuple(sorted(order[source] for source in behind))

    def numbered(self) -> tuple[Numbered, ...]:
        """Every source: first those called for, by their number, then the rest."""
        order = dict.fromkeys((*self._places, *self._sources))
        return tuple(
            self._one(number, self._sources[source]) for number, source in enumerate(order, 1)
        )

    def _one(self, number: int, source: SourceCited) -> Numbered:
        published = source.published or ""
        return Numbered(
            number=number,
            title=clean(source.title),
            publisher=clean(source.publisher),
            published=words.day(published),
            url=linkable(source.url),
            address=clean(source.url or ""),
            later=bool(published and self._known_on and first_day(published) > self._known_on),
            behind=tuple(self._places.get(source.id, ())),
        )


def referring(text: str, place: Place) -> str:
    """The beginning of a text, and where the whole stands.

    >>> referring("The police watched a student weeks before he was taken", Place("", "reason 1"))
    'The police watched a student weeks before he … (see reason 1).'
    """
    beginning = text[:BEGINNING].rpartition(" ")[0] or text[:BEGINNING]
    return say("{beginning} … (see {place}).", beginning=beginning, place=place.name)


def linkable(url: str | None) -> str | None:
    """The address if a reader can follow it without harm: http or https, and no blank in it.

    >>> linkable("https://example.org/a"), linkable("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    sound = parts.scheme in {"http", "https"} and parts.netloc and url == clean(url or "")
    return url if sound and " " not in (url or "") else None
