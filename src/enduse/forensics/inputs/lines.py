"""Logs and other text, line by line in constant memory: sought through first, understood after."""

import codecs
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping

from enduse.forensics.artefacts import Artefact, by_key, field_shown, result_file, trace_in
from enduse.forensics.boundaries import is_aside
from enduse.forensics.indicators import Kind
from enduse.forensics.inputs.forms import BOMS, UNKNOWN, Form, cells_of, form_of, object_of
from enduse.forensics.inputs.rows import leaves, look, moment
from enduse.forensics.inputs.stream import CHUNK, Stream
from enduse.forensics.inspection import Input, Inspection, Outcome, Place, Sighting
from enduse.forensics.matcher import IN_TEXT, SCANNED, Found
from enduse.forensics.times import in_line

LONGEST = 1024 * 1024
CARRIED, MARGIN = 8192, 1024
ON_DEVICE: frozenset[Kind] = frozenset({"package", "property", "profile", "certificate"})


def read_lines(inspection: Inspection, stream: Stream, lacking: str | None = None) -> None:
    """Any text: its form is recognised, its lines are sought through.

    `lacking` says why a document that has more to show is read as text only.
    """
    form = form_of(stream)
    if form.json:
        lacking = None
    if _has_names(form) or form.result:
        count, kinds = look(inspection, stream.name, _rows(stream, form), _artefact(form))
        inspection.read(stream.name, f"{form.title}, {count:,} rows", kinds, stream.taken)
        return
    lines, note = _scan(inspection, stream, form)
    how = f"{form.title}, {lines:,} line{'' if lines == 1 else 's'}"
    outcome: Outcome = "in part" if lacking else "bytes only" if form is UNKNOWN else "read"
    kinds = frozenset() if form is UNKNOWN else IN_TEXT
    inspection.note(Input(stream.name, outcome, how, kinds, stream.taken, lacking or note))


def _artefact(form: Form) -> Artefact | None:
    return result_file(form.result) if form.result else None


def _has_names(form: Form) -> bool:
    """Whether a field holds what must be looked at as a whole, such as the name of a process."""
    return form.trace == "listed" and any(by_key(f).role not in SCANNED for f in form.fields)


def _rows(stream: Stream, form: Form) -> Iterator[Mapping[str, object]]:
    lines = _bounded(stream)
    if form.title == "processes":
        columns = len(next(lines, "").split())
        for cells in (line.split(None, columns - 1) for line in lines if line.strip()):
            words = cells[-1].split()  # a command with its arguments, or one column too many
            yield {"name": [words[0], words[-1]]}
    elif form.title == "shutdown log":
        for line in lines:
            _, found, rest = line.partition("(")
            yield (
                {"client": rest.rstrip(")\r\n ")}
                if found and "client pid" in line
                else {"line": line}
            )
    elif form.json:
        yield from (object_of(line) or {"line": line} for line in lines)
    else:
        next(lines, "")
        yield from _cells(lines, form)


def _cells(lines: Iterator[str], form: Form) -> Iterator[Mapping[str, object]]:
    """The rows of a table; a line that is no row of it is taken as it is."""
    last = ""

    def noted() -> Iterator[str]:
        nonlocal last
        for line in lines:
            last = line
            yield line

    reader = csv.reader(noted(), delimiter=form.separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield {"line": last}
            continue
        named: dict[str, object] = dict(zip(form.fields, cells, strict=False))
        beyond = cells[len(form.fields) :]
        yield named | {"beyond": beyond} if beyond else named


def _bounded(stream: Stream) -> Iterator[str]:
    """Lines as text; what is longer than a line may be comes in pieces."""
    rest = b""
    for chunk in stream.chunks():
        *lines, rest = (rest + chunk.replace(b"\0", b" ")).split(b"\n")
        yield from (line.decode(errors="replace") + "\n" for line in lines if len(line) <= LONGEST)
        for line in (line for line in [*lines, rest] if len(line) > LONGEST):
            yield from (
                line[at : at + CARRIED * 12].decode(errors="replace")
                for at in range(0, len(line), CARRIED * 12 - CARRIED)
            )
        rest = b"" if len(rest) > LONGEST else rest
    if rest:
        yield rest.decode(errors="replace")


def _scan(inspection: Inspection, stream: Stream, form: Form) -> tuple[int, str | None]:
    """Seek through a text; how many lines it has, and what was odd about it."""
    lines, floor, carried, note = 0, 0, b"", None
    pieces = _decoded(stream)
    piece = next(pieces, b"")
    while piece:
        following = next(pieces, b"")
        text = carried + piece
        cut = len(text) if not following else text.rfind(b"\n") + 1
        sure = cut
        if not cut:  # a line longer than a piece
            cut, sure = max(0, len(text) - CARRIED), max(0, len(text) - MARGIN)
            note = f"holds a line of more than {CHUNK // 1024**2} MB"
        hits = [
            h
            for h in inspection.matcher.scan(text if sure != cut else text[:cut])
            if floor < h.end <= sure
        ]
        _tell(inspection, (stream.name, form), text, hits, lines)
        lines += text.count(b"\n", 0, cut)
        note = note or _odd(text)
        carried, floor, piece = text[cut:], max(0, sure - cut), following
    return lines + bool(carried), note


def _odd(text: bytes) -> str | None:
    if text.isascii():
        return None
    try:
        text[: text.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return "holds bytes that are not UTF-8 text; sought through as they are"
    return None


def _decoded(stream: Stream) -> Iterator[bytes]:
    encoding = next((e for bom, e in BOMS.items() if stream.head.startswith(bom)), None)
    if encoding is None:
        yield from stream.chunks()
        return
    decode = codecs.getincrementaldecoder(encoding)(errors="replace")
    for chunk in stream.chunks():
        yield decode.decode(chunk).encode(errors="replace") or b"\n"


def _tell(
    inspection: Inspection, seen_in: tuple[str, Form], text: bytes, hits: list[Found], before: int
) -> None:
    rows: defaultdict[int, list[Sighting]] = defaultdict(list)
    line = at = 0
    for hit in hits:
        line, at = line + text.count(b"\n", at, hit.start), hit.start
        rows[line].append(_sighting(inspection, seen_in, text, hit, before + line + 1))
    inspection.saw(rows)


def _sighting(
    inspection: Inspection, seen_in: tuple[str, Form], text: bytes, hit: Found, number: int
) -> Sighting:
    name, form = seen_in
    begins = max(text.rfind(b"\n", 0, hit.start) + 1, hit.start - LONGEST)
    ends = text.find(b"\n", hit.end)
    ends = len(text) if ends < 0 else ends
    line = text[begins : min(ends, hit.end + LONGEST)].decode(errors="replace")
    matched = text[hit.start : hit.end].decode(errors="replace")
    at_in_line = len(text[begins : hit.start].decode(errors="replace"))
    field, value, at = _understood(form, line, matched, at_in_line)
    aside = hit.aside and _is_aside(form, line, matched, at_in_line)
    trace = trace_in(field, value) if field and form.trace == "listed" else form.trace
    if inspection.matcher.terms[hit.term].kind in ON_DEVICE and "device" in form.title:
        trace = "installed"
    place = Place(name, form.title, number, field_shown(field) if field else None)
    content = inspection.content(line)
    return Sighting(hit.term, matched, "listed" if aside else trace, place, at, content)


def _is_aside(form: Form, line: str, matched: str, at: int) -> bool:
    """Whether a match is aside in its own cell, whatever stands in the cells before."""
    if not form.separator:
        return True
    before = cells_of(line[:at], form.separator)[-1].encode()
    after = line[at + len(matched) : at + len(matched) + 1].encode()
    end = len(before) + len(matched.encode())
    return is_aside(before + matched.encode() + after, len(before), end)


def _understood(form: Form, line: str, matched: str, at: int) -> tuple[str | None, str, str | None]:
    """The field of a line that a match stands in, its value, and the moment of the line."""
    if form.json and (record := object_of(line)):
        every = ((name, value) for name, value in leaves(record) if matched in value)
        return *next(every, (None, "")), moment(record, None)
    if form.fields and form.separator:
        cells = cells_of(line, form.separator)
        before = len(cells_of(line[:at], form.separator)) - 1
        field = form.fields[before] if before < len(form.fields) else None
        value = cells[before] if before < len(cells) else ""
        when = moment(dict(zip(form.fields, cells, strict=False)), None) or in_line(line)
        return field, value, when
    return None, "", in_line(line)
