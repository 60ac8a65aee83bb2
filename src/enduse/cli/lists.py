"""enduse lists: the lists that names are screened against."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from enduse.cli.shown import gazetteer_of, record_of
from enduse.screening.shelf import Listed, Origin, Shelf, content_of
from enduse.taxonomy.tables import BadInput

READERS = ("ftm", "csl", "table")
WAIT = 60  # seconds without a byte, after which a download is given up

shelf_option = click.option(
    "--lists",
    "folder",
    envvar="ENDUSE_LISTS",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of compiled lists; also ENDUSE_LISTS.",
)


def shelf_in(folder: Path | None) -> Shelf:
    """The shelf in a folder; None: the one in the user's data folder."""
    if folder is None:
        base = os.environ.get("XDG_DATA_HOME")
        folder = (Path(base) if base else Path.home() / ".local" / "share") / "enduse" / "lists"
    return Shelf(folder)


@click.group("lists", invoke_without_command=True)
@shelf_option
@click.pass_context
def lists(context: click.Context, folder: Path | None) -> None:
    """Show, add and remove lists to screen names against.

    The parties of the evidence pack are always there, as the list "pack".

    \b
      enduse lists
      enduse lists add us-csl consolidated.csv
      enduse lists add sanctions entities.ftm.json
      enduse lists add suppliers vendors.csv --map name=vendor --map country=seat
      enduse lists remove suppliers
    """  # noqa: D301 - click reads the backspace
    context.obj = shelf_in(folder)
    if context.invoked_subcommand is None:
        _show(context.obj)


def _show(shelf: Shelf) -> None:
    pack = record_of(None).parties
    rows = [("pack", f"{len(pack):,}", "", "with enduse", "the evidence pack")]
    for name in shelf.names():
        try:
            rows.append(_row(shelf.listed(name)))
        except BadInput:
            rows.append((name, "", "", "damaged", "add it again"))
    header = ("list", "entities", "names", "added", "source")
    widths = [max(len(row[at]) for row in [header, *rows]) for at in range(len(header) - 1)]
    for row in [header, *rows]:
        name, entities, names, added = row[0], *row[1:4]
        line = f"{name:<{widths[0]}}  {entities:>{widths[1]}}  {names:>{widths[2]}}"
        click.echo(f"{line}  {added:<{widths[3]}}  {row[4]}".rstrip())


def _row(listed: Listed) -> tuple[str, str, str, str, str]:
    return (
        listed.name, f"{listed.entities:,}", f"{listed.names:,}", listed.added, listed.source,
    )  # fmt: skip


@lists.command("add")
@click.argument("name")
@click.argument("source", metavar="FILE|URL")
@click.option("--form", type=click.Choice(READERS), help="What the file is, if it is not seen.")
@click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="For a table.")
@click.pass_obj
def add(shelf: Shelf, name: str, source: str, form: str | None, mapped: tuple[str, ...]) -> None:
    """Compile a list into an index on disk; an older one is replaced.

    FILE is FollowTheMoney JSON lines, the US Consolidated Screening List (CSV or JSON), or any
    table (.csv, .tsv, .jsonl, .parquet). The fields of a table that can be mapped: name, aliases,
    country, kind, date, identifier, id, about, url. A URL is fetched; nothing else of screening
    uses the network. A row that cannot be read refuses the whole list.
    """
    if name == "pack":
        raise BadInput('"pack" is the evidence pack, which is always there; choose another name')
    from enduse.interchange.lists import read_list

    columns = dict(_mapping(text) for text in mapped)
    options = {**columns, **({"form": form} if form else {})}
    with _at_hand(source) as path:
        content = _content(path, options)
        if name in shelf.names() and _is_current(shelf, name, content):
            click.echo(f"{name}: unchanged")
            return
        entities = read_list(path, gazetteer_of(record_of(None)), form=form, columns=columns)
        day = date.today().isoformat()
        made = shelf.add(name, entities, Origin(source, content, day, options))
    click.echo(f"{name}: {made.entities:,} entities, {made.names:,} names")
    if made.unusable:
        click.echo(
            f"enduse: {made.unusable:,} names cannot be compared and were left out", err=True
        )


def _content(path: Path, options: dict[str, str]) -> str:
    try:
        return content_of(path, options)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: {why}; check the path and its rights") from None


def _is_current(shelf: Shelf, name: str, content: str) -> bool:
    try:
        shelf.open(name)
        return shelf.listed(name).content == content
    except BadInput:
        return False


def _mapping(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not sign or not column.strip():
        raise BadInput(f"--map {text!r:.60}: write FIELD=COLUMN, such as name=vendor")
    return field.strip(), column.strip()


@lists.command("remove")
@click.argument("name")
@click.pass_obj
def remove(shelf: Shelf, name: str) -> None:
    """Take a list away."""
    shelf.remove(name)
    click.echo(f"{name}: removed")


@contextmanager
def _at_hand(source: str) -> Iterator[Path]:
    """The file of a list; what is at an address is fetched first."""
    if urlsplit(source).scheme not in {"http", "https"}:
        yield Path(source)
        return
    with tempfile.TemporaryDirectory(prefix="enduse-") as folder:
        path = Path(folder) / (Path(urlsplit(source).path).name or "list")
        _fetch(source, path)
        yield path


def _fetch(address: str, path: Path) -> None:
    import urllib.request

    try:
        with (
            urllib.request.urlopen(address, timeout=WAIT) as answer,  # noqa: S310 - http and https only
            path.open("wb") as file,
        ):
            shutil.copyfileobj(answer, file)
            told = answer.headers.get("Content-Length")
            if told and told.isdigit() and file.tell() != int(told):
                raise BadInput(f"{address}: ended after {file.tell():,} of {int(told):,} bytes")
    except OSError as error:
        raise BadInput(f"{address}: cannot be fetched: {error}; download it by hand") from None
