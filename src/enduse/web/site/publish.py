"""enduse site publish: the public site as plain files."""

import re
import time
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher import keys
from enduse.web.public.publisher.links import Copy
from enduse.web.public.publisher.publish import publish as published
from enduse.web.public.publisher.run import Told, Wanted
from enduse.web.site.database import in_a_line, tables

ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?", re.ASCII)


@click.command("publish", short_help="Write the public site as plain files.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base-url", help="Where the copy will stand, for links that must be absolute.")
@click.option("--live-url", help="Where the live site stands, for what plain files cannot do.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="Sign with this key.")
@click.option("--pictures", is_flag=True, help="Write drawings as PNG too, which takes long.")
@click.option(
    "--search/--no-search",
    default=True,
    show_default=True,
    help="Make the index of the search anew, or leave it as it was.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def publish(
    folder: Path, *, base_url: str | None, live_url: str | None, key: Path | None, **how: Any
) -> None:
    """Write the whole public site as plain files; FOLDER/current is what to serve.

    Only what changed since the last run is made again, and the new edition is served from one
    moment to the next. The same data give the same files.
    """
    addresses = _address(base_url, "--base-url"), _address(live_url, "--live-url")
    copy = Copy(*addresses, pictures=how.pop("pictures"))
    if tables() != "ready":
        raise BadInput("DATABASE_URL: there is nothing to publish; `enduse site load` fills it")
    wanted = Wanted(copy, keys.private(key) if key else None, **how)
    start = time.monotonic()
    with in_a_line():
        told = published(folder, wanted)
    _show(folder, told, time.monotonic() - start)


@click.command("new-key", short_help="Make a key to sign copies with.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new_key(file: Path) -> None:
    """Make a key in FILE, which only you may read, and its public half in FILE.pub."""
    public = keys.new(file)
    click.echo(f"Keep secret: {file}\nGive to readers, not only by the copy itself: {public}")


def _address(told: str | None, option: str) -> str | None:
    if told and not ADDRESS.fullmatch(told):
        raise BadInput(f"{option} {told}: write it like https://enduse.example/copy")
    return told.rstrip("/") if told else None


def _show(folder: Path, told: Told, took: float) -> None:
    languages = len(settings.LANGUAGES)
    click.echo(
        f"Pages: {told.made * languages:,} made, {told.kept * languages:,} as before, "
        f"{told.gone * languages:,} removed; {took:.1f} s"
    )
    if not told.edition:
        click.echo("Nothing changed: the edition that is served says all of this.")
        return
    click.echo(f"Files: {told.files:,}, {told.size / 1e6:,.0f} MB, compressed twins included")
    click.echo(f"Served from now on: {folder / 'current'} (edition {told.edition})")
