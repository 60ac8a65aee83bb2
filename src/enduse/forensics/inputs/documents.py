"""JSON and property lists that are read whole: result files of MVT, AndroidQF and others."""

import os
import plistlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from enduse.forensics.artefacts import Artefact, result_file
from enduse.forensics.inputs.lines import read_lines
from enduse.forensics.inputs.rows import look
from enduse.forensics.inputs.stream import Refused, Stream
from enduse.forensics.inspection import Inspection

MALFORMED = (
    plistlib.InvalidFileException, ExpatError, ValueError, RecursionError, OverflowError,
    LookupError, TypeError, AttributeError, MemoryError,
)  # fmt: skip
JSON_WHOLE = 128 * 1024 * 1024
NOT_WHOLE = (
    "is damaged or cut off: sought through as text, where names of processes and files do not show"
)
TOO_LARGE = (
    "JSON too large to be taken apart: sought through as text, where names of processes and files"
    " do not show; make it JSON lines"
)


def read_json(inspection: Inspection, stream: Stream) -> None:
    """A JSON document; JSON lines, what is too large and what is cut off is read as text."""
    if stream.file is not None and os.fstat(stream.file.fileno()).st_size > JSON_WHOLE:
        read_lines(inspection, stream, TOO_LARGE)
        return
    try:
        content = stream.whole(JSON_WHOLE)
    except Refused:
        inspection.refuse(
            stream.name, f"is more than {JSON_WHOLE // 1024**2} MB of JSON; make it JSON lines",
            size=stream.taken,
        )  # fmt: skip
        return
    try:
        found = msgspec.json.decode(content)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        read_lines(inspection, again(stream, content), NOT_WHOLE)
        return
    if isinstance(found, dict) and found.get("type") == "bundle" and "objects" in found:
        inspection.leave_out(stream.name, "is a list of indicators, no trace of a device")
        return
    artefact = result_file(_stem(stream.name))
    rows = list(_rows(found))
    if artefact and not any(_has(row, artefact) for row in rows[:50]):
        artefact = None
    count, kinds = look(inspection, stream.name, rows, artefact)
    title = artefact.title if artefact else "JSON"
    inspection.read(stream.name, f"{title}, {count:,} rows", kinds, len(content))


def _stem(name: str) -> str:
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def again(stream: Stream, content: bytes) -> Stream:
    """A stream of bytes that were read already."""
    import io

    return Stream(stream.name, io.BytesIO(content))


def _rows(found: Any) -> Iterable[Mapping[str, Any]]:
    """The records of a document: of its list, or of the lists that its keys lead to."""
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        if len(lists) == len(found) and all(isinstance(r, dict) for one in lists for r in one):
            return [row for one in lists for row in one]
        return [found | {"": list(found)}]  # its keys may be hosts, paths or apps
    if isinstance(found, list):
        return [row if isinstance(row, dict) else {"value": row} for row in found]
    return [{"value": found}]


def _has(row: Mapping[str, Any], artefact: Artefact) -> bool:
    return any(name.partition(".")[0] in row for name in artefact.fields)


def read_plist(inspection: Inspection, stream: Stream) -> None:
    """A property list of Apple's, binary or XML."""
    content = stream.whole(JSON_WHOLE)
    try:
        found = plistlib.loads(content)
    except MALFORMED:
        read_lines(inspection, again(stream, content), NOT_WHOLE)
        return
    plain = _plain(found)
    count, kinds = look(inspection, stream.name, list(_rows(plain)))
    inspection.read(stream.name, f"property list, {count:,} records", kinds, len(content))


def _plain(found: Any, depth: int = 0) -> Any:
    if depth > 30:  # noqa: PLR2004 - deeper than any real one
        return str(found)[:1000]
    if isinstance(found, dict):
        return {str(key): _plain(value, depth + 1) for key, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [_plain(value, depth + 1) for value in found]
    if isinstance(found, datetime):
        return f"{found.isoformat(sep=' ')}"
    return found
