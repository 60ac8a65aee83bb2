"""enduse link apply: the register with the party of each row."""

import sys
from pathlib import Path

import click

from enduse.cli.link.asked import (
    FILE,
    column_option,
    decisions_option,
    map_option,
    register_at,
    tell,
)
from enduse.taxonomy.tables import BadInput


@click.command("apply")
@click.argument("table", metavar="FILE", type=FILE)
@decisions_option(required=True)
@click.option("-o", "--output", type=FILE, required=True, help="Write to this file.")
@column_option
@map_option
def apply_command(
    table: Path, decisions: Path, output: Path, column: str | None, mapped: tuple[str, ...]
) -> None:
    """Write FILE with the party of each row behind its columns.

    The columns party and party_id are added; the others stay as they are, to the letter. Only what
    was accepted, and what follows from it, makes one party of several entries. A party is called as
    most rows spell it.
    """
    from enduse.bulk.link import Kept, apply
    from enduse.interchange.atomic import spare
    from enduse.interchange.link_decisions import read_decisions
    from enduse.interchange.link_terminal import counted
    from enduse.linking.decisions import Standing

    if output.suffix.lower() != table.suffix.lower():
        raise BadInput(f"{output}: is written as {table} is; end it with {table.suffix}")
    spare(output, table, decisions)
    kept = Kept(Standing(read_decisions(decisions)), decisions)
    done = apply(register_at(table, column, mapped), kept, output, tell)
    counts = {"row": done.rows, "entry": done.entries, "party": done.parties}
    told = ", ".join(counted(number, noun) for noun, number in counts.items())
    click.echo(f"{output}: {told}", err=True)
    sys.exit(2 if done.bad else 0)
