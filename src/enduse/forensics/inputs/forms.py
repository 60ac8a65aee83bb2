"""The forms that lines of text come in, recognised by how a text begins."""

import codecs
import csv
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from enduse.forensics.artefacts import by_key
from enduse.forensics.inputs.rows import leaves
from enduse.forensics.inputs.stream import Stream
from enduse.forensics.traces import Trace

BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Form(NamedTuple):
    """How the lines of a text are made; `result` names the result of MVT that says the same."""

    title: str
    trace: Trace = "listed"
    fields: tuple[str, ...] = ()
    separator: str = ""
    json: bool = False
    result: str | None = None


# dnsmasq and Pi-hole, BIND, Unbound, and answers as dig writes them
LOOKED_UP = re.compile(
    rb"\bquery\[[A-Z]+\] \S+ from |\bquery: \S+ IN [A-Z]+|\s\S+\. [A-Z]+ IN\s*$"
    rb"|^\S+\.\s+\d+\s+IN\s+[A-Z]+\s",
    re.MULTILINE,
)
UNKNOWN = Form("unknown format")
# What a text holds at its beginning -> what it is.
KNOWN: Mapping[re.Pattern[bytes], Form] = {
    re.compile(rb"\A(?:USER|UID|LABEL)\s.*\bPID\b.*\b(?:NAME|CMD|COMMAND)\s*$", re.MULTILINE): Form(
        "processes", result="processes"
    ),
    re.compile(rb"remaining client pid:"): Form("shutdown log", result="shutdown_log"),
    LOOKED_UP: Form("DNS log", "contacted"),
    re.compile(rb"\bTCP_[A-Z_]+/\d{3}\b|\bCONNECT \S+:\d+ HTTP/"): Form("proxy log", "contacted"),
    re.compile(rb"== dumpstate|DUMP OF SERVICE|\A\s*package:[a-z]|\A\[[\w.]+\]: \["): Form(
        "dump of an Android device"
    ),
}


def form_of(stream: Stream) -> Form:
    """What the beginning of a text says about its lines."""
    head = stream.head
    if encoding := next((e for bom, e in BOMS.items() if head.startswith(bom)), None):
        return Form(f"text in {encoding.upper()[:6]}")
    lines = head.removeprefix(codecs.BOM_UTF8).splitlines()
    first = lines[0].decode(errors="replace") if lines else ""
    if first.startswith("#separator"):
        return _zeek(head)
    if first.startswith("{") and (keys := object_of(first)):
        names = tuple(dict.fromkeys(name for name, _ in leaves(keys)))
        return Form("JSON lines", "listed", names, json=True)
    known = next((form for pattern, form in KNOWN.items() if pattern.search(head)), None)
    if known is None and b"\0" in head:
        return UNKNOWN
    return known or _table(stream.name, lines) or Form("text")


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of a line of a table; the line itself where it is none."""
    try:
        return next(csv.reader([line], delimiter=separator), [""])
    except csv.Error:
        return [line]


def object_of(line: str) -> dict[str, Any] | None:
    """The JSON object that a line is, None where it is none."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None
    return found if isinstance(found, dict) else None


def _zeek(head: bytes) -> Form:
    said = dict(
        line[1:].split("\t", 1)
        for line in head.decode(errors="replace").splitlines()
        if line.startswith("#") and "\t" in line
    )
    fields = tuple(said.get("fields", "").split("\t"))
    return Form(f"Zeek log of {said.get('path', 'traffic')}", "contacted", fields, "\t")


def _table(name: str, lines: list[bytes]) -> Form | None:
    """A table with a heading, by its name or because its first lines have one number of cells."""
    header = lines[0].decode(errors="replace") if lines else ""
    suffix = name.lower()
    for separator in ("\t",) if suffix.endswith(".tsv") else (",", ";", "\t"):
        cells = cells_of(header, separator)
        known = sum(by_key(cell).role != "text" for cell in cells)
        if len(cells) > 1 and (suffix.endswith((".csv", ".tsv")) or known):
            return Form("table", "listed", tuple(cell.strip() for cell in cells), separator)
    return None
