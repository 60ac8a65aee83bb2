"""`enduse pack`: check an evidence pack, show one record, count what is there."""

from pathlib import Path
from typing import Any

import click

from enduse.cli.shown import TEXT_OR_JSON
from enduse.taxonomy.tables import BadInput

FEW = 12
FOLDER = click.Path(path_type=Path, file_okay=False)
PACK = click.option(
    "--pack", "folder", type=FOLDER, help="Use this evidence pack instead of the one that ships."
)


@click.group("pack")
def pack() -> None:
    """The evidence: who sold what to whom, with the sources."""


@pack.command("check")
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
def check_command(folder: Path | None) -> None:
    """Look for faults in a pack, or in the one that ships.

    Prints `file:line: record: field: what is wrong` for each; exit status 2 if there is any.
    """
    from enduse.interchange.pack import SHIPPED
    from enduse.interchange.pack_check import check_pack

    report = check_pack(folder or SHIPPED)
    for fault in report.faults:
        click.echo(str(fault))
    if report.faults:
        files = {fault.file for fault in report.faults}
        raise BadInput(f"{_many(len(report.faults), 'fault')} in {_many(len(files), 'file')}")
    held = ", ".join(f"{count} {noun}" for noun, count in report.counts.items())
    click.echo(f"No faults: {held}.")


@pack.command("show")
@click.argument("record_id", metavar="ID")
@PACK
@TEXT_OR_JSON
def show_command(record_id: str, folder: Path | None, form: str) -> None:
    """Print one record with its sources.

    ID is that of a record of any noun: a party, a licence, a source …
    """
    from enduse.interchange.pack import read_pack
    from enduse.interchange.pack_text import find

    whole = read_pack(folder)
    found = find(whole, record_id)
    if form == "json":
        click.echo(_json([_shown(whole, noun, record) for noun, record in found]))
        return
    console = _console()
    for noun, record in found:
        _print_record(console, whole, noun, record)


@pack.command("stats")
@PACK
@TEXT_OR_JSON
def stats_command(folder: Path | None, form: str) -> None:
    """Count what is on record.

    By noun, country, technology, strength of proof and stage.
    """
    from enduse.interchange.pack import read_pack
    from enduse.interchange.pack_text import counts, spelt_out

    whole = read_pack(folder)
    found = counts(whole)
    if form == "json":
        click.echo(_json(found))
        return
    console = _console()
    for title, tally in found.items():
        _print_tally(console, title, spelt_out(whole, title, tally))


def _shown(whole: Any, noun: str, record: Any) -> dict[str, Any]:
    from enduse.interchange.pack_text import SINGULAR, cited

    return {"noun": SINGULAR[noun], "record": record, "sources": cited(whole, record)}


def _print_record(console: Any, whole: Any, noun: str, record: Any) -> None:
    from rich.padding import Padding
    from rich.table import Table

    from enduse.interchange.pack_text import SINGULAR, Words, cited, citing, reference

    sources = cited(whole, record)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, lines in Words(whole, sources).fields(record):
        table.add_row(label, _block(lines))
    if noun == "sources":
        table.add_row("cited by", _block([", ".join(citing(whole, record.id))]))
    console.print(f"[bold]{SINGULAR[noun]} {record.id}[/bold]", "", table, sep="\n")
    if sources:
        console.print("", "[bold]Sources[/bold]", sep="\n")
        for number, source in enumerate(sources, 1):
            mark = Table.grid(padding=(0, 1))
            mark.add_row(f"\\[{number}]", _block([reference(source)]))
            console.print(Padding(mark, (0, 0, 0, 1)))
    console.print()


def _block(lines: list[str]) -> Any:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    return Group(
        *(
            Padding(Text(line.strip(), overflow="fold"), (0, 0, 0, len(line) - len(line.lstrip())))
            for line in lines
        )
    )


def _print_tally(console: Any, title: str, tally: dict[str, int]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    for name, count in list(tally.items())[:FEW]:
        table.add_row(f"{count:,}", name)
    rest = list(tally.values())[FEW:]
    if rest:
        table.add_row(f"{sum(rest):,}", f"in {len(rest)} others (--format json names them)")
    console.print(f"[bold]{title.capitalize()}[/bold]", table, "", sep="\n")


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _json(value: Any) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
