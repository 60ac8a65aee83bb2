"""Decisions on pairs as a file that is only added to: JSON lines that a person can read."""

import os
from collections.abc import Sequence
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path
from typing import IO

import msgspec

from enduse.linking.decisions import Decision, Line, Undone
from enduse.taxonomy.tables import BadInput, parse_json, read_text

LIMIT = 256 * 1024 * 1024
MEND = "mend that line, or take it from a copy"


def read_decisions(path: Path, *, new: bool = False) -> list[Line]:
    """The lines of a file of decisions; a `new` one need not be there yet. Raises BadInput with the
    line that is none."""
    if new and not path.exists():
        return []
    if path.is_file() and not path.stat().st_size:
        return []
    text = read_text(path, limit=LIMIT)
    return [
        _line(line, f"{path}:{number}")
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def _line(text: str, where: str) -> Line:
    try:
        line: Line = msgspec.convert(parse_json(text, where), Decision | Undone)
    except JSONDecodeError as error:
        raise BadInput(f"{where}: not JSON: {error.msg} at {error.colno}; {MEND}") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{where}: no decision: {error}; {MEND}") from None
    return line


def add_decisions(path: Path, lines: Sequence[Decision | Undone]) -> None:
    """Put lines behind those that are there, all or none; raises BadInput."""
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    try:
        with path.open("a+b") as file:
            _locked(file)
            _append(file, content)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: cannot be written: {why}; check rights and space") from None


def _locked(file: IO[bytes]) -> None:
    """Hold off others who add at the same time, where the system knows how."""
    with suppress(ImportError):
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _append(file: IO[bytes], content: bytes) -> None:
    before = file.seek(0, os.SEEK_END)
    if before:
        file.seek(-1, os.SEEK_END)
        # somebody's editor may have left the last line without its end
        content = content if file.read(1) == b"\n" else b"\n" + content
    try:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.ftruncate(file.fileno(), before)
        raise
