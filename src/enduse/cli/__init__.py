"""The command line: parses, calls, prints."""

import importlib
import os
import signal
import sys
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from enduse import __version__
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

BAD, INTERRUPTED = 2, 130
ENDINGS = (signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
COMMANDS = {
    "assess": "enduse.cli.assess:assess_command",
    "backtest": "enduse.cli.backtest:backtest_command",
    "check": "enduse.cli.check:check_command",
    "indicators": "enduse.cli.indicators:indicators",
    "law": "enduse.cli.law:law",
    "leak": "enduse.cli.leak:leak",
    "link": "enduse.cli.link:link",
    "lists": "enduse.cli.lists:lists",
    "pack": "enduse.cli.pack:pack",
    "screen": "enduse.cli.screen:screen_command",
}


class Commands(click.Group):
    """Commands are imported when they are used; the site adds its own by an entry point."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return sorted({*COMMANDS, *(entry.name for entry in _added())})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            module, _, name = COMMANDS[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), name)
            return command
        added = {entry.name: entry for entry in _added()}
        if cmd_name in added:
            its_own: click.Command = added[cmd_name].load()
            return its_own
        near = get_close_matches(cmd_name, self.list_commands(ctx), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "see enduse --help"
        raise BadInput(f"there is no command {cmd_name[:60]!r}; {hint}")


def _added() -> "EntryPoints":
    from importlib.metadata import entry_points  # imported late: it costs a tenth of a second

    return entry_points(group="enduse.commands")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="enduse %(version)s")
def commands() -> None:
    """Who gets surveillance technology, under whose licence, and what is it used for?

    \b
    Begin with a deal, and look at what it is held against:
      enduse assess examples/area-egypt-2016.yaml
      enduse law list --jurisdiction eu --as-of 2016-06-29
      enduse pack show egypt-trd

    Exit status: 0 the work was done, 1 a check that you asked for failed, 2 bad input,
    130 stopped by Ctrl-C.
    """  # noqa: D301 - click reads the backspace


def main() -> None:
    """Run a command; whatever ends it early is told in one line, with an exit status."""
    for ending in ENDINGS:
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    try:
        with commands.make_context("enduse", sys.argv[1:]) as context:
            commands.invoke(context)
    except SystemExit as end:
        status = end.code
    except BaseException as error:  # noqa: BLE001 - the last net; what is no fault of the reader's goes on
        status = _ended(error)
    else:
        status = 0
    held_back = _flushed()
    if held_back is not None:
        status = status or _ended(held_back)
    sys.exit(status)


def _ended(error: BaseException) -> int:
    """Say in one line why a command ended; the exit status. What nobody foresaw is raised."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case BrokenPipeError():
            return 0
        case KeyboardInterrupt() | click.Abort():
            return _told("stopped; nothing was left half written", INTERRUPTED)
        case click.UsageError() if (asked := error.format_message()).startswith("Usage:"):
            click.echo(asked, err=True)  # a command alone is met with its help
            return BAD
        case BadInput() | click.ClickException() | OSError():
            return _told(_why(error))
    raise error


def _why(error: BadInput | click.ClickException | OSError) -> str:
    if isinstance(error, BadInput):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'standard output'}: {error.strerror or error}"
    return _usage(error)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "enduse"
    said = error.format_message().rstrip(".")
    return f"{said} See {path} --help" if said.endswith("?") else f"{said}; see {path} --help"


def _told(message: str, status: int = BAD) -> int:
    line = " ".join(message.split())
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
    with suppress(OSError):
        click.echo(f"enduse: {shown}", err=True)
    return status


def _flushed() -> OSError | None:
    """Write out what is held back; what stands against it, such as a full disk or a closed pipe."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return error
    return None
