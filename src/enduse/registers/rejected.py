"""Rows that are no entries, kept with the reason."""

import csv
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

from enduse.taxonomy.tables import BadInput


class Rejected(NamedTuple):
    """A row of a register that could not be read as an entry: where, why, and what it says."""

    line: int
    reason: str
    row: tuple[str, ...]


class RejectedFile:
    """A CSV file of rejected rows: line, reason and the original cells of each.

    It is put in its place when the `with` block ends well, and not at all when it does not; with
    `always` also where no row was rejected. Raises BadInput where it cannot be written.
    """

    def __init__(self, path: Path, *, always: bool) -> None:
        self.path, self.rows = path, 0
        self._always = always
        self._part = path.parent / f".enduse-{secrets.token_hex(8)}.part"
        self._file: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        if self._always:
            with self._told():
                self._begin()
        return self

    def add(self, rejected: Rejected) -> None:
        """Write one more row."""
        with self._told():
            if self._file is None:
                self._begin()
            self._writer.writerow((rejected.line, rejected.reason, *rejected.row))
        self.rows += 1

    def __exit__(self, broken: object, *_: object) -> None:
        if self._file is None:
            return
        try:
            with self._told():
                self._file.close()
                if broken is None:
                    self._part.replace(self.path)
        finally:
            with suppress(OSError):
                self._part.unlink()

    def _begin(self) -> None:
        self._file = self._part.open("x", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(("line", "reason", "cells"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = error.strerror or error
            raise BadInput(
                f"{self.path}: cannot be written: {why}; check the folder and its rights, or name"
                " another file for the rejected rows"
            ) from None
