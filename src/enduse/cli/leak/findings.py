"""enduse leak clients, status and check."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from enduse.cli.leak.asked import FILE, Key, need, now, opened, vault_options
from enduse.cli.shown import TEXT_OR_JSON
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.leaks.clients import Client
    from enduse.leaks.vault import Vault

WIDTH, MOST, LEAST = 80, 5, 0.005


@click.command("clients")
@click.argument("vault", type=FILE)
@click.option("--k", default=10, show_default=True, help="Cells under this are not shown.")
@TEXT_OR_JSON
@vault_options
def clients_command(vault: Path, k: int, form: str, **key: Any) -> None:
    """Show which countries each client selected most, and when.

    Under the rules of `summarise`: the tables by client, by country and client and by client and
    year count as released. Clients that selected the same countries are named together.
    """
    need("scipy")
    from enduse.leaks.clients import CAUTION, clients
    from enduse.leaks.summary import NEITHER
    from enduse.leaks.tables import Numbers

    with opened(vault, Key(**key)) as held:
        numbers = Numbers(held.vault.listing)
        found = clients(_publisher(held.vault, numbers, k))
        held.keep()
    notes = [
        NEITHER,
        CAUTION,
        f"n = {len(numbers):,} numbers. k = {k}: {_hidden(found.suppressed)}",
    ]
    if form == "json":
        told = {"n": len(numbers), "k": k, "clients": list(map(_as_dict, found.clients))}
        rest = {"alike": found.alike, "suppressed_cells": found.suppressed, "notes": notes}
        _print_json(told | rest)
        return
    for client in found.clients:
        _print_client(client)
    for names in found.alike:
        click.echo(click.wrap_text("Selected the same countries: " + ", ".join(names), WIDTH))
    click.echo("\n".join(["", *(click.wrap_text(note, WIDTH) for note in notes)]))


def _publisher(vault: "Vault", numbers: Any, k: int) -> Any:
    from enduse.leaks.releases import Publisher

    return Publisher(vault, numbers, k, now())


def _hidden(suppressed: dict[str, int]) -> str:
    told = (f"{n:,} by {by.replace(',', ' and ')}" for by, n in suppressed.items())
    return f"cells that are not shown, being empty, small or needed to hide one: {', '.join(told)}."


def _print_client(client: "Client") -> None:
    from enduse.interchange.leak_table import country_words

    click.echo(f"{client.name}: {client.selections:,} selections")
    for country, n, share in client.countries[:MOST]:
        part = f"{share:.0%}" if share >= LEAST else "<1%"
        click.echo(f"  {n:>8,}  {part:>4}  {country_words(country)}")
    rest = client.countries[MOST:]
    if rest:
        total = sum(n for _country, n, _share in rest)
        click.echo(f"  {total:>8,}        elsewhere ({len(rest)} more in --format json)")
    if client.years:
        years = ", ".join(f"{year} {n:,}" for year, n in client.years)
        click.echo(click.wrap_text(f"by year: {years}", WIDTH, "  ", "    "))


def _as_dict(client: "Client") -> dict[str, Any]:
    from enduse.leaks.tables import UNKNOWN, countries_of

    return {
        "client": client.name,
        "selections": client.selections,
        "countries": [
            {"country": countries_of(country)[0], "count": n, "share": round(share, 4)}
            for country, n, share in client.countries
        ],
        "years": [
            {"year": None if year == UNKNOWN else int(year), "count": n} for year, n in client.years
        ],
    }


@click.command("status")
@click.argument("vault", type=FILE)
@click.option(
    "--record", "consents", type=FILE, metavar="FILE.csv", help="Add what people agreed to."
)
@click.option("--withdraw", "gone", type=FILE, metavar="FILE.csv", help="Forget these numbers.")
@click.option("--k", default=10, show_default=True, help="Counts under this are not shown.")
@TEXT_OR_JSON
@vault_options
def status_command(vault: Path, consents: Path | None, gone: Path | None, **given: Any) -> None:
    """Keep how far the cases of people came, and tell it as counts.

    FILE.csv has the columns number, status, consent (the day it was given) and recorded_by.
    Status is consented, examined, traces-found or confirmed. Without consent nothing is kept.
    """
    need()
    from enduse.leaks.status import read_consents, record, statuses, withdraw
    from enduse.leaks.tables import Numbers

    key = Key(given["identity"], given["passphrase"], given["why"])
    with opened(vault, key) as held:
        numbers = Numbers(held.vault.listing)
        if consents is not None:
            count = record(held.vault, read_consents(consents, {}, now()[:10]), numbers.holds)
            click.echo(f"Recorded {count:,}.", err=True)
        if gone is not None:
            click.echo(f"Forgot {withdraw(held.vault, _numbers(gone)):,}.", err=True)
        shown = statuses(_publisher(held.vault, numbers, given["k"]))
        held.keep()
    _print_status(shown, len(numbers), given["form"])


def _numbers(path: Path) -> list[str]:
    from enduse.leaks.listing import rows_of
    from enduse.leaks.numbers import read_number
    from enduse.leaks.written import Unread

    found = []
    for _count, cells, line in rows_of(path, {}, ("number",)):
        try:
            found.append(read_number(cells["number"]).digits)
        except Unread as why:
            raise BadInput(f"{path}:{line}: number: {why}") from None
    return found


def _print_status(shown: Any, n: int, form: str) -> None:
    from enduse.leaks.summary import NEITHER

    if form == "json":
        cells = [{"status": step, "count": count} for (step,), count in shown.cells.items()]
        told = {"n": n, "k": shown.k, "cells": cells, "suppressed_cells": shown.suppressed}
        _print_json(told | {"notes": [NEITHER]})
        return
    for (step,), count in shown.cells.items():
        click.echo(f"{count:>8,}  at least {step.replace('-', ' ')}")
    click.echo(f"{shown.suppressed} of the steps are not shown, being small or close to another.")
    click.echo(click.wrap_text(NEITHER, WIDTH))


@click.command("check")
@click.argument("vault", type=FILE)
@TEXT_OR_JSON
@vault_options
def check_command(vault: Path, form: str, **key: Any) -> None:
    """Look for signs that a list is not what it claims to be.

    For its holder: the counts are exact and small ones are shown.
    """
    need()
    from enduse.leaks.plausibility import plausible
    from enduse.leaks.written import REASONS

    with opened(vault, Key(**key)) as held:
        found = plausible(held.vault.listing, now()[:10])
    if form == "json":
        _print_json(found._asdict())
        return
    for title, n in found.counts.items():
        click.echo(f"{n:>10,}  {title}")
    for reason, n in found.rejected.items():
        click.echo(f"{n:>10,}  not read: {REASONS[reason]}")
    for plan, n in found.plans.items():
        click.echo(f"{n:>10,}  numbers of {plan}")
    click.echo("\nSigns that speak against it: " + ("none" if not found.signs else ""))
    for sign in found.signs:
        click.echo(click.wrap_text(sign, WIDTH, "  - ", "    "))
    click.echo("\nWhat this does not prove:")
    for limit in found.limits:
        click.echo(click.wrap_text(limit, WIDTH, "  - ", "    "))


def _print_json(told: Any) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
