"""What screening found, as rows: CSV, JSON lines, Parquet."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, NamedTuple, Protocol

import msgspec

from enduse.interchange.table_csv import csv_lines
from enduse.interchange.table_rows import parquet
from enduse.screening.search import Hit

FORMS = ("csv", "jsonl", "parquet")
GROUP = 50_000  # rows of Parquet
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

    def add(self, content: bytes) -> None:
        """Write rows that `apart` made of them elsewhere."""

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


def apart(form: str, rows: Sequence[Screened]) -> bytes:
    """Rows in one of FORMS for a sink on another machine: CSV without its header, Arrow."""
    made: Mapping[str, Callable[[Sequence[Screened]], bytes]]
    made = {"csv": _csv_body, "jsonl": _lines, "parquet": _arrow}
    return made[form](rows)


class _Csv:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._begun = False

    def write(self, rows: Sequence[Screened]) -> None:
        self.add(_csv_body(rows))

    def add(self, content: bytes) -> None:
        if not self._begun:
            self._file.write(next(csv_lines(COLUMNS, ())).encode())
        self._begun = True
        self._file.write(content)

    def close(self) -> None:
        self.add(b"")


def _csv_body(rows: Sequence[Screened]) -> bytes:
    cells = ([told[column] for column in COLUMNS] for row in rows for told in flat(row))
    lines = csv_lines(COLUMNS, cells)
    next(lines)
    return "".join(lines).encode("utf-8", "replace")


class _Lines:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, rows: Sequence[Screened]) -> None:
        self.add(_lines(rows))

    def add(self, content: bytes) -> None:
        self._file.write(content)

    def close(self) -> None:
        pass


def _lines(rows: Sequence[Screened]) -> bytes:
    return b"".join(msgspec.json.encode(_line(row)) + b"\n" for row in rows)


def _line(row: Screened) -> dict[str, Any]:
    told: dict[str, Any] = {"row": row.row, "name": row.name, "country": row.country}
    return told | ({"fault": row.fault} if row.fault else {"hits": list(map(hit_object, row.hits))})


class _Parquet:
    """Few rows are held back, so that groups of rows are not too small to be read fast."""

    def __init__(self, file: IO[bytes]) -> None:
        pq = parquet()
        self._writer = pq.ParquetWriter(file, _schema(), compression="zstd")
        self._held: list[Any] = []

    def write(self, rows: Sequence[Screened]) -> None:
        self._hold(_table(rows))

    def add(self, content: bytes) -> None:
        import pyarrow as pa

        with pa.ipc.open_stream(content) as rows:
            self._hold(rows.read_all())

    def _hold(self, table: Any) -> None:
        self._held.append(table)
        if sum(held.num_rows for held in self._held) >= GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        if self._held:
            self._writer.write_table(pa.concat_tables(self._held))
        self._held = []

    def close(self) -> None:
        self._write()
        self._writer.close()


def _schema() -> Any:
    import pyarrow as pa

    types = {"row": pa.int64(), "score": pa.float64()}
    return pa.schema([(column, types.get(column, pa.string())) for column in COLUMNS])


def _table(rows: Sequence[Screened]) -> Any:
    import pyarrow as pa

    return pa.Table.from_pylist([told for row in rows for told in flat(row)], schema=_schema())


def _arrow(rows: Sequence[Screened]) -> bytes:
    import pyarrow as pa

    file = io.BytesIO()
    with pa.ipc.new_stream(file, _schema()) as stream:
        stream.write_table(_table(rows))
    return file.getvalue()


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
