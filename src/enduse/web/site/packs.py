"""enduse site load, enduse site dump: a pack into the database and out of it."""

from pathlib import Path

import click
from django.db import transaction
from django.utils import timezone

from enduse.interchange.pack import holds_pack, read_pack, write_pack
from enduse.interchange.pack_check import checked_pack
from enduse.taxonomy.tables import BadInput
from enduse.trade import Pack
from enduse.web import pack as packs
from enduse.web.registry.actions import Plan, only_writer
from enduse.web.registry.models import Change
from enduse.web.site.database import in_a_line, ready, tables

FEW = 5


@click.command("load", short_help="Fill the site's database from a pack.")
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def load(pack: Path | None, *, dry_run: bool) -> None:
    """Fill the site's database from PACK, a folder; the pack that ships if left out.

    What the pack no longer holds is withdrawn from the pages and kept in the database. Loading a
    pack twice changes nothing. A pack with a fault is not loaded, nor is half of one.
    """
    told = checked_pack(pack) if pack else read_pack()
    _show(_foreseen(told) if dry_run else _loaded(told), dry_run=dry_run)


def _loaded(told: Pack) -> dict[str, Plan]:
    ready()
    with in_a_line():
        return packs.load(told, now=timezone.now())


def _foreseen(told: Pack) -> dict[str, Plan]:
    state = tables()
    if state == "old":
        raise BadInput(
            "DATABASE_URL: its tables are of an earlier version, so what would change cannot be "
            "told; load without --dry-run"
        )
    with in_a_line():
        return packs.planned(told, empty=state == "none")


def _show(plans: dict[str, Plan], *, dry_run: bool) -> None:
    touched = False
    for noun, its in plans.items():
        for what in Change.WHAT:
            ids = getattr(its, what)
            if ids:
                touched = True
                some = ", ".join(ids[:FEW]) + (", …" if len(ids) > FEW else "")
                click.echo(f"{noun:<12} {what:<9} {len(ids):>6,}  {some}")
    if not touched:
        click.echo("Nothing to change: the site says what the pack says.")
    elif dry_run:
        click.echo("Nothing was written; leave out --dry-run to load.")


@click.command("dump", short_help="Write what the site publishes as a pack.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def dump(folder: Path) -> None:
    """Write all that the site publishes as a pack into FOLDER: the same files as were loaded.

    FOLDER is made, or is empty, or holds a pack whose files are replaced one by one; any other is
    left alone.
    """
    if folder.is_dir() and any(folder.iterdir()) and not holds_pack(folder):
        raise BadInput(f"{folder}: holds other files and no pack; name a new folder")
    if tables() != "ready":
        raise BadInput("DATABASE_URL: there is nothing to write; `enduse site load` fills it")
    with in_a_line(), transaction.atomic():
        only_writer()
        told = packs.dump()
    write_pack(told, folder)
    click.echo(f"Written: {folder}")
