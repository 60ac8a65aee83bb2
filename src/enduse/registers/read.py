"""A table of a register, row by row, as entries."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from enduse.registers.cells import Unreadable, several, when
from enduse.registers.entries import EntryMaker
from enduse.registers.mapping import GroundsFile, TableMapping
from enduse.registers.rejected import Rejected
from enduse.registers.shipped import register_mapping
from enduse.registers.table import Row, Table, open_table, positions
from enduse.taxonomy.tables import BadInput
from enduse.trade.register import Entry

Place = Callable[[str], str | None]


def read_register(
    register: str | TableMapping,
    path: Path,
    *,
    place: Place,
    period: str | None = None,
    criteria: Path | None = None,
) -> Iterator[Entry | Rejected]:
    """The rows of a register's table, streamed, each an entry or rejected with the reason.

    `place` gives the code of a country's name, or None: then the entry keeps the name alone.
    `period` is the date of rows whose table has no column for it; `criteria` is the second table
    that gives the grounds of refusals. Raises BadInput for what concerns the whole file.
    """
    mapping = register_mapping(register) if isinstance(register, str) else register
    spoken = _grounds(mapping, criteria)
    expected = frozenset(_wanted(mapping))
    with open_table(
        path, expected, encoding=mapping.encoding, delimiter=mapping.delimiter, skip=mapping.skip
    ) as table:
        columns = _columns(path, table, mapping, dated=period is not None)
        maker = EntryMaker(mapping, columns, place=place, period=_period(period), grounds=spoken)
        for row in table.rows:
            yield _entry(maker, row, len(table.header))


def _entry(maker: EntryMaker, row: Row, width: int) -> Entry | Rejected:
    if len(row.cells) < width or any(map(str.strip, row.cells[width:])):
        return Rejected(row.line, f"{len(row.cells)} cells under {width} columns", row.cells)
    try:
        return maker.entry(row.cells)
    except Unreadable as why:
        return Rejected(row.line, str(why), row.cells)


def _wanted(mapping: TableMapping) -> set[str]:
    """Every column name that the mapping knows."""
    names = {name for field in mapping.columns for name in mapping.names(field)}
    names |= {name for parts in mapping.gather.values() for name in parts}
    return names | ({mapping.grounds_file.key} if mapping.grounds_file else set())


def _columns(path: Path, table: Table, mapping: TableMapping, *, dated: bool) -> dict[str, int]:
    """Where each column stands; raises BadInput that names the missing ones."""
    found = positions(path, table.header, _wanted(mapping))
    optional = {*mapping.optional, *(("date",) if dated else ())}
    missing = [
        " or ".join(map(repr, mapping.names(field)))
        for field in mapping.columns
        if field not in optional and not any(name in found for name in mapping.names(field))
    ]
    for field, parts in mapping.gather.items():
        missing += [repr(n) for n in parts if n not in found and field not in optional]
    if missing:
        raise BadInput(
            f"{path}: no column {', '.join(missing)}; is it a table of"
            f" {mapping.register.id!r}, or does it need a mapping of its own?"
        )
    _must_be_dated(path, mapping, found, dated=dated)
    return found


def _must_be_dated(
    path: Path, mapping: TableMapping, found: Mapping[str, int], *, dated: bool
) -> None:
    names: tuple[str, ...] = mapping.names("date") if "date" in mapping.columns else ()
    if not dated and "date" not in mapping.constants and not any(n in found for n in names):
        raise BadInput(f"{path}: no column says when; give the period that the table covers")


def _period(period: str | None) -> str | None:
    try:
        return when(period, "iso") if period is not None else None
    except Unreadable as why:
        raise BadInput(f"period: {why}; write 2022, 2022-03, Q1 2022 or 2022-01/2022-06") from None


def _grounds(mapping: TableMapping, path: Path | None) -> dict[str, tuple[str, ...]]:
    """The grounds that a second table gives, by the key that the first names it by."""
    if path is None:
        return {}
    if (other := mapping.grounds_file) is None:
        raise BadInput(f"{path}: register {mapping.register.id!r} has no table of grounds")
    said: dict[str, dict[str, None]] = {}
    with open_table(
        path, frozenset({other.key, other.says}), encoding=mapping.encoding, delimiter=None
    ) as table:
        key, says = _two(path, table, other)
        for row in table.rows:
            if len(row.cells) > max(key, says):
                known = said.setdefault(row.cells[key].strip(), {})
                known |= dict.fromkeys(other.prefix + g for g in several([row.cells[says]]))
    return {key: tuple(sorted(grounds)) for key, grounds in said.items()}


def _two(path: Path, table: Table, other: GroundsFile) -> tuple[int, int]:
    found = positions(path, table.header, {other.key, other.says})
    missing = [repr(name) for name in (other.key, other.says) if name not in found]
    if missing:
        raise BadInput(f"{path}: no column {', '.join(missing)}; it should say grounds by key")
    return found[other.key], found[other.says]
