"""What the tests of registers share: the countries that ship, and the rows of a sample."""

from functools import cache
from pathlib import Path

from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import COUNTRIES, SHIPPED, read_places
from enduse.registers import Rejected, TableMapping, read_register
from enduse.taxonomy.tables import BadInput
from enduse.trade.register import Entry

SAMPLES = Path(__file__).parent / "samples" / "registers"


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(read_places(SHIPPED / COUNTRIES).countries)


def place(name: str) -> str | None:
    try:
        return _gazetteer().code(name, "test")
    except BadInput:
        return None


def read(
    register: str | TableMapping,
    path: Path,
    *,
    period: str | None = None,
    criteria: Path | None = None,
) -> tuple[list[Entry], list[Rejected]]:
    """The entries and the rejected rows of a table."""
    rows = list(read_register(register, path, place=place, period=period, criteria=criteria))
    entries = [row for row in rows if isinstance(row, Entry)]
    return entries, [row for row in rows if isinstance(row, Rejected)]
