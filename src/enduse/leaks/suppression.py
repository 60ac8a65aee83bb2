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
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

Cell = TypeVar("Cell")


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


def close(counts: Mapping[Cell, int], k: int, known: Collection[Cell] = ()) -> set[Cell]:
    """The cells of a table of one dimension that stay closed; those in `known` were published.

    Raises Unsafe. The cells closed beside small ones are the fewest that do, and of those the
    smallest, so that least is lost.
    """
    shut = {cell for cell, count in counts.items() if 0 < count < k and cell not in known}
    small = len(shut)
    total = sum(counts[cell] for cell in shut)
    spare = sorted(
        (cell for cell, count in counts.items() if count >= k and cell not in known),
        key=lambda cell: (counts[cell], str(cell)),
    )
    if hides(small, 0, total, k):
        return shut
    for cell in spare:  # one is enough where it is large enough
        if hides(small, 1, total + counts[cell], k):
            return shut | {cell}
    beside = 0
    while spare:
        cell = spare.pop()
        shut.add(cell)
        beside, total = beside + 1, total + counts[cell]
        if hides(small, beside, total, k):
            return shut
    raise Unsafe
