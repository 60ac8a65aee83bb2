"""enduse site verify: whether a copy is as its publisher made it."""

from pathlib import Path

import click

from enduse.web.public.publisher import keys
from enduse.web.public.publisher import verify as copies


@click.command("verify", short_help="Check a copy in plain files.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The publisher's public key, from a place that you trust.",
)
def verify(folder: Path, key: Path | None) -> None:
    """Check FOLDER, a mirror or what `enduse site publish` wrote, file by file.

    Exit 1 when a file is missing, changed or added, or the signature is not the publisher's.
    """
    edition = copies.edition(folder)
    signed = copies.signer(edition, keys.public(key) if key else None)
    wrong = 0
    for wrong, found in enumerate(copies.differences(edition), 1):  # noqa: B007 - the count is wanted
        click.echo(f"{found.what} {found.path}")
    if signed is False:
        click.echo("signature: not of this manifest by this key")
    if wrong or signed is False:
        raise SystemExit(1)
    click.echo(_whole(signed=signed, key=key))


def _whole(*, signed: bool | None, key: Path | None) -> str:
    if key:
        return f"Whole, and signed with the key of {key}."
    if signed:
        return "Whole, and signed with the key that it names; --key tells whether that is the one."
    return "Whole. Nobody signed it."
