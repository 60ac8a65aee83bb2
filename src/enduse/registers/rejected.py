"""Rows that are no entries, kept with the reason."""

import csv
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from enduse.taxonomy.tables import BadInput


class Rejected(NamedTuple):
    """A row of a register that could not be read as an entry: where, why, and what it says."""

    line: int
    reason: str
    row: tuple[str, ...]


def write_rejected(path: Path, rows: Iterable[Rejected]) -> int:
    """Write line, reason and the original cells of each row as CSV, whole or not at all.

    Returns how many there were; raises BadInput where the file cannot be written.
    """
    part = path.parent / f".enduse-{secrets.token_hex(8)}.part"
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            written = _write(csv.writer(file), rows)
        part.replace(path)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: cannot be written: {why}; check the folder and rights") from None
    finally:
        with suppress(OSError):
            part.unlink()
    return written


def _write(writer: Any, rows: Iterable[Rejected]) -> int:
    writer.writerow(("line", "reason", "cells"))
    written = 0
    for line, reason, cells in rows:
        writer.writerow((line, reason, *cells))
        written += 1
    return written
