"""enduse check: published indicators against what was found on a device."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

import click

from enduse.cli.indicator_store import stored
from enduse.cli.shown import pack_option, record_of
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.forensics.custody import Custody
    from enduse.forensics.findings import Check

FORMATS = ("terminal", "json", "csv", "html", "stix")
VERIFY = Path("verify")


@click.command("check")
@click.argument(
    "paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH..."
)
@click.option(
    "-i",
    "--indicators",
    "lists",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A file or folder of indicators; repeat it. Left out: what `enduse indicators add` keeps.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="For reading, for programs, a timeline, a case file, or other tools.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, whole or not at all.",
)
@click.option(
    "--manifest", type=click.Path(path_type=Path), help="Write the chain of custody to this file."
)
@click.option("--consent", metavar="TEXT", help="Who agreed to this check, and when: for custody.")
@click.option(
    "--draft", type=click.Path(path_type=Path), help="Write a draft incident: counts, no person."
)
@click.option(
    "--extract-to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Let your own MVT extract backups and bug reports into this new folder first.",
)
@click.option("--details", is_flag=True, help="On the terminal: every trace and unread file.")
@click.option(
    "--content", "with_content", is_flag=True, help="Put the fields around traces into the report."
)
@pack_option
def check_command(  # noqa: PLR0913, PLR0917 - one argument per option
    paths: tuple[Path, ...],
    lists: tuple[Path, ...],
    form: str,
    output: Path | None,
    manifest: Path | None,
    consent: str | None,
    draft: Path | None,
    extract_to: Path | None,
    details: bool,
    with_content: bool,
    pack_folder: Path | None,
) -> None:
    """Look for traces of surveillance tools.

    PATH is a file or folder that a lab has of a device: results of MVT, an unencrypted iOS backup,
    AndroidQF, a bug report, `.ab`, browser histories, DNS, proxy and Zeek logs, pcap, any CSV, JSON
    or text, plain or packed. Check only devices whose owners agreed to it. Nothing leaves this
    machine and nothing is written beside the evidence.

    \b
      enduse check mvt-output/ --indicators pegasus.stix2
      enduse check backup/ --format html -o report.html --manifest custody.json
      enduse check verify custody.json

    Exit status: 0 nothing found, 1 traces found, 2 nothing found but not everything could be
    read, or bad input.
    """  # noqa: D301 - click reads the backspace
    if paths[0] == VERIFY and not VERIFY.exists():
        sys.exit(_verify(paths[1:]))
    _must_stand_apart(paths, [place for place in (output, manifest, draft) if place])
    asked = Asked(paths, lists or tuple(stored()), consent, extract_to, pack_folder)
    found, custody = _checked(asked, with_content=with_content)
    _write(found, custody, form, output, details=details)
    if manifest:
        _write_file(manifest, _encoded(custody))
    if draft:
        from enduse.interchange.incident_draft import incident_draft

        _write_file(draft, incident_draft(found, custody.ended[:10]).encode())
    sys.exit(found.status)


def _must_stand_apart(paths: tuple[Path, ...], written: list[Path]) -> None:
    """Nothing is written over the evidence or into it, even when it is asked for."""
    for place in written:
        if any(place.resolve().is_relative_to(path.resolve()) for path in paths):
            raise BadInput(f"{place}: lies inside the evidence; name a file elsewhere")


class Asked(NamedTuple):
    """What a check is asked to look at, and with what."""

    paths: tuple[Path, ...]
    lists: tuple[Path, ...]
    consent: str | None
    extract_to: Path | None
    pack: Path | None


def _checked(asked: Asked, *, with_content: bool) -> tuple[Check, Custody]:
    from enduse.forensics import check
    from enduse.forensics.custody import custody, held
    from enduse.forensics.inputs.open import must_exist
    from enduse.interchange.indicator_files import read_indicators

    must_exist(list(asked.paths))
    indicators = read_indicators(asked.lists)
    began = _now()
    paths = asked.paths
    inputs = held(paths)
    if asked.extract_to:
        from enduse.cli.extraction import extract

        paths = extract(paths, asked.extract_to, asked.consent)
        inputs += held(path for path in paths if path not in asked.paths)
    record = record_of(asked.pack)
    found = check(paths, indicators, record=record, with_content=with_content, files=inputs)
    every = tuple(dict.fromkeys((*asked.paths, *paths)))
    times = (began, _now())
    return found, custody(every, indicators, inputs, times=times, consent=asked.consent)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _encoded(custody: Custody) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(custody), indent=2) + b"\n"


def _write(
    found: Check, custody: Custody, form: str, output: Path | None, *, details: bool
) -> None:
    if form == "terminal":
        _write_terminal(found, output, details=details)
        return
    from enduse.interchange.check_reports import REPORTS

    content = REPORTS[form](found, custody)
    if output is not None:
        _write_file(output, content)
    else:
        sys.stdout.buffer.write(content)


def _write_terminal(found: Check, output: Path | None, *, details: bool) -> None:
    import io

    from rich.console import Console

    from enduse.interchange.check_terminal import render

    if output is None:
        render(found, Console(highlight=False), details=details)
        return
    text = io.StringIO()
    render(found, Console(file=text, width=80, color_system=None, highlight=False), details=details)
    _write_file(output, text.getvalue().encode())


def _write_file(path: Path, content: bytes) -> None:
    from enduse.interchange.atomic import write_whole

    write_whole(path, content)
    click.echo(f"Written: {path}", err=True)


def _verify(paths: tuple[Path, ...]) -> int:
    """Hold the files against their manifest; 1 where one is not as it was."""
    from collections import Counter

    from enduse.forensics.custody import State, read_manifest, verify

    if len(paths) != 1:
        raise BadInput("verify takes one manifest; see enduse check --help")
    manifest = read_manifest(paths[0])
    states = verify(manifest)
    for state, file in states:
        if state != "same":
            click.echo(f"{state}: {file}")
    tally = Counter(state for state, _ in states)
    held = ", ".join(f"{tally[state]:,} {state}" for state in get_args(State))
    click.echo(f"{manifest.ended}, {manifest.tool}: {held}.")
    return int(len(states) != tally["same"])
