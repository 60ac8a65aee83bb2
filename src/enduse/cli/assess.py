"""enduse assess: a deal, or a table of deals, against the law and the record of the day."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.assessment import Assessment, Assessor
from enduse.cli.shown import DAY, day, gazetteer_of, pack_option, record_of
from enduse.interchange.deal_yaml import read_deal
from enduse.law import provision_called
from enduse.law.outcome import OUTCOMES
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.bulk.assess import Job

ONE = ("terminal", "json", "jsonl", "markdown", "html", "pdf")
MANY = ("jsonl", "csv")
TABLES = {".csv", ".tsv", ".jsonl", ".ndjson"}


@click.command("assess")
@click.argument("deals", type=click.Path(path_type=Path), metavar="DEAL")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted({*ONE, *MANY})),
    help="How to write it. Left out: a report for the terminal; for a table, JSON lines.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, whole or not at all.",
)
@click.option(
    "--as-of", type=DAY, help="Law and knowledge of this day; the deal's own if left out."
)
@click.option("--hindsight", is_flag=True, help="Let what was published later count.")
@click.option("--brief", is_flag=True, help="On the terminal: what weighs most, no more.")
@click.option("--explain", metavar="PROVISION", help="Show why a provision did or did not bite.")
@click.option(
    "--fail-on",
    type=click.Choice(list(OUTCOMES)),
    metavar="OUTCOME",
    help=f"Exit 1 from this outcome on: {', '.join(OUTCOMES)}.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes for a table; one a core if left out."
)
@pack_option
def assess_command(  # noqa: PLR0913, PLR0917 - one argument per option
    deals: Path,
    form: str | None,
    output: Path | None,
    as_of: datetime | None,
    hindsight: bool,
    brief: bool,
    explain: str | None,
    fail_on: str | None,
    workers: int | None,
    pack_folder: Path | None,
) -> None:
    """Hold a deal, or a table of deals, against law and record.

    DEAL is a YAML or JSON file (see examples/), or a table with the same fields as columns: .csv,
    .tsv or .jsonl. The rows of a table keep their order; a bad row is named with its line while
    the rest is done.

    \b
      enduse assess deal.yaml --format html -o deal.html
      enduse assess deal.yaml --as-of 2014-06-01
      enduse assess deal.yaml --explain eu-428-2009-art-3-1
      enduse assess deals.csv --format csv -o assessed.csv

    Exit status: 0 assessed, 1 where --fail-on says so, 2 bad input, also in one row of a table.
    """  # noqa: D301 - click reads the backspace
    if deals.suffix.lower() in TABLES:
        from enduse.bulk.assess import Job

        if explain:
            raise BadInput(f"{deals}: --explain takes one deal; name a deal file")
        job = Job(
            deals, form or "jsonl", output, day=day(as_of), hindsight=hindsight,
            workers=workers, pack=pack_folder,
        )  # fmt: skip
        sys.exit(_assess_table(job, fail_on))
    record = record_of(pack_folder)
    deal = read_deal(deals, gazetteer_of(record))
    assessor = Assessor(record)
    if explain:
        provision = provision_called(explain)
        reasons = assessor.explain(deal, provision, as_of=day(as_of), hindsight=hindsight)
        from rich.console import Console

        from enduse.interchange.report_terminal import render_reasons

        render_reasons(provision, reasons, Console(highlight=False))
        return
    assessment = assessor.assess(deal, as_of=day(as_of), hindsight=hindsight)
    _write(assessment, form or "terminal", output, brief=brief)
    if fail_on and OUTCOMES[assessment.outcome] >= OUTCOMES[fail_on]:
        sys.exit(1)


def _assess_table(job: Job, fail_on: str | None) -> int:
    from enduse.bulk.assess import assess_table

    tally = assess_table(job, lambda fault: click.echo(f"enduse: {fault}", err=True))
    rows = "row" if tally.bad == 1 else "rows"
    deals = "deal" if tally.good == 1 else "deals"
    click.echo(f"{tally.good:,} {deals} assessed, {tally.bad:,} {rows} refused", err=True)
    if tally.bad:
        return 2
    return int(bool(fail_on and tally.highest >= OUTCOMES[fail_on]))


def _write_terminal(assessment: Assessment, output: Path | None, *, brief: bool) -> None:
    import io

    from rich.console import Console

    from enduse.interchange.report_terminal import render
    from enduse.interchange.reports import write_output

    if output is None:
        render(assessment, Console(highlight=False), brief=brief)
        return
    text = io.StringIO()
    page = Console(file=text, width=80, color_system=None, highlight=False)
    render(assessment, page, brief=brief)
    write_output(output, text.getvalue().encode())
    click.echo(f"Written: {output}")


def _write(assessment: Assessment, form: str, output: Path | None, *, brief: bool) -> None:
    if form == "csv":
        raise BadInput("--format csv is for a table of deals; name a .csv or .jsonl file")
    from enduse.interchange.reports import FORMATS, write_output

    if form == "terminal":
        _write_terminal(assessment, output, brief=brief)
        return
    content = FORMATS[form](assessment)
    if output is not None:
        write_output(output, content)
        click.echo(f"Written: {output}")
    elif sys.stdout is None:
        raise BadInput("there is no standard output to write to; add -o FILE")
    elif form == "pdf" and sys.stdout.isatty():
        raise BadInput("a PDF is not for the terminal; add -o FILE.pdf")
    else:
        sys.stdout.buffer.write(content)
