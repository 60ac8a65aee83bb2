"""What to close next in a table of two dimensions, when a small cell can be worked out."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from enduse.leaks.bounds import Name
from enduse.leaks.suppression import Unsafe
from enduse.leaks.tables import Key, Table

PAIR, ATTEMPTS = 2, 20


class Grid(NamedTuple):
    """A table, its cells that are closed, and those that were published before."""

    table: Table
    shut: set[Key]
    before: Mapping[Key, int]

    def spare(self) -> dict[Key, int]:
        """The cells that could still be closed."""
        cells = self.table.counts.items()
        return {key: n for key, n in cells if key not in self.shut and key not in self.before}


def beside(
    revealed: set[Name], table: Table, shut: set[Key], before: Mapping[Key, int]
) -> set[Key]:
    """The cells to close next; raises Unsafe where there are none.

    First the cheapest rectangle with each small cell that is revealed, for what leaves a cell goes
    around such a rectangle; then the smallest cells in the rows and columns concerned.
    """
    grid = Grid(table, shut, before)
    ours = {key for by, key in revealed if by == table.by}
    chosen = {corner for cell in sorted(ours) for corner in _rectangle(cell, grid)}
    if chosen:
        return chosen
    totals = {(by[0], key[0]) for by, key in revealed if len(by) < PAIR and by[0] in table.by}
    for near in (totals, _touched(ours, table), _touched(shut, table)):
        if chosen := set(_smallest(near, grid)):
            return chosen
    spare = grid.spare()
    if not spare:
        raise Unsafe
    return {min(spare, key=lambda key: (spare[key], key))}


def _rectangle(cell: Key, grid: Grid) -> set[Key]:
    """The corners to close of the rectangle with a cell that loses least; none where all are."""
    counts, (row, column) = grid.table.counts, cell
    best: tuple[int, list[Key]] | None = None
    for other_row, other_column in counts:
        corners: list[Key] = [(row, other_column), (other_row, column), (other_row, other_column)]
        if row == other_row or column == other_column or any(key in grid.before for key in corners):
            continue
        if min(counts.get(corners[0], 0), counts.get(corners[1], 0)) <= counts[cell]:
            continue  # too little to take from
        new = [key for key in corners if key in counts and key not in grid.shut]
        cost = sum(counts[key] for key in new)
        if new and (best is None or (cost, new) < best):
            best = cost, new
    return set(best[1]) if best else set()


def _smallest(near: Iterable[tuple[str, str]], grid: Grid) -> Iterable[Key]:
    spare = grid.spare()
    for dimension, category in near:
        at = grid.table.by.index(dimension)
        there = [key for key in spare if key[at] == category]
        if there:
            yield min(there, key=lambda key: (spare[key], key))


def _touched(cells: Iterable[Key], table: Table) -> set[tuple[str, str]]:
    return {(dimension, key[at]) for key in cells for at, dimension in enumerate(table.by)}


def reopened(closed: Iterable[Key], safe: Callable[[set[Key]], bool]) -> set[Key]:
    """Of cells that were closed beside small ones, some that can stay open after all.

    They are tried in groups, the largest cells first, a limited number of times.
    """
    opened: set[Key] = set()
    waiting = [list(closed)]
    for _ in range(ATTEMPTS):
        if not waiting:
            break
        group = waiting.pop()
        if safe(opened | set(group)):
            opened |= set(group)
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return opened
