"""enduse link FILE: what may be the same party is proposed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from enduse.bulk.link import Entered
    from enduse.bulk.link_engines import Engine
    from enduse.linking.clusters import Proposed
    from enduse.linking.decisions import Standing

FORMS = {".csv": "csv", ".jsonl": "jsonl", ".txt": "text"}
DEFAULT_SCORE = 0.85  # of enduse.linking.judge, which is imported late


@click.command("propose")
@click.argument("table", metavar="FILE", type=FILE)
@column_option
@map_option
@decisions_option(required=False)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=DEFAULT_SCORE,
    show_default=True,
    help="The least score of a proposal.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    help="What compares the pairs; local (DuckDB) if left out.",
)
@click.option("--master", metavar="ADDRESS", help="Of Spark: local[N], spark://HOST:PORT, yarn, …")
@click.option("--format", "form", type=click.Choice(list(FORMS.values())), help="How to write it.")
@click.option("-o", "--output", type=FILE, help="Write to this file: .csv or .jsonl.")
def propose_command(  # noqa: PLR0913, PLR0917 - one argument per option
    table: Path,
    column: str | None,
    mapped: tuple[str, ...],
    decisions: Path | None,
    threshold: float,
    engine: str | None,
    master: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Propose entries of FILE that may be the same party.

    FILE is a table with a column name, and country, kind, identifier, date (of birth or founding)
    and place where they are known: .csv, .tsv, .jsonl or .parquet. --map says in which columns they
    stand, if not in those of these names; --map country= leaves one out. Rows that say the same are
    one entry. What is decided already is not proposed again.

    Exit status: 0 done, whatever was found; 2 bad input, also in one row.
    """
    from enduse.bulk.link import Kept, entered, link
    from enduse.interchange.atomic import spare

    spare(output, table, decisions)
    form = form or _form_of(output)
    register = register_at(table, column, mapped)
    kept = Kept(_standing(decisions), decisions)
    read = entered(register, tell)
    kept.check(register, read.entries, tell)
    with _engine(engine, master) as chosen:
        found = link(read.entries, chosen, kept.standing, least=threshold)
    _write(found, form, output)
    click.echo(_told(table, read, found), err=True)
    sys.exit(2 if read.bad else 0)


def _form_of(output: Path | None) -> str:
    if output is None:
        return "text"
    form = FORMS.get(output.suffix.lower())
    if form is None:
        known = ", ".join(FORMS)
        raise BadInput(f"{output}: how to write it is not seen; end it with {known}, or --format")
    return form


def _standing(decisions: Path | None) -> "Standing":
    from enduse.interchange.link_decisions import read_decisions
    from enduse.linking.decisions import Standing

    return Standing(read_decisions(decisions, new=True) if decisions else ())


@contextmanager
def _engine(engine: str | None, master: str | None) -> "Iterator[Engine]":
    from enduse.bulk.link_engines import DuckDB, Spark

    if engine != "spark":
        if master is not None:
            raise BadInput("--master is of Spark; add --engine spark")
        yield DuckDB()
        return
    from enduse.bulk.spark import LOCAL, session

    with session(master or LOCAL) as begun:
        yield Spark(begun)


def _write(found: "Proposed", form: str, output: Path | None) -> None:
    from enduse.interchange.link_proposals import as_csv, as_lines
    from enduse.interchange.link_terminal import as_text

    lines = {"csv": as_csv, "jsonl": as_lines}.get(form)
    text = "".join(lines(found)) if lines else as_text(found)
    if output is None:
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    from enduse.interchange.atomic import write_whole

    write_whole(output, text)


def _told(table: Path, read: "Entered", found: "Proposed") -> str:
    from enduse.interchange.link_terminal import counted, tally

    told = [counted(read.good, "row")]
    told += [f"{read.nameless:,} without a name"] if read.nameless else []
    told += [f"{read.bad:,} refused"] if read.bad else []
    told += [counted(len(read.entries), "entry")]
    nothing = "nothing to compare" if len(read.entries) == 1 else tally(found)
    return f"{table}: {', '.join(told)}; {nothing}"
