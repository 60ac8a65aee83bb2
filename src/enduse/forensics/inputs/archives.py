"""Archives, read member by member without unpacking a byte to disk."""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from tarfile import EOFHeaderError, HeaderError, ReadError  # type: ignore[attr-defined]
from typing import IO, Any, Self

from enduse.forensics.inputs.stream import (
    BROKEN,
    NESTED,
    Budget,
    Reads,
    Refused,
    Stream,
)
from enduse.forensics.inspection import Inspection
from enduse.taxonomy.tables import BadInput

Look = Callable[[Stream, int], None]
AB_LINES = 4
UNKNOWN, BITE = 1 << 20, 1 << 10
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def packer_of(head: bytes) -> str | None:
    """The way in which bytes are packed, None where they are not."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"ANDROID BACKUP\n"):
        return "Android backup"
    if head[257:262] == b"ustar":
        return "tar"
    if head[:2] in ZLIB and _inflates(head):
        return "zlib"
    starts = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
    return next((name for start, name in starts.items() if head.startswith(start)), None)


def _inflates(head: bytes) -> bool:
    try:
        return bool(zlib.decompressobj().decompress(head, 1024))
    except zlib.error:
        return False


def read_archive(
    inspection: Inspection, stream: Stream, packer: str, depth: int, look: Look
) -> None:
    """Hand every member to `look`; what cannot be read on is told, and what was read stays."""
    if depth >= NESTED:
        inspection.refuse(stream.name, f"archives lie in archives more than {NESTED} deep")
        return
    try:
        for member in _MEMBERS[packer](inspection, stream):
            look(member, depth + 1)
            if member.fault and (packer != "zip" or isinstance(member.fault, Refused)):
                raise member.fault
    except BadInput:
        raise
    except BROKEN as error:
        inspection.refuse(stream.name, cut_off(error), how=packer)


def cut_off(fault: Exception) -> str:
    """Why something is not read to its end."""
    said = " ".join(str(fault).split())[:120] or type(fault).__name__
    if isinstance(fault, Refused):
        return f"{said}; read up to there"
    return f"is damaged or cut off ({said}); read up to there"


def _zip(inspection: Inspection, stream: Stream) -> Iterator[Stream]:
    file = _seekable(stream)
    with zipfile.ZipFile(file) as archive:
        budget = Budget(_size(file))
        for info in archive.infolist():
            if info.is_dir():
                continue
            budget.member()
            name = _inside(stream.name, info.filename)
            if info.flag_bits & 1:
                inspection.refuse(name, "is encrypted; unpack it with its password first")
                continue
            if (info.external_attr >> 28) == 0xA:  # noqa: PLR2004 - S_IFLNK
                inspection.leave_out(name, "is a link; links are not followed")
                continue
            try:
                member = archive.open(info)
            except (zipfile.BadZipFile, NotImplementedError, struct.error) as error:
                inspection.refuse(name, f"is damaged or packed in a way that is not read: {error}")
                continue
            with member:
                yield Stream(name, member, budget=budget)


def _seekable(stream: Stream) -> IO[bytes]:
    """A file on the disk as it is, a member of another archive in memory."""
    if stream.file is None:
        return io.BytesIO(stream.whole())
    stream.file.seek(0)
    return stream.file


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def _tar(inspection: Inspection, stream: Stream) -> Iterator[Stream]:
    yield from _tar_from(inspection, stream, Budget(1 << 62))


def _tar_from(inspection: Inspection, stream: Stream, budget: Budget) -> Iterator[Stream]:
    try:
        with tarfile.open(
            fileobj=_Forwards(stream), mode="r|", errorlevel=1, tarinfo=_Header
        ) as archive:
            for info in archive:
                budget.member()
                name = _inside(stream.name, info.name)
                if info.issym() or info.islnk():
                    inspection.leave_out(name, "is a link; links are not followed")
                elif info.isfile() and (member := archive.extractfile(info)) is not None:
                    yield Stream(name, member)
    except tarfile.TarError as fault:
        raise stream.fault or fault from None


class _Header(tarfile.TarInfo):
    """A header; one that is damaged or missing would end the archive in silence."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except EOFHeaderError:
            raise
        except HeaderError as fault:
            raise ReadError(f"no whole archive: {fault}") from None


class _Forwards(io.RawIOBase):
    """A stream as tarfile reads one."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.stream.read(size)

    def readinto(self, place: Any) -> int:
        part = self.stream.read(len(place))
        place[: len(part)] = part
        return len(part)


def _android_backup(inspection: Inspection, stream: Stream) -> Iterator[Stream]:
    """The tar of `adb backup`, deflated; an encrypted one needs its password."""
    lines = [_line(stream) for _ in range(AB_LINES)]
    if lines[3] != b"none":
        inspection.refuse(
            stream.name,
            "is an encrypted Android backup; mvt-android check-backup reads it with its password",
            how="Android backup",
        )
        return
    raw = _Inflated(stream) if lines[2] == b"1" else stream
    budget = Budget(1 << 40)
    yield from _tar_from(inspection, Stream(stream.name, raw, budget=budget), budget)


def _line(stream: Stream) -> bytes:
    found = b""
    while len(found) < 64 and (byte := stream.read(1)) not in {b"\n", b""}:  # noqa: PLR2004 - a header has short lines
        found += byte
    return found


class _Inflated:
    """A zlib stream, inflated as it is read."""

    def __init__(self, stream: Reads) -> None:
        self.stream = stream
        self.inflate = zlib.decompressobj()

    def read(self, size: int = -1, /) -> bytes:
        rest = self.inflate.unconsumed_tail
        while not self.inflate.eof:
            rest = rest or self.stream.read(1 << 16)
            part = self.inflate.decompress(rest, max(size, 1))
            if part:
                return part
            if not rest:
                raise EOFError("it ends before it is complete")
            rest = self.inflate.unconsumed_tail
        return b""


def _one(open_: Callable[[Any], Any], suffixes: tuple[str, ...]) -> Any:
    def members(_: Inspection, stream: Stream) -> Iterator[Stream]:
        bare = next((stream.name[: -len(s)] for s in suffixes if stream.name.endswith(s)), None)
        name = f"{stream.name}/{(bare or stream.name).rpartition('/')[2]}"
        budget = Budget(_packed(stream))
        yield Stream(name, open_(_Forwards(stream)), budget=budget)

    return members


def _packed(stream: Stream) -> int:
    """The size of what is packed; of a member that comes as a stream it is not known yet."""
    if stream.file is None:
        return max(stream.taken, UNKNOWN)
    return os.fstat(stream.file.fileno()).st_size


def _zstd(file: Any) -> "_Zstd":
    try:
        import zstandard
    except ImportError:
        raise BadInput("zstd needs enduse[forensics]: pip install 'enduse[forensics]'") from None
    return _Zstd(file, zstandard)


class _Zstd:
    """Zstandard frames, read in small bites so that a bomb cannot fill the memory at once."""

    def __init__(self, file: Any, zstandard: Any) -> None:
        self.file = file
        self.fault = zstandard.ZstdError
        self.begin = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj
        self.frame = self.begin()
        self.rest = self.made = b""

    def read(self, size: int = -1, /) -> bytes:
        while len(self.made) < max(size, 1) and self._more():
            pass
        part, self.made = self.made[:size], self.made[size:]
        return part

    def _more(self) -> bool:
        bite = self.rest or self.file.read(BITE)
        if not bite:
            if not self.frame.eof:
                raise EOFError("it ends before it is complete")
            return False
        if self.frame.eof:
            self.frame = self.begin()
        try:
            self.made += self.frame.decompress(bite)
        except self.fault as error:
            raise ValueError(str(error)) from None
        self.rest = self.frame.unused_data if self.frame.eof else b""
        return True


def _bzip2(file: Any) -> bz2.BZ2File:
    return bz2.BZ2File(io.BufferedReader(file))


def _xz(file: Any) -> lzma.LZMAFile:
    return lzma.LZMAFile(io.BufferedReader(file))


def _inside(archive: str, member: str) -> str:
    """Where a member stands; its name is only shown, never used as a path."""
    shown = "".join(c if c.isprintable() else "?" for c in member)[:400]
    return f"{archive}/{shown}"


_MEMBERS: dict[str, Callable[[Inspection, Stream], Iterator[Stream]]] = {
    "zip": _zip,
    "tar": _tar,
    "Android backup": _android_backup,
    "gzip": _one(lambda file: gzip.GzipFile(fileobj=io.BufferedReader(file)), (".gz", ".tgz")),
    "zlib": _one(_Inflated, ()),
    "bzip2": _one(_bzip2, (".bz2",)),
    "xz": _one(_xz, (".xz",)),
    "zstd": _one(_zstd, (".zst", ".zstd")),
}
