"""A register with the party of each row behind its own columns, which stay as they were."""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, Any

import msgspec

from enduse.interchange.table_csv import csv_lines
from enduse.interchange.table_rows import PARQUET, SEPARATORS, TEXT, column, parquet, text_lines
from enduse.linking.parties import PartyOfEntry
from enduse.taxonomy.tables import BadInput, parse_json

ADDED = ("party", "party_id")
Parties = Sequence[PartyOfEntry | None]
"""The party of each row of the table, in its order; None where the row names nobody."""


def write_applied(path: Path, parties: Parties, file: IO[bytes]) -> None:
    """Write the table at a path with the columns party and party_id behind its own.

    The text of a CSV or JSON lines file is kept to the letter, but for empty cells behind the last
    column, and so are the types of Parquet.
    Raises BadInput where the table has such columns already.
    """
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        _write_parquet(path, parties, file)
        return
    with path.open("rb") as source:
        file.write(BOM_UTF8 if source.read(len(BOM_UTF8)) == BOM_UTF8 else b"")
        source.seek(0)
        lines = text_lines(source, path)
        written = (
            _csv_text(lines, parties, path) if suffix in TEXT else _json_text(lines, parties, path)
        )
        for text in written:
            file.write(text.encode())


def _csv_text(lines: Iterator[str], parties: Parties, path: Path) -> Iterator[str]:
    first = next(lines)
    separator = max(SEPARATORS, key=first.count)
    kept: list[str] = []
    reader = csv.reader(_kept(first, lines, kept), strict=True, delimiter=separator)
    header = next(reader)
    _refuse_taken((column(name) for name in header), path)
    yield _with_cells(kept, ADDED, separator, 0)
    each = iter(parties)
    for cells in reader:
        if not any(map(str.strip, cells)):
            yield "".join(kept)
            kept.clear()
            continue
        party = next(each)
        told = (party.name, party.id) if party else ("", "")
        yield _with_cells(kept, told, separator, len(header) - len(cells))


def _kept(first: str, lines: Iterator[str], kept: list[str]) -> Iterator[str]:
    """The lines, each remembered until its row is written."""
    for line in chain([first], lines):
        kept.append(line)
        yield line


def _with_cells(kept: list[str], cells: Sequence[str], separator: str, missing: int) -> str:
    text = "".join(kept)
    kept.clear()
    body = text.rstrip("\r\n")
    end = text[len(body) :] or "\n"
    lines = csv_lines((), [cells], separator=separator)
    next(lines)
    told = next(lines).removesuffix("\r\n")
    kept_cells = _without_last(body, -missing, separator) if missing < 0 else body
    return f"{kept_cells}{separator * (max(missing, 0) + 1)}{told}{end}"


def _without_last(body: str, number: int, separator: str) -> str:
    """The text of a row without its last cells, which are empty and stand under no column."""
    blank = rf'{re.escape(separator)}(?:"\s*"|[^\S{separator}]*)'
    return re.sub(f"(?:{blank}){{{number}}}\\Z", "", body)


def _json_text(lines: Iterable[str], parties: Parties, path: Path) -> Iterator[str]:
    each = iter(parties)
    for line in lines:
        if not line.strip():
            yield line
            continue
        _refuse_taken(map(column, parse_json(line, str(path))), path)
        party = next(each)
        told = dict(zip(ADDED, (party.name, party.id) if party else (None, None), strict=True))
        body = line.rstrip()
        inside = msgspec.json.encode(told).decode()[1:]
        comma = "" if body[:-1].strip() == "{" else ","
        yield f"{body[:-1].rstrip()}{comma}{inside}{line[len(body) :] or chr(10)}"


def _write_parquet(path: Path, parties: Parties, file: IO[bytes]) -> None:
    pq: Any = parquet()
    import pyarrow as pa

    table = pq.read_table(path)
    _refuse_taken(map(column, table.column_names), path)
    name = [party.name if party else None for party in parties]
    key = [party.id if party else None for party in parties]
    for label, values in zip(ADDED, (name, key), strict=True):
        table = table.append_column(label, pa.array(values, type=pa.string()))
    pq.write_table(table, file, compression="zstd")


def _refuse_taken(names: Iterable[str], path: Path) -> None:
    taken = sorted(set(names) & set(ADDED))
    if taken:
        raise BadInput(f"{path}: has a column {taken[0]} already; rename it")
