"""Tables of names -> the parties they may be, in order, in constant memory, on every core."""

import os
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from enduse.bulk.crew import WorkerLost, in_order, settle
from enduse.bulk.progress import telling
from enduse.bulk.screen_job import Job, Lists, Terms, search_in
from enduse.interchange.atomic import whole_file
from enduse.interchange.list_table import FIELDS
from enduse.interchange.screened import Screened, sink
from enduse.interchange.table_rows import TableRow, read_table
from enduse.screening.comparison import KINDS
from enduse.screening.entity import kind_called
from enduse.screening.parts import Unusable, check
from enduse.screening.supporting import Asked
from enduse.taxonomy.tables import BadInput

CHUNK = 500
NumberedRow = tuple[int, TableRow]


class Tally(NamedTuple):
    """How many rows were screened, how many of them matched, how many were refused."""

    good: int
    matched: int
    bad: int


def screen_table(job: Job, tell_fault: Callable[[str], None]) -> Tally:
    """Screen every row, writing as it goes; each refused row is told and the rest done."""
    rows = numbered(job.table)
    good, matched, bad = 0, 0, 0
    with ExitStack() as stack:
        out = stack.enter_context(output_of(job))
        counted = telling(job.table.name, tell_fault, to_file=job.output is not None)
        progress = stack.enter_context(counted)
        into = sink(job.form, out)
        for done in stack.enter_context(closing(_done(job, rows))):
            into.write(done)
            faults = [row.fault for row in done if row.fault]
            good, bad = good + len(done) - len(faults), bad + len(faults)
            matched += sum(bool(row.hits) for row in done)
            progress(good + bad, faults)
        into.close()
    return Tally(good, matched, bad)


def numbered(path: Path) -> Iterator[NumberedRow]:
    """The rows of a table with their numbers from 1; raises BadInput where none holds a name."""
    for number, row in enumerate(read_table(path), 1):
        if number == 1:
            check_columns(path, row)
        yield number, row


def check_columns(path: Path, first: TableRow) -> None:
    """Raise BadInput where the first row of a table has no name."""
    if not any(name in first.fields for name in FIELDS["name"]):
        there = ", ".join(list(first.fields)[:12]) or "none"
        raise BadInput(f"{path}: no column called name; there are: {there}; rename one")


def output_of(job: Job) -> AbstractContextManager[IO[bytes]]:
    """Where the hits go; raises BadInput where they cannot."""
    if job.output is None and sys.stdout is None:
        raise BadInput("there is no standard output to write to; add -o FILE")
    if job.output is None and job.form == "parquet" and sys.stdout.isatty():
        raise BadInput("Parquet is not for the terminal; add -o FILE.parquet")
    return whole_file(job.output) if job.output else nullcontext(sys.stdout.buffer)


def _done(job: Job, rows: Iterator[NumberedRow]) -> Generator[Sequence[Screened]]:
    chunks = iter(lambda: list(islice(rows, CHUNK)), [])
    begun = list(islice(chunks, 2))
    workers = job.workers or os.cpu_count() or 1
    work = work_of(job.lists, job.terms)  # before processes are forked: they share what it mapped
    together = (chunk for source in (begun, chunks) for chunk in source)
    if workers == 1 or len(begun) < 2:  # noqa: PLR2004 - a single chunk is quicker done here
        settle()
        yield from map(work, together)
        return
    try:
        yield from in_order(partial(work_of, job.lists, job.terms), together, workers)
    except WorkerLost:
        raise BadInput(
            f"{job.table}: a process was ended from outside; try again with fewer --workers"
        ) from None


@lru_cache(maxsize=1)
def work_of(lists: Lists, terms: Terms) -> Callable[[list[NumberedRow]], list[Screened]]:
    """The function that screens a chunk of rows."""
    search = search_in(lists)

    def work(chunk: list[NumberedRow]) -> list[Screened]:
        read = [_read(row, terms) for _, row in chunk]
        asked = [one.asked for one in read if one.asked]
        hits = iter(search.hits_of(asked, threshold=terms.threshold, most=terms.most))
        return [
            Screened(number, one.name, one.country, next(hits) if one.asked else (), one.fault)
            for (number, _), one in zip(chunk, read, strict=True)
        ]

    return work


class _Read(NamedTuple):
    """What a row asks for, or why it was refused."""

    name: str
    country: str | None
    asked: Asked | None
    fault: str | None = None


def _read(row: TableRow, terms: Terms) -> _Read:
    name = _first(row.fields, "name") or ""
    country = _country(row.fields) or terms.country
    try:
        asked = _asked(row, name, country, terms)
    except (BadInput, Unusable) as fault:
        why = str(fault) if isinstance(fault, BadInput) else f"{row.where}: name: {fault}"
        return _Read(name[:200], country, None, " ".join(why.split()))
    return _Read(name, country, asked)


def _asked(row: TableRow, name: str, country: str | None, terms: Terms) -> Asked:
    if row.fault:
        raise BadInput(row.fault)
    return Asked(
        name=check(name),
        country=country,
        kind=_kind(row) or terms.kind,
        date=_first(row.fields, "date"),
        identifiers=tuple(_all(row.fields, "identifier")),
    )


def _kind(row: TableRow) -> str | None:
    said = _first(row.fields, "kind")
    kind = kind_called(said)
    if said and kind is None:
        raise BadInput(f"{row.where}: no kind {said!r:.60}; it is one of {', '.join(KINDS)}")
    return kind


def _country(fields: Mapping[str, Any]) -> str | None:
    said = _first(fields, "country")
    return said.casefold() if said else None


def _first(fields: Mapping[str, Any], field: str) -> str | None:
    return next(_all(fields, field), None)


def _all(fields: Mapping[str, Any], field: str) -> Iterator[str]:
    for name in FIELDS[field]:
        said = fields.get(name)
        if said is not None and str(said).strip():
            yield str(said).strip()
