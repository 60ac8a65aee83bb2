"""From which day each record of a pack counts as known, by itself or because another names it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from enduse.evidence import Source, last_day
from enduse.record import HINDSIGHT, Record

# The fields under which other records name a product or a party.
PRODUCTS: Mapping[str, tuple[str, ...]] = {"transfers": ("product",), "incidents": ("product",)}
PARTIES: Mapping[str, tuple[str, ...]] = {
    "products": ("vendor",),
    "transfers": ("supplier", "end_user"),
    "licences": ("exporter", "authority", "end_user"),
    "incidents": ("vendor", "perpetrator_agency"),
    "restrictions": ("target", "authority"),
    "outreach": ("senders", "recipients", "unreachable"),
    "demands": ("issued_by", "members"),
}
NAMED = {"products": PRODUCTS, "parties": PARTIES}
Days = dict[str, dict[str, date | None]]


def known_days(record: Record) -> Days:
    """By noun and id; None where a record is known with hindsight only.

    Whom a record names is known from the day of that record, if not from sources of its own.
    """
    days = {
        noun: {told.id: _known_from(record, told) for told in getattr(record.pack, noun)}
        for noun in record.pack.__struct_fields__
        if noun != "places"
    }
    for noun, fields in NAMED.items():  # products first: whoever makes one is known from it
        for naming, names in fields.items():
            for told in getattr(record.pack, naming):
                day = days[naming][told.id]
                for one in _held(told, names):
                    days[noun][one] = _earlier(day, days[noun].get(one))
    return days


def _known_from(record: Record, told: Any) -> date | None:
    if isinstance(told, Source):
        day = last_day(told.published) if told.published else HINDSIGHT
    else:
        day = record.known_from(told)
    return None if day == HINDSIGHT else date.fromisoformat(day)


def _held(told: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        held = getattr(told, name)
        yield from (held,) if isinstance(held, str) else held or ()


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)
