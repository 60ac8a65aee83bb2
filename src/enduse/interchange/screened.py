"""What screening found, as rows: CSV, JSON lines, Parquet."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, NamedTuple, Protocol

import msgspec

from enduse.interchange.table_csv import csv_lines
from enduse.interchange.table_rows import parquet
from enduse.screening.search import Hit

FORMS = ("csv", "jsonl", "parquet")
COLUMNS = (
    "row", "name", "country", "score", "match", "list", "id", "party", "kind", "countries",
    "reasons", "fault",
)  # fmt: skip


class Screened(NamedTuple):
    """A row of names that were asked for, by its place, with its hits; or why it was refused."""

    row: int
    name: str
    country: str | None
    hits: tuple[Hit, ...]
    fault: str | None = None


class Sink(Protocol):
    """What rows are written to."""

    def write(self, rows: Sequence[Screened]) -> None:
        """Write these rows after those before."""

    def close(self) -> None:
        """Write what ends the file."""


def hit_object(hit: Hit) -> dict[str, Any]:
    """A hit as a JSON object."""
    return {
        "score": hit.score,
        "match": hit.name,
        "list": hit.list,
        "id": hit.entity.id,
        "party": hit.entity.names[0],
        "kind": hit.entity.kind,
        "countries": hit.entity.countries,
        "about": hit.entity.about,
        "url": hit.entity.url,
        "reasons": hit.reasons,
    }


def flat(screened: Screened) -> list[dict[str, Any]]:
    """One flat row for each hit; without any, one that says so by an empty score."""
    asked = {"row": screened.row, "name": screened.name, "country": screened.country}
    if not screened.hits:
        return [{**dict.fromkeys(COLUMNS), **asked, "fault": screened.fault}]
    return [{**dict.fromkeys(COLUMNS), **asked, **_flat_hit(hit)} for hit in screened.hits]


def _flat_hit(hit: Hit) -> dict[str, Any]:
    told = hit_object(hit)
    told["countries"] = " ".join(hit.entity.countries)
    told["reasons"] = "; ".join(hit.reasons)
    return {column: told[column] for column in COLUMNS if column in told}


def sink(form: str, file: IO[bytes]) -> Sink:
    """Where rows go in one of FORMS; raises BadInput where Parquet is not installed."""
    made: Mapping[str, type[Sink]] = {"csv": _Csv, "jsonl": _Lines, "parquet": _Parquet}
    return made[form](file)  # type: ignore[call-arg]


class _Csv:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._header: Iterable[str] = COLUMNS

    def write(self, rows: Sequence[Screened]) -> None:
        cells = ([told[column] for column in COLUMNS] for row in rows for told in flat(row))
        lines = csv_lines(COLUMNS, cells)
        header = next(iter(lines))
        text = io.StringIO()
        if self._header:
            text.write(header)
        self._header = ()
        text.writelines(lines)
        self._file.write(text.getvalue().encode("utf-8", "replace"))

    def close(self) -> None:
        self.write(()) if self._header else None


class _Lines:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, rows: Sequence[Screened]) -> None:
        for row in rows:
            told = {"row": row.row, "name": row.name, "country": row.country}
            told |= {"fault": row.fault} if row.fault else {"hits": list(map(hit_object, row.hits))}
            self._file.write(msgspec.json.encode(told) + b"\n")

    def close(self) -> None:
        pass


class _Parquet:
    def __init__(self, file: IO[bytes]) -> None:
        pq = parquet()
        import pyarrow as pa

        types = {"row": pa.int64(), "score": pa.float64()}
        fields = [(column, types.get(column, pa.string())) for column in COLUMNS]
        self._schema = pa.schema(fields)
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")

    def write(self, rows: Sequence[Screened]) -> None:
        import pyarrow as pa

        told = [one for row in rows for one in flat(row)]
        self._writer.write_table(pa.Table.from_pylist(told, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def written(screened: Screened, form: str) -> bytes:
    """One row in one of FORMS, or as indented JSON."""
    if form == "json":
        told = {"name": screened.name, "hits": list(map(hit_object, screened.hits))}
        return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
    file = io.BytesIO()
    into = sink(form, file)
    into.write([screened])
    into.close()
    return file.getvalue()


def as_text(screened: Screened) -> str:
    """One row for reading on a terminal."""
    if not screened.hits:
        return f"{screened.name}: no match\n"
    count = len(screened.hits)
    lines = [f"{screened.name}: {count} {'match' if count == 1 else 'matches'}"]
    for hit in screened.hits:
        entity = hit.entity
        places = ", ".join(code.upper() for code in entity.countries)
        told = ", ".join(part for part in (f"{hit.list} {entity.id}", places) if part)
        other = "" if hit.name == entity.names[0] else f" = {entity.names[0]}"
        lines += ["", f"  {hit.score:.2f}  {hit.name}{other}  ({told})"]
        lines += [f"        {reason}" for reason in hit.reasons]
    return "\n".join(lines) + "\n"
