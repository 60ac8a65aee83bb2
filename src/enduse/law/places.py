"""Places and parties as the law groups them by day: memberships, arms embargoes, listings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar
from unicodedata import combining, normalize

import msgspec

from enduse.evidence import CountryCode, PartialDate, Record, Slug, first_day, last_day
from enduse.law.outcome import Checked
from enduse.taxonomy.tables import compiled, read_yaml

HERE = Path(__file__).parent
FILES = (HERE / "memberships.yaml", HERE / "embargoes.yaml", HERE / "listings.yaml")
FOREVER = "9999-12-31"
SHORT_KEY = 4
# Parts of the Union's customs territory with a code of their own (general knowledge).
UNION_TERRITORY = {
    "ax": "fi", "gf": "fr", "gp": "fr", "mc": "fr", "mf": "fr", "mq": "fr", "re": "fr",
    "gg": "gb", "im": "gb", "je": "gb",
}  # fmt: skip
LEGAL_FORMS = {
    "ab", "ad", "ag", "ao", "as", "bv", "co", "company", "corp", "corporation", "doo", "gmbh",
    "inc", "incorporated", "jsc", "kk", "limited", "llc", "llp", "ltd", "nv", "ooo", "oy", "plc",
    "private", "pte", "pty", "pvt", "sa", "sarl", "spa", "srl", "zrt",
}  # fmt: skip

LEADING_FORMS = {"ao", "jsc", "oao", "ooo", "pao", "pjsc", "zao"}
PLACE_WORDS = {
    "autonomous", "city", "district", "government", "hui", "kazakh", "kyrgyz", "mongolian",
    "municipal", "municipality", "of", "peoples", "prefecture", "psb", "region", "uyghur",
}  # fmt: skip

Status = Literal["member", "party", "signed-only", "not", "doubtful"]
Scope = Literal[
    "whole-country", "not-the-government", "non-governmental", "listed-persons", "area", "unclear"
]
R = TypeVar("R", bound="Dated")


class Dated(Record, frozen=True, kw_only=True):
    """A row of law about a country: `since` is its first day and `until` its last, `source` what
    it rests on."""

    country: CountryCode
    since: PartialDate | None = None
    until: PartialDate | None = None
    checked: Checked
    source: str
    url: str | None = None
    note: str | None = None

    def span(self) -> tuple[str, str]:
        """The first and the last day that are sure: of a start known only to its month or year the
        last day it can mean counts, of such an end the first."""
        first = last_day(self.since) if self.since else ""
        return first, first_day(self.until) if self.until else FOREVER

    def on(self, day: str) -> bool:
        """Whether the row is sure to hold on an ISO day."""
        first, last = self.span()
        return first <= day <= last


class Membership(Dated, frozen=True, kw_only=True):
    """A state's place in a group of states; only `member` and `party` belong to it."""

    status: Status = "member"


class Embargo(Dated, frozen=True, kw_only=True):
    """An arms embargo with its reach. `art_2_19`: in the sense of Regulation (EU) 2021/821."""

    by: Literal["eu", "un", "osce"]
    scope: Scope
    act: str
    art_2_19: bool


class Listing(Dated, frozen=True, kw_only=True):
    """An organisation on a list of restricted parties; `short_names` are ours, not the list's.

    `listing_party` is the id of the same organisation in the pack.
    """

    name: str
    list: Literal["us-entity-list", "us-sdn"]
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    listing_party: Slug | None = None
    cite: str


class Tables(Record, frozen=True, kw_only=True):
    """The three files, each row with its source written out."""

    groups: dict[str, tuple[Membership, ...]]
    embargoes: tuple[Embargo, ...]
    listings: tuple[Listing, ...]


@cache
def tables() -> Tables:
    """Every row that this module knows."""
    return compiled("places", FILES, Tables, _build)


def _build() -> Tables:
    members, embargoes_, listings = (read_yaml(file) for file in FILES)
    content = {
        "groups": {
            name: _told(rows, members["sources"]) for name, rows in members["groups"].items()
        },
        "embargoes": _told(embargoes_["embargoes"], embargoes_["sources"]),
        "listings": _told(listings["listings"], listings["sources"]),
    }
    return msgspec.convert(content, Tables)


def _told(rows: Iterable[dict[str, Any]], sources: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows with the words and the address of their source in place of its id."""
    return [
        {**row, "source": source["cite"], "url": source.get("url")}
        for row, source in ((row, sources[row["source"]]) for row in rows)
    ]


def _by_country(rows: Iterable[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[row.country].append(row)
    return {country: tuple(of) for country, of in found.items()}


@cache
def _spans() -> dict[str, dict[str, tuple[tuple[str, str], ...]]]:
    return {
        group: {
            country: tuple(row.span() for row in of)
            for country, of in _by_country(
                row for row in rows if row.status in {"member", "party"}
            ).items()
        }
        for group, rows in tables().groups.items()
    }


def member(group: str, country: str, day: str) -> bool:
    """Whether a country was surely in a group on an ISO day: eu, eu-transition, wassenaar, iccpr,
    eu001 or us-d5. KeyError for any other group."""
    for first, last in _spans()[group].get(country, ()):  # noqa: SIM110 - half the time of any()
        if first <= day <= last:
            return True
    return False


def eu_export_law(country: str, day: str) -> bool:
    """Whether the Union's export law bound exporters there: members, and the United Kingdom to the
    end of 2020, with the parts of their customs territory that have a code of their own. Northern
    Ireland, where the dual-use rules go on, has none."""
    state = UNION_TERRITORY.get(country, country)
    return member("eu", state, day) or member("eu-transition", state, day)


@cache
def _covenant() -> dict[str, Membership]:
    return {row.country: row for row in tables().groups["iccpr"]}


def iccpr_status(country: str) -> Literal["party", "signed-only", "not"] | None:
    """How a state stands to the Covenant on Civil and Political Rights, by the latest we know; None
    where that is unknown or doubtful. From which day it binds, `member("iccpr", …)` says."""
    match _covenant().get(country):
        case Membership(status="party" | "signed-only" | "not" as status):
            return status
    return None


@lru_cache(maxsize=16384)
def us_group_d5(country: str, day: str) -> Membership | None:
    """The row that puts a country into US Country Group D:5 on a day. The list is of July 2026; the
    row's `checked` is `unverified` where it is taken to have been the same before, and nothing is
    said of days before 7 March 2022."""
    return next((r for r in tables().groups["us-d5"] if r.country == country and r.on(day)), None)


@cache
def _embargoes() -> dict[str, tuple[Embargo, ...]]:
    return _by_country(sorted(tables().embargoes, key=lambda embargo: embargo.by != "eu"))


@lru_cache(maxsize=16384)
def embargoes(country: str, day: str) -> tuple[Embargo, ...]:
    """The arms embargoes on a country on an ISO day, whatever their reach, the Union's first."""
    return tuple(embargo for embargo in _embargoes().get(country, ()) if embargo.on(day))


@lru_cache(maxsize=16384)
def art_2_19_embargo(country: str, day: str) -> Embargo | None:
    """The first embargo in the sense of Article 2(19) that reaches the state as such; those on
    armed groups, listed persons or an area only are left to `embargoes`."""
    return next(
        (e for e in embargoes(country, day) if e.art_2_19 and e.scope == "whole-country"), None
    )


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """A name as lists are searched: without case, accents, punctuation, spaces and a legal form,
    and of a Chinese police bureau only the place.

    >>> name_key("Intellexa S.A.") == name_key("INTELLEXA Ltd"), name_key("Sense Time")
    (True, 'sensetime')
    >>> name_key("Kashgar Prefecture Public Security Bureau") == name_key("PSB of Kashgar")
    True
    """
    folded = normalize("NFKD", normalize("NFKD", name).casefold())
    plain = "".join(c for c in folded if not combining(c))
    words = re.findall(r"\w+", re.sub("[.'\u2019]", "", plain))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    while len(words) > 1 and words[0] in LEADING_FORMS:
        words.pop(0)
    return "".join(_police(words))


def _police(words: list[str]) -> list[str]:
    """The words of a public security bureau without those for the kind of place it is in."""
    said = " ".join(words).replace("public security bureau", "psb").split()
    if "psb" not in said or len(said) == 1:
        return words
    return [*(word for word in said if word not in PLACE_WORDS), "psb"]


@cache
def _by_name() -> dict[tuple[str, str], tuple[Listing, ...]]:
    found: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    for row in tables().listings:
        for key in {name_key(name) for name in (row.name, *row.aliases, *row.short_names)}:
            found[row.list, key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _listed(register: str, name: str, country: str | None, day: str) -> Listing | None:
    key = name_key(name)
    for row in _by_name().get((register, key), ()):
        there = len(key) > SHORT_KEY if country is None else country == row.country
        if there and row.on(day):
            return row
    return None


def entity_listed(name: str, country: str | None, day: str) -> Listing | None:
    """The entry of the US Entity List under this name, an alias or our short form, on an ISO day.

    Entries are per country: another country is no match, an unknown one matches any but a name of
    four letters or fewer. Knows the entries of the trade, not the whole list.
    """
    return _listed("us-entity-list", name, country, day)


def ofac_blocked(name: str, country: str | None, day: str) -> Listing | None:
    """The same for organisations of the spyware trade that the US Treasury has blocked."""
    return _listed("us-sdn", name, country, day)


@cache
def _by_party() -> dict[str, tuple[Listing, ...]]:
    found: dict[str, list[Listing]] = defaultdict(list)
    for row in tables().listings:
        if row.listing_party:
            found[row.listing_party].append(row)
    return {party: tuple(rows) for party, rows in found.items()}


def listings_of(party: str, day: str) -> tuple[Listing, ...]:
    """Every listing on an ISO day of a party of the pack, by its id: one for each entry."""
    return tuple(row for row in _by_party().get(party, ()) if row.on(day))


@lru_cache(maxsize=16384)
def ever_listed(name: str, party: str | None) -> bool:
    """Whether a name, or a party of the pack, ever stood on one of the lists."""
    key = name_key(name)
    registers = ("us-entity-list", "us-sdn")
    return party in _by_party() or any((register, key) in _by_name() for register in registers)
