"""What search holds: an entry per record and stretch of time in which no more of it was known."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext

from enduse import trade
from enduse.evidence import first_day
from enduse.record import HINDSIGHT, Record
from enduse.screening.folded import spellings
from enduse.screening.names import LEGAL_FORMS
from enduse.taxonomy import TECHNOLOGIES, Technology
from enduse.trade.places import Country
from enduse.web import words
from enduse.web.registry.models.search import LONGEST_KEY, key
from enduse.web.search.reading import Reading, dated, days, names_of

NOUNS: Mapping[str, str] = {
    "party": "parties",
    "product": "products",
    "incident": "incidents",
    "transfer": "transfers",
    "licence": "licences",
    "restriction": "restrictions",
    "campaign": "campaigns",
    "outreach": "outreach",
    "statement": "demands",
    "policy": "policies",
    "source": "sources",
}
ORDER = ("country", "technology", *NOUNS)
# What people call such a record.
CALLED = {
    "transfer": "transfer sale export delivery contract",
    "licence": "licence license export permit authorisation",
    "incident": "incident abuse case",
    "restriction": "restriction sanction sanctions listing",
    "campaign": "campaign",
    "outreach": "letter letters outreach",
    "statement": "statement",
    "policy": "policy licensing export control",
}
LONGEST_TEXT = 60_000  # a vector of PostgreSQL holds a megabyte
SEVERAL = " / "
MOST_JOINED = 3
FEW = 4
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")


# From when each record was known, by the name that its noun has in the pack, and its id.
Known = Mapping[str, Mapping[str, date | None]]


class Entry(NamedTuple):
    """A row of the index; `heading`, `words` and `later` are folded, `later` is today's view."""

    noun: str
    record: str
    known_from: date | None
    known_until: date | None
    latest: bool
    title: str
    said: str
    note: str
    heading: str
    words: str
    later: str
    kind: str
    year: int | None
    strength: str
    countries: list[str]
    technologies: list[str]


def entries(record: Record, known: Known) -> Iterator[Entry]:
    """Every entry of the record, noun by noun; `known` says from when each record was known."""
    yield from map(_of_country, record.pack.places.countries)
    yield from map(_of_technology, TECHNOLOGIES.values())
    products = defaultdict(list)
    for product in record.products:
        products[product.vendor].append(product)
    for noun, name in NOUNS.items():
        for told in getattr(record.pack, name):
            base = _iso(known[name][told.id])
            for since, until in pairwise([*days(record, told, base), None]):
                reading = Reading(record, told, since or HINDSIGHT)
                for product in products.get(told.id, ()):
                    if _iso(known["products"][product.id]) <= reading.day:
                        reading.makes(product)
                yield _of_record(noun, told, reading, until)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else HINDSIGHT


def _of_country(country: Country) -> Entry:
    names = [country.name, *country.names]
    return _always("country", country.code, names, said=(), countries=[country.code])


def _of_technology(technology: Technology) -> Entry:
    names = [str(words.label("technology", technology.code)), technology.label]
    said = (technology.summary, *technology.seed_terms)
    code = technology.code
    return _always("technology", code, names, said=said, technologies=[code])


def _always(
    noun: str, code: str, names: list[str], *, said: Iterable[str], **about: list[str]
) -> Entry:
    return Entry(
        noun=noun,
        record=code,
        known_from=date.min,
        known_until=None,
        latest=True,
        title=names[0],
        said=next(iter(said), ""),
        note="",
        heading=_heading(names[0], names),
        words=_folded([code, *said]),
        later="",
        kind=noun,
        year=None,
        strength="",
        countries=about.get("countries", []),
        technologies=about.get("technologies", []),
    )


def _of_record(noun: str, told: Any, reading: Reading, until: str | None) -> Entry:
    title = TITLES.get(noun, _title)(reading.record, told)
    dates = _dates(told, reading)
    called = (CALLED.get(noun, ""), *map(dated, dates))
    return Entry(
        noun=noun,
        record=told.id,
        known_from=_day(reading.day),
        known_until=_day(until),
        latest=until is None,
        title=title,
        said=" · ".join(_shown(reading, title)),
        note=" · ".join(reading.notes),
        heading=_heading(title, names_of(reading, told), called),
        words=_folded([*reading.shown, *reading.hidden]),
        later=_folded([*reading.notes, *reading.aside]),
        kind=told.kind if noun == "party" else noun,
        year=int(first_day(dates[0])[:4]) if dates else None,
        strength=getattr(told, "strength", ""),
        countries=list(reading.countries),
        technologies=list(reading.technologies),
    )


def _shown(reading: Reading, title: str) -> list[str]:
    """What a result can show of its text: all but what stands in its title or beside it anyway."""
    beside = {str(words.label("technology", code)) for code in reading.technologies}
    if len(reading.countries) <= FEW:
        beside |= {_place(reading.record, code) for code in reading.countries}
    return [text for text in reading.shown if text not in title and text not in beside]


def _day(day: str | None) -> date | None:
    return None if day in {None, HINDSIGHT} else date.fromisoformat(str(day))


def _dates(told: Any, reading: Reading) -> list[str]:
    """The partial dates that a record is filed under, as far as they were known, in order."""
    if isinstance(told, trade.Licence):
        return sorted(event.date for event in told.decisions if reading.knows(event))
    for name in ("period", "date", "reported", "published"):
        if found := getattr(told, name, None):
            return [found] if reading.has_come(found) else []
    return []


def _title(_: Record, told: Any) -> str:
    return str(getattr(told, "name", None) or getattr(told, "title", None) or told.subject)


def _transfer(record: Record, told: trade.Transfer) -> str:
    product = record.by_id.get(told.product or "")
    return gettext("%(supplier)s to %(destination)s: %(what)s") % {
        "supplier": _party(record, told.supplier),
        "destination": _place(record, told.destination),
        "what": getattr(product, "name", None) or words.label("technology", told.technology),
    }


def _licence(record: Record, told: trade.Licence) -> str:
    where = ", ".join(_place(record, code) for code in told.destinations)
    named = {"exporter": _party(record, told.exporter), "where": where, "item": told.item}
    form = (
        gettext("%(exporter)s to %(where)s: %(item)s")
        if where
        else gettext("%(exporter)s: %(item)s")
    )
    return form % named


def _restriction(record: Record, told: trade.Restriction) -> str:
    measure = capfirst(str(words.label("measure", told.measure)))
    return gettext("%(measure)s: %(target)s") % {
        "measure": measure,
        "target": _party(record, told.target),
    }


def _policy(record: Record, told: trade.Policy) -> str:
    return gettext("How %(country)s licenses exports") % {"country": _place(record, told.country)}


def _party(record: Record, who: str) -> str:
    party = record.parties.get(who)
    return party.name if party else who


def _place(record: Record, code: str) -> str:
    country = record.countries.get(code)
    return country.name if country else code


TITLES: Mapping[str, Callable[[Record, Any], str]] = {
    "transfer": _transfer,
    "licence": _licence,
    "restriction": _restriction,
    "policy": _policy,
}


def _heading(title: str, names: Iterable[str], called: Iterable[str] = ()) -> str:
    """The title and names folded, a key for each name, and what else such a record is called."""
    known_as = dict.fromkeys(form for name in names for form in _known_as(name) if form)
    keys = [key(form) for form in known_as if len(form) <= LONGEST_KEY]
    found = dict.fromkeys((*spellings(title), *known_as))
    return f" {' '.join(keys)}{SEVERAL}{SEVERAL.join(found)}{SEVERAL}{_folded(called)}"


@lru_cache(maxsize=4096)
def _known_as(name: str) -> tuple[str, ...]:
    """A name folded: as it stands, without its legal form, in one word, and taken apart."""
    forms = dict.fromkeys(
        form for text in (name, _CAMEL.sub(" ", name)) for form in spellings(text)
    )
    for form in tuple(forms):
        core = form.split()
        while len(core) > 1 and core[-1] in LEGAL_FORMS:
            core.pop()
        forms[" ".join(core)] = None
        for most in range(2, min(len(core), MOST_JOINED) + 1):
            forms["".join(core[:most])] = None
    return tuple(forms)


def _folded(texts: Iterable[str]) -> str:
    """Texts folded in each of their spellings, so that no phrase runs from one into the next."""
    found = dict.fromkeys(form for text in texts if text for form in _spellings(text))
    return f" {SEVERAL.join(found)[:LONGEST_TEXT]} "


_spellings = lru_cache(maxsize=8192)(spellings)
