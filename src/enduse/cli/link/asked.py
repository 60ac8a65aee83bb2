"""What the commands of linking share: the table, the decisions, who signs."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from enduse.linking.decisions import Signed
from enduse.screening.split import seen
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.bulk.link import Register

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)

column_option = click.option("--column", metavar="COLUMN", help="Holds the names; else: name.")
map_option = click.option(
    "--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="As country=seat; several."
)


def decisions_option(*, required: bool) -> Callable[[Command], Command]:
    """The option that names the file of decisions."""
    return click.option(
        "-d", "--decisions", type=FILE, required=required, help="File of decisions, JSON lines."
    )


def signing_options(command: Command) -> Command:
    """The options that say who decides, and why."""
    why = click.option("--why", metavar="TEXT", default="not stated", help="The reason.")
    by = click.option("--by", metavar="NAME", help="Who decides; your login name if left out.")
    return by(why(command))


def signed(by: str | None, why: str) -> Signed:
    """Who decides, this moment in UTC, and why."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Signed(" ".join(seen(by or _login()).split()), now, " ".join(seen(why).split()))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def register_at(table: Path, column: str | None, mapped: tuple[str, ...]) -> "Register":
    """The register that the options name."""
    from enduse.bulk.link import Register
    from enduse.cli.shown import gazetteer_of, record_of
    from enduse.interchange.link_table import columns_of

    said = dict(_mapping(text) for text in mapped)
    columns = columns_of({**said, **({"name": column} if column else {})})
    return Register(table, gazetteer_of(record_of(None)), columns)


def _mapping(text: str) -> tuple[str, str]:
    field, sign, name = text.partition("=")
    if not sign:
        raise BadInput(f"--map {text!r:.60}: write FIELD=COLUMN, such as country=seat")
    return field.strip(), name.strip()


def tell(fault: str) -> None:
    """Tell a row that was refused."""
    click.echo(f"enduse: {fault}", err=True)
