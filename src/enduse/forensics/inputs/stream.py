"""Bytes of an input as they come, with the limits that keep a bomb from filling the memory."""

import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol

HEAD = 64 * 1024
WHOLE = 512 * 1024 * 1024
UNPACKED = 256 * 1024**3
RATIO, RATIO_FROM = 400, 256 * 1024 * 1024
MEMBERS, NESTED = 200_000, 5
CHUNK = 4 * 1024 * 1024
BITE = 64 * 1024
BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, OverflowError, LookupError, struct.error,
)  # fmt: skip


def shown(path: Path | str) -> str:
    """A path as a report can hold it: bytes that are no text, and signs that steer a terminal, as
    they are written in source code.
    """
    text = os.fsencode(path).decode(errors="backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Refused(ValueError):
    """Why an input is not read, or not read further."""


class Budget:
    """How much one input may unpack to: bytes in all, and in proportion to its size."""

    def __init__(self, packed: int) -> None:
        self.packed = max(packed, 1)
        self.unpacked = self.members = 0

    def spend(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > UNPACKED:
            raise Refused(f"unpacks to more than {UNPACKED // 1024**3} GB")
        if self.unpacked > RATIO_FROM and self.unpacked > RATIO * self.packed:
            raise Refused(f"unpacks to more than {RATIO} times its size, as a bomb does")

    def member(self) -> None:
        self.members += 1
        if self.members > MEMBERS:
            raise Refused(f"holds more than {MEMBERS:,} files")


class Reads(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int = -1, /) -> bytes: ...


class Stream:
    """Bytes that are read once, forwards; the beginning can be looked at first.

    `file` is the file on the disk where the bytes are all of one. Where they cannot be read on they
    end there, so that what came before still counts, and `fault` says why.
    """

    def __init__(
        self, name: str, raw: Reads, *, budget: Budget | None = None, file: IO[bytes] | None = None
    ) -> None:
        self.name = name
        self.file = file
        self.raw = raw
        self.budget = budget
        self.taken = 0
        self.fault: Exception | None = None
        # what is packed comes in bites: a longer read would lose what stands before the damage
        self._bite: Any = None if file else getattr(raw, "read1", None)
        self.head = self._fill(HEAD)
        self._waiting = self.head

    def _fill(self, size: int) -> bytes:
        parts = []
        while size > 0 and (part := self._take(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _take(self, size: int) -> bytes:
        if self.fault:
            return b""
        try:
            part: bytes = self._bite(min(size, BITE)) if self._bite else self.raw.read(size)
            if self.budget:
                self.budget.spend(len(part))
        except BROKEN as fault:
            self.fault = fault
            return b""
        self.taken += len(part)
        return part

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return self.whole()
        part, self._waiting = self._waiting[:size], self._waiting[size:]
        return part + self._fill(size - len(part)) if len(part) < size else part

    def whole(self, limit: int = WHOLE) -> bytes:
        """All that is left; raises Refused beyond the limit."""
        parts = []
        size = 0
        while part := self.read(CHUNK):
            size += len(part)
            if size > limit:
                raise Refused(f"is more than {limit // 1024**2} MB, which must be read at once")
            parts.append(part)
        return b"".join(parts)

    def chunks(self) -> Iterator[bytes]:
        """All that is left, piece by piece."""
        while part := self.read(CHUNK):
            yield part
