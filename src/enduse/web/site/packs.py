"""enduse site load, enduse site dump: a pack into the database and out of it."""

from pathlib import Path

import click
from django.utils import timezone

from enduse.interchange.pack import read_pack, write_pack
from enduse.web import pack as packs
from enduse.web.registry.actions import Plan
from enduse.web.site.database import ready


@click.command("load")
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def load(pack: Path | None, *, dry_run: bool) -> None:
    """Fill the site's database from PACK, a folder; the pack that ships if left out.

    What the pack no longer holds is withdrawn from the pages and kept in the database. Loading a
    pack twice changes nothing.
    """
    ready()
    told = read_pack(pack)
    plans = packs.planned(told) if dry_run else packs.load(told, now=timezone.now())
    _show(plans, dry_run=dry_run)


def _show(plans: dict[str, Plan], *, dry_run: bool) -> None:
    touched = False
    for noun, its in plans.items():
        for what in ("added", "changed", "withdrawn"):
            ids = getattr(its, what)
            if ids:
                touched = True
                some = ", ".join(ids[:5]) + (", …" if len(ids) > len(ids[:5]) else "")
                click.echo(f"{noun:<12} {what:<9} {len(ids):>6,}  {some}")
    if not touched:
        click.echo("Nothing to change: the site says what the pack says.")
    elif dry_run:
        click.echo("Nothing was written; leave out --dry-run to load.")


@click.command("dump")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def dump(folder: Path) -> None:
    """Write all that the site publishes as a pack into FOLDER: the same files as were loaded."""
    ready()
    write_pack(packs.dump(), folder)
    click.echo(f"Written: {folder}")
