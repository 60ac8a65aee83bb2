"""Which cells of a table stay closed, so that no subtraction opens a small one.

The reader is taken to know k, the rule, the total, how many cells are closed, which of them are
small (under k) and which are closed beside them (k or more). What such a reader must not learn of a
small cell is anything beyond the rule itself: that it is at least 1 and under k. So its count must
be able to take every value from 1 to k - 1.

In a table of one dimension that is so exactly when both ends can be reached. With `p` small cells
and `q` others closed, of the sum `s`:

- a small cell can be 1 if the others can take the rest: always where q > 0, else where
  s - 1 <= (p - 1)(k - 1);
- it can be k - 1 if at least the least is left for the others:
  s - (k - 1) >= (p - 1) + q k.

The choice itself must not tell either. If the smallest cell that will do were closed, an open cell
of 17 beside a hidden one would say that the hidden one and 17 are too few. So the cells beside are
drawn by lot, small ones likelier, and now and then one more than needed: whatever the small cells
hold, what is published can come of it.
"""

from collections.abc import Collection, Mapping
from math import log
from random import Random
from typing import TypeVar

Cell = TypeVar("Cell")
ONE_MORE = 1 / 8  # how often a cell is closed that was not needed
SPREAD = 10  # in k; more hides the choice better, less keeps large cells open


class Unsafe(ValueError):
    """Nothing that is still closed can be closed beside a small cell."""


def hides(small: int, other: int, closed: int, k: int) -> bool:
    """Whether `small` cells under k are hidden by `other` cells closed beside them, of one sum.

    >>> hides(1, 1, 3 + 11, 10), hides(1, 1, 3 + 40, 10), hides(5, 0, 22, 10), hides(3, 0, 3, 10)
    (False, True, True, False)
    """
    if not small:
        return True
    low = other > 0 or closed - 1 <= (small - 1) * (k - 1)
    high = closed - (k - 1) >= (small - 1) + other * k
    return small + other > 1 and low and high


def close(
    counts: Mapping[Cell, int], k: int, secret: str, known: Collection[Cell] = ()
) -> set[Cell]:
    """The cells of a table of one dimension that stay closed; those in `known` were published.

    Raises Unsafe. Who has the `secret` can repeat the draw, so no reader of the table may have it.
    """
    shut = {cell for cell, count in counts.items() if 0 < count < k and cell not in known}
    if not shut:
        return shut
    small, total = len(shut), sum(counts[cell] for cell in shut)
    draw = Random(secret)  # noqa: S311 - seeded by what nobody outside knows
    spare = _drawn({cell: n for cell, n in counts.items() if n >= k and cell not in known}, k, draw)
    while not hides(small, len(shut) - small, total, k) or (spare and draw.random() < ONE_MORE):
        if not spare:
            raise Unsafe
        cell = spare.pop()
        shut.add(cell)
        total += counts[cell]
    return shut


def _drawn(counts: Mapping[Cell, int], k: int, draw: Random) -> list[Cell]:
    """The cells by lot, those likely to be closed first at the end: the odds of two of them fall by
    e for each SPREAD * k that one is larger (the exponential mechanism, by Gumbel's trick)."""
    cells = sorted(counts, key=str)
    marks = {cell: -counts[cell] / (SPREAD * k) - log(draw.expovariate(1)) for cell in cells}
    return sorted(marks, key=lambda cell: marks[cell])
