"""enduse indicators: keep, show, test and pass on published indicators."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.indicator_store import INDEX, fetched, indexed, keep, store, stored
from enduse.cli.shown import TEXT_OR_JSON
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.forensics.indicators import Indicators

FILES = click.argument(
    "paths", type=click.Path(path_type=Path, exists=True), nargs=-1, metavar="[FILE]..."
)


@click.group("indicators")
def indicators() -> None:
    """Published traces of surveillance tools: domains, files, apps."""


@indicators.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|DIR|URL...")
def add_command(sources: tuple[str, ...]) -> None:
    """Keep indicators for later checks.

    STIX 2 bundles, MISP JSON, CSV, YAML of stalkerware families, or plain lists. A URL is fetched
    over https, and its digest goes into a log. What cannot be evaluated is counted.
    """
    for source in sources:
        if "://" in source:
            name = source.rstrip("/").rpartition("/")[2] or "indicators"
            _kept(name, fetched(source))
        else:
            _add_path(Path(source))


def _add_path(path: Path) -> None:
    from enduse.interchange.indicator_files import files_at

    for file in files_at(path):
        name = file.name if file == path else "-".join(file.relative_to(path.parent).parts)
        _kept(name, file.read_bytes())


def _kept(name: str, content: bytes, *, instead: bool = False) -> None:
    from enduse.interchange.indicator_files import read_content

    found = read_content(Path(name), content)
    if not found.indicators:
        why = found.unusable[0].reason if found.unusable else "it holds none"
        click.echo(f"not added: {name}: {why}", err=True)
        return
    path = keep(name, content, instead=instead)
    rest = f", {len(found.unusable):,} cannot be evaluated" if found.unusable else ""
    count = len(found.indicators)
    click.echo(f"{path.name}: {count:,} indicator{'' if count == 1 else 's'}{rest}")


@indicators.command("update")
@click.option("--index", default=INDEX, show_default=True, help="The index of collections.")
def update_command(index: str) -> None:
    """Fetch the public collections over https.

    The index has the form of MVT's indicators.yaml. Each download and its SHA-256 is noted in
    downloads.jsonl, beside the indicators.
    """
    faults = 0
    for name, url in indexed(index):
        try:
            _update(name, url)
        except BadInput as fault:
            faults += 1
            click.echo(f"not updated: {name}: {fault}", err=True)
    if faults:
        raise BadInput(f"{faults} of the collections could not be updated; the others are")


def _update(name: str, url: str | None) -> None:
    if url is None:
        raise BadInput("the index gives no address that can be fetched")
    _kept(_file_name(name, url), fetched(url), instead=True)


def _file_name(name: str, url: str) -> str:
    return f"{'-'.join(name.lower().split())[:60]}-{url.rpartition('/')[2]}"


@indicators.command("list")
@FILES
@TEXT_OR_JSON
def list_command(paths: tuple[Path, ...], form: str) -> None:
    """Show what there is: publications, kinds, campaigns.

    FILE is a file or folder; left out, what was added.
    """
    found = _read(paths)
    if form == "json":
        _print_json(found)
        return
    from enduse.forensics.indicators import KIND_WORDS, KINDS

    click.echo(f"{len(found.indicators):,} indicators in {_files(found)}")
    kinds = Counter(one.kind for one in found.indicators)
    for kind in (kind for kind in KINDS if kinds[kind]):
        click.echo(f"{kinds[kind]:>9,}  {KIND_WORDS[kind][kinds[kind] != 1]}")
    click.echo()
    per = Counter(one.publication for one in found.indicators)
    for at, publication in enumerate(found.publications):
        names = sorted({i.campaign for i in found.indicators if i.publication == at and i.campaign})
        named = f"  ({', '.join(names[:3])}{', …' if len(names) > 3 else ''})" if names else ""  # noqa: PLR2004 - as many as fit
        click.echo(f"{per[at]:>9,}  {publication.name}{named}")


def _files(found: Indicators) -> str:
    count = len(found.publications)
    return f"{count:,} file{'' if count == 1 else 's'}"


def _print_json(found: Indicators) -> None:
    import msgspec

    told = [
        {
            "kind": one.kind,
            "value": one.terms[0].value if len(one.terms) == 1 else [t.value for t in one.terms],
            "campaign": one.campaign,
            "publication": found.publications[one.publication].name,
            "reference": one.reference,
        }
        for one in found.indicators
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())


@indicators.command("lint")
@FILES
def lint_command(paths: tuple[Path, ...]) -> None:
    """Name the indicators that can never match, here or in other tools.

    Exit status 1 where one can match nowhere.
    """
    from enduse.forensics.kinds import remark

    found = _read(paths)
    for bad in found.unusable:
        name = found.publications[bad.publication].name
        click.echo(f"never: {name}: {bad.written[:80]!r}: {bad.reason}")
    remarks = 0
    for one in found.indicators:
        listed = one.listed or one.kind
        if len(one.terms) == 1 and (said := remark(listed, one.written)):
            remarks += 1
            click.echo(f"mend: {found.publications[one.publication].name}: {one.written!r}: {said}")
    click.echo(
        f"{len(found.indicators):,} can match, {remarks:,} of them only here or by chance;"
        f" {len(found.unusable):,} can never match"
    )
    if found.unusable:
        raise SystemExit(1)


@indicators.command("export")
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["stix", "mvt", "hosts", "suricata", "csv"]),
    default="stix",
    show_default=True,
    help="STIX 2.1 as specified, the form that MVT loads, a blocklist, rules, a table.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def export_command(paths: tuple[Path, ...], form: str, output: Path | None) -> None:
    """Pass indicators on to other tools.

    What a form cannot hold is counted on standard error.
    """
    from datetime import UTC, datetime

    from enduse.interchange.atomic import write_whole
    from enduse.interchange.indicator_export import EXPORTS

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    content, left = EXPORTS[form](_read(paths), now)
    if left:
        click.echo(f"{left:,} indicators have no place in this form and were left out", err=True)
    if output is None:
        click.echo(content, nl=False)
    else:
        write_whole(output, content)
        click.echo(f"Written: {output}", err=True)


def _read(paths: tuple[Path, ...]) -> Indicators:
    from enduse.interchange.indicator_files import read_indicators

    return read_indicators(list(paths) or stored())


__all__ = ["indicators", "store"]
