"""enduse backtest: deals with acceptable outcomes, and how useful assessments would have been."""

import sys
from pathlib import Path

import click

from enduse.assessment import Assessor
from enduse.assessment.backtest import Result, backtest, usefulness
from enduse.cli.shown import TEXT_OR_JSON, gazetteer_of, pack_option, record_of
from enduse.interchange.expectations import HARMLESS, read_expectations
from enduse.record import Record
from enduse.taxonomy.tables import BadInput


@click.command("backtest")
@click.argument("deals", required=False, type=click.Path(path_type=Path))
@click.option(
    "--record",
    "useful",
    is_flag=True,
    help="Measure on the sales of the record that led to proven abuse.",
)
@click.option("--strict", is_flag=True, help="Exit 1 where a deal disagrees.")
@TEXT_OR_JSON
@pack_option
def backtest_command(
    deals: Path | None, useful: bool, strict: bool, form: str, pack_folder: Path | None
) -> None:
    """Hold past deals against the outcomes they may have.

    Each is assessed as of its date. DEALS is a YAML list of {id, deal, expect}, such as
    examples/deals.yaml; expected and found are printed for each of them, and totals.

    \b
      enduse backtest examples/deals.yaml --strict
      enduse backtest --record
    """  # noqa: D301 - click reads the backspace
    if deals is None and not useful:
        raise BadInput("nothing to do; name a file of deals (examples/deals.yaml) or --record")
    record = record_of(pack_folder)
    if deals is not None:
        expectations = read_expectations(deals, gazetteer_of(record))
        results = tuple(backtest(Assessor(record), expectations))
        _print_json(results) if form == "json" else _print_results(results)
        if strict and any(result.faults for result in results):
            sys.exit(1)
    if useful:
        _print_usefulness(record)


def _print_results(results: tuple[Result, ...]) -> None:
    for expected, found, faults in results:
        mark = "differs" if faults else "agrees "
        click.echo(f"{mark}  {expected.id}")
        wanted = " or ".join(expected.outcomes) or "any outcome"
        least = f", risk at least {expected.risk_at_least}" if expected.risk_at_least else ""
        click.echo(f"         expected {wanted}{least}")
        click.echo(f"         found    {found.outcome}, risk {found.risk}")
        for fault in faults:
            click.echo(f"         ! {fault}")
    agree = sum(not result.faults for result in results)
    click.echo(f"\n{len(results)} deals: {agree} agree, {len(results) - agree} differ")


def _print_json(results: tuple[Result, ...]) -> None:
    import msgspec

    rows = [
        {
            "id": expected.id,
            "expected": {
                "outcome": expected.outcomes,
                "risk_at_least": expected.risk_at_least,
                "cites": expected.cites,
            },
            "found": {"outcome": found.outcome, "risk": found.risk},
            "faults": faults,
        }
        for expected, found, faults in results
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())


def _print_usefulness(record: Record) -> None:
    harmless = read_expectations(HARMLESS, gazetteer_of(record))
    measured = usefulness(record, harmless)
    click.echo("Flagged: outcome at least notify, or risk at least serious.")
    click.echo(f"  sales that led to proven abuse, as known on the day   {measured.then}")
    click.echo(f"  the same, with hindsight                              {measured.hindsight}")
    click.echo(f"  harmless deals                                        {measured.harmless}")
    if measured.undated:
        click.echo(f"  left out: {measured.undated} sales by a supplier of unknown country")
    click.echo(
        "The record is what this project knows, mostly of abuse that came out; a share of it is\n"
        "no forecast for the next deal."
    )
