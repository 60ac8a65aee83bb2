"""enduse leak key, seal, log and destroy: the vault itself."""

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enduse.cli.leak.asked import FILE, closing, need, now, private, visit
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.leaks.listing import How, Listing

ORDERS = ("iso", "day-first", "month-first")
SHOWN = {"opening": "opened", "writing": "was about to write", "refused": "was refused"}


@click.command("key")
@click.option("-o", "--output", type=FILE, required=True, help="Where the secret key goes.")
def key_command(output: Path) -> None:
    """Make a key: its secret half in a file, its public one shown.

    The public half begins with age1 and may be sent to anyone; others seal vaults for it.
    """
    need()
    from enduse.interchange.atomic import write_whole
    from enduse.leaks.keys import new_identity

    if output.exists():
        raise BadInput(f"{output}: is there already; a key is never written over")
    secret, public = new_identity()
    with private():
        write_whole(output, f"# public key: {public}\n{secret}\n")
    click.echo(public)


@click.command("seal")
@click.argument("listed", metavar="LIST.csv", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The vault to make.")
@click.option("--recipient", "recipients", multiple=True, metavar="age1…", help="Who can open it.")
@click.option("--passphrase-file", "passphrase", type=FILE, help="Close it with a passphrase.")
@click.option("--people", is_flag=True, help="LIST.csv is of identified people: number, group.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS", help="Name a column.")
@click.option("--region", metavar="CC", help="Country of numbers without a country code.")
@click.option("--dates", type=click.Choice(ORDERS), default="iso", show_default=True)
@click.option("--budget", type=float, default=1.0, show_default=True, help="Epsilon, for noise.")
@click.option("--why", metavar="TEXT", envvar="ENDUSE_WHY", help="Purpose, for the log.")
def seal_command(output: Path, passphrase: Path | None, why: str | None, **given: Any) -> None:
    """Encrypt a list; from then on work from the vault alone.

    LIST.csv names its columns in its first line: number, and if they are known first, last (dates),
    client and note. Any usual separator will do. The list itself is only read, never copied.
    """
    need()
    from enduse.interchange.leak_vault import new_vault
    from enduse.leaks.listing import read_list
    from enduse.leaks.people import read_people
    from enduse.leaks.vault import Vault, new_id

    keys = closing(given["recipients"], passphrase)
    if not given["budget"] > 0:
        raise BadInput("--budget: must be more than nothing")
    how = _how(given["columns"], given["region"], given["dates"])
    made = Vault(made=now()[:10], id=new_id(), recipients=keys.recipients, budget=given["budget"])
    if given["people"]:
        made.kind = "people"
        made.people, made.listing.refused = read_people(given["listed"], how)
    else:
        made.listing = read_list(given["listed"], how)
    with private():
        new_vault(output, made, keys, visit(why))
    _tell(output, made.listing, len(made.people))


def _how(columns: tuple[str, ...], region: str | None, dates: Any) -> "How":
    from phonenumbers import SUPPORTED_REGIONS

    from enduse.leaks.listing import COLUMNS, How

    named = dict(column.partition("=")[::2] for column in columns)
    if wrong := [ours for ours, theirs in named.items() if ours not in COLUMNS or not theirs]:
        raise BadInput(
            f"--column {wrong[0][:20]}: write OURS=THEIRS; ours are {', '.join(COLUMNS)}"
        )
    if region and region.upper() not in SUPPORTED_REGIONS:
        raise BadInput(f"--region {region[:8]}: is no country; write two letters, such as mx")
    return How(named, region, dates)


def _tell(output: Path, listing: "Listing", people: int) -> None:
    from enduse.leaks.written import REASONS

    if people:
        click.echo(f"Sealed {people:,} people into {output}.")
    else:
        distinct = len({entry.number for entry in listing.entries})
        click.echo(f"Sealed {len(listing.entries):,} rows, {distinct:,} numbers, into {output}.")
    for reason, count in listing.rejected().items():
        click.echo(f"  not read: {count:,} ({REASONS[reason]})")
    if listing.days_unread:
        click.echo(
            f"  dates not read: {listing.days_unread:,}; say --dates day-first or month-first?"
        )
    if listing.refused:
        click.echo("Rows that were not read are in the vault with all their cells.")
    click.echo("Now remove the plain list from this machine and from where it came from.")


@click.command("log")
@click.argument("vault", type=FILE)
def log_command(vault: Path) -> None:
    """Show who opened a vault, when and why.

    The log lies beside the vault. It shows no number, and each line holds on to the one before.
    """
    from enduse.interchange.leak_vault import log_of, read_log

    entries = read_log(vault)
    if not entries:
        raise BadInput(f"{log_of(vault)}: there is no log; was the vault moved without it?")
    for entry, following in zip_longest(entries, entries[1:]):
        if following and (entry["did"], following["did"]) == ("writing", "wrote"):
            continue
        did = SHOWN.get(entry["did"], entry["did"])
        click.echo(f"{entry['when']}  {entry['who']} {did} ({entry['command']}): {entry['why']}")


@click.command("destroy")
@click.argument("vault", type=FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--why", metavar="TEXT", envvar="ENDUSE_WHY", help="Purpose, for the log.")
def destroy_command(vault: Path, yes: bool, why: str | None) -> None:
    """Overwrite a vault and remove it; its log stays.

    Copies and backups are out of reach, and so are the spare cells of a solid-state disk: there,
    destroy the keys as well.
    """
    from enduse.interchange.leak_vault import destroy_vault, log_of

    if not yes:
        click.confirm(f"Destroy {vault} for ever?", abort=True)
    destroy_vault(vault, visit(why))
    click.echo(f"Destroyed {vault}; {log_of(vault)} says when and why.")
