"""enduse leak: leaked lists of targets, sealed, counted safely, and asked in private."""

import click

from enduse.cli.leak.findings import check_command, clients_command, status_command
from enduse.cli.leak.membership import answer_command, ask_command, offer_command, read_command
from enduse.cli.leak.summarise import summarise_command
from enduse.cli.leak.vaults import destroy_command, key_command, log_command, seal_command


@click.group()
def leak() -> None:
    """A leaked list of targets: what can be said of it safely.

    \b
    Seal the list first, then work from the vault alone:
      enduse leak key -o me.key
      enduse leak seal list.csv -o list.vault --recipient age1…
      enduse leak summarise list.vault --identity me.key --by country

    Docs: docs/leaked-list.md leads through the whole path, and says what not to do.
    """  # noqa: D301 - click reads the backspace


for _command in (
    key_command,
    seal_command,
    log_command,
    destroy_command,
    summarise_command,
    clients_command,
    check_command,
    status_command,
    offer_command,
    ask_command,
    answer_command,
    read_command,
):
    leak.add_command(_command)
