"""The command line: parses, calls, prints."""

import importlib
import sys
from typing import TYPE_CHECKING

import click

from enduse import __version__
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

COMMANDS = {
    "assess": "enduse.cli.assess:assess_command",
    "backtest": "enduse.cli.backtest:backtest_command",
    "law": "enduse.cli.law:law",
    "pack": "enduse.cli.pack:pack",
}


class Commands(click.Group):
    """Commands are imported when they are used; the site adds its own by an entry point."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return sorted({*COMMANDS, *(entry.name for entry in _added())})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name in COMMANDS:
            module, _, name = COMMANDS[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), name)
            return command
        added = {entry.name: entry for entry in _added()}
        return added[cmd_name].load() if cmd_name in added else None


def _added() -> "EntryPoints":
    from importlib.metadata import entry_points  # imported late: it costs a tenth of a second

    return entry_points(group="enduse.commands")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="enduse %(version)s")
def commands() -> None:
    """Who gets surveillance technology, under whose licence, and what is it used for?

    Exit status: 0 the work was done, 1 a check that you asked for failed, 2 bad input.
    """


def main() -> None:
    """Run a command; bad input ends in one line and exit status 2."""
    try:
        commands(prog_name="enduse")
    except BadInput as error:
        click.echo(f"enduse: {' '.join(str(error).split())}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
