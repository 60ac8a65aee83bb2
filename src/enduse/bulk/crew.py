"""The same work on many chunks by several processes; results come in order, or not at all.

No pool of the standard library: a worker killed from outside stops one of those for ever in the
Python that Debian 12 ships (3.11.2).
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import cache
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Any, TypeAlias, TypeVar

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")
Line: TypeAlias = "Connection[Any, Any]"
AHEAD = 3
OBJECTS = 100_000  # that are made between two searches for cycles


class WorkerLost(RuntimeError):
    """A process of the crew ended before its work was done."""


def in_order(
    begin: Callable[[], Callable[[Chunk], Result]], chunks: Iterator[Chunk], workers: int
) -> Generator[Result]:
    """What the workers make of the chunks; few are under way at once, so that memory stays flat.

    Each process calls `begin` once for the function that does the work. Raises WorkerLost.
    """
    lines: list[Line] = []
    crew = []
    try:
        for _ in range(workers):
            ours, theirs = Pipe()
            lines.append(ours)
            crew.append(Process(target=_serve, args=(begin, theirs, tuple(lines)), daemon=True))
            crew[-1].start()
            theirs.close()
        yield from _shared_out(chunks, lines)
    except (EOFError, ConnectionError):
        raise WorkerLost from None
    finally:
        for line in lines:
            line.close()
        for process in crew:
            process.join()


def _shared_out(chunks: Iterator[Any], lines: list[Line]) -> Iterator[Any]:
    """Only an idle worker is sent anything, so neither side ever waits for the other to read."""
    numbered = enumerate(chunks)
    following = next(numbered, None)
    idle, busy = deque(lines), dict[Line, int]()
    done = dict[int, Any]()
    wanted = 0
    while following or busy:
        while following and idle and following[0] < wanted + AHEAD * len(lines):
            line = idle.popleft()
            busy[line], chunk = following
            line.send(chunk)
            following = next(numbered, None)
        for line in [line for line in wait(list(busy)) if isinstance(line, Connection)]:
            done[busy.pop(line)] = line.recv()
            idle.append(line)
        while wanted in done:
            yield done.pop(wanted)
            wanted += 1


@cache
def settle() -> None:
    """Search for cycles rarely from now on: the work makes none, and what it keeps is much, so that
    the search takes a third of the time."""
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 100)


def _serve(begin: Callable[[], Callable[[Any], Any]], line: Line, others: tuple[Line, ...]) -> None:
    """Work until the line is closed, be it that the first process was killed."""
    # Ctrl-C goes to every process of a terminal; the first one ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    work = begin()
    settle()
    with suppress(EOFError, ConnectionError):
        while True:
            line.send(work(line.recv()))
