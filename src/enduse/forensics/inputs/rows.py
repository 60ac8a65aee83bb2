"""Records with named fields, whatever file they came from: looked at column by column."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from enduse.forensics.artefacts import Artefact, Field, by_key, field_shown, table, trace_in
from enduse.forensics.indicators import Kind
from enduse.forensics.inspection import Inspection, Place, Sighting, trace_of
from enduse.forensics.matcher import SEEN_IN
from enduse.forensics.times import when
from enduse.forensics.traces import Trace

BATCH = 10_000
DEEPEST, CUT = 30, 1_000_000
TEXT = Field("text", "listed")
Row = Mapping[str, Any]


def look(
    inspection: Inspection, file: str, rows: Iterable[Row], artefact: Artefact | None = None
) -> tuple[int, frozenset[Kind]]:
    """Seek every indicator in rows; how many there were, and the kinds that could have shown."""
    kinds: set[Kind] = set()
    count = 0
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        kinds |= _look_at(inspection, file, batch, artefact, count)
        count += len(batch)
    return count, frozenset(kinds)


def _look_at(
    inspection: Inspection, file: str, batch: list[Row], artefact: Artefact | None, count: int
) -> set[Kind]:
    kinds: set[Kind] = set()
    seen: defaultdict[int, list[Sighting]] = defaultdict(list)
    title = artefact.title if artefact else "records"
    for name, (places, values) in _columns(batch).items():
        field = _field(name, artefact)
        for at, matched, hit, its in _in_column(inspection, field, values):
            row = places[at]
            trace = trace_in(name, values[at]) if artefact is None else its
            place = Place(file, title, count + row + 1, field_shown(name) if name else None)
            seen[row].append(
                Sighting(
                    hit.term,
                    matched,
                    trace_of(hit, _way(batch[row], trace, artefact)),
                    place,
                    moment(batch[row], artefact),
                    inspection.content(values[at]),
                )
            )
        kinds |= SEEN_IN[field.role]
    inspection.saw(seen)
    return kinds


def _way(record: Row, trace: Trace, artefact: Artefact | None) -> Trace:
    """What the owner of the device sent is a mention; who sent it to them is another row."""
    sent = record.get("direction") in ("sent", "OUTGOING") or 1 in (
        record.get("is_from_me"),
        record.get("ZISFROMME"),
    )
    if artefact and artefact.sent:
        name, _, value = artefact.sent.partition(" ")
        sent = sent or str(record.get(name)) == value
    return "listed" if sent and trace == "received" else trace


def _in_column(inspection: Inspection, field: Field, values: list[str]) -> Iterator[Any]:
    if not field.backup_path:
        for at, matched, hit in inspection.matcher.column(field.role, values):
            yield at, matched, hit, field.trace
        return
    paths = [f"/{value.removeprefix('/')}" for value in values]
    for at, matched, hit in inspection.matcher.column("path", paths):
        yield at, matched, hit, field.trace
    # storage of a site lies in files such as https_evil.example_0.localstorage
    sites = [value.replace("_", " ") for value in values]
    for at, matched, hit in inspection.matcher.column("host", sites):
        yield at, matched, hit, "visited"


def _field(name: str, artefact: Artefact | None) -> Field:
    if artefact is None:
        return by_key(name)
    return artefact.fields.get(name, TEXT)


def _columns(batch: list[Row]) -> dict[str, tuple[list[int], list[str]]]:
    """Field -> the rows that have it and its texts."""
    columns: dict[str, tuple[list[int], list[str]]] = {}
    for row, record in enumerate(batch):
        for name, value in leaves(record):
            column = columns.get(name)
            if column is None:
                column = columns[name] = ([], [])
            column[0].append(row)
            column[1].append(value)
    return columns


def leaves(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The texts of a record, each with the names that lead to it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, bytes) or depth >= DEEPEST:
        yield name, _text(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}.{key}" if name else str(key), depth + 1)
        if depth:  # what is keyed by a host, a path or an app
            yield from ((name, str(key)) for key in value)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from leaves(inner, name, depth + 1)


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)[:CUT]


def moment(record: Row, artefact: Artefact | None) -> str | None:
    """When a record says that it happened."""
    if artefact and artefact.when:
        return next((w for n in artefact.when if (w := when(record.get(n), artefact.clock))), None)
    low = {str(key).lower(): value for key, value in record.items()}
    return next((found for name in table().when if (found := when(low.get(name)))), None)
