"""Proposals as files: CSV for a spreadsheet, JSON lines for programs; read back with a verdict."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec

from enduse.interchange.table_csv import FORMULA, csv_lines
from enduse.interchange.table_rows import TEXT, TableRow, read_table
from enduse.linking.clusters import Proposal, Proposed
from enduse.linking.decisions import Side, Verdict
from enduse.linking.entry import Entry
from enduse.taxonomy.tables import BadInput

PROPOSED = "proposed"
COLUMNS = (
    "cluster", "pair", "status", "name_1", "name_2", "rows_1", "rows_2", "country_1", "country_2",
    "score", "probability", "weight", "for", "against", "first_1", "first_2", "entry_1", "entry_2",
)  # fmt: skip


def as_csv(proposed: Proposed) -> Iterator[str]:
    """The pairs as a table, one a line."""
    rows = (_flat(pair) for pair in proposed.pairs())
    return csv_lines(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def _flat(pair: Proposal) -> dict[str, Any]:
    return {
        "cluster": pair.cluster,
        "pair": pair.id,
        "status": PROPOSED,
        "score": pair.score,
        "probability": pair.probability,
        "weight": pair.weight,
        "for": "; ".join(pair.pro),
        "against": "; ".join(pair.contra),
        **_flat_entry(pair.one, 1),
        **_flat_entry(pair.other, 2),
    }


def _flat_entry(entry: Entry, number: int) -> dict[str, Any]:
    told = {
        "name": entry.name, "rows": entry.rows, "country": entry.stated.country,
        "first": "; ".join(entry.first), "entry": entry.id,
    }  # fmt: skip
    return {f"{name}_{number}": value for name, value in told.items()}


def as_lines(proposed: Proposed) -> Iterator[str]:
    """The pairs as JSON objects, one a line."""
    for pair in proposed.pairs():
        told = {
            "cluster": pair.cluster, "pair": pair.id, "status": PROPOSED,
            "one": _entry_object(pair.one), "other": _entry_object(pair.other),
            "score": pair.score, "probability": pair.probability, "weight": pair.weight,
            "for": pair.pro, "against": pair.contra,
        }  # fmt: skip
        yield msgspec.json.encode(told).decode() + "\n"


def _entry_object(entry: Entry) -> dict[str, Any]:
    said = entry.stated
    told = {
        "entry": entry.id, "name": said.name, "rows": entry.rows, "first": entry.first,
        "country": said.country, "kind": said.kind, "date": said.date,
        "identifiers": dict(said.identifiers), "places": entry.places,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


class Reviewed(NamedTuple):
    """A pair of a file of proposals, and what its status says now; None: still proposed."""

    where: str
    pair: str
    cluster: str | None
    verdict: Verdict | None
    one: Side
    other: Side


def read_proposals(path: Path) -> Iterator[Reviewed]:
    """The pairs of a file that `enduse link` wrote, also after somebody changed each status; raises
    BadInput for what it does not understand."""
    for row in read_table(path):
        if row.fault:
            raise BadInput(row.fault)
        yield _reviewed(row, lines=path.suffix.lower() not in TEXT)


def _reviewed(row: TableRow, *, lines: bool) -> Reviewed:
    try:
        sides = tuple(_sides_of_line(row.fields) if lines else _sides_of_cells(row.fields))
        pair, status = str(row.fields["pair"]).strip(), str(row.fields["status"])
    except (KeyError, TypeError):
        raise BadInput(
            f"{row.where}: not a proposal; name the file that enduse link -o wrote"
        ) from None
    cluster = row.fields.get("cluster")
    return Reviewed(
        row.where, pair, str(cluster) if cluster not in {None, ""} else None,
        _verdict(status, row.where), *sides,
    )  # fmt: skip


def _verdict(status: str, where: str) -> Verdict | None:
    said = status.strip().casefold()
    if said in {"", PROPOSED}:
        return None
    for verdict in get_args(Verdict):
        if said == verdict:
            return verdict  # type: ignore[no-any-return]
    raise BadInput(f"{where}: status {status[:40]!r}; it is proposed, accepted or refused")


def _sides_of_cells(fields: dict[str, Any]) -> Iterator[Side]:
    for number in (1, 2):
        name = str(fields[f"name_{number}"])
        if name.startswith("'") and FORMULA.match(name[1:]):
            name = name[1:]
        country = str(fields[f"country_{number}"]) or None
        yield Side(entry=str(fields[f"entry_{number}"]), name=name, country=country)


def _sides_of_line(fields: dict[str, Any]) -> Iterator[Side]:
    for side in (fields["one"], fields["other"]):
        yield Side(entry=str(side["entry"]), name=str(side["name"]), country=side.get("country"))
