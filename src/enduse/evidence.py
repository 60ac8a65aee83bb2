"""What every statement must cite: sources, strength of proof, and dates kept at their precision."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

import msgspec

PartialDate = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?(?!\n)$",
        description="A year, month or day (2016, 2016-06, 2016-06-29) or a span (2010/2012).",
        extra_json_schema={"format": "partial-date"},
    ),
]
Slug = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(?!\n)$",
        max_length=120,
        description="An id in a-z, 0-9 and single hyphens.",
    ),
]
CountryCode = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z]{2}(?!\n)$",
        description="ISO 3166-1 alpha-2 in lower case; also eu and xk.",
        extra_json_schema={"refersTo": "countries"},
    ),
]
SourceId = Annotated[Slug, msgspec.Meta(extra_json_schema={"refersTo": "sources"})]
Url = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?([/?#][^\s]*)?(?!\n)$",
        max_length=2000,
        description="An address on the web; letters beyond a-z in its host as xn--….",
    ),
]
Language = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(?!\n)$",
        max_length=16,
        description="A language tag such as en, zh or ru-Latn (BCP 47).",
    ),
]
Count = Annotated[int, msgspec.Meta(ge=0, le=2_147_483_647)]


class Strength(StrEnum):
    """How well a statement is proven, weakest first; `denied` is a party's denial on record."""

    ALLEGED = "alleged"
    REPORTED = "reported"
    DOCUMENTED = "documented"
    CONFIRMED = "confirmed"
    DENIED = "denied"


Confidence = Literal["high", "medium", "low"]
Basis = Literal["source", "general-knowledge"]


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A frozen value of the evidence base; unknown fields are refused when it is read."""


class Source(Record, frozen=True, kw_only=True):
    """A published document. `url` is missing where no address is known."""

    id: Slug
    title: str
    publisher: str
    url: Url | None = None
    published: PartialDate | None = None
    language: Language
    kind: Literal[
        "news", "report", "government", "parliament", "ngo-letter", "dataset", "leak",
        "company-statement", "court",
    ]  # fmt: skip
    read: Literal["full", "excerpt", "referenced"]
    note: str | None = None


def day_after(day: str) -> str:
    """The ISO day that follows.

    >>> day_after("2014-12-31")
    '2015-01-01'
    """
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


class Epochs:
    """Stretches of time between the days on which something changes.

    >>> Epochs(["2014-12-31", "2021-09-09"]).start("2016-06-29")
    '2014-12-31'
    """

    __slots__ = ("_days",)

    def __init__(self, days: Iterable[str]) -> None:
        self._days = sorted({"", *days})

    def start(self, day: str) -> str:
        """The last change up to an ISO day, empty before the first: the same all through a
        stretch, so that what was worked out on one of its days holds for all."""
        return self._days[bisect_right(self._days, day) - 1]


@lru_cache(maxsize=16384)
def first_day(when: str) -> str:
    """The first day that a partial date can mean, as YYYY-MM-DD.

    >>> first_day("2016-06"), first_day("2010/2012")
    ('2016-06-01', '2010-01-01')
    """
    start = when.partition("/")[0]
    return start + "0000-01-01"[len(start) :]


@lru_cache(maxsize=16384)
def last_day(when: str) -> str:
    """The last day that a partial date can mean, as YYYY-MM-DD.

    >>> last_day("2016-06"), last_day("2010/2012"), last_day("2016-02")
    ('2016-06-30', '2012-12-31', '2016-02-29')
    """
    start, _, end = when.partition("/")
    end = end or start
    if len(end) == len("2016"):
        return f"{end}-12-31"
    if len(end) == len("2016-06"):
        return f"{end}-{monthrange(int(end[:4]), int(end[5:]))[1]:02}"
    return end
