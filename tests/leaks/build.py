"""A small list, its vault and its key, as a consortium would hold them."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from enduse.cli import commands
from enduse.taxonomy.tables import BadInput
from tests.leaks import fiction

HEADER = ("number", "first", "last", "client", "note")


class Sealed(NamedTuple):
    """A vault and the file of the key that opens it."""

    vault: Path
    key: Path


def run(*arguments: object) -> Result:
    """A command of `enduse leak`, as a user calls it."""
    return CliRunner().invoke(commands, ["leak", *map(str, arguments)])


def said(*arguments: object) -> str:
    """What a command prints; it must have done its work."""
    result = run(*arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def refused(*arguments: object) -> str:
    """The line in which a command refuses its input."""
    result = run(*arguments)
    assert isinstance(result.exception, BadInput), (result.output, result.exception)
    return str(result.exception)


def write_list(path: Path, rows: Iterable[Iterable[str]], header: Iterable[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def a_row(number: str, first: str = "2016-05-01", client: str = "client one") -> tuple[str, ...]:
    return (number, first, "", client, "")


def some(
    country: str, count: int, first: str = "2016", client: str = "client one"
) -> list[tuple[str, ...]]:
    """Rows of a country, with numbers that nobody has."""
    return [a_row(number, first, client) for number in fiction.unassigned(country)[:count]]


def make_key(folder: Path, name: str = "me") -> tuple[Path, str]:
    path = folder / f"{name}.key"
    return path, said("key", "-o", path).strip()


def seal(folder: Path, rows: Iterable[Iterable[str]], name: str = "list") -> Sealed:
    """The rows in a vault of their own."""
    key, public = make_key(folder, f"{name}-holder")
    listed = write_list(folder / f"{name}.csv", rows)
    said("seal", listed, "-o", folder / f"{name}.vault", "--recipient", public)
    listed.unlink()
    return Sealed(folder / f"{name}.vault", key)
