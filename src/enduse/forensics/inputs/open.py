"""Paths into readers: every file is recognised by what it holds, never by its name alone."""

import os
import plistlib
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from enduse.forensics.inputs.archives import cut_off, packer_of, read_archive
from enduse.forensics.inputs.databases import backup_names, read_database
from enduse.forensics.inputs.documents import MALFORMED, read_json, read_plist
from enduse.forensics.inputs.lines import read_lines
from enduse.forensics.inputs.stream import Refused, Stream, shown
from enduse.forensics.inputs.traffic import MAGIC, read_traffic
from enduse.forensics.inspection import Inspection
from enduse.taxonomy.tables import BadInput

SQLITE = b"SQLite format 3\0"
MVT_OWN = (
    "alerts.json",
    "alerts_timeline.csv",
    "timeline.csv",
    "timeline_detected.csv",
    "urls.json",
    "info.json",
    "command.log",
)
JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"OggS", b"ID3", b"RIFF")


def read_path(inspection: Inspection, path: Path) -> None:
    """Everything at a path: a file, or a folder with all below it."""
    if not path.is_dir():
        _read_file(inspection, path)
        return
    for folder, names in _folders(inspection, path):
        _read_folder(inspection, folder, names)


def _folders(inspection: Inspection, path: Path) -> Iterator[tuple[Path, list[str]]]:
    def fault(error: OSError) -> None:
        inspection.refuse(shown(error.filename), f"cannot be opened: {error.strerror}")

    for folder, inner, names in os.walk(path, onerror=fault):
        inner.sort()
        if encrypted_backup(Path(folder), names):
            inner.clear()
        for name in inner:
            if (place := Path(folder, name)).is_symlink():
                inspection.leave_out(shown(place), "is a link; links are not followed")
        yield Path(folder), sorted(names)


def _read_folder(inspection: Inspection, folder: Path, names: list[str]) -> None:
    if encrypted_backup(folder, names):
        inspection.refuse(
            shown(folder),
            "is an encrypted iOS backup; decrypt it first: mvt-ios decrypt-backup -d DIR FOLDER",
            how="iOS backup",
        )
        return
    if "Manifest.db" in names:
        inspection.originals |= backup_names(folder)
    mvt = {"info.json", "command.log"} <= set(names)
    for name in names:
        path = folder / name
        if mvt and (name in MVT_OWN or name.endswith("_detected.json")):
            inspection.leave_out(shown(path), "is MVT's own summary of the files beside it")
        elif path.is_symlink():
            inspection.leave_out(shown(path), "is a link; links are not followed")
        elif not path.is_file():
            inspection.leave_out(shown(path), "is no file but a device, pipe or socket")
        else:
            _read_file(inspection, path)


def encrypted_backup(folder: Path, names: list[str]) -> bool:
    """Whether a folder with these names is an iOS backup that needs a password."""
    if "Manifest.plist" not in names:
        return False
    try:
        with (folder / "Manifest.plist").open("rb") as file:
            return bool(plistlib.load(file).get("IsEncrypted"))
    except (OSError, *MALFORMED):
        return False


def _read_file(inspection: Inspection, path: Path) -> None:
    try:
        with path.open("rb") as file:
            read_stream(inspection, Stream(shown(path), file, file=file), path=path)
    except OSError as error:
        inspection.refuse(shown(path), f"cannot be read: {error.strerror or error}")


def read_stream(
    inspection: Inspection, stream: Stream, depth: int = 0, path: Path | None = None
) -> None:
    """One file or member of an archive, by the reader for what it holds."""
    if packer := packer_of(stream.head):
        read_archive(inspection, stream, packer, depth, lambda s, d: read_stream(inspection, s, d))
    else:
        _read_safely(inspection, stream, path)
    if stream.fault:
        inspection.ended_early(stream.name, cut_off(stream.fault))


def _read_safely(inspection: Inspection, stream: Stream, path: Path | None) -> None:
    try:
        _read_plain(inspection, stream, stream.head, path)
    except Refused as why:
        inspection.refuse(stream.name, str(why), size=stream.taken)
    except (BadInput, OSError, EOFError):
        raise
    except Exception as fault:  # noqa: BLE001 - one file must not end the check of the others
        # where it arose, never its message, which may quote what was read
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{type(fault).__name__} in {Path(frame.filename).name}:{frame.lineno}"
        said = f"a fault of Enduse, please report it: {place}"
        inspection.refuse(stream.name, said, size=stream.taken)


def _read_plain(inspection: Inspection, stream: Stream, head: bytes, path: Path | None) -> None:
    if not head:
        if not stream.fault:
            inspection.leave_out(stream.name, "is empty")
    elif head.startswith(SQLITE):
        read_database(inspection, stream, path)
    elif head.startswith(MAGIC):
        read_traffic(inspection, stream)
    elif head.startswith(b"bplist00") or b"<!DOCTYPE plist" in head[:400]:
        read_plist(inspection, stream)
    elif head.startswith(PICTURES):
        inspection.leave_out(stream.name, "is a picture, sound or film")
    elif _is_json(head):
        read_json(inspection, stream)
    else:
        read_lines(inspection, stream)


def _is_json(head: bytes) -> bool:
    """A document rather than JSON lines, whose first line is whole."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    first = start.split(b"\n", 1)[0].rstrip()
    return bool(JSON.match(start)) and not (
        start[:1] == b"{" and first.endswith(b"}") and b"\n{" in start
    )


def must_exist(paths: list[Path]) -> None:
    """Raises BadInput for a path that is not there."""
    for path in paths:
        if not path.exists():
            raise BadInput(f"{path}: no such file or folder; check the path")
        if not path.is_file() and not path.is_dir():
            raise BadInput(f"{path}: is no file but a device, pipe or socket; save it as a file")
