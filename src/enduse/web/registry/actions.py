"""Records of the core into the tables, many at once and each whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
from django.db import models

from enduse.trade.places import Places
from enduse.web.registry.models import Citation, Country, Index, Part, Published
from enduse.web.registry.models.mirror import parts_of

KEPT = {"public_since"}


class Plan(NamedTuple):
    """What loading records of one noun would do; ids, and the records to write."""

    added: list[str]
    changed: list[str]
    withdrawn: list[str]
    write: list[Any]


def digest_of(record: Any) -> str:
    """The same for two records that say the same."""
    return blake2b(msgspec.json.encode(record), digest_size=16).hexdigest()


def plan(model: type[Published], records: Iterable[Any]) -> Plan:
    """What putting these records, and no others, would add, change and withdraw."""
    held = dict(model.objects.values_list("pk", "digest"))
    public = set(model.objects.published().values_list("pk", flat=True))
    added: list[str] = []
    changed: list[str] = []
    write: list[Any] = []
    named: set[str] = set()
    for record in records:
        named.add(record.id)
        if record.id in public and held[record.id] == digest_of(record):
            continue
        (changed if record.id in public else added).append(record.id)
        write.append(record)
    return Plan(added, changed, sorted(public - named), write)


def put(
    model: type[Published],
    planned: Plan,
    *,
    now: datetime,
    known_from: Callable[[Any], date | None],
) -> None:
    """Write what is planned; parts of what changed are written anew, what is gone is withdrawn."""
    ids = [record.id for record in planned.write]
    _clear(model, ids)
    rows = [_row(model, record, now, known_from(record)) for record in planned.write]
    model._default_manager.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[
            field.name
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name not in KEPT
        ],
    )
    _write_parts(model, list(zip(rows, planned.write, strict=True)))
    model.objects.filter(pk__in=ids, public_since__isnull=True).update(public_since=now)
    model.objects.filter(pk__in=planned.withdrawn).update(withdrawn_since=now)


def _row(model: type[Published], record: Any, now: datetime, known: date | None) -> Published:
    return model(
        **model.columns(record),
        digest=digest_of(record),
        known_from=known,
        cited=len(record.sources) if hasattr(record, "sources") else 1,
        public_since=now,
    )


def _clear(model: type[models.Model], ids: Sequence[str]) -> None:
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for relation in parts_of(model):
            owned = {f"{relation.field.name}__in": some}
            relation.related_model._default_manager.filter(**owned).delete()
        if any(field.name == "citations" for field in model._meta.many_to_many):
            link = model.citations.through  # type: ignore[attr-defined]
            link.objects.filter(**{f"{model._meta.model_name}__in": some}).delete()


def _write_parts(model: type[models.Model], told: list[tuple[Any, Any]]) -> None:
    """Write the citations and parts of rows, and the parts of those, level by level."""
    if any(field.name == "citations" for field in model._meta.many_to_many):
        _cite(model, told)
    for relation in parts_of(model):
        part: type[Part] = relation.related_model  # type: ignore[assignment]
        owner, name = relation.field.attname, relation.get_accessor_name() or ""
        made = [
            (part(**{owner: row.pk}, position=at, **part.columns(piece)), piece)
            for row, record in told
            for at, piece in enumerate(type(row).parts(record, name))
        ]
        part._default_manager.bulk_create((row for row, _ in made), batch_size=500)
        _write_parts(part, made)


def _cite(model: type[models.Model], told: list[tuple[Any, Any]]) -> None:
    wanted = {(name, at) for _, record in told for at, name in enumerate(record.sources)}
    places = _citations(wanted)
    link = model.citations.through  # type: ignore[attr-defined]
    owner = f"{model._meta.model_name}_id"
    link.objects.bulk_create(
        (
            link(**{owner: row.pk}, citation_id=places[name, at])
            for row, record in told
            for at, name in enumerate(record.sources)
        ),
        batch_size=500,
    )


def _citations(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """The citations of sources by source and place, made where they are missing."""
    names = sorted({name for name, _ in wanted})
    missing = sorted(wanted - _held(names).keys())
    Citation.objects.bulk_create(
        (Citation(source_id=name, place=at) for name, at in missing), batch_size=500
    )
    return _held(names)


def _held(names: list[str]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for start in range(0, len(names), 500):
        rows = Citation.objects.filter(source__in=names[start : start + 500])
        found |= {(n, at): pk for n, at, pk in rows.values_list("source_id", "place", "pk")}
    return found


def put_places(places: Places) -> None:
    """Write the countries and indices; a country that the table has lost stays."""
    countries = [
        Country(
            code=country.code,
            name=country.name,
            names=list(country.names),
            figures=msgspec.to_builtins(country.figures, str_keys=True),
        )
        for country in places.countries
    ]
    indices = [
        Index(
            position=at,
            **msgspec.structs.asdict(index)
            | {"published": msgspec.to_builtins(index.published, str_keys=True)},
        )
        for at, index in enumerate(places.indices)
    ]
    for model, rows in ((Country, countries), (Index, indices)):
        key = model._meta.pk.name
        names = [field.name for field in model._meta.concrete_fields if field.name != key]
        model._default_manager.bulk_create(
            rows,  # type: ignore[arg-type]
            batch_size=500,
            update_conflicts=True,
            unique_fields=[key],
            update_fields=names,
        )


def places() -> Places:
    """The countries and indices, as the core holds them."""
    indices = list(
        Index.objects.values(
            "id", "title", "publisher", "url", "scale", "terms", "published", "note"
        )
    )
    countries = list(Country.objects.values("code", "name", "names", "figures"))
    told = {"indices": indices, "countries": countries}
    return msgspec.convert(told, Places, strict=False)
