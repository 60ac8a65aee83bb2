"""Bytes of an input as they come, with the limits that keep a bomb from filling the memory."""

from collections.abc import Iterator
from typing import IO, Protocol

HEAD = 64 * 1024
WHOLE = 512 * 1024 * 1024
UNPACKED = 256 * 1024**3
RATIO, RATIO_FROM = 400, 256 * 1024 * 1024
MEMBERS, NESTED = 200_000, 5
CHUNK = 4 * 1024 * 1024


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

    `file` is the file on the disk where the bytes are all of one.
    """

    def __init__(
        self, name: str, raw: Reads, *, budget: Budget | None = None, file: IO[bytes] | None = None
    ) -> None:
        self.name = name
        self.file = file
        self.raw = raw
        self.budget = budget
        self.taken = 0
        self.head = self._fill(HEAD)
        self._waiting = self.head

    def _fill(self, size: int) -> bytes:
        parts = []
        while size > 0 and (part := self._take(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _take(self, size: int) -> bytes:
        part = self.raw.read(size)
        if self.budget:
            self.budget.spend(len(part))
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
