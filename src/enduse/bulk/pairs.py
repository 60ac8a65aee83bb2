"""A table of pairs of names, each compared."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import msgspec

from enduse.interchange.atomic import whole_file
from enduse.interchange.table_csv import csv_lines
from enduse.interchange.table_rows import TableRow, read_table
from enduse.screening.comparison import Comparison, compare
from enduse.screening.parts import Unusable, check
from enduse.taxonomy.tables import BadInput

COLUMNS = ("name1", "name2", "kind", "score", "match", "reasons", "fault")


class Compared(NamedTuple):
    """A pair with its comparison, or why it was refused."""

    names: tuple[str, str]
    kind: str | None
    found: Comparison | None
    fault: str | None = None


class PairTally(NamedTuple):
    """How many pairs were compared, how many of them match, how many were refused."""

    good: int
    matched: int
    bad: int


def compare_pairs(
    path: Path, form: str, output: Path | None, tell_fault: Callable[[str], None]
) -> PairTally:
    """Compare every pair of a table with the columns name1, name2 and kind, and write them in their
    order as csv or jsonl; each refused row is told. Raises BadInput for the whole file."""
    good, matched, bad = 0, 0, 0
    if output is None and sys.stdout is None:
        raise BadInput("there is no standard output to write to; add -o FILE")
    with whole_file(output) if output else nullcontext(sys.stdout.buffer) as out:
        write = _csv_line if form == "csv" else _json_line
        if form == "csv":
            out.write(next(csv_lines(COLUMNS, ())).encode())
        for pair in _compared(path):
            out.write(write(pair))
            good += pair.found is not None
            matched += bool(pair.found and pair.found.match)
            bad += pair.fault is not None
            if pair.fault:
                tell_fault(pair.fault)
    return PairTally(good, matched, bad)


def _compared(path: Path) -> Iterator[Compared]:
    for number, row in enumerate(read_table(path), 1):
        if number == 1 and not {"name1", "name2"} <= row.fields.keys():
            raise BadInput(f"{path}: no columns name1 and name2; name the columns so")
        yield _pair(row)


def _pair(row: TableRow) -> Compared:
    names = (str(row.fields.get("name1") or ""), str(row.fields.get("name2") or ""))
    said = row.fields.get("kind") or row.fields.get("schema")
    kind = str(said).strip() if said else None
    if row.fault:
        return Compared(names, kind, None, row.fault)
    try:
        for name in names:
            check(name)
        found = compare(*names, kind=kind)
    except Unusable as fault:
        return Compared(names, kind, None, f"{row.where}: a name with {fault}")
    except BadInput as fault:
        told = str(fault)
        where = "" if told.startswith(row.where) else f"{row.where}: "
        return Compared(names, kind, None, f"{where}{told}")
    return Compared(names, kind, found)


def _csv_line(pair: Compared) -> bytes:
    cells: list[object] = [*pair.names, pair.kind]
    if pair.found:
        match = "true" if pair.found.match else "false"
        cells += [pair.found.score, match, "; ".join(pair.found.reasons), None]
    else:
        cells += [None, None, None, pair.fault]
    lines = csv_lines((), [cells])
    next(lines)
    return next(lines).encode("utf-8", "replace")


def _json_line(pair: Compared) -> bytes:
    told: dict[str, object] = {"name1": pair.names[0], "name2": pair.names[1], "kind": pair.kind}
    if pair.found:
        told |= {"score": pair.found.score, "match": pair.found.match}
        told["reasons"] = pair.found.reasons
    else:
        told["fault"] = pair.fault
    return msgspec.json.encode(told) + b"\n"
