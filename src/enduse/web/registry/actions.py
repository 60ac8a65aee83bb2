"""Records of the core into the tables, many at once and each whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import msgspec
from django.db import connection, models

from enduse.trade import places as core
from enduse.trade.places import Places
from enduse.web.registry.models import Citation, Country, Index, Part, Published, Release
from enduse.web.registry.models.mirror import cites, parts_of

BATCH = 500
T = TypeVar("T")
# A record and the row or part that was written of it.
Written = tuple[Any, Any]


class Entry(NamedTuple):
    """A record to write, with its digest and the day from which it counts as known."""

    record: Any
    digest: str
    known_from: date | None


class Plan(NamedTuple):
    """What loading records of one noun would do; ids, and what to write."""

    added: list[str]
    changed: list[str]
    withdrawn: list[str]
    write: list[Entry]


def digest_of(record: Any) -> str:
    """The same for two records that say the same, to the letter and in the same order."""
    return blake2b(msgspec.json.encode(record), digest_size=16).hexdigest()


def only_writer() -> None:
    """Wait until no other transaction loads; without this two loads would write the same twice.

    In SQLite a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Release._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def plan(
    model: type[Published] | None, records: Iterable[Any], days: Mapping[str, date | None]
) -> Plan:
    """What putting these records, and no others, would add, change and withdraw.

    `days` says from when each counts as known; no model stands for an empty table.
    """
    held = _held(model) if model else {}
    told = Plan([], [], [], [])
    for record in records:
        entry = Entry(record, digest_of(record), days[record.id])
        before = held.pop(record.id, None)
        if before != entry[1:]:
            (told.changed if before else told.added).append(record.id)
            told.write.append(entry)
    told.withdrawn.extend(sorted(held))
    return told


def _held(model: type[Published]) -> dict[str, tuple[str, date | None]]:
    rows = model.objects.published().order_by()
    return {pk: (digest, day) for pk, digest, day in rows.values_list("pk", "digest", "known_from")}


def put(model: type[Published], planned: Plan, *, now: datetime) -> None:
    """Write what is planned; parts of what changed are written anew, what is gone is withdrawn."""
    kept = {"public_since", model._meta.pk.name}
    columns = [f.name for f in model._meta.concrete_fields if f.name not in kept]
    for entries in batches(planned.write):
        ids = [entry.record.id for entry in entries]
        _clear(model, ids)
        rows = [_row(model, entry, now) for entry in entries]
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=columns
        )
        _write_parts(model, [(e.record, row) for e, row in zip(entries, rows, strict=True)])
        model.objects.filter(pk__in=ids, public_since__isnull=True).update(public_since=now)
    for gone in batches(planned.withdrawn):
        model.objects.filter(pk__in=gone).update(withdrawn_since=now)


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """So many rows at a time that neither memory nor the database minds."""
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some


def _row(model: type[Published], entry: Entry, now: datetime) -> Published:
    return model(
        **model.columns(entry.record),
        digest=entry.digest,
        known_from=entry.known_from,
        cited=len(entry.record.sources) if cites(model) else 1,
        public_since=now,
    )


def _clear(model: type[models.Model], ids: Sequence[str]) -> None:
    """Delete the parts and citations of rows, but not the rows."""
    for relation in parts_of(model):
        owned = {f"{relation.field.name}__in": ids}
        relation.related_model._default_manager.filter(**owned).delete()
    if cites(model):
        link = model.citations.through  # type: ignore[attr-defined]
        link.objects.filter(**{f"{model._meta.model_name}__in": ids}).delete()


def _write_parts(model: type[models.Model], told: list[Written]) -> None:
    """Write the citations and parts of rows, and the parts of those, level by level."""
    if cites(model):
        _cite(model, told)
    for relation in parts_of(model):
        part: type[Part] = relation.related_model  # type: ignore[assignment]
        owner, name = relation.field.attname, relation.get_accessor_name() or ""
        made = (
            (piece, part(**{owner: row.pk}, position=at, **part.columns(piece)))
            for record, row in told
            for at, piece in enumerate(type(row).parts(record, name))
        )
        for some in batches(made):
            part._default_manager.bulk_create(row for _, row in some)
            _write_parts(part, some)


def _cite(model: type[models.Model], told: list[Written]) -> None:
    wanted = [
        (row.pk, (name, place)) for record, row in told for place, name in enumerate(record.sources)
    ]
    citations = _citations({which for _, which in wanted})
    link = model.citations.through  # type: ignore[attr-defined]
    owner = f"{model._meta.model_name}_id"
    link.objects.bulk_create(
        (link(**{owner: pk}, citation_id=citations[which]) for pk, which in wanted),
        batch_size=BATCH,
    )


def _citations(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """The citations of sources by source and place, made where they are missing."""
    names = sorted({name for name, _ in wanted})
    held = _citations_of(names)
    missing = sorted(wanted - held.keys())
    if not missing:
        return held
    Citation.objects.bulk_create(
        (Citation(source_id=name, place=place) for name, place in missing), batch_size=BATCH
    )
    return _citations_of(names)


def _citations_of(names: list[str]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for some in batches(names):
        rows = Citation.objects.filter(source__in=some).order_by()
        found |= {
            (name, place): pk for name, place, pk in rows.values_list("source_id", "place", "pk")
        }
    return found


def plan_places(told: Places, held: Places) -> dict[str, Plan]:
    """What putting these countries and indices would change.

    A country that the table has lost stays: what was withdrawn may name it.
    """
    countries = _compared(
        {country.code: country for country in told.countries},
        {country.code: country for country in held.countries},
    )
    indices = _compared(
        {index.id: (at, index) for at, index in enumerate(told.indices)},
        {index.id: (at, index) for at, index in enumerate(held.indices)},
    )
    return {"countries": countries._replace(withdrawn=[]), "indices": indices}


def _compared(told: Mapping[str, Any], held: Mapping[str, Any]) -> Plan:
    other = [name for name, value in told.items() if held.get(name) != value]
    return Plan(
        added=[name for name in other if name not in held],
        changed=[name for name in other if name in held],
        withdrawn=sorted(held.keys() - told.keys()),
        write=[Entry(told[name], "", None) for name in other],
    )


def put_places(planned: Mapping[str, Plan]) -> None:
    """Write the countries and indices that differ."""
    _upsert(Country, [Country(**_built(one.record)) for one in planned["countries"].write])
    _upsert(
        Index,
        [Index(position=at, **_built(index)) for (at, index), *_ in planned["indices"].write],
    )
    Index.objects.filter(pk__in=planned["indices"].withdrawn).delete()


def _built(told: core.Country | core.Index) -> dict[str, Any]:
    """Every field, also those that the core leaves out because they say nothing."""
    return msgspec.to_builtins(msgspec.structs.asdict(told), str_keys=True)  # type: ignore[no-any-return]


def _upsert(model: type[models.Model], rows: list[Any]) -> None:
    key = model._meta.pk.name
    model._default_manager.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[f.name for f in model._meta.concrete_fields if f.name != key],
    )


def places() -> Places:
    """The countries and indices, as the core holds them."""
    told = {
        "indices": list(Index.objects.values(*core.Index.__struct_fields__)),
        "countries": list(Country.objects.values(*core.Country.__struct_fields__)),
    }
    return msgspec.convert(told, Places, strict=False)
