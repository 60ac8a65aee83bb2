"""Tables of deals -> assessments, in order, in constant memory, on every core of one machine."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
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
    begun = chain((row for row in [next(rows, None)] if row), rows)
    with ExitStack() as stack:
        out = stack.enter_context(_output(job.output))
        progress = stack.enter_context(_progress(job, tell_fault))
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
    """Chunks in their order; never more than a few ahead, so that memory stays flat."""
    chunks = iter(lambda: list(islice(rows, CHUNK)), [])
    first = next(chunks, None)
    if first is None:
        return
    workers = job.workers or os.cpu_count() or 1
    second = next(chunks, None)
    _load(job)  # before the processes are forked: they share what is read once
    if workers == 1 or second is None:
        for chunk in _all(first, second, chunks):
            yield _assess_chunk(chunk)
        return
    with _pool(workers, job) as pool:
        waiting: deque[Future[Done]] = deque()
        for chunk in _all(first, second, chunks):
            waiting.append(pool.submit(_assess_chunk, chunk))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _pool(workers: int, job: Job) -> Iterator[ProcessPoolExecutor]:
    """Processes that stop with us: what waits is dropped when we end early."""
    pool = ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(job,))
    try:
        yield pool
    except BrokenProcessPool:
        raise BadInput(
            f"{job.table}: a process was ended from outside; try again with fewer --workers"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _all(
    first: list[Row], second: list[Row] | None, rest: Iterable[list[Row]]
) -> Iterator[list[Row]]:
    yield first
    if second is not None:
        yield second
    yield from rest


_work: list[Callable[[list[Row]], Done]] = []


def _start_worker(job: Job) -> None:
    # Ctrl-C goes to every process of a terminal; the first process tells the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if not _work:
        _load(job)


def _load(job: Job) -> None:
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


def _progress(
    job: Job, tell_fault: Callable[[str], None]
) -> AbstractContextManager[Callable[[int, Iterable[str]], None]]:
    apart = job.output is not None or not sys.stdout.isatty()
    if apart and sys.stderr is not None and sys.stderr.isatty():
        from enduse.bulk.progress import counting

        return counting(job.table.name, tell_fault)

    def told(_: int, faults: Iterable[str]) -> None:
        for fault in faults:
            tell_fault(fault)

    return nullcontext(told)
