"""Published indicators: what a lab says that a surveillance tool leaves behind."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeVar, get_args

import msgspec

Kind = Literal[
    "domain", "url", "ip", "email", "process", "file-name", "file-path", "hash", "package",
    "certificate", "property", "profile",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "domain": ("domain", "domains"),
    "url": ("web address", "web addresses"),
    "ip": ("IP address", "IP addresses"),
    "email": ("e-mail address", "e-mail addresses"),
    "process": ("process name", "process names"),
    "file-name": ("file name", "file names"),
    "file-path": ("file path", "file paths"),
    "hash": ("file hash", "file hashes"),
    "package": ("app", "apps"),
    "certificate": ("signing certificate", "signing certificates"),
    "property": ("Android property", "Android properties"),
    "profile": ("configuration profile", "configuration profiles"),
}


class Term(msgspec.Struct, frozen=True, array_like=True):
    """One comparison: what kind of thing, and its value in the one spelling that is compared.

    `like` says that `%` stands for any text and `_` for one character (STIX 2.1, 9.6.2).
    """

    kind: Kind
    value: str
    like: bool = False


class Publication(msgspec.Struct, frozen=True, array_like=True):
    """The file that indicators came from: its name, its SHA-256, and who says it where known."""

    name: str
    sha256: str
    title: str | None = None


class Indicator(msgspec.Struct, frozen=True, array_like=True):
    """Terms that must all show, in one row or, with `apart`, anywhere in what is checked.

    `publication` is a place in the publications of the set. `campaign` is what the publication
    calls the tool or the operation. `written` is the value as it was published, `listed` the kind
    that it was published as where it plainly is of another.
    """

    terms: tuple[Term, ...]
    publication: int
    written: str
    campaign: str | None = None
    reference: str | None = None
    id: str | None = None
    apart: bool = False
    listed: Kind | None = None

    @property
    def kind(self) -> Kind:
        return self.terms[0].kind


class Unusable(msgspec.Struct, frozen=True, array_like=True):
    """What a publication holds and no check can evaluate, with the reason; never dropped."""

    publication: int
    written: str
    reason: str


class Indicators(msgspec.Struct, frozen=True, array_like=True):
    """Indicators of several publications, and what in them cannot be used."""

    publications: tuple[Publication, ...]
    indicators: tuple[Indicator, ...]
    unusable: tuple[Unusable, ...]


Row = TypeVar("Row", Indicator, Unusable)


class Entry(NamedTuple):
    """One value as a reader of some format found it, before its spelling is looked at."""

    kind: Kind
    value: str
    campaign: str | None = None
    reference: str | None = None
    id: str | None = None
    like: bool = False


def together(sets: Iterable[Indicators]) -> Indicators:
    """Several sets as one."""
    publications: list[Publication] = []
    indicators: list[Indicator] = []
    unusable: list[Unusable] = []
    for one in sets:
        by = len(publications)
        publications += one.publications
        indicators += _moved(one.indicators, by)
        unusable += _moved(one.unusable, by)
    return Indicators(tuple(publications), tuple(indicators), tuple(unusable))


def _moved(rows: Sequence[Row], by: int) -> Iterable[Row]:
    if not by:
        return rows
    return (msgspec.structs.replace(row, publication=row.publication + by) for row in rows)
