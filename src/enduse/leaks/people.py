"""The table of identified people: to which groups they belong, by their numbers."""

from collections import defaultdict
from pathlib import Path

from enduse.leaks.listing import How, Refused, rows_of
from enduse.leaks.numbers import read_number
from enduse.leaks.vault import Person
from enduse.leaks.written import Unread
from enduse.taxonomy.tables import BadInput

GROUPS = ("|", ";")


def read_people(path: Path, how: How) -> tuple[list[Person], list[Refused]]:
    """Each person once, and the rows without a number that can be read; raises BadInput.

    Rows of one `person` are one person with several numbers; without that column a row is a person.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    refused = []
    for count, cells, line in rows_of(path, how.columns, ("number", "group")):
        named = _groups(cells["group"])
        if not named:
            raise BadInput(f"{path}:{line}: no group; write journalist, politician and so on")
        try:
            number = read_number(cells["number"], region=how.region).digits
        except Unread as why:
            refused.append(Refused(line, why.reason, tuple(cells.values())))
            continue
        person = cells["person"].strip() or f"row {count}"
        numbers[person].add(number)
        groups[person] |= named
    return [
        Person(tuple(sorted(groups[one])), tuple(sorted(numbers[one]))) for one in numbers
    ], refused


def _groups(cell: str) -> set[str]:
    for sign in GROUPS:
        cell = cell.replace(sign, "\n")
    return {" ".join(part.split()).casefold() for part in cell.splitlines() if part.strip()}
