"""What the registers of authorities say, into the ledger: every edition is kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from enduse.registers import Rejected
from enduse.taxonomy.tables import BadInput
from enduse.trade.register import Entry
from enduse.web.ledger.models import Edition, RegisterEntry
from enduse.web.registry.actions import digest_of

BATCH = 500


class Imported(NamedTuple):
    """How many rows of an edition were known, new, changed and rejected, and the names of places
    that are no country here."""

    counts: Counter[str]
    nameless: Counter[str]


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
    if not dry_run:
        edition = _begun(edition)
    while batch := list(islice(entries, BATCH)):
        _compare(edition, batch, told.counts, dry_run=dry_run)
    read = told.counts["known"] + told.counts["new"] + told.counts["changed"]
    if not read:
        why = f"; the first: {reasons[0]}" if reasons else ""
        raise BadInput(f"{edition.register}: no row could be read{why}")
    if not dry_run:
        Edition.objects.filter(pk=edition.pk).update(rows=read, rejected=told.counts["rejected"])
    return told


def edition_day(register: str, digest: str) -> date | None:
    """The day under which the ledger already holds a table, if it does."""
    held = Edition.objects.filter(register=register, digest=digest).order_by("day")
    return held.values_list("day", flat=True).first()


def _begun(edition: Edition) -> Edition:
    return Edition.objects.get_or_create(
        register=edition.register, day=edition.day, digest=edition.digest, defaults={"rows": 0}
    )[0]


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


def _compare(edition: Edition, batch: list[Entry], counts: Counter[str], *, dry_run: bool) -> None:
    """Count a batch against what the ledger holds, and write what it does not."""
    digests = [digest_of(entry) for entry in batch]
    held: dict[str, dict[str, int]] = {}
    rows = RegisterEntry.objects.filter(
        register=edition.register, reference__in=[entry.reference for entry in batch]
    )
    for reference, digest, pk in rows.values_list("reference", "digest", "pk"):
        held.setdefault(reference, {})[digest] = pk
    known: list[int] = []
    fresh: list[RegisterEntry] = []
    for entry, digest in zip(batch, digests, strict=True):
        before = held.get(entry.reference, {})
        counts["known" if digest in before else "changed" if before else "new"] += 1
        if digest in before:
            known.append(before[digest])
        else:
            fresh.append(_row(edition, entry, digest))
    if not dry_run:
        RegisterEntry.objects.bulk_create(fresh)
        _seen_again(edition, known)


def _row(edition: Edition, entry: Entry, digest: str) -> RegisterEntry:
    return RegisterEntry(
        register=edition.register,
        edition=edition,
        last_edition=edition,
        digest=digest,
        **RegisterEntry.columns(entry),
    )


def _seen_again(edition: Edition, known: list[int]) -> None:
    """Widen the span of editions that say a row, whichever was imported first."""
    rows = RegisterEntry.objects.filter(pk__in=known)
    rows.filter(edition__day__gt=edition.day).update(edition=edition)
    later = Q(last_edition__day__lt=edition.day)
    later |= Q(last_edition__day=edition.day, last_edition__lt=edition.pk)
    rows.filter(later).update(last_edition=edition)
