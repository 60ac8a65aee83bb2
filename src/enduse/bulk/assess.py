"""Tables of deals -> assessments, in order, in constant memory, on every core of one machine."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

from enduse.assessment import Assessment, Assessor
from enduse.bulk.crew import WorkerLost, in_order
from enduse.bulk.progress import telling
from enduse.interchange.atomic import whole_file
from enduse.interchange.deal_table import HEADER, Row, read_rows, table_line
from enduse.interchange.deal_yaml import deal_from
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.interchange.report_json import to_json
from enduse.law.outcome import OUTCOMES
from enduse.record import Record
from enduse.taxonomy.tables import BadInput

CHUNK = 250


@dataclass(frozen=True, slots=True)
class Job:
    """What to assess, and where to write it. `workers` None: one per core."""

    table: Path
    form: str
    output: Path | None
    day: date | None
    hindsight: bool
    workers: int | None
    pack: Path | None


class Done(NamedTuple):
    """One chunk: the bytes to write, how many good rows, the faults, the highest outcome."""

    content: bytes
    good: int
    faults: tuple[str, ...]
    highest: int


class Tally(NamedTuple):
    """How many rows were assessed and how many refused, and the highest outcome."""

    good: int
    bad: int
    highest: int


def assess_table(job: Job, tell_fault: Callable[[str], None]) -> Tally:
    """Assess every row, writing as it goes; each refused row is told and the rest done."""
    if job.form not in {"jsonl", "csv"}:
        raise BadInput(f"{job.table}: a table of deals is written as jsonl or csv; choose one")
    good, bad, highest = 0, 0, 0
    rows = read_rows(job.table)
    begun = chain((row for row in [next(rows, None)] if row), rows)
    with ExitStack() as stack:
        out = stack.enter_context(_output(job.output))
        counted = telling(job.table.name, tell_fault, to_file=job.output is not None)
        progress = stack.enter_context(counted)
        if job.form == "csv":
            out.write(HEADER)
        for done in stack.enter_context(closing(_chunks_done(job, begun))):
            out.write(done.content)
            good, bad = good + done.good, bad + len(done.faults)
            highest = max(highest, done.highest)
            progress(good + bad, done.faults)
    return Tally(good, bad, highest)


def _output(path: Path | None) -> AbstractContextManager[IO[bytes]]:
    if path is None and sys.stdout is None:
        raise BadInput("there is no standard output to write to; add -o FILE")
    return whole_file(path) if path else nullcontext(sys.stdout.buffer)


def _chunks_done(job: Job, rows: Iterator[Row]) -> Generator[Done]:
    chunks = iter(lambda: list(islice(rows, CHUNK)), [])
    begun = list(islice(chunks, 2))
    workers = job.workers or os.cpu_count() or 1
    work = _work_of(job)  # before processes are forked: they find it done
    if workers == 1 or len(begun) < 2:  # noqa: PLR2004 - a single chunk is quicker done here
        yield from map(work, chain(begun, chunks))
        return
    try:
        yield from in_order(partial(_work_of, job), chain(begun, chunks), workers)
    except WorkerLost:
        raise BadInput(
            f"{job.table}: a process was ended from outside; try again with fewer --workers"
        ) from None


@lru_cache(maxsize=1)
def _work_of(job: Job) -> Callable[[list[Row]], Done]:
    record = Record(read_pack(job.pack))
    assessor, gazetteer = Assessor(record), Gazetteer(record.countries.values())
    write = table_line if job.form == "csv" else _json_line

    def assessed(row: Row) -> Assessment:
        if row.fault:
            raise BadInput(row.fault)
        deal = deal_from(row.fields, row.where, gazetteer)
        return assessor.assess(deal, as_of=job.day, hindsight=job.hindsight)

    def work(chunk: list[Row]) -> Done:
        lines, faults, highest = [], [], 0
        for row in chunk:
            try:
                assessment = assessed(row)
            except BadInput as fault:
                faults.append(" ".join(str(fault).split()))
            else:
                highest = max(highest, OUTCOMES[assessment.outcome])
                lines.append(write(assessment))
        return Done(b"".join(lines), len(lines), tuple(faults), highest)

    return work


def _json_line(assessment: Assessment) -> bytes:
    return to_json(assessment, pretty=False) + b"\n"
