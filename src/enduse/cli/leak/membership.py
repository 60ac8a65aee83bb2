"""enduse leak offer, ask, answer and read: am I on it?"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from enduse.cli.leak.asked import FILE, Key, closing, keys, need, opened, private, vault_options
from enduse.taxonomy.tables import BadInput

LIMIT = 256 * 1024 * 1024
MOST_PROCESSES = 8


@click.command("offer")
@click.argument("vault", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The file for the newsroom.")
@click.option("--most", default=1000, show_default=True, help="How many numbers it may ask for.")
@vault_options
def offer_command(vault: Path, output: Path, most: int, **key: Any) -> None:
    """Holder: make the file with which a newsroom can ask.

    Make one for each newsroom. The file holds no number that anyone could read or guess; its size
    tells roughly how long the list is.
    """
    need("private_set_intersection.python")
    from enduse.interchange.atomic import whole_file
    from enduse.leaks.membership import make_offer

    with opened(vault, Key(**key)) as held:
        numbers = list({entry.number: None for entry in held.vault.listing.entries})
        content, offered = make_offer(numbers, most, _spread)
        held.vault.offers.append(offered)
        with whole_file(output) as file:
            held.keep()
            file.write(content)
    click.echo(f"Wrote {output}: who has it may ask once or more, for {most:,} numbers in all.")


@click.command("ask")
@click.argument("offer", type=FILE)
@click.argument("numbers", metavar="NUMBERS.csv", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The request for the holder.")
@click.option("--kept", type=FILE, required=True, help="What you keep, sealed, for the answer.")
@click.option("--recipient", "recipients", multiple=True, metavar="age1…", help="Who reads it.")
@click.option("--passphrase-file", "passphrase", type=FILE, help="Seal with a passphrase.")
@click.option("--region", metavar="CC", help="Country of numbers without a country code.")
def ask_command(offer: Path, numbers: Path, output: Path, **given: Any) -> None:
    """Newsroom: ask which of your own numbers are on the list.

    NUMBERS.csv has a column `number`. The request shows the holder how many you ask for, and
    nothing else. What is kept opens the answer, and stays with you.
    """
    need("private_set_intersection.python")
    from enduse.interchange.atomic import write_whole
    from enduse.leaks.membership import make_request

    seal = closing(given["recipients"], given["passphrase"])
    if given["kept"].exists():
        raise BadInput(f"{given['kept']}: is there already; an answer may still need it")
    found, unread = _numbers(numbers, given["region"])
    asked = make_request(_content(offer), list(found), list(found.values()), str(offer))
    with private():
        write_whole(given["kept"], seal.close(msgspec.msgpack.encode(asked.kept)))
    write_whole(output, asked.request)
    click.echo(f"Wrote {output}: it asks for {len(found):,} numbers.")
    if unread:
        click.echo(f"{unread:,} rows hold no number that can be read, and are not asked for.")


@click.command("answer")
@click.argument("vault", type=FILE)
@click.argument("request", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The answer for the newsroom.")
@vault_options
def answer_command(vault: Path, request: Path, output: Path, **key: Any) -> None:
    """Holder: answer a request without seeing what it asks for."""
    need("private_set_intersection.python")
    from enduse.interchange.atomic import whole_file
    from enduse.leaks.membership import make_answer

    with opened(vault, Key(**key)) as held:
        content, count = make_answer(held.vault.offers, _content(request), str(request))
        with whole_file(output) as file:
            held.keep()  # before the answer is there: no answer goes uncounted
            file.write(content)
    click.echo(f"Wrote {output}: {count:,} numbers were asked for. Which, only they know.")


@click.command("read")
@click.argument("answer", type=FILE)
@click.option("--kept", type=FILE, required=True, help="What `ask` kept.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@vault_options
def read_command(answer: Path, kept: Path, form: str, **key: Any) -> None:
    """Newsroom: read which of your own numbers are on the list.

    Shown are lines of your NUMBERS.csv, not the numbers, so that no screen or history holds them.
    """
    need("private_set_intersection.python")
    from enduse.leaks.membership import read_answer, read_kept
    from enduse.leaks.summary import NEITHER

    plain = keys(Key(**key)).open(_content(kept), str(kept))
    ours = read_kept(plain, str(kept))
    lines = read_answer(_content(answer), ours, str(answer))
    if form == "json":
        told = {"asked": len(ours.numbers), "listed_lines": lines, "note": NEITHER}
        click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
        return
    click.echo(
        f"{len(lines):,} of the {len(ours.numbers):,} numbers that you asked for are listed."
    )
    for line in lines:
        click.echo(f"  line {line} of your table")
    click.echo(click.wrap_text(NEITHER, 80))


def _spread(begin: Any, chunks: Iterator[list[str]]) -> Iterator[list[bytes]]:
    """The work on every processor of this machine; numbers go from process to process in memory."""
    from enduse.bulk.crew import WorkerLost, in_order

    try:
        yield from in_order(begin, chunks, max(1, min(os.cpu_count() or 1, MOST_PROCESSES)))
    except WorkerLost:
        raise BadInput("a process was ended from outside; run the command again") from None


def _numbers(path: Path, region: str | None) -> tuple[dict[str, int], int]:
    """Each number with the first line on which it stands, and how many rows hold none."""
    from enduse.leaks.listing import rows_of
    from enduse.leaks.numbers import read_number
    from enduse.leaks.written import Unread

    found: dict[str, int] = {}
    unread = 0
    for _count, cells, line in rows_of(path, {}, ("number",)):
        try:
            found.setdefault(read_number(cells["number"], region=region).digits, line)
        except Unread:
            unread += 1
    return found, unread


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMIT:
            raise BadInput(f"{path}: is too large for such a file")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"{path}: {error.strerror or error}; check the path and its rights"
        ) from None
