"""enduse screen: a name, or a table of names, to the parties they may be."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

import enduse
from enduse.cli.lists import shelf_in, shelf_option
from enduse.cli.shown import pack_option
from enduse.interchange.table_rows import LINES, PARQUET, TEXT
from enduse.screening.comparison import DEFAULT_THRESHOLD, KINDS
from enduse.screening.parts import Unusable
from enduse.screening.shelf import Origin, Shelf, content_of
from enduse.screening.supporting import Asked
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.bulk.screen import Tally
    from enduse.bulk.screen_job import Job, Lists, Terms
    from enduse.screening.search import Hit

PACK = "pack"
LONG_LIST = 100_000  # names
TABLES = TEXT | LINES | PARQUET
FORMS = ("text", "json", "csv", "jsonl", "parquet")
ENGINES = ("local", "spark")
SHARED = "file://"
MOST = 10


@click.command("screen")
@click.argument("what", metavar="NAME|FILE", required=False)
@click.option("--country", metavar="CODE", help="Of the party: ISO 3166-1 alpha-2, such as it.")
@click.option("--kind", type=click.Choice(KINDS), help="Of the party, if it is known.")
@click.option("--date", metavar="YYYY[-MM[-DD]]", help="Of birth or founding.")
@click.option("--identifier", multiple=True, metavar="ID", help="LEI, registration number, IMO, …")
@click.option("--list", "chosen", multiple=True, metavar="NAME", help="Only this list; several.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=DEFAULT_THRESHOLD,
    show_default=True,
    help="The least score of a match.",
)
@click.option("--most", type=click.IntRange(1, 100), default=MOST, help="Matches of one name.")
@click.option("--pairs", type=click.Path(path_type=Path), help="A file of name1, name2, kind.")
@click.option("--format", "form", type=click.Choice(FORMS), help="How to write it.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--fail-on-match", is_flag=True, help="Exit 1 if anything matched.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes for a table.")
@click.option(
    "--engine", type=click.Choice(ENGINES), help="What screens a table; local if left out."
)
@click.option("--master", metavar="ADDRESS", help="Of Spark: local[N], spark://HOST:PORT, yarn, …")
@shelf_option
@pack_option
def screen_command(  # noqa: PLR0913, PLR0917 - one argument per option
    what: str | None,
    country: str | None,
    kind: str | None,
    date: str | None,
    identifier: tuple[str, ...],
    chosen: tuple[str, ...],
    threshold: float,
    most: int,
    pairs: Path | None,
    form: str | None,
    output: Path | None,
    fail_on_match: bool,
    workers: int | None,
    engine: str | None,
    master: str | None,
    folder: Path | None,
    pack_folder: Path | None,
) -> None:
    """Find the parties that a name may be, in any script.

    NAME is looked for in the evidence pack and in every list that was added (enduse lists). FILE is
    a table with a column name, and country, kind, date, identifier where they are known: .csv,
    .tsv, .jsonl or .parquet; its rows keep their order, and a bad row is named while the rest is
    done.

    \b
      enduse screen "Gruppo Area" --country it
      enduse screen names.csv --list us-csl --format csv -o hits.csv
      enduse screen names.parquet --engine spark --master spark://HOST:7077
      enduse screen --pairs pairs.csv

    Exit status: 0 screened, 1 matched where --fail-on-match asks, 2 bad input, also in one row.
    """  # noqa: D301 - click reads the backspace
    at = _master(engine, master, workers)
    if pairs is not None:
        if at is not None:
            raise BadInput("--pairs needs no Spark; leave --engine out")
        sys.exit(_pairs(pairs, what, form, output))
    if what is None:
        raise BadInput("nothing to screen; give a name, a table or --pairs FILE")
    from enduse.bulk.screen_job import Terms

    lists = _lists(shelf_in(folder), chosen, pack_folder)
    terms = Terms(threshold, most, country.casefold() if country else None, kind)
    if Path(what).suffix.lower() in TABLES:
        from enduse.bulk.screen_job import Job

        table, shared = Path(what.removeprefix(SHARED)), what.startswith(SHARED)
        job = Job(table, form or "jsonl", output, lists, terms, workers, shared)
        sys.exit(_table(job, at, fail_on_match=fail_on_match))
    if at is not None:
        raise BadInput(f"{what!r:.60}: one name needs no Spark; leave --engine out")
    asked = Asked(what, terms.country, kind, date, identifier)
    hits = _one(asked, lists, terms)
    _write(asked, hits, form or "text", output)
    sys.exit(int(bool(fail_on_match and hits)))


def _master(engine: str | None, master: str | None, workers: int | None) -> str | None:
    """The Spark master to screen at; None for the local engine."""
    if engine != "spark":
        if master is not None:
            raise BadInput("--master is of Spark; add --engine spark")
        return None
    if workers is not None:
        raise BadInput("--workers is of the local engine; for Spark write --master 'local[N]'")
    from enduse.bulk.spark import LOCAL

    return master or LOCAL


def _one(asked: Asked, lists: "Lists", terms: "Terms") -> "tuple[Hit, ...]":
    from enduse.bulk.screen_job import search_in

    try:
        return search_in(lists).hits(asked, threshold=terms.threshold, most=terms.most)
    except Unusable as fault:
        raise BadInput(f"the name cannot be screened: {fault}; check it") from None


def _write(asked: Asked, hits: "tuple[Hit, ...]", form: str, output: Path | None) -> None:
    from enduse.interchange.screened import Screened, as_text, written

    found = Screened(1, asked.name, asked.country, hits)
    if form == "parquet" and output is None:
        raise BadInput("Parquet is not for the terminal; add -o FILE.parquet")
    content = as_text(found).encode("utf-8", "replace") if form == "text" else written(found, form)
    if output is None:
        click.echo(content, nl=False)
        return
    from enduse.interchange.atomic import write_whole

    write_whole(output, content)
    click.echo(f"Written: {output}")


def _table(job: "Job", master: str | None, *, fail_on_match: bool) -> int:
    from enduse.interchange.atomic import spare

    if job.form not in {"csv", "jsonl", "parquet"}:
        raise BadInput(f"{job.table}: a table is written as csv, jsonl or parquet; choose one")
    spare(job.output, job.table)
    _hint(job.lists)
    tally = _screened(job, master)
    click.echo(
        f"{tally.good:,} screened, {tally.matched:,} matched, {tally.bad:,} refused", err=True
    )
    if tally.bad:
        return 2
    return int(bool(fail_on_match and tally.matched))


def _hint(lists: "Lists") -> None:
    """Say what makes long lists quick where it is missing."""
    names = sum(Shelf(folder).listed(name).names for name, folder in lists.places)
    if names > LONG_LIST and find_spec("numba") is None:
        click.echo(
            f"enduse: {names:,} names are searched many times as fast with enduse[bulk]:"
            " pip install 'enduse[bulk]'",
            err=True,
        )


def _screened(job: "Job", master: str | None) -> "Tally":
    def tell_fault(fault: str) -> None:
        click.echo(f"enduse: {fault}", err=True)

    if master is None:
        from enduse.bulk.screen import screen_table

        return screen_table(job, tell_fault)
    from enduse.bulk.screen_spark import screen_on_spark

    return screen_on_spark(job, master, tell_fault)


def _pairs(pairs: Path, what: str | None, form: str | None, output: Path | None) -> int:
    from enduse.bulk.pairs import compare_pairs
    from enduse.interchange.atomic import spare

    if what is not None:
        raise BadInput("--pairs takes no name or table beside it; leave one out")
    if form not in {None, "csv", "jsonl"}:
        raise BadInput(f"{pairs}: pairs are written as csv or jsonl; choose one")
    spare(output, pairs)
    tally = compare_pairs(
        pairs, form or "csv", output, lambda fault: click.echo(f"enduse: {fault}", err=True)
    )
    click.echo(
        f"{tally.good:,} compared, {tally.matched:,} matched, {tally.bad:,} refused", err=True
    )
    return 2 if tally.bad else 0


def _lists(shelf: Shelf, chosen: tuple[str, ...], pack_folder: Path | None) -> "Lists":
    """The lists to screen against, where they stand; the pack's own is compiled if need be."""
    from enduse.bulk.screen_job import Lists

    names = chosen or (PACK, *shelf.names())
    for name in names:
        if name != PACK:
            shelf.listed(name)
    here = _pack_shelf(pack_folder) if PACK in names else shelf
    return Lists(tuple((name, (here if name == PACK else shelf).folder) for name in names))


def _pack_shelf(pack_folder: Path | None) -> Shelf:
    """The shelf on which the parties of the pack stand, in the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME")
    cache = (Path(base) if base else Path.home() / ".cache") / "enduse" / "lists"
    file = (pack_folder or Path(enduse.__file__).parent / "data") / "parties.yaml"
    content = content_of(file, {})
    shelf = Shelf(cache / content)
    if not shelf.holds(PACK):
        from enduse.interchange.pack import read_pack
        from enduse.screening.known import of_party

        parties = (of_party(party) for party in read_pack(pack_folder).parties)
        shelf.add(PACK, parties, Origin(str(file), content, "", {}))
    return shelf
