"""SQLite databases: known tables by what they are, every other by the names of its columns.

A database is opened as one that never changes (`immutable`), so that SQLite writes nothing beside
it; what lies in a write-ahead log beside it is read as the separate file that it is.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from enduse.forensics.artefacts import Artefact, databases
from enduse.forensics.indicators import Kind
from enduse.forensics.inputs.rows import look
from enduse.forensics.inputs.stream import Stream, shown
from enduse.forensics.inspection import Input, Inspection, Outcome

DAMAGED = (sqlite3.Error, UnicodeError)
INTERNAL = "sqlite_"


def read_database(inspection: Inspection, stream: Stream, path: Path | None) -> None:
    """Every table of a database; one that is damaged is read as far as it goes."""
    try:
        with closing(_opened(stream, path)) as database:
            database.text_factory = lambda raw: raw.decode(errors="replace")
            _read(inspection, stream.name, database)
    except DAMAGED as error:
        inspection.refuse(stream.name, f"SQLite cannot open it: {error}", how="SQLite")


def backup_names(folder: Path) -> dict[str, str]:
    """The files of an iOS backup and where each lay on the device; empty where nothing says."""
    place = quote(str((folder / "Manifest.db").resolve()))
    try:
        with closing(sqlite3.connect(f"file:{place}?mode=ro&immutable=1", uri=True)) as manifest:
            rows = manifest.execute("SELECT fileID, domain, relativePath FROM Files").fetchall()
    except DAMAGED:
        return {}
    return {
        shown(folder / str(name)[:2] / str(name)): f"{domain}/{path}" for name, domain, path in rows
    }


def _opened(stream: Stream, path: Path | None) -> sqlite3.Connection:
    if path is not None:
        place = quote(str(path.resolve()))
        return sqlite3.connect(f"file:{place}?mode=ro&immutable=1", uri=True)
    database = sqlite3.connect(":memory:")
    content = bytearray(stream.whole())
    if content[18:20] == b"\x02\x02":  # a write-ahead log is asked for, which memory has none of
        content[18:20] = b"\x01\x01"
    database.deserialize(bytes(content))
    return database


def _read(inspection: Inspection, name: str, database: sqlite3.Connection) -> None:
    names = [r[0] for r in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kinds: set[Kind] = set()
    known: dict[str, None] = {}
    count = 0
    faults: list[str] = []
    for table in (n for n in names if not str(n).startswith(INTERNAL)):
        try:
            artefact = _known(database, table)
        except DAMAGED as error:
            faults.append(_in_part(table, error))
            continue
        rows, seen = look(inspection, name, _rows(database, table, artefact, faults), artefact)
        count, kinds = count + rows, kinds | seen
        known |= {artefact.title: None} if artefact else {}
    how = f"SQLite, {', '.join(known) or f'{len(names)} tables'}, {count:,} rows"
    inspection.note(
        Input(name, _outcome(faults), how, frozenset(kinds), note="; ".join(faults) or None)
    )


def _outcome(faults: list[str]) -> Outcome:
    return "in part" if faults else "read"


def _in_part(table: str, error: Exception) -> str:
    return f"table {table} could be read in part only: {error}"


def _known(database: sqlite3.Connection, table: str) -> Artefact | None:
    """What a table is, by the columns that it and the tables that belong to it have."""
    for artefact in databases():
        asked = [column.partition(".")[::2] for column in artefact.columns]
        if asked[0][0] == table and all(c in _columns(database, t) for t, c in asked):
            return artefact
    return None


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in database.execute(f"PRAGMA table_info({_quoted(table)})")}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _rows(
    database: sqlite3.Connection, table: str, artefact: Artefact | None, faults: list[str]
) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, as far as they can be read."""
    query = artefact.query if artefact and artefact.query else f"SELECT * FROM {_quoted(table)}"  # noqa: S608 - a table's own name, quoted
    try:
        cursor = database.execute(query)
        names = [column[0] for column in cursor.description]
        prefix = [f"{table}.{name}" for name in names] if artefact is None else names
        for values in cursor:
            yield dict(zip(prefix, values, strict=True))
    except DAMAGED as error:
        faults.append(_in_part(table, error))
