"""A line on the terminal that says how far a long run is."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

Told = Callable[[int, Sequence[str]], None]


def telling(
    what: str, tell_fault: Callable[[str], None], *, to_file: bool
) -> AbstractContextManager[Told]:
    """Give a function that tells faults, and counts rows on a terminal that shows nothing else."""
    apart = to_file or not sys.stdout.isatty()
    if apart and sys.stderr is not None and sys.stderr.isatty():
        return counting(what, tell_fault)

    def told(_: int, faults: Sequence[str]) -> None:
        for fault in faults:
            tell_fault(fault)

    return nullcontext(told)


@contextmanager
def counting(what: str, tell_fault: Callable[[str], None]) -> Iterator[Told]:
    """Give a function that shows how many rows are done, and tells faults above that line.

    The line is drawn when a chunk is done, by no thread: processes are still to be forked.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(what, total=None)

        def done(rows: int, faults: Sequence[str]) -> None:
            if faults:
                progress.stop()
                for fault in faults:
                    tell_fault(fault)
                progress.start()
            progress.update(task, completed=rows, refresh=True)

        yield done
