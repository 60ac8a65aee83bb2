"""Demands against addressees, laid out as tables: one for each statement."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from enduse.evidence import last_day
from enduse.law.addressees import members
from enduse.record import HINDSIGHT, Record
from enduse.record.standing import Matrix, Stand, matrix
from enduse.trade import Demand, Statement
from enduse.trade.campaigns import GROUPS
from enduse.web.demands.models import Demand as DemandRow
from enduse.web.demands.models import Position
from enduse.web.demands.models import Statement as StatementRow
from enduse.web.words import label
from enduse.web.words.places import place


class Cell(NamedTuple):
    """Where one addressee of one demand stands; `silent` are the members of a group of whom
    nothing is on record, None where nobody can list them."""

    statement: str
    demand: str
    addressee: str
    standing: str
    stand: Stand | None = None
    silent: tuple[str, ...] | None = ()

    @property
    def counts(self) -> Counter[str]:
        """What the cell adds to the totals; whom the demand does not mean is not counted."""
        if self.stand is None:
            return Counter({self.standing: len(self.silent or ())})
        return Counter({self.standing: 0 if self.stand.addressed is False else 1})


Fits = Callable[[Cell], bool]


class Column(NamedTuple):
    """An addressee, what it is called, and what kind of page it has, if any."""

    key: str
    name: str
    page: str


class Line(NamedTuple):
    """One demand with a cell for each column of its table, None where it does not ask there."""

    demand: Demand
    cells: tuple[Cell | None, ...]
    counts: Counter[str]


class Table(NamedTuple):
    """The demands of one statement against their addressees, with totals of rows and columns."""

    statement: Statement
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    counts: tuple[Counter[str], ...]

    @property
    def total(self) -> Counter[str]:
        """All cells of the table."""
        return sum(self.counts, Counter())


def column(addressee: str, record: Record) -> Column:
    """An addressee: a country, a party, or a group."""
    if addressee in GROUPS:
        return Column(addressee, str(label("addressee", addressee)), "")
    if addressee in record.countries:
        return Column(addressee, place(record.countries[addressee].name, addressee), "country")
    party = record.parties.get(addressee)  # none in the moment in which a load ends
    return Column(addressee, party.name if party else addressee, "party")


def stands(statements: Iterable[Statement], record: Record, day: date | None) -> Matrix:
    """Where the addressees of some statements stand, as known on a day."""
    return matrix(statements, record, day=day.isoformat() if day else HINDSIGHT, members=members)


def cells_of(statement: Statement, found: Matrix) -> Iterator[Cell]:
    """Every cell of a statement: who is named or has a position, and groups without one."""
    asked = {demand.id for demand in statement.demands}
    for stand in found.stands:
        if stand.demand in asked:
            yield Cell(statement.id, stand.demand, stand.addressee, stand.standing, stand)
    for demand in statement.demands:
        for group, silent in _silent(demand, found, last_day(statement.date)):
            yield Cell(statement.id, demand.id, group, "not-known", silent=silent)


def _silent(
    demand: Demand, found: Matrix, day: str
) -> Iterator[tuple[str, tuple[str, ...] | None]]:
    """The members of each group of whom nothing is on record, each under one group only."""
    left = set(found.silent.get(demand.id, ()))
    for group in (name for name in demand.addressees if name in GROUPS):
        listed = members(group, day)
        its = None if listed is None else tuple(sorted(left & listed))
        left -= set(its or ())
        yield group, its


def laid_out(
    statements: Iterable[Statement], record: Record, day: date | None
) -> list[tuple[Statement, list[Cell]]]:
    """The cells of some statements that demand something, the newest statement first."""
    asking = sorted((one for one in statements if one.demands), key=_newest, reverse=True)
    found = stands(asking, record, day)
    return [(one, list(cells_of(one, found))) for one in asking]


def _newest(statement: Statement) -> tuple[str, str]:
    return last_day(statement.date), statement.id


def tables(laid: Iterable[tuple[Statement, list[Cell]]], record: Record, fits: Fits) -> list[Table]:
    """The demands and addressees of which a cell fits, one table for each statement."""
    found = (_table(statement, cells, record, fits) for statement, cells in laid)
    return [table for table in found if table.lines]


def _table(statement: Statement, cells: list[Cell], record: Record, fits: Fits) -> Table:
    held = {(cell.demand, cell.addressee): cell for cell in cells}
    fitting = [cell for cell in cells if fits(cell)]
    shown = {cell.demand for cell in fitting}
    columns = tuple(dict.fromkeys(cell.addressee for cell in fitting))
    lines = tuple(
        _line(demand, tuple(held.get((demand.id, column)) for column in columns))
        for demand in statement.demands
        if demand.id in shown
    )
    counts = tuple(_sum(line.cells[at] for line in lines) for at in range(len(columns)))
    return Table(statement, tuple(column(key, record) for key in columns), lines, counts)


def _line(demand: Demand, cells: tuple[Cell | None, ...]) -> Line:
    return Line(demand, cells, _sum(cells))


def _sum(cells: Iterable[Cell | None]) -> Counter[str]:
    return sum((cell.counts for cell in cells if cell), Counter())


def by_addressee(found: Iterable[Table]) -> list[tuple[Column, Counter[str]]]:
    """The columns of several tables added up, countries and parties by name, then groups."""
    added: dict[Column, Counter[str]] = {}
    for table in found:
        for addressee, counts in zip(table.columns, table.counts, strict=True):
            added[addressee] = added.get(addressee, Counter()) + counts
    return sorted(added.items(), key=lambda its: (not its[0].page, its[0].name.casefold()))


class Evidence(NamedTuple):
    """One cell with the rows of what decided it and of what that overtook."""

    cell: Cell
    column: Column
    deciding: list[Position]
    earlier: list[Position]
    silent: list[Column]


def evidence(
    row: StatementRow, told: Statement, record: Record, day: date | None
) -> Iterator[tuple[DemandRow, list[Evidence]]]:
    """Each demand of a statement with where its addressees stand and why."""
    cells = list(cells_of(told, stands([told], record, day)))
    for demand in row.demands.all():
        rows = {position.to_trade(): position for position in demand.positions.all()}
        its = (cell for cell in cells if cell.demand == demand.code)
        yield demand, [_evidence(cell, rows, record) for cell in its]


def _evidence(cell: Cell, rows: Mapping[object, Position], record: Record) -> Evidence:
    stand = cell.stand
    return Evidence(
        cell,
        column(cell.addressee, record),
        [rows[position] for position in stand.deciding] if stand else [],
        [rows[position] for position in stand.earlier] if stand else [],
        [column(key, record) for key in cell.silent or ()],
    )
