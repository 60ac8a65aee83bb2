"""A pack into the database and out of it again, to the letter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from threading import Lock
from typing import Any

import msgspec
from django.db import connection, transaction
from django.db.models import Case, F, When

from enduse import trade
from enduse.record import Record
from enduse.record.known_days import Days, known_days
from enduse.trade.places import Places
from enduse.web.demands.models import Statement
from enduse.web.ledger.models import Licence
from enduse.web.outreach.models import Campaign, Outreach
from enduse.web.registry import models as registry
from enduse.web.registry.actions import (
    BATCH,
    Plan,
    batches,
    only_writer,
    places,
    plan,
    plan_places,
    put,
    put_places,
)
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

SAID, NAMED = ("campaigns", "outreach", "demands", "policies"), ("parties", "sources")
LONGEST = 120
_one_reads, _one_reads_campaigns = Lock(), Lock()


def planned(pack: trade.Pack, *, empty: bool = False) -> dict[str, Plan]:
    """What loading a pack would add, change and withdraw, by noun; nothing is written.

    `empty`: the database has no tables yet.
    """
    return _planned(pack, known_days(Record(pack)), empty=empty)


def _planned(pack: trade.Pack, days: Days, *, empty: bool) -> dict[str, Plan]:
    held = Places(indices=(), countries=()) if empty else places()
    return plan_places(pack.places, held) | {
        noun: plan(None if empty else model, getattr(pack, noun), days[noun])
        for noun, model in MODELS.items()
    }


@transaction.atomic
def load(pack: trade.Pack, *, now: datetime) -> dict[str, Plan]:
    """Make what is published say what the pack says; loading it again changes nothing.

    What the pack no longer holds is withdrawn, not deleted. Of two loads one waits for the other.
    """
    only_writer()
    record = Record(pack)
    days = known_days(record)
    plans = _planned(pack, days, empty=False)
    put_places(plans)
    for noun, model in MODELS.items():
        put(model, plans[noun], now=now)
    index(record, days)
    changes = [
        Change(noun=noun, record=name, what=what)
        for noun, its in plans.items()
        for what in Change.WHAT
        for name in getattr(its, what)
    ]
    if changes:
        digest, said = _digests(pack)
        release = Release.objects.create(made=now, digest=digest, said=said)
        for change in changes:
            change.release = release
        Change.objects.bulk_create(changes, batch_size=BATCH)
        _take_stock()
    return plans


def _take_stock() -> None:
    """The database learns how much its tables hold: it chooses the way to an answer by that."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _digests(pack: trade.Pack) -> tuple[str, str]:
    """Of all that is published, and of what `campaign_record` holds of it: the same for two
    databases that say the same."""
    figures = msgspec.to_builtins(places(), str_keys=True)
    every = blake2b(msgspec.json.encode(figures, order="deterministic"), digest_size=16)
    said, named = every.copy(), _named_by(pack)
    for noun, model in MODELS.items():
        rows = model.objects.published().order_by("pk").values_list("pk", "digest", "known_from")
        for row in rows.iterator():
            told = "\0".join((noun, *map(str, row))).encode()
            every.update(told)
            if noun in SAID or (noun in NAMED and row[0] in named):
                said.update(told)
    return every.hexdigest(), said.hexdigest()


def _named_by(pack: trade.Pack) -> set[str]:
    """Whom and what letters, statements, policies and licences name."""
    said = {noun: getattr(pack, noun) for noun in SAID}
    return {*_words(msgspec.to_builtins(said)), *(one.authority for one in pack.licences)}


def dump() -> trade.Pack:
    """All that is published, as a pack: equal to the one that was loaded."""
    told = {noun: tuple(_told(model)) for noun, model in MODELS.items()}
    return trade.Pack(places=places(), **told)


def _told(model: type[Published]) -> Iterator[Any]:
    rows = model.objects.published().whole().order_by("pk")
    return (row.to_trade() for row in rows.iterator(chunk_size=BATCH))


def current_record() -> tuple[Record, str]:
    """All that is published, indexed for assessments, and the digest of its release."""
    with _one_reads:  # the others wait for what it reads
        newest = _newest()
        record = _record(newest)
        while newest != (newest := _newest()):  # a load came between
            record = _record(newest)
        return record, newest


def campaign_record() -> Record:
    """What letters, statements and policies say, with the parties and sources that they name, and
    no deals: a small part of all, for the pages that need no more."""
    said = Case(When(said="", then=F("digest")), default=F("said"))
    with _one_reads_campaigns:
        return _campaign_record(Release.objects.values_list(said, flat=True).first() or "")


@lru_cache(maxsize=1)
def _campaign_record(_digest: str) -> Record:
    said = {noun: tuple(_told(MODELS[noun])) for noun in SAID}
    named = set(_words(msgspec.to_builtins(said)))
    named |= set(Licence.objects.published().order_by().values_list("authority", flat=True))
    rows = {noun: tuple(_named(MODELS[noun], named)) for noun in NAMED}
    return Record(trade.Pack(places=places(), **said, **rows))


def _words(said: Any) -> Iterator[str]:
    """Every text in some records, ids among them."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, (Mapping, Sequence)):
        for one in said.values() if isinstance(said, Mapping) else said:
            yield from _words(one)


def _named(model: type[Published], ids: Iterable[str]) -> Iterator[Any]:
    slugs = sorted(name for name in ids if len(name) <= LONGEST and " " not in name)
    for some in batches(slugs):
        yield from (row.to_trade() for row in model.objects.published().whole().filter(pk__in=some))


def _newest() -> str:
    return Release.objects.values_list("digest", flat=True).first() or ""


@lru_cache(maxsize=1)
def _record(_digest: str) -> Record:
    return Record(dump())
