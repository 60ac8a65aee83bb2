"""A record read for search, as it was known on a day: what may be shown of it, what it is about."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import msgspec

from enduse.evidence import first_day
from enduse.interchange.languages.days import MONTHS
from enduse.interchange.report_words import plain
from enduse.record import HINDSIGHT, Record
from enduse.taxonomy import TECHNOLOGIES
from enduse.trade import Licence, Party, Product, Transfer
from enduse.trade.campaigns import GROUPS
from enduse.web import words

# The country of these parties is a country that the record concerns.
CONCERNED = frozenset(
    ["supplier", "exporter", "end_user", "authority", "target", "vendor", "perpetrator_agency",
     "licensing_authority"]
)  # fmt: skip


def days(record: Record, told: Any, base: str) -> list[str]:
    """The days on which more of a record became known, the first of them when it did itself."""
    turns = {base, *_dates(told)}
    for part in _parts(told):
        out = _out(record, part)
        turns |= {out, *(max(out, day) for day in _dates(part))}
    return sorted({max(base, day) for day in turns})


def _dates(part: Any) -> Iterator[str]:
    for name in part.__struct_fields__:
        if READ.get(name) is _date and (when := getattr(part, name)):
            yield first_day(when)


def _parts(told: Any) -> Iterator[Any]:
    for name in told.__struct_fields__:
        for part in _each(getattr(told, name)):
            if isinstance(part, msgspec.Struct):
                yield part
                yield from _parts(part)


def _each(held: Any) -> tuple[Any, ...]:
    if isinstance(held, dict):
        return tuple(held)
    return held if isinstance(held, tuple) else (held,)


def _out(record: Record, part: Any) -> str:
    """When the first source of a part was out; a part without sources is as old as its record."""
    return (record.published(part) or HINDSIGHT) if getattr(part, "sources", ()) else ""


class Reading:
    """What a record says on a day.

    `shown` may stand in a result, `hidden` only finds it; `notes` and `aside` are the same of what
    is written with today's knowledge.
    """

    def __init__(self, record: Record, told: Any, day: str) -> None:
        self.record = record
        self.day = day
        self.shown: dict[str, None] = {}
        self.hidden: dict[str, None] = {}
        self.notes: dict[str, None] = {}
        self.aside: dict[str, None] = {}
        self.countries: dict[str, None] = {}
        self.technologies: dict[str, None] = {}
        self._read(told)

    def knows(self, part: Any) -> bool:
        """Whether a part was known on the day."""
        return _out(self.record, part) <= self.day

    def has_come(self, when: str) -> bool:
        """Whether a partial date had come on the day."""
        return first_day(when) <= self.day

    def makes(self, product: Product) -> None:
        """Take up a product of the party."""
        self.technologies[product.technology] = None
        self.hidden |= dict.fromkeys((product.name, *product.aliases))

    def _read(self, told: Any) -> None:
        for name in told.__struct_fields__:
            for one in _each(getattr(told, name)):
                if isinstance(one, msgspec.Struct):
                    if self.knows(one):
                        self._read(one)
                elif one is not None and (type(told), name) in AFTERWARDS:
                    self.aside[plain(one)] = None
                elif one is not None and name in READ:
                    READ[name](self, name, one)


@lru_cache(maxsize=4096)
def dated(when: str) -> str:
    """The years and months that a partial date names, as words to be found by.

    >>> dated("2016-06-29"), dated("2010/2012")
    ('2016 June 29', '2010 2011 2012')
    """
    start, end = when.partition("/")[::2]
    years = [str(year) for year in range(int(start[:4]), int((end or start)[:4]) + 1)]
    rest = [MONTHS[int(part[5:7]) - 1] + " " + part[8:] for part in (start, end) if part[5:]]
    return " ".join([*years, *rest]).strip()


def _text(reading: Reading, _: str, text: str) -> None:
    reading.shown[text] = None


def _note(reading: Reading, _: str, text: str) -> None:
    reading.notes[text] = None


def _word(reading: Reading, name: str, word: str) -> None:
    known = name in words.FIELDS
    reading.shown[str(words.label(name, word)) if known else plain(word)] = None


def _keyword(reading: Reading, name: str, word: str | int) -> None:
    known = name in words.FIELDS
    reading.hidden[str(words.label(name, str(word))) if known else plain(str(word))] = None


def _date(reading: Reading, _: str, when: str) -> None:
    (reading.hidden if reading.has_come(when) else reading.aside)[dated(when)] = None


def _end(reading: Reading, _: str, when: str) -> None:
    reading.aside[dated(when)] = None


def _site(reading: Reading, _: str, url: str) -> None:
    reading.hidden[urlsplit(url).netloc] = None


def _country(reading: Reading, _: str, code: str) -> None:
    reading.countries[code] = None
    if country := reading.record.countries.get(code):
        reading.shown[country.name] = None
        reading.hidden |= dict.fromkeys(country.names)


def _technology(reading: Reading, _: str, code: str) -> None:
    reading.technologies[code] = None
    reading.shown[str(words.label("technology", code))] = None
    if code in TECHNOLOGIES:
        reading.hidden |= dict.fromkeys(TECHNOLOGIES[code].seed_terms)


def _party(reading: Reading, name: str, who: str) -> None:
    if party := reading.record.parties.get(who):
        reading.shown[party.name] = None
        reading.hidden |= dict.fromkeys(party.aliases)
        for other in party.names:
            (reading.hidden if reading.knows(other) else reading.aside)[other.name] = None
        if name in CONCERNED and party.country:
            reading.countries[party.country] = None


def _product(reading: Reading, _: str, which: str) -> None:
    product = reading.record.by_id.get(which)
    if isinstance(product, Product):
        reading.shown[product.name] = None
        reading.hidden |= dict.fromkeys(product.aliases)
        reading.technologies[product.technology] = None


def _addressee(reading: Reading, name: str, whom: str) -> None:
    if whom in GROUPS:
        reading.shown[GROUPS[whom]] = None
    elif whom in reading.record.countries:
        _country(reading, name, whom)
    else:
        _party(reading, name, whom)


# What sums up all that is known today, the parts of the record aside.
AFTERWARDS = {(Licence, "status"), (Transfer, "stage")}
Read = Callable[[Reading, str, Any], None]
_FIELDS: Mapping[Read, tuple[str, ...]] = {
    _text: (
        "title", "name", "aliases", "aim", "subject", "item", "text", "said", "finding",
        "key_law", "catch_all_human_rights", "eu_report", "attribution", "publisher", "topic",
        "commitments", "technologies_named",
    ),
    _note: ("note",),
    _word: ("decision", "measure", "channel", "type", "status"),
    _keyword: (
        "how_known", "evidence", "harms", "victims", "strength", "kind", "pledge", "value", "what",
        "scheme", "amount", "currency", "organisations", "experts", "count_recipients",
    ),
    _date: (
        "date", "period", "reported", "published", "acknowledged",
    ),
    _end: ("ended", "withdrawn"),
    _site: ("url",),
    _country: (
        "country", "destination", "destinations", "perpetrator_country", "victim_countries",
        "related_destination", "named_countries",
    ),
    _technology: ("technology",),
    _party: (
        *sorted(CONCERNED), "parent", "body", "recipient", "recipients", "senders", "unreachable",
        "issued_by", "members",
    ),
    _product: ("product",),
    _addressee: ("addressee", "addressees"),
}  # fmt: skip
READ: Mapping[str, Read] = {name: how for how, names in _FIELDS.items() for name in names}


def names_of(reading: Reading, told: Any) -> list[str]:
    """The names that a record goes by on the day, the best known one first."""
    if not hasattr(told, "name"):
        return []
    found = [told.name, *getattr(told, "aliases", ())]
    if isinstance(told, Party):
        found += [name.name for name in told.names if reading.knows(name)]
        found += [
            change.name
            for change in told.history
            if change.relation in {"former-name", "former-name-local-arm", "renamed-to"}
            and reading.knows(change)
        ]
    return list(dict.fromkeys(found))
