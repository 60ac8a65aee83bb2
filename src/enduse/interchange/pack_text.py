"""One record of a pack for people: names beside ids, every source written out; and the counts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import msgspec

from enduse.evidence import Record, Source
from enduse.interchange.pack import NOUNS
from enduse.taxonomy.tables import BadInput
from enduse.trade import Pack, Party, Statement

SINGULAR = {
    "sources": "source",
    "parties": "party",
    "products": "product",
    "transfers": "transfer",
    "licences": "licence",
    "incidents": "incident",
    "campaigns": "campaign",
    "outreach": "outreach",
    "demands": "statement",
    "policies": "policy",
    "restrictions": "restriction",
}
COUNTRIES = {"country", "destination", "destinations", "perpetrator_country", "victim_countries"}
COUNTRIES |= {"named_countries", "related_destination"}
PLAIN = {"date", "decision", "id", "country", "recipient", "addressee", "status", "name", "topic"}
SIDE = ("note", "sources")
PROSE = {"note", "text", "finding", "attribution", "aim", "said"}


def find(pack: Pack, wanted: str) -> list[tuple[str, Record]]:
    """Every record of that id, with its noun; a demand stands in its statement. Raises BadInput."""
    found = [
        (noun, record) for noun in NOUNS for record in getattr(pack, noun) if wanted in _ids(record)
    ]
    if not found:
        near = _near(pack, wanted)
        advice = (
            f"did you mean {' or '.join(near)}?"
            if near
            else "give an id such as tr-area-egypt-trd; `enduse pack stats` counts what there is"
        )
        raise BadInput(f"no record {wanted!r} in the pack; {advice}")
    return found


def _ids(record: Any) -> set[str]:
    inner = {demand.id for demand in record.demands} if isinstance(record, Statement) else set()
    return {record.id, *inner}


def _near(pack: Pack, wanted: str) -> list[str]:
    ids = {i: i for noun in NOUNS for record in getattr(pack, noun) for i in _ids(record)}
    names = {
        name.casefold(): party.id
        for party in pack.parties
        for name in (party.name, *party.aliases, *(name.name for name in party.names))
    }
    spellings = names | ids
    begun = sorted(i for i in ids if wanted and i.startswith(f"{wanted.casefold()}-"))
    close = get_close_matches(wanted.casefold(), spellings, n=5, cutoff=0.7)
    if begun and wanted.casefold() not in spellings:
        return begun[:3]
    return list(dict.fromkeys(spellings[spelling] for spelling in close))[:3]


def cited(pack: Pack, record: Record) -> list[Source]:
    """The sources that a record or any part of it names, in the order in which it does."""
    known = {source.id: source for source in pack.sources}
    return [known[i] for i in dict.fromkeys(_cites(_plain(record))) if i in known]


def citing(pack: Pack, source: str) -> list[str]:
    """The ids of the records that rest on a source, in themselves or in a part."""
    return [
        record.id
        for noun in NOUNS
        for record in getattr(pack, noun)
        if source in set(_cites(_plain(record)))
    ]


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return plain


def _cites(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        yield from part.get("sources", ())
        for value in part.values():
            yield from _cites(value)
    elif isinstance(part, list):
        for value in part:
            yield from _cites(value)


class Words:
    """Turns the parts of a record into lines; sources become numbers in brackets."""

    def __init__(self, pack: Pack, sources: list[Source]) -> None:
        self.numbers = {source.id: at for at, source in enumerate(sources, 1)}
        self.parties: dict[str, Party] = {party.id: party for party in pack.parties}
        self.products = {product.id: product for product in pack.products}
        self.countries = {country.code: country.name for country in pack.places.countries}

    def fields(self, record: Record) -> Iterator[tuple[str, list[str]]]:
        """The fields of a record that are filled, as a label and lines."""
        plain = _plain(record)
        for group in plain.pop("at_least", ()):
            plain["victims"][group] = f"at least {plain['victims'][group]:,}"
        for name, value in plain.items():
            if name not in {"id", "sources"}:
                yield name.replace("_", " "), self._lines(name, value)

    def _lines(self, name: str, value: Any) -> list[str]:
        if name == "value" and isinstance(value, Mapping):
            return [f"{value['currency']} {Decimal(value['amount']):,}"]
        if isinstance(value, Mapping):
            return self._group(value)
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            return [line for item in value for line in self._group(item)]
        if isinstance(value, list):
            separator = "; " if name in {"commitments", "technologies_named"} else ", "
            return [separator.join(self._named(name, item) for item in value)]
        return [self._named(name, value)]

    def _group(self, item: Mapping[str, Any]) -> list[str]:
        """One part with fields of its own: what is short on a line, what is prose below it."""
        if "what" in item:
            item = {item["what"]: _bounded(item), **{k: item[k] for k in SIDE if k in item}}
        short = [
            self._short(name, value)
            for name, value in item.items()
            if name not in PROSE and name != "sources" and not _nested(value)
        ]
        marks = "".join(f"[{self.numbers[i]}]" for i in item.get("sources", ()))
        lines = [" ".join(part for part in (" · ".join(short), marks) if part)]
        lines += [f"  {item[name]}" for name in PROSE if name in item]
        for name, value in item.items():
            if _nested(value):
                lines += [
                    f"    {line}" if line.startswith(" ") else f"  {name}: {line}"
                    for line in self._lines(name, value)
                ]
        return lines

    def _short(self, name: str, value: Any) -> str:
        text = ", ".join(self._named(name, v) for v in value) if isinstance(value, list) else None
        said = text if text is not None else self._named(name, value)
        return said if name in PLAIN else f"{name.replace('_', ' ')}: {said}"

    def _named(self, name: str, value: Any) -> str:
        if value is None:
            return "number not stated"
        if isinstance(value, str):
            if value in self.countries and (name in COUNTRIES or name.startswith("addressee")):
                return f"{self.countries[value]} ({value})"
            for shelf in (self.products if name == "product" else {}, self.parties):
                if value in shelf and name not in {"id", "kind", "status"}:
                    return f"{shelf[value].name} ({value})"
        return str(value)


def _bounded(stated: Mapping[str, Any]) -> str:
    value, bound = stated.get("value", stated.get("status")), stated.get("bound", "exact")
    number = f"{value:,}" if isinstance(value, int) else value
    return number if bound == "exact" else f"{bound.replace('-', ' ')} {number}"


def _nested(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def reference(source: Source) -> str:
    """A source as it is cited: publisher, title, date, language, address."""
    when = source.published or "no date"
    address = source.url or "no known address"
    return f"{source.publisher}: {source.title}. {when}, {source.language}. {address}"


def counts(pack: Pack) -> dict[str, dict[str, int]]:
    """How much the pack holds: by noun, and of its transfers and incidents by what matters."""
    transfers, incidents = pack.transfers, pack.incidents
    products = {product.id: product.technology for product in pack.products}
    return {
        "noun": {noun: len(getattr(pack, noun)) for noun in NOUNS},
        "transfers by destination": _tally(t.destination for t in transfers),
        "transfers by technology": _tally(t.technology for t in transfers),
        "transfers by strength": _tally(t.strength.value for t in transfers),
        "transfers by stage": _tally(t.stage for t in transfers),
        "incidents by country": _tally(i.perpetrator_country or "unknown" for i in incidents),
        "incidents by technology": _tally(
            products.get(i.product or "", "unknown") for i in incidents
        ),
        "incidents by strength": _tally(i.strength.value for i in incidents),
        "parties by country": _tally(p.country or "unknown" for p in pack.parties),
    }


def spelt_out(pack: Pack, title: str, tally: Mapping[str, int]) -> dict[str, int]:
    """A tally for people: countries by name, with their code."""
    if not title.endswith((" by country", " by destination")):
        return dict(tally)
    names = {country.code: country.name for country in pack.places.countries}
    return {f"{names[c]} ({c})" if c in names else c: count for c, count in tally.items()}


def _tally(values: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
