"""What is screened, and how; apart from what does it, so that a name alone waits for little."""

from dataclasses import dataclass
from pathlib import Path

from enduse.screening.search import Search
from enduse.screening.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists to screen against: each with the folder it stands in."""

    places: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """How to screen: from which score on, and how many hits at most; `country` and `kind` are of
    every row that does not say its own; `codes` leads from names of countries to their codes."""

    threshold: float
    most: int
    country: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What to screen, and where to write it. `workers` None: one per core. `shared`: every machine
    of a cluster sees the table under this path."""

    table: Path
    form: str
    output: Path | None
    lists: Lists
    terms: Terms
    workers: int | None
    shared: bool = False


def search_in(lists: Lists) -> Search:
    """A search in these lists; raises BadInput where one is damaged."""
    return Search([(name, Shelf(folder).open(name)) for name, folder in lists.places])
