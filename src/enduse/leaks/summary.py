"""A table that may be published, with the sentences that go with every copy of it."""

from collections.abc import Sequence
from typing import NamedTuple

from enduse.leaks.noise import Noisy
from enduse.leaks.releases import Shown
from enduse.leaks.tables import UNKNOWN, Key, countries_of
from enduse.taxonomy.tables import BadInput

NEITHER = "Being on a list is neither an attempt nor an infection: somebody entered a number."
SHARED = "Where countries share a code, a number counts once for all of them together."
AT_LEAST = "At least: only people who were identified so far are counted."
SELECTIONS = "A selection is a number that a client chose; one number may have several clients."
ROUNDED = (
    "All counts are at least so many, rounded down to multiples of {0}: somebody who knows everyone"
    " in a cell but one learns of the last in one case of {0}; noise (--epsilon) bounds that."
)
EXACT = (
    "Counts are exact. Somebody who knows everyone in a cell but one learns of the last; against"
    " that only rounding (--round) or noise (--epsilon) helps."
)


class Summary(NamedTuple):
    """What is published: counts by categories, the number of all, and what must be said with it."""

    by: tuple[str, ...]
    unit: str
    n: int
    k: int | None
    cells: list[tuple[Key, int]]
    suppressed: int | None
    rejected: dict[str, int]
    notes: list[str]
    epsilon: float | None = None
    delta: float | None = None
    rounded: int = 1


def summarised(shown: Shown, n: int, rejected: dict[str, int], *, rounded: int = 1) -> Summary:
    """A table of exact counts, or of counts rounded down to multiples of `rounded`; BadInput."""
    if not 1 <= rounded <= shown.k:
        raise BadInput(f"--round: 1 to {shown.k}, which is k")
    n = n // rounded * rounded
    notes = [NEITHER, f"n = {n:,} numbers. k = {shown.k}: {_of_closed(shown)}"]
    notes += _of_unit(shown.unit, shown.by, shown.cells)
    notes.append(ROUNDED.format(rounded) if rounded > 1 else EXACT)
    cells = _ordered(
        shown.by, {key: count // rounded * rounded for key, count in shown.cells.items()}
    )
    return Summary(
        shown.by, shown.unit, n, shown.k, cells, shown.suppressed, rejected, notes, rounded=rounded
    )


def summarised_noisy(noisy: Noisy) -> Summary:
    """A table of counts with noise."""
    size = (
        f"n = about {noisy.n:,} numbers. Every count has noise on it: 19 of 20 are off by"
        f" {noisy.off} at most. Differential privacy, epsilon {noisy.epsilon:g},"
        f" delta {noisy.delta:g}."
    )
    least = (
        f"Categories of fewer than about {noisy.threshold} are not shown. A number counts once,"
        " for the client and in the year that selected it first."
    )
    notes = [NEITHER, size, least, *_of_unit("numbers", noisy.by, noisy.cells)]
    cells = _ordered(noisy.by, noisy.cells)
    return Summary(
        noisy.by, "numbers", noisy.n, None, cells, None, {}, notes, noisy.epsilon, noisy.delta
    )


def _of_closed(shown: Shown) -> str:
    if not shown.suppressed:
        return "no cell had to be hidden."
    count = "1 cell is" if shown.suppressed == 1 else f"{shown.suppressed:,} cells are"
    why = "empty, small" if len(shown.by) > 1 else "small"
    return f"{count} not shown, being {why} or needed to hide a small one."


def _of_unit(unit: str, by: Sequence[str], cells: dict[Key, int]) -> list[str]:
    notes = []
    if unit == "people":
        notes.append(AT_LEAST)
    if unit == "selections":
        notes.append(SELECTIONS)
    if "country" in by and any(len(countries_of(key[by.index("country")])[0]) > 1 for key in cells):
        notes.append(SHARED)
    return notes


def _ordered(by: Sequence[str], cells: dict[Key, int]) -> list[tuple[Key, int]]:
    """By the year where that is asked, else the largest first."""
    if tuple(by) == ("year",):
        return sorted(cells.items(), key=lambda cell: (cell[0] == (UNKNOWN,), cell[0]))
    return sorted(cells.items(), key=lambda cell: (-cell[1], cell[0]))
