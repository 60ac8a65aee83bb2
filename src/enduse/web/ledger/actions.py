"""What the registers of authorities say, into the ledger: every edition is kept."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, DecimalField, Field, JSONField

from enduse.registers import Rejected
from enduse.taxonomy.tables import BadInput
from enduse.trade.register import Entry
from enduse.web.ledger.models import Edition, RegisterEntry
from enduse.web.ledger.models.registers import DESCRIBED
from enduse.web.registry.actions import digest_of

BATCH = 1000
TABLE = RegisterEntry._meta.db_table
COLUMNS = [field for field in RegisterEntry._meta.concrete_fields if not field.primary_key]
Place = tuple[date, int]


class Imported(NamedTuple):
    """How many rows of an edition were known, new, changed and rejected, and the names of places
    that are no country here."""

    counts: Counter[str]
    nameless: Counter[str]


class Held(NamedTuple):
    """A statement that the ledger holds: its row, and the first and the last edition that made
    it."""

    row: int
    first: int
    last: int


@transaction.atomic
def import_register(
    edition: Edition, rows: Iterable[Entry | Rejected], *, dry_run: bool = False
) -> Imported:
    """Put one edition of a register beside the earlier ones; doing it again adds nothing.

    A row that says something else than before is a further row, and both stand. Raises BadInput
    where no row of the table could be read.
    """
    told = Imported(Counter(known=0, new=0, changed=0, rejected=0), Counter())
    reasons: list[str] = []
    entries = _accepted(rows, told, reasons)
    comparison = _Comparison(edition, told.counts, dry_run=dry_run)
    while batch := list(islice(entries, BATCH)):
        comparison.take(batch)
    read = told.counts["known"] + told.counts["new"] + told.counts["changed"]
    if not read:
        why = f"; the first: {reasons[0]}" if reasons else ""
        raise BadInput(f"{edition.register}: no row could be read{why}")
    if not dry_run:
        held = Edition.objects.filter(pk=comparison.edition.pk)
        held.update(rows=read, rejected=told.counts["rejected"])
    return told


def edition_day(register: str, digest: str) -> date | None:
    """The day under which the ledger already holds a table, if it does."""
    held = Edition.objects.filter(register=register, digest=digest).order_by("day")
    return held.values_list("day", flat=True).first()


def _accepted(
    rows: Iterable[Entry | Rejected], told: Imported, reasons: list[str]
) -> Iterator[Entry]:
    for row in rows:
        if isinstance(row, Rejected):
            told.counts["rejected"] += 1
            if not reasons:
                reasons.append(f"line {row.line}: {row.reason}")
            continue
        if row.destination is None and row.destination_name:
            told.nameless[row.destination_name] += 1
        yield row


class _Comparison:
    """The rows of one edition held against the ledger, a batch at a time."""

    def __init__(self, edition: Edition, counts: Counter[str], *, dry_run: bool) -> None:
        self.counts, self.dry_run = counts, dry_run
        self.edition = edition if dry_run else _begun(edition)
        self.register = edition.register
        every = Edition.objects.filter(register=self.register)
        self.places: dict[int, Place] = {
            pk: (day, pk) for pk, day in every.values_list("pk", "day")
        }

    def take(self, batch: list[Entry]) -> None:
        """Count a batch, and write what the ledger does not hold."""
        held = self._held([entry.reference for entry in batch])
        known: list[Held] = []
        fresh: list[tuple[Entry, str]] = []
        for entry in batch:
            before, digest = held.get(entry.reference, {}), digest_of(entry)
            self.counts["known" if digest in before else "changed" if before else "new"] += 1
            if digest in before:
                known.append(before[digest])
            else:
                fresh.append((entry, digest))
        if not self.dry_run:
            self._write(fresh, known)
            more = {entry.reference for entry, _ in fresh if entry.reference in held}
            self._settle(more | {name for name, said in held.items() if len(said) > 1})

    def _held(self, references: Sequence[str]) -> dict[str, dict[str, Held]]:
        """What the ledger holds under these references, by digest."""
        rows = RegisterEntry.objects.filter(register=self.register, reference__in=references)
        held: dict[str, dict[str, Held]] = defaultdict(dict)
        asked = rows.values_list("reference", "digest", "pk", "edition_id", "last_edition_id")
        for reference, digest, *told in asked:
            held[reference][digest] = Held(*told)
        return held

    def _write(self, fresh: list[tuple[Entry, str]], known: list[Held]) -> None:
        """Add what is new, and widen the span of editions that say what is known."""
        here = self.edition.pk
        _insert(_row(self.edition, entry, digest) for entry, digest in fresh)
        place = self.places[here]
        first = [held.row for held in known if place[0] < self.places[held.first][0]]
        last = [held.row for held in known if place > self.places[held.last]]
        RegisterEntry.objects.filter(pk__in=first).update(edition=here)
        RegisterEntry.objects.filter(pk__in=last).update(last_edition=here)

    def _settle(self, references: Iterable[str]) -> None:
        """Of rows that were said in several ways, mark the way that the newest edition has."""
        newest: dict[str, int] = {}
        said = self._held(list(references))
        for reference, ways in said.items():
            newest[reference] = max(
                ways.values(), key=lambda held: (self.places[held.last], held.row)
            ).row
        rows = [held.row for ways in said.values() for held in ways.values()]
        every = RegisterEntry.objects.filter(pk__in=rows)
        every.filter(current=True).exclude(pk__in=newest.values()).update(current=False)
        every.filter(current=False, pk__in=newest.values()).update(current=True)


def _begun(edition: Edition) -> Edition:
    """The edition as the ledger holds it, with the newest description of its register."""
    return Edition.objects.update_or_create(
        register=edition.register,
        day=edition.day,
        digest=edition.digest,
        defaults={name: getattr(edition, name) for name in DESCRIBED},
    )[0]


def _row(edition: Edition, entry: Entry, digest: str) -> dict[str, Any]:
    """An entry as a row of the ledger."""
    return RegisterEntry.columns(entry) | {
        "register": edition.register,
        "edition_id": edition.pk,
        "last_edition_id": edition.pk,
        "current": True,
        "digest": digest,
    }


def _insert(rows: Iterable[dict[str, Any]]) -> None:
    """Add many rows; `bulk_create` takes several times as long, most of it to make the objects."""
    here = connections[router.db_for_write(RegisterEntry)]
    stored = [(field.attname, _stored(field, here)) for field in COLUMNS]
    columns = ", ".join(here.ops.quote_name(str(field.column)) for field in COLUMNS)
    places = ", ".join(["%s"] * len(COLUMNS))
    told = f"INSERT INTO {TABLE} ({columns}) VALUES ({places})"  # noqa: S608 - names of ours
    with here.cursor() as cursor:
        cursor.executemany(told, [[put(row[name]) for name, put in stored] for row in rows])


def _stored(field: "Field[Any, Any]", here: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """How a value of a column is handed to the database."""
    if isinstance(field, DateField):
        return lru_cache(partial(field.get_db_prep_save, connection=here))
    if isinstance(field, (DecimalField, JSONField)):
        return lambda value: None if value is None else field.get_db_prep_save(value, here)
    return lambda value: value
