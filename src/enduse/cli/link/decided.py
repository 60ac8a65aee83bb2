"""enduse link decide, undo, log: what people decide on proposals."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.link.asked import FILE, decisions_option, signed, signing_options
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.interchange.link_proposals import Reviewed
    from enduse.linking.decisions import Verdict
    from enduse.linking.review import Word

ALL = "all"  # pairs that are in a cluster; those held back go against one


@click.command("decide")
@click.argument("proposals", type=FILE)
@decisions_option(required=True)
@click.option("--accept", multiple=True, metavar="ID", help="A pair, a cluster, or all; several.")
@click.option("--refuse", multiple=True, metavar="ID", help="A pair, a cluster, or all; several.")
@signing_options
def decide_command(  # noqa: PLR0913, PLR0917 - one argument per option
    proposals: Path,
    decisions: Path,
    accept: tuple[str, ...],
    refuse: tuple[str, ...],
    by: str | None,
    why: str,
) -> None:
    """Keep what people decide on the pairs of PROPOSALS.

    PROPOSALS is the file that enduse link -o wrote. Either name pairs and clusters by their ids, or
    write accepted or refused into the column status of the file, as in a spreadsheet, and name
    nothing.
    """
    from enduse.interchange.link_decisions import add_decisions, read_decisions
    from enduse.interchange.link_proposals import read_proposals
    from enduse.linking.review import decisions as decisions_of

    reviewed = list(read_proposals(proposals))
    chosen: dict[Verdict, tuple[str, ...]] = {"accepted": accept, "refused": refuse}
    said = list(_named(reviewed, chosen, proposals) if accept or refuse else _marked(reviewed))
    if not said:
        raise BadInput(f"{proposals}: no status is accepted or refused; or name --accept ID")
    made = decisions_of(said, read_decisions(decisions, new=True), signed(by, why))
    if made:
        add_decisions(decisions, made)
    for decision in made:
        click.echo(
            f"{decision.id}  {decision.verdict}  {decision.one.name} | {decision.other.name}"
        )
    follow = len(said) - len(made)
    more = f"; {follow:,} more follow from what stands" if follow else ""
    click.echo(f"{decisions}: {len(made):,} added{more}", err=True)


def _marked(reviewed: "Iterable[Reviewed]") -> "Iterator[Word]":
    from enduse.linking.review import Word

    for one in reviewed:
        if one.verdict:
            yield Word(one.verdict, one.one, one.other)


def _named(
    reviewed: "Sequence[Reviewed]", chosen: "dict[Verdict, tuple[str, ...]]", path: Path
) -> "Iterator[Word]":
    from enduse.linking.review import Word

    for verdict, keys in chosen.items():
        for key in keys:
            found = [one for one in reviewed if key == one.pair]
            found = found or [one for one in reviewed if one.cluster and key in {one.cluster, ALL}]
            if not found:
                raise BadInput(f"{path}: there is no pair or cluster {key[:40]!r}; see the file")
            yield from (Word(verdict, one.one, one.other) for one in found)


@click.command("undo")
@click.argument("decisions", type=FILE)
@click.argument("keys", metavar="ID...", nargs=-1, required=True)
@signing_options
def undo_command(decisions: Path, keys: tuple[str, ...], by: str | None, why: str) -> None:
    """Take decisions back, by a line more: nothing is erased."""
    from enduse.interchange.link_decisions import add_decisions, read_decisions
    from enduse.linking.review import undone

    made = undone(keys, read_decisions(decisions), signed(by, why))
    add_decisions(decisions, made)
    click.echo(f"{decisions}: {len(made):,} undone", err=True)


@click.command("log")
@click.argument("decisions", type=FILE)
def log_command(decisions: Path) -> None:
    """Show decisions: what, by whom, when, why; and what was undone."""
    from enduse.interchange.link_decisions import read_decisions
    from enduse.interchange.link_terminal import log

    click.echo(log(read_decisions(decisions)))
