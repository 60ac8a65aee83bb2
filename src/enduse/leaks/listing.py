"""A list of targets as it was leaked: a table with a number in each row, read once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from enduse.leaks.numbers import Reading, read_number
from enduse.leaks.written import Unread
from enduse.registers.cells import Order, Unreadable, when
from enduse.registers.table import Row, open_table
from enduse.taxonomy.tables import BadInput

ROW_LIMIT = 2_000_000  # a vault is held in memory
COLUMNS = {
    "number": ("number", "phone", "msisdn", "phone number", "phone_number", "telephone", "numero"),
    "first": ("first", "date", "first date", "first_date", "selected", "from"),
    "last": ("last", "last date", "last_date", "until"),
    "client": ("client", "customer", "selecting client", "operator"),
    "note": ("note", "notes", "comment", "remark"),
    "group": ("group", "occupation", "category"),
    "person": ("person", "person id", "person_id"),
    "status": ("status",),
    "consent": ("consent", "consent date", "consent_date"),
    "recorded_by": ("recorded_by", "recorded by"),
}
CELL = 500  # characters of a client or a note that are kept
Columns = Mapping[str, str]
Value = TypeVar("Value")


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row of the list: the number as it is written today, and positions in the tables beside."""

    number: str
    place: int
    line: int
    change: int
    first: str
    last: str
    client: int
    note: str
    written: str


class Refused(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row that holds no number that can be read, with all its cells, for a later reading."""

    line: int
    reason: str
    cells: tuple[str, ...]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """The countries that a number may belong to, or the network of no country."""

    countries: tuple[str, ...]
    network: str


class Listing(msgspec.Struct):
    """What was read from a list."""

    entries: list[Entry] = []
    refused: list[Refused] = []
    places: list[Place] = []
    lines: list[str] = []
    changes: list[str] = []
    clients: list[str] = []
    days_unread: int = 0

    def rejected(self) -> dict[str, int]:
        """How many rows were not read, by reason."""
        return dict(Counter(row.reason for row in self.refused).most_common())


class How(NamedTuple):
    """How a list is written: names of its columns, the country of numbers without country code,
    and the order of day and month in its dates."""

    columns: Columns = {}
    region: str | None = None
    order: Order = "iso"


class _Numbered(Generic[Value]):
    """Values by their positions, each kept once."""

    def __init__(self) -> None:
        self.at: dict[Value, int] = {}

    def __call__(self, value: Value) -> int:
        return self.at.setdefault(value, len(self.at))


def read_list(path: Path, how: How = How()) -> Listing:  # noqa: B008 - a tuple does not change
    """The rows of a list; raises BadInput, which shows nothing of what the list holds."""
    places: _Numbered[Place] = _Numbered()
    lines, changes, clients = _Numbered[str](), _Numbered[str](), _Numbered[str]()
    made = Listing()
    for number_of_row, cells, line in rows_of(path, how.columns, ("number",)):
        if number_of_row > ROW_LIMIT:
            raise BadInput(f"{path}: more than {ROW_LIMIT:,} rows; split it into several vaults")
        first, last = (_day(cells[name], how.order, made) for name in ("first", "last"))
        try:
            read = read_number(cells["number"], region=how.region, day=first or last)
        except Unread as why:
            made.refused.append(Refused(line, why.reason, tuple(map(str, cells.values()))))
            continue
        made.entries.append(
            Entry(
                number=read.digits,
                place=places(Place(read.countries, read.network)),
                line=lines(read.line),
                change=changes(read.change),
                first=first,
                last=last,
                client=clients(_shown(cells["client"])),
                note=_shown(cells["note"]),
                written=_as_written(cells["number"], read),
            )
        )
    made.places, made.lines = list(places.at), list(lines.at)
    made.changes, made.clients = list(changes.at), list(clients.at)
    return made


def _shown(cell: str) -> str:
    """A text without what would steer a terminal that shows it."""
    return "".join(sign for sign in cell.strip()[:CELL] if sign.isprintable())


def _as_written(cell: str, read: Reading) -> str:
    """The cell where it says more than the number that was read from it."""
    return "" if cell.strip().lstrip("+") == read.digits else cell[:CELL]


def _day(cell: str, order: Order, made: Listing) -> str:
    """A date as far as the cell tells it; one that cannot be read is counted and left out."""
    if not cell.strip():
        return ""
    with suppress(Unreadable):
        return when(cell, order)
    made.days_unread += 1
    return ""


def rows_of(
    path: Path, named: Columns, needed: Sequence[str]
) -> Iterator[tuple[int, dict[str, str], int]]:
    """Each row with its count, its cells by our names of the columns, and its line in the file."""
    expected = frozenset({name for names in COLUMNS.values() for name in names} | {*named.values()})
    with open_table(path, _spellings(expected), encoding="auto", delimiter=None) as table:
        where = _positions(path, table.header, named, needed)
        for count, row in enumerate(table.rows, 1):
            yield count, {field: _cell(row, at) for field, at in where.items()}, row.line


def _spellings(names: frozenset[str]) -> frozenset[str]:
    return names | {name.upper() for name in names} | {name.capitalize() for name in names}


def _positions(
    path: Path, header: Sequence[str], named: Columns, needed: Sequence[str]
) -> dict[str, int | None]:
    found = [name.casefold() for name in header]
    where: dict[str, int | None] = {}
    for field, spellings in COLUMNS.items():
        names = (named[field].casefold(),) if field in named else spellings
        where[field] = next((found.index(name) for name in names if name in found), None)
    missing = [field for field in needed if where[field] is None]
    if missing:
        # What stands in the first line is not shown: without a header it is a number.
        raise BadInput(
            f"{path}: the first line names no column {missing[0]!r}; write the names of the columns"
            f" into it, separated by commas, or say --column {missing[0]}=ITS-NAME"
        )
    return where


def _cell(row: Row, at: int | None) -> str:
    return row.cells[at] if at is not None and at < len(row.cells) else ""
