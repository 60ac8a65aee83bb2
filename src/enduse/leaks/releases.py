"""Tables made public, each checked together with all that were public before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from enduse.leaks.bounds import Name, System
from enduse.leaks.closing import beside, reopened
from enduse.leaks.suppression import Unsafe, close
from enduse.leaks.tables import JOINT, Key, Numbers, Table, count
from enduse.leaks.vault import Person, Released, Vault
from enduse.taxonomy.tables import BadInput

LEAST_K = 3
PAIR = 2
OF_NUMBERS = ("country", "year", "client", "line")
Known = dict[tuple[str, ...], dict[Key, int]]


class Shown(NamedTuple):
    """A table as it may be published: its open cells, and how many are not shown. In a table of one
    dimension these are closed; in one of two, closed or empty, for nobody can tell which."""

    by: tuple[str, ...]
    unit: str
    k: int
    cells: dict[Key, int]
    suppressed: int


@dataclass
class Publisher:
    """One vault, and what may still be said of it."""

    vault: Vault
    numbers: Numbers
    k: int
    when: str

    def __post_init__(self) -> None:
        if self.k < LEAST_K:
            raise BadInput(f"--k: at least {LEAST_K}; fewer people than that know each other")
        before = max((one.k for one in self.vault.released if one.epsilon is None), default=0)
        if self.k < before:
            raise BadInput(
                f"--k {self.k}: tables of this vault were released with k={before}; it"
                " may grow, not shrink"
            )

    def publish(self, by: Sequence[str], people: Sequence[Person] = ()) -> Shown:
        """The table by some dimensions, and the vault remembers it; raises BadInput."""
        table = count(self.numbers, by, people)
        if table.unit == "people":
            return self._publish_people(table)
        for one in self.vault.released:  # asked again, a table is the same
            if (one.by, one.k, one.epsilon) == (table.by, self.k, None):
                return self._shown(table, _cells(one))
        if len(table.by) == PAIR:
            self._no_circle(table.by)
            for dimension in table.by:
                if (dimension,) not in known_counts(self.vault):
                    self.publish((dimension,))  # what its sums would tell in any case
        return self._publish(table)

    def _publish(self, table: Table) -> Shown:
        known = known_counts(self.vault)
        before = known.get(table.by, {})
        try:
            shut = close(table.counts, self.k, before) if len(table.by) < PAIR else None
            checked = self._checked(table, known, shut)
        except Unsafe:
            raise BadInput(
                f"by {' and '.join(table.by)}: from this table and what was released before, small"
                f" cells could be worked out at k={self.k}; use one dimension, or --epsilon"
            ) from None
        shown = {key: n for key, n in table.counts.items() if key not in checked and n >= self.k}
        self.remember(table.by, shown)
        return self._shown(table, shown)

    def _shown(self, table: Table, cells: dict[Key, int]) -> Shown:
        hidden = len(grid_of(table)) - len(cells)
        return Shown(table.by, table.unit, self.k, cells, hidden)

    def _checked(self, table: Table, known: Known, shut: set[Key] | None) -> set[Key]:
        """The cells to close so that nothing published, then and now, tells of a small one."""
        before = known.get(table.by, {})
        if shut is None:
            shut = {key for key, n in table.counts.items() if n < self.k and key not in before}
        tables = self._all_tables(table, known)
        if all(len(one.by) < PAIR for one in tables):
            return shut
        small = set(shut)

        def revealed(closed: set[Key]) -> Iterator[Name]:
            told = known | {table.by: before | _open(table.counts, closed)}
            return system_of(tables, told).revealed(self.k)

        while found := set(revealed(shut)):
            shut |= beside(found, table, shut, before)
        largest = sorted(shut - small, key=lambda key: (-table.counts[key], key))
        return shut - reopened(largest, lambda opened: not any(revealed(shut - opened)))

    def _all_tables(self, table: Table, known: Known) -> list[Table]:
        """Every table that is or will be public, with the totals of all their dimensions."""
        wanted = {by for by in known if set(by) <= set(OF_NUMBERS)} | {table.by}
        wanted |= {(one,) for by in wanted for one in by}
        return [table if by == table.by else count(self.numbers, by) for by in sorted(wanted)]

    def _no_circle(self, by: tuple[str, ...]) -> None:
        """Pairs that close a circle tell of all its dimensions at once: not vouched for."""
        pairs = [one for one in known_counts(self.vault) if len(one) == PAIR and one != by]
        joined, end = {by[0]}, by[1]
        for _ in pairs:
            joined |= {one for pair in pairs if joined & set(pair) for one in pair}
        if end in joined:
            others = " and ".join("by " + ",".join(pair) for pair in pairs)
            raise BadInput(
                f"--by {','.join(by)}: {others} were released; together these tables tell more"
                " than each of them; use --epsilon for this one"
            )

    def _publish_people(self, table: Table) -> Shown:
        """Groups: what grew by fewer than k is told as before: the growth is those few."""
        before = known_counts(self.vault).get(table.by, {})
        held = dict(table.counts)
        for key, then in before.items():
            now = held.get(key, 0)
            if now < then:
                raise BadInput(
                    f"--by group: fewer people than in the release of {_last(self.vault)}; the"
                    " difference of both tables would be those few"
                )
            if now - then < self.k:
                held[key] = then
        shut = {key for key, n in held.items() if n < self.k}
        shown = {key: n for key, n in held.items() if key not in shut}
        self.remember(table.by, shown)
        return Shown(table.by, table.unit, self.k, shown, len(shut))

    def remember(self, by: tuple[str, ...], shown: Mapping[Key, int]) -> None:
        """Keep a table as one that is public."""
        counts = {JOINT.join(key): n for key, n in shown.items()}
        made = Released(when=self.when, by=by, k=self.k, counts=counts)
        told = {(one.by, one.k, tuple(one.counts.items())) for one in self.vault.released}
        if (by, self.k, tuple(counts.items())) not in told:
            self.vault.released.append(made)


def known_counts(vault: Vault) -> Known:
    """Every exact count that was ever published, by the dimensions of its table."""
    known: Known = {}
    for one in vault.released:
        if one.epsilon is None:
            cells = known.setdefault(one.by, {})
            cells.update(_cells(one))
    return known


def _cells(one: Released) -> dict[Key, int]:
    return {tuple(key.split(JOINT)): n for key, n in one.counts.items()}


def system_of(
    tables: Iterable[Table], known: Mapping[tuple[str, ...], Mapping[Key, int]]
) -> System:
    """What a reader sees of the tables: the known cells as they are, and the sums of the rest.

    By how many selections a number has more than one client is taken as known, dimension by
    dimension: a reader who does not know it learns less.
    """
    system = System()
    grids = [(table.by, grid_of(table)) for table in tables]
    for by, grid in grids:
        shown = known.get(by, {})
        system.hidden |= {(by, key): n for key, n in grid.items() if key not in shown}
    for by, grid in grids:
        if len(by) < PAIR:
            system.add_sum({(by, key): 1 for key in grid})
            continue
        for at, dimension in enumerate(by):
            for category in {key[at] for key in grid}:
                parts = {(by, key): 1 for key in grid if key[at] == category}
                system.add_sum(parts | {((dimension,), (category,)): -1})
    return system


def grid_of(table: Table) -> dict[Key, int]:
    """The counts of a table with its empty cells."""
    sides = [sorted({key[at] for key in table.counts}) for at in range(len(table.by))]
    return {key: table.counts.get(key, 0) for key in product(*sides)}


def _open(counts: Mapping[Key, int], shut: set[Key]) -> dict[Key, int]:
    return {key: n for key, n in counts.items() if key not in shut}


def _last(vault: Vault) -> str:
    return next((one.when[:10] for one in reversed(vault.released) if one.by == ("group",)), "")
