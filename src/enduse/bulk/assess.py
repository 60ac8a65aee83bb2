"""Tables of deals -> assessments, in order, in constant memory, on every core of one machine."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from enduse.assessment import Assessment, Assessor
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
AHEAD = 3


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
    with ExitStack() as stack:
        out = stack.enter_context(_output(job.output))
        tell = stack.enter_context(_progress(job))
        if job.form == "csv":
            out.write(HEADER)
        for done in _chunks_done(job, rows):
            out.write(done.content)
            good, bad = good + done.good, bad + len(done.faults)
            highest = max(highest, done.highest)
            for fault in done.faults:
                tell_fault(fault)
            tell(good + bad)
    return Tally(good, bad, highest)


def _output(path: Path | None) -> AbstractContextManager[IO[bytes]]:
    return whole_file(path) if path else nullcontext(sys.stdout.buffer)


def _chunks_done(job: Job, rows: Iterator[Row]) -> Iterator[Done]:
    """Chunks in their order; never more than a few ahead, so that memory stays flat."""
    chunks = iter(lambda: list(islice(rows, CHUNK)), [])
    first = next(chunks, None)
    if first is None:
        return
    workers = job.workers or os.cpu_count() or 1
    second = next(chunks, None)
    if workers == 1 or second is None:
        _start_worker(job)
        for chunk in _all(first, second, chunks):
            yield _assess_chunk(chunk)
        return
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(job,)) as pool:
        waiting: deque[Future[Done]] = deque()
        for chunk in _all(first, second, chunks):
            waiting.append(pool.submit(_assess_chunk, chunk))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _all(
    first: list[Row], second: list[Row] | None, rest: Iterable[list[Row]]
) -> Iterator[list[Row]]:
    yield first
    if second is not None:
        yield second
    yield from rest


_work: list[Callable[[list[Row]], Done]] = []


def _start_worker(job: Job) -> None:
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

    _work[:] = [work]


def _assess_chunk(chunk: list[Row]) -> Done:
    return _work[0](chunk)


def _json_line(assessment: Assessment) -> bytes:
    return to_json(assessment, pretty=False) + b"\n"


def _progress(job: Job) -> AbstractContextManager[Callable[[int], None]]:
    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from enduse.bulk.progress import counting

    return counting(job.table.name)
