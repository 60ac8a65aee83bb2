"""enduse law: the provisions and control-list entries that Enduse knows."""

from datetime import datetime
from difflib import get_close_matches

import click

from enduse.cli.shown import DAY, TEXT_OR_JSON
from enduse.interchange.report_words import CHECKED, LISTS
from enduse.law import PROVISIONS, provision_called
from enduse.law.entries import Entry, entries
from enduse.law.provision import Provision
from enduse.taxonomy.tables import BadInput

WIDTH = 80
ALIASES = {"uk": "gb"}
PLACES = sorted({provision.jurisdiction for provision in PROVISIONS})


@click.group()
def law() -> None:
    """The law as Enduse reads it, dated and checked."""


@law.command("list")
@click.option("--as-of", type=DAY, help="Only what was in force on this day.")
@click.option("--jurisdiction", help=f"Only one of: {', '.join(PLACES)} (int: international).")
@TEXT_OR_JSON
def list_command(as_of: datetime | None, jurisdiction: str | None, form: str) -> None:
    """Name every provision, with its span and checks."""
    wanted = ALIASES.get(jurisdiction.lower(), jurisdiction.lower()) if jurisdiction else None
    if wanted and wanted not in PLACES:
        raise BadInput(f"no jurisdiction {jurisdiction!r}; there are {', '.join(PLACES)}")
    day = as_of.date().isoformat() if as_of else None
    shown = [
        provision
        for provision in PROVISIONS
        if (day is None or provision.in_force(day)) and wanted in {None, provision.jurisdiction}
    ]
    if form == "json":
        _print_json([_as_dict(provision) for provision in shown])
        return
    regime = ""
    for provision in shown:
        if provision.regime != regime:
            regime = provision.regime
            click.echo(("\n" if provision is not shown[0] else "") + regime)
        click.echo(f"  {provision.id}")
        click.echo(click.wrap_text(provision.cite, WIDTH, "    ", "    "))
        span = _span(provision.since, provision.until)
        click.echo(f"    {span}; {CHECKED[provision.checked]}")
    click.echo(f"\n{len(shown)} provisions. One of them: enduse law show ID")


@law.command("show")
@click.argument("provision_id", metavar="ID")
@TEXT_OR_JSON
def show_command(provision_id: str, form: str) -> None:
    """Print a provision, or a list entry such as 5A001.j."""
    if any(_plain(provision_id) == _plain(entry.code) for entry in entries()):
        _show_entries(provision_id, form)
        return
    provision = provision_called(provision_id)
    if form == "json":
        _print_json(_as_dict(provision))
        return
    click.echo(click.wrap_text(provision.cite, WIDTH))
    span = _span(provision.since, provision.until)
    click.echo(click.wrap_text(f"{provision.regime}; {span}", WIDTH))
    click.echo(f"{_CHECKED[provision.checked]}\n{provision.url}\n")
    click.echo(click.wrap_text(provision.text, WIDTH))


@law.command("entries")
@click.argument("code")
@TEXT_OR_JSON
def entries_command(code: str, form: str) -> None:
    """Show on which lists CODE stands, and from when.

    CODE is a control-list entry such as 5A001.j; its beginning (5A001) finds several.
    """
    _show_entries(code, form)


def _show_entries(code: str, form: str) -> None:
    wanted = _plain(code)
    found = [entry for entry in entries() if wanted in _codes(entry)]
    found = found or [
        entry for entry in entries() if wanted and any(c.startswith(wanted) for c in _codes(entry))
    ]
    if not found:
        codes = {_plain(entry.code): entry.code for entry in entries()}
        near = get_close_matches(wanted, codes, n=1)
        hint = (
            f"did you mean {codes[near[0]]}?" if near else f"there are {', '.join(codes.values())}"
        )
        raise BadInput(f"no entry {code[:60]!r}; {hint}")
    if form == "json":
        import msgspec

        _print_json(msgspec.to_builtins(found))
        return
    for entry in found:
        _show_entry(entry)


def _plain(code: str) -> str:
    return "".join(character for character in code.lower() if character.isalnum())


def _codes(entry: Entry) -> set[str]:
    return {_plain(code) for code in (entry.code, *(listed.code for listed in entry.listed))}


def _show_entry(entry: Entry) -> None:
    click.echo(click.wrap_text(f"{entry.code}  {entry.title}", WIDTH, subsequent_indent="  "))
    click.echo(click.wrap_text(entry.scope, WIDTH, "  ", "  "))
    if entry.exclusions:
        click.echo(click.wrap_text(f"Not covered: {entry.exclusions}", WIDTH, "  ", "  "))
    for listed in sorted(entry.listed, key=lambda row: row.since):
        span = _span(listed.since, listed.until)
        on = LISTS.get(listed.list, listed.list)
        said = f"{on}: {listed.code}, {span}; {CHECKED[listed.checked]}"
        click.echo(click.wrap_text(said, WIDTH, "  - ", "    "))
        click.echo(click.wrap_text(listed.act, WIDTH, "    ", "    "))
    click.echo()


def _span(since: str, until: str | None) -> str:
    return f"{since} to {until}" if until else f"since {since}"


_CHECKED = {
    "verified": "Checked against the text.",
    "partly": "Partly checked: a detail rests on general knowledge.",
    "unverified": "Not checked against the text: verify before relying on it.",
}


def _as_dict(provision: Provision) -> dict[str, str | None]:
    return {
        "provision": provision.id,
        "cite": provision.cite,
        "url": provision.url,
        "jurisdiction": provision.jurisdiction,
        "regime": provision.regime,
        "since": provision.since,
        "until": provision.until,
        "checked": provision.checked,
        "text": provision.text,
    }


def _print_json(content: object) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(content), indent=2).decode())
