"""enduse link: entries of one register that may be the same party."""

import click

from enduse.cli.link.decided import decide_command, log_command, undo_command
from enduse.cli.link.parties import apply_command
from enduse.cli.link.proposals import propose_command

PROPOSE = "propose"


class TableFirst(click.Group):
    """A group whose commands may be left out: a table alone is looked through for proposals."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [PROPOSE, *args]
        return super().parse_args(ctx, args)


@click.group("link", cls=TableFirst)
def link() -> None:
    """Find the entries of one register that may be the same party.

    What is found is proposed, never merged. People decide; decisions are kept in a file that is
    only added to, and can be taken back.

    \b
      enduse link exporters.csv
      enduse link exporters.csv -o proposals.csv
      enduse link decide proposals.csv -d decisions.jsonl --accept 1
      enduse link apply exporters.csv -d decisions.jsonl -o with-parties.csv
      enduse link undo decisions.jsonl d-0123456789

    Docs: docs/linking.md says what a proposal proves, and what it does not.
    """  # noqa: D301 - click reads the backspace


for _command in (propose_command, decide_command, apply_command, log_command, undo_command):
    link.add_command(_command)
