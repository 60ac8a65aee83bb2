"""What the commands of a leak share: keys, who asks and why, and the extra they need."""

import getpass
import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from enduse.taxonomy.tables import BadInput, read_text

if TYPE_CHECKING:
    from enduse.interchange.leak_vault import Opened, Visit
    from enduse.leaks.keys import Keys
    from enduse.leaks.vault import Kind

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, dir_okay=False)
KEY_LIMIT = 64 * 1024
NEEDED = ("phonenumbers", "pyrage")


class Key(NamedTuple):
    """The key of a command: the file of an identity, or that of a passphrase; and the purpose."""

    identity: Path | None
    passphrase: Path | None
    why: str | None


def vault_options(command: Command) -> Command:
    """The options of a command that opens a vault."""
    for option in (
        click.option("--why", metavar="TEXT", envvar="ENDUSE_WHY", help="Purpose, for the log."),
        click.option(
            "--passphrase-file",
            "passphrase",
            type=FILE,
            envvar="ENDUSE_PASSPHRASE_FILE",
            help="File whose first line is the passphrase.",
        ),
        click.option(
            "--identity",
            type=FILE,
            envvar="ENDUSE_IDENTITY",
            help="Your secret age key, as a file.",
        ),
    ):
        command = option(command)
    return command


def need(*modules: str) -> None:
    """Refuse in one line where the extra is not installed."""
    for module in (*NEEDED, *modules):
        try:
            importlib.import_module(module)
        except ImportError:
            raise BadInput("this needs enduse[leaks]: pip install 'enduse[leaks]'") from None


def keys(key: Key) -> "Keys":
    """The keys in the file that was named."""
    from enduse.leaks.keys import identity_keys, passphrase_keys

    if (key.identity is None) == (key.passphrase is None):
        raise BadInput("name the key: --identity FILE or --passphrase-file FILE, one of the two")
    if key.identity is not None:
        return identity_keys(read_text(key.identity, limit=KEY_LIMIT), str(key.identity))
    file = key.passphrase or Path()
    return passphrase_keys(read_text(file, limit=KEY_LIMIT), str(file))


def closing(recipients: tuple[str, ...], passphrase: Path | None) -> "Keys":
    """Keys that close a file for these people, or for a passphrase."""
    from enduse.leaks.keys import passphrase_keys, recipient_keys

    if bool(recipients) == (passphrase is not None):
        raise BadInput("say who may open it: --recipient age1… or --passphrase-file FILE")
    if passphrase is not None:
        return passphrase_keys(read_text(passphrase, limit=KEY_LIMIT), str(passphrase))
    return recipient_keys(recipients)


def spare(output: Path | None, *used: Path | None) -> None:
    """Refuse to write over a vault, its log or another file that the command uses."""
    from enduse.interchange import atomic
    from enduse.interchange.leak_vault import log_of

    atomic.spare(output, *(one for file in used if file for one in (file, log_of(file))))


@contextmanager
def private() -> Iterator[None]:
    """Files that are made in here are readable for their owner alone, from the first byte."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def now() -> str:
    """This moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def visit(why: str | None) -> "Visit":
    """Who runs the command that is running, when and why."""
    from enduse.interchange.leak_vault import Visit
    from enduse.leaks.listing import shown

    name = click.get_current_context().info_name or ""
    return Visit(who=_who(), when=now(), why=shown(why or "not stated"), command=name)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@contextmanager
def opened(path: Path, key: Key, kind: "Kind" = "list") -> "Iterator[Opened]":
    """The vault at a path, opened with the key; the opening is logged."""
    need()
    from enduse.interchange.leak_vault import open_vault

    with open_vault(path, keys(key), visit(key.why), kind) as vault:
        yield vault
