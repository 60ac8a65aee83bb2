"""A pack into the database and out of it again, to the letter."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.db import transaction

from enduse import trade
from enduse.evidence import Source, last_day
from enduse.record import HINDSIGHT, Record
from enduse.web.demands.models import Statement
from enduse.web.ledger.models import Licence
from enduse.web.outreach.models import Campaign, Outreach
from enduse.web.registry import models as registry
from enduse.web.registry.actions import Plan, places, plan, put, put_places
from enduse.web.registry.models import Change, Published, Release
from enduse.web.search.index import index

MODELS: Mapping[str, type[Published]] = {
    "sources": registry.Source,
    "parties": registry.Party,
    "products": registry.Product,
    "transfers": registry.Transfer,
    "licences": Licence,
    "incidents": registry.Incident,
    "campaigns": Campaign,
    "outreach": Outreach,
    "demands": Statement,
    "policies": registry.Policy,
    "restrictions": registry.Restriction,
}


def planned(pack: trade.Pack) -> dict[str, Plan]:
    """What loading a pack would add, change and withdraw, by noun; nothing is written."""
    return {noun: plan(model, getattr(pack, noun)) for noun, model in MODELS.items()}


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


@transaction.atomic
def load(pack: trade.Pack, *, now: datetime) -> dict[str, Plan]:
    """Make what is published say what the pack says; loading it again changes nothing.

    What the pack no longer holds is withdrawn, not deleted.
    """
    put_places(pack.places)
    plans = planned(pack)
    record = Record(pack)
    for noun, model in MODELS.items():
        put(model, plans[noun], now=now, known_from=lambda told: _known_from(record, told))
    _know_by_name(record)
    index(record, {noun: _known(model) for noun, model in MODELS.items()})
    changes = [
        Change(noun=noun, record=name, what=what)
        for noun, its in plans.items()
        for what in ("added", "changed", "withdrawn")
        for name in getattr(its, what)
    ]
    if changes:
        release = Release.objects.create(made=now, digest=_digest())
        for change in changes:
            change.release = release
        Change.objects.bulk_create(changes, batch_size=500)
    return plans


def _known_from(record: Record, told: Any) -> date | None:
    if isinstance(told, Source):
        day = last_day(told.published) if told.published else HINDSIGHT
    else:
        day = record.known_from(told)
    return None if day == HINDSIGHT else date.fromisoformat(day)


def _known(model: type[Published]) -> dict[str, date | None]:
    return dict(model.objects.published().values_list("pk", "known_from"))


def _know_by_name(record: Record) -> None:
    """Whom a record names is known from the day of that record, if not from sources of its own."""
    products = _days(record, "products", PRODUCTS, {})
    parties = _days(record, "parties", PARTIES, products)
    for model, days in ((registry.Product, products), (registry.Party, parties)):
        changed: list[Any] = []
        for row in model.objects.published().only("known_from"):
            day = None if days[row.pk] == date.max else days[row.pk]
            if row.known_from != day:
                row.known_from = day
                changed.append(row)
        model.objects.bulk_update(changed, ["known_from"], batch_size=500)


def _days(
    record: Record,
    noun: str,
    fields: Mapping[str, tuple[str, ...]],
    products: Mapping[str, date],
) -> dict[str, date]:
    """The first day on which each record of a noun was known, by itself or because another named
    it; the last of all days where that is not known."""
    own = {told.id: _known_from(record, told) or date.max for told in getattr(record.pack, noun)}
    for naming, names in fields.items():
        told_by_name = products if naming == "products" else {}
        for told in getattr(record.pack, naming):
            day = told_by_name.get(told.id) or _known_from(record, told) or date.max
            for one in _held(told, names):
                own[one] = min(day, own.get(one, date.max))
    return own


def _held(told: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        held = getattr(told, name)
        yield from (held,) if isinstance(held, str) else held or ()


def _digest() -> str:
    made = blake2b(digest_size=16)
    for noun, model in MODELS.items():
        for row in model.objects.published().order_by("pk").values_list("pk", "digest"):
            made.update("\0".join((noun, *row)).encode())
    return made.hexdigest()


def dump() -> trade.Pack:
    """All that is published, as a pack: equal to the one that was loaded."""
    told = {
        noun: tuple(row.to_trade() for row in model.objects.published().whole().order_by("pk"))
        for noun, model in MODELS.items()
    }
    return trade.Pack(places=places(), **told)


def current_record() -> tuple[Record, str]:
    """All that is published, indexed for assessments, and the digest of its release."""
    newest = Release.objects.values_list("digest", flat=True).first() or ""
    return _record(newest), newest


@lru_cache(maxsize=1)
def _record(_digest: str) -> Record:
    return Record(dump())
