"""Processes that work through batches; they end when the one that started them does."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

from enduse.taxonomy.tables import BadInput

AHEAD = 2
Work = Callable[[Any], Any]


class Workers:
    """So many processes; `start` makes what works in each of them."""

    def __init__(self, count: int, start: Callable[[], Work]) -> None:
        self.lines: list[Connection] = []
        self.processes: list[Any] = []
        ways = multiprocessing.get_context("fork")
        for _ in range(count):
            ours, theirs = ways.Pipe()
            self.lines.append(ours)
            made = ways.Process(target=_serve, args=(theirs, list(self.lines), start), daemon=True)
            made.start()
            theirs.close()
            self.processes.append(made)

    def each(self, following: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Work through the batches that `following` gives until it gives None and all are done.

        `done` gets what came of each batch, and may make `following` give more.
        """
        busy = dict.fromkeys(self.lines, 0)
        while True:
            for line in sorted(self.lines, key=lambda one: busy[one]):
                while busy[line] < AHEAD and (batch := following()) is not None:
                    line.send(batch)
                    busy[line] += 1
            if not any(busy.values()):
                return
            for line in _ready([line for line, n in busy.items() if n]):
                done(_told(line))
                busy[line] -= 1

    def close(self) -> None:
        """Let the processes end."""
        for line in self.lines:
            line.close()
        for process in self.processes:
            process.join()


def _ready(lines: list[Connection]) -> list[Connection]:
    found = wait(lines)
    return [line for line in lines if line in found]


def _told(line: Connection) -> Any:
    try:
        told, problem = line.recv()
    except EOFError:
        raise BadInput(
            "a process of the publisher was ended from outside; run it again, perhaps with fewer "
            "--workers"
        ) from None
    if problem:
        raise BadInput(problem)
    return told


def _serve(line: Connection, others: list[Connection], start: Callable[[], Work]) -> None:
    """Answer batches until the other end of the line is gone."""
    for other in others:  # held here as well they would never end
        other.close()
    work = start()
    while True:
        try:
            line.send(_answer(work, line.recv()))
        except (EOFError, OSError, KeyboardInterrupt):
            return


def _answer(work: Work, batch: Any) -> tuple[Any, str | None]:
    try:
        return work(batch), None
    except BadInput as problem:
        return None, str(problem)
