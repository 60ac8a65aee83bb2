"""Tables of names -> the parties they may be, on Apache Spark: the rows of the local engine.

The lists go to every machine as files, and each process maps them into memory. The table does not
go through this process: each task reads its own portions of it, and gives back what is to be
written, which is joined here in the order of the table.
"""

import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import enduse
from enduse.bulk.crew import settle
from enduse.bulk.progress import Told, telling
from enduse.bulk.screen import CHUNK, Tally, check_columns, output_of, work_of
from enduse.bulk.screen_job import Job, Lists, Terms, search_in
from enduse.bulk.spark import LIGHT, context, is_local
from enduse.interchange.list_table import FIELDS
from enduse.interchange.screened import apart, sink
from enduse.interchange.table_portions import Cut, Portion, cut, rows_of
from enduse.interchange.table_rows import read_table
from enduse.screening.said import VERSION
from enduse.screening.shelf import META, Shelf, rules
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext

PORTION = CHUNK
TASK = 2_000  # rows of a task, if each core gets several
OF_A_CORE = 8
MOST_TASKS = 4_000
EVERY = 0.3  # seconds between two looks at how far it is
COLUMNS = frozenset(name for names in FIELDS.values() for name in names)


@dataclass(frozen=True, slots=True)
class Errand:
    """What each task is to do. `table` and `lists_as` are the names under which Spark brought table
    and lists to the machine; None where they are read in their place."""

    cut: Cut
    form: str
    lists: Lists
    terms: Terms
    table: str | None
    lists_as: str | None
    made_with: tuple[str, int, str]


class Done(NamedTuple):
    """One portion: what to write, how many rows were screened and matched, the faults."""

    content: bytes
    good: int
    matched: int
    faults: tuple[str, ...]


def screen_on_spark(job: Job, master: str, tell_fault: Callable[[str], None]) -> Tally:
    """Screen every row at a Spark master, and write them in order once all are done; each refused
    row is told. Raises BadInput for the table, the lists, the output and Spark."""
    good, matched, bad = 0, 0, 0
    with ExitStack() as stack:
        out = stack.enter_context(output_of(job))
        whole = _cut(job)
        counted = telling(job.table.name, tell_fault, to_file=job.output is not None)
        progress = stack.enter_context(counted)
        progress(0, ())
        at = stack.enter_context(context(master, LIGHT if is_local(master) else None))
        into = sink(job.form, out)
        errand = stack.enter_context(_brought(at, job, whole))
        for done in stack.enter_context(closing(_done(at, errand, whole, progress))):
            into.add(done.content)
            good, matched, bad = good + done.good, matched + done.matched, bad + len(done.faults)
            progress(whole.rows, done.faults)
        into.close()
    return Tally(good, matched, bad)


def _cut(job: Job) -> Cut:
    """The table in portions; what is wrong with it or with a list is told before Spark begins."""
    first = next(read_table(job.table), None)
    if first is not None:
        check_columns(job.table, first)
    search_in(job.lists)
    return cut(job.table, PORTION)


@contextmanager
def _brought(at: "SparkContext", job: Job, whole: Cut) -> Iterator[Errand]:
    """The errand, with table and lists where every machine can read them."""
    bare = whole._replace(portions=())
    errand = Errand(bare, job.form, job.lists, job.terms, None, None, _made_with())
    if is_local(at.master):
        yield errand
        return
    with tempfile.TemporaryDirectory(prefix="enduse-spark-") as folder:
        name = Path(folder).name
        archive = Path(folder) / f"{name}.zip"
        pack_lists(job.lists, archive)
        at.addArchive(f"{archive}#{name}")
        table = Path(folder) / f"{name}{job.table.suffix}"
        if not job.shared:
            _link(job.table.resolve(), table)
            at.addFile(str(table))
        yield replace(errand, table=None if job.shared else table.name, lists_as=name)


def _link(table: Path, name: Path) -> None:
    """Give a table a name of its own: Spark brings no two files of one name, and sees through links
    that are only symbolic."""
    try:
        name.hardlink_to(table)
    except OSError:  # on another disk
        shutil.copyfile(table, name)


def pack_lists(lists: Lists, archive: Path) -> None:
    """The folders of the lists in one file; not smaller, since unpacking would cost each machine
    more than the network does."""
    with zipfile.ZipFile(archive, "w", strict_timestamps=False) as packed:
        for name, place in lists.places:
            listed = Shelf(place).listed(name)
            packed.write(place / name / META, f"{name}/{META}")
            for file in listed.files:
                packed.write(place / name / listed.folder / file, f"{name}/{listed.folder}/{file}")


def _made_with() -> tuple[str, int, str]:
    """What must be the same on every machine for the same hits."""
    return enduse.__version__, VERSION, rules().hex()


def _done(at: "SparkContext", errand: Errand, whole: Cut, progress: Told) -> Generator[Done]:
    """What the tasks made of the portions, in order; it is held by the machines that made it until
    it is written, so that this one needs memory for one task's alone."""
    if not whole.portions:
        return
    from pyspark import StorageLevel

    rows = whole.rows
    tasks = min(
        len(whole.portions), MOST_TASKS, max(rows // TASK, OF_A_CORE * at.defaultParallelism)
    )
    made = at.parallelize(whole.portions, tasks).map(partial(screened_portion, errand))
    made.persist(StorageLevel.MEMORY_AND_DISK)
    _computed(made, lambda done: progress(rows * done // tasks, ()))
    yield from made.toLocalIterator(prefetchPartitions=True)
    made.unpersist()


def _computed(made: "RDD[Done]", tell: Callable[[int], None]) -> None:
    """Wait until every task is done, and tell how many are."""
    from pyspark import InheritableThread

    at, group, failed = made.context, secrets.token_hex(8), list[BaseException]()

    def compute() -> None:
        at.setJobGroup(group, "enduse screen")
        try:
            made._jrdd.count()  # noqa: SLF001 - counted by Java: what was made need not come back to Python
        except BaseException as error:  # noqa: BLE001 - told by the thread that waits
            failed.append(error)

    thread = InheritableThread(compute, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(EVERY)
        tell(_tasks_done(at, group))
    if failed:
        raise failed[0]


def _tasks_done(at: "SparkContext", group: str) -> int:
    told = at.statusTracker()
    jobs = [told.getJobInfo(job) for job in told.getJobIdsForGroup(group)]
    stages = [told.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
    return sum(stage.numCompletedTasks for stage in stages if stage)


def screened_portion(errand: Errand, portion: Portion) -> Done:
    """Screen the rows of a portion, on whatever machine this is."""
    there = _made_with()
    if there != errand.made_with:
        raise BadInput(
            f"a machine of the cluster has enduse {there[0]}, this one {errand.made_with[0]}"
            f"{' with other rules' * (there[0] == errand.made_with[0])}; install the same on both"
        )
    settle()
    table, lists = _here(errand)
    rows = rows_of(errand.cut, portion, table, COLUMNS)
    found = work_of(lists, errand.terms)(list(enumerate(rows, portion.first)))
    faults = tuple(row.fault for row in found if row.fault)
    matched = sum(bool(row.hits) for row in found)
    return Done(apart(errand.form, found), len(found) - len(faults), matched, faults)


def _here(errand: Errand) -> tuple[Path, Lists]:
    """Where the table and the lists stand on this machine."""
    table, lists = errand.cut.table, errand.lists
    if errand.table is None and errand.lists_as is None:
        return table, lists
    from pyspark import SparkFiles

    if errand.table is not None:
        table = Path(SparkFiles.get(errand.table))
    if errand.lists_as is not None:
        folder = Path(SparkFiles.get(errand.lists_as))
        lists = Lists(tuple((name, folder) for name, _ in lists.places))
    return table, lists
