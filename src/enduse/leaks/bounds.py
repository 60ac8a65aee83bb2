"""What a reader of all published tables together can work out about each cell that is not shown.

The tables of two dimensions and the totals of each dimension hang together by sums. The least and
the most that a cell can be, given all of them, are found by integer programming (HiGHS, by way of
scipy): the attack that a statistical office makes on its own tables before it publishes. Each
solution found is a table that says the same in public, so it vouches for many cells at once.

A table of two dimensions shows its open cells alone: a reader cannot tell a closed cell from an
empty one, so empty cells are unknown as well. Safe is a small cell that may hold nobody or one, and
may as well hold k - 1 or more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from enduse.leaks.tables import Key

ROUNDS, IDLE = 24, 2
Name = tuple[tuple[str, ...], Key]  # the dimensions of a table, and a cell of it
End = Literal["low", "high"]
ENDS: tuple[End, ...] = ("low", "high")


class Wanted(NamedTuple):
    """A small cell, and the end that it must be able to reach."""

    name: Name
    end: End


@dataclass
class System:
    """The true counts of cells that are not shown, and the sums of them that are known."""

    hidden: dict[Name, int] = field(default_factory=dict)
    sums: list[tuple[dict[Name, int], int]] = field(default_factory=list)

    def add_sum(self, parts: Mapping[Name, int]) -> None:
        """A sum that is known: what is hidden in it adds up to what is left of it."""
        shut = {name: sign for name, sign in parts.items() if name in self.hidden}
        if shut:
            self.sums.append((shut, sum(sign * self.hidden[name] for name, sign in shut.items())))

    def revealed(self, k: int) -> Iterator[Name]:
        """The small cells of which a reader learns more than is safe, as they are found."""
        small = [name for name, n in self.hidden.items() if 0 < n < k]
        waiting = {Wanted(name, end) for name in small for end in ENDS}
        if not waiting:
            return
        solver = _Solver(self)
        idle = 0
        for round_ in range(ROUNDS):
            found = solver.towards(_wishes(waiting, round_))
            left = {one for one in waiting if not _at(one.end, found[one.name], k)}
            idle = idle + 1 if len(left) == len(waiting) else 0
            waiting = left
            if not waiting or idle == IDLE:
                break
        for one in sorted(waiting):
            if not _at(one.end, solver.towards({one.name: one.end})[one.name], k):
                yield one.name


def _at(end: End, count: int, k: int) -> bool:
    return count <= 1 if end == "low" else count >= k - 1


def _wishes(waiting: Iterable[Wanted], round_: int) -> dict[Name, End]:
    """Push cells to ends that they were not yet seen at, and another half of them in each round."""
    ends: dict[Name, set[End]] = {}
    for one in waiting:
        ends.setdefault(one.name, set()).add(one.end)
    wished: dict[Name, End] = {}
    for at, (name, open_) in enumerate(sorted(ends.items())):
        upwards = "low" not in open_ or ("high" in open_ and (at >> (round_ % 8)) % 2 == round_ % 2)
        wished[name] = "high" if upwards else "low"
    return wished


class _Solver:
    """The sums as a matrix for scipy."""

    def __init__(self, system: System) -> None:
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        self.names = list(system.hidden)
        at = {name: n for n, name in enumerate(self.names)}
        cells = [
            (row, at[name], sign)
            for row, (parts, _total) in enumerate(system.sums)
            for name, sign in parts.items()
        ]
        rows, columns, signs = zip(*cells, strict=True) if cells else ((), (), ())
        totals = np.array([total for _parts, total in system.sums], dtype=float)
        matrix = csr_array((signs, (rows, columns)), shape=(len(totals), len(at)), dtype=float)
        self.constraints = [LinearConstraint(matrix, totals, totals)] if cells else []
        self.most = sum(system.hidden.values())

    def towards(self, wishes: Mapping[Name, End]) -> dict[Name, int]:
        """The table that goes furthest towards the wishes and says the same in public."""
        from scipy.optimize import Bounds, milp

        signs = {"low": 1, "high": -1}
        solved = milp(
            c=[signs[wishes[name]] if name in wishes else 0 for name in self.names],
            integrality=[1] * len(self.names),
            bounds=Bounds(0, self.most),
            constraints=self.constraints,
        )
        return dict(zip(self.names, map(_whole, solved.x), strict=True))


def _whole(found: Any) -> int:
    return round(float(found))
