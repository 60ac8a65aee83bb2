"""enduse law: the provisions and control-list entries that Enduse knows."""

from datetime import datetime

import click

from enduse.law import PROVISIONS, provision_called
from enduse.law.entries import Entry, entries
from enduse.law.provision import Provision
from enduse.taxonomy.tables import BadInput

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def law() -> None:
    """The law as Enduse reads it: provisions, entries, dates, and how well each was checked."""


@law.command("list")
@click.option("--as-of", type=DAY, help="Only what was in force on this day.")
@click.option("--jurisdiction", help="Only one: eu, gb, us, ch, de, it, il, int.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def list_command(as_of: datetime | None, jurisdiction: str | None, form: str) -> None:
    """Every provision, with its span and how well it was checked."""
    known = sorted({provision.jurisdiction for provision in PROVISIONS})
    wanted = jurisdiction.lower() if jurisdiction else None
    if wanted and wanted not in known:
        raise BadInput(f"no jurisdiction {jurisdiction!r}; there are {', '.join(known)}")
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
        click.echo(f"    {provision.cite}")
        click.echo(f"    {_span(provision.since, provision.until)}; {provision.checked}")
    click.echo(f"\n{len(shown)} provisions. One of them: enduse law show ID")


@law.command("show")
@click.argument("provision_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show_command(provision_id: str, form: str) -> None:
    """One provision, or a control-list entry, in full."""
    if any(provision_id.lower() == entry.code.lower() for entry in entries()):
        _show_entries(provision_id, form)
        return
    provision = provision_called(provision_id)
    if form == "json":
        _print_json(_as_dict(provision))
        return
    click.echo(provision.cite)
    click.echo(f"{provision.regime}; {_span(provision.since, provision.until)}")
    click.echo(f"{_CHECKED[provision.checked]}\n{provision.url}\n")
    click.echo(click.wrap_text(provision.text, width=78))


@law.command("entries")
@click.argument("code")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def entries_command(code: str, form: str) -> None:
    """On which lists the entry CODE stands, and from when."""
    _show_entries(code, form)


def _show_entries(code: str, form: str) -> None:
    wanted = code.lower().replace(" ", "")
    found = [entry for entry in entries() if wanted in _codes(entry)]
    found = found or [
        entry for entry in entries() if any(c.startswith(wanted) for c in _codes(entry))
    ]
    if not found:
        raise BadInput(f"no entry {code!r}; there are {', '.join(e.code for e in entries())}")
    if form == "json":
        import msgspec

        _print_json(msgspec.to_builtins(found))
        return
    for entry in found:
        _show_entry(entry)


def _codes(entry: Entry) -> set[str]:
    codes = {entry.code, *(listed.code for listed in entry.listed)}
    return {code.lower().replace(" ", "") for code in codes}


def _show_entry(entry: Entry) -> None:
    click.echo(f"{entry.code}  {entry.title}")
    click.echo(click.wrap_text(entry.scope, 78, "  ", "  "))
    if entry.exclusions:
        click.echo(click.wrap_text(f"Not covered: {entry.exclusions}", 78, "  ", "  "))
    for listed in sorted(entry.listed, key=lambda row: row.since):
        span = _span(listed.since, listed.until)
        click.echo(f"  {listed.list:<12} {listed.code:<10} {span}; {listed.checked}")
        click.echo(click.wrap_text(listed.act, 78, " " * 15, " " * 15))
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
