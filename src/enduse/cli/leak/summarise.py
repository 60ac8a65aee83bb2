"""enduse leak summarise: counts that may be published."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enduse.cli.leak.asked import FILE, Key, need, now, opened, vault_options
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from enduse.leaks.summary import Summary
    from enduse.leaks.vault import Person, Vault

FORMS = ("text", "csv", "json", "svg")
WIDTH = 80


@click.command("summarise")
@click.argument("vault", type=FILE)
@click.option(
    "--by",
    default="country",
    show_default=True,
    help="One or two of: country, year, client, line; or group.",
)
@click.option("--k", default=10, show_default=True, help="Cells under this are not shown.")
@click.option("--people", type=FILE, help="The vault of identified people, for --by group.")
@click.option("--round", "rounded", default=1, help="Round down to multiples: at least so many.")
@click.option("--epsilon", type=float, help="Counts with noise instead, paid from the budget.")
@click.option("--numbers-per-person", "per_person", default=1, show_default=True, help="For noise.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("-o", "--output", type=FILE, help="A file instead of the screen.")
@vault_options
def summarise_command(vault: Path, output: Path | None, form: str, **given: Any) -> None:
    """Count a list so that no single person can be worked out.

    Small cells are not shown, nor those from which they could be subtracted, in this table and in
    all that were released before from the same vault: each release is remembered in it.
    """
    need("scipy", "opendp")
    key = Key(given["identity"], given["passphrase"], given["why"])
    by = tuple(part.strip() for part in given["by"].split(",") if part.strip())
    people = _people(given["people"], key) if "group" in by else ()
    with opened(vault, key) as held:
        made = _summary(held.vault, by, people, given)
        held.keep()
    _print(made, form, output)


def _people(path: Path | None, key: Key) -> "tuple[Person, ...]":
    if path is None:
        raise BadInput("--by group: needs --people, the vault that `seal --people` made")
    with opened(path, key, "people") as held:
        return tuple(held.vault.people)


def _summary(
    vault: "Vault", by: tuple[str, ...], people: "tuple[Person, ...]", given: dict[str, Any]
) -> "Summary":
    from enduse.leaks.noise import publish_noisy
    from enduse.leaks.releases import Publisher
    from enduse.leaks.summary import summarised, summarised_noisy
    from enduse.leaks.tables import Numbers
    from enduse.leaks.vault import Released

    numbers = Numbers(vault.listing)
    if given["epsilon"] is not None:
        asked = Released(now(), by, given["k"], {}, epsilon=given["epsilon"])
        return summarised_noisy(
            publish_noisy(vault, numbers, asked, per_person=given["per_person"])
        )
    publisher = Publisher(vault, numbers, given["k"], now())
    if len(numbers) < given["k"]:
        raise BadInput(f"the list has fewer than k={given['k']} numbers: nothing of it is safe")
    shown = publisher.publish(by, people)
    rejected = vault.listing.rejected()
    return summarised(shown, len(numbers), rejected, rounded=given["rounded"])


def _print(made: "Summary", form: str, output: Path | None) -> None:
    from enduse.interchange.atomic import write_whole

    text = _formed(made, form)
    if output is not None:
        write_whole(output, text)
    else:
        click.echo(text, nl=False)


def _formed(made: "Summary", form: str) -> str:
    from enduse.interchange.leak_table import as_csv, as_json, as_svg

    if form == "json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode(as_json(made)), indent=2).decode() + "\n"
    if form == "csv":
        return "".join(as_csv(made))
    return as_svg(made) + "\n" if form == "svg" else _text(made)


def _text(made: "Summary") -> str:
    from enduse.interchange.leak_table import least, named

    counts = [f"{least(made)}{count:,}" for _key, count in made.cells]
    wide = max(map(len, counts), default=0)
    lines = [
        f"{told:>{wide}}  {named(made.by, key)}"
        for told, (key, _count) in zip(counts, made.cells, strict=True)
    ] or ["No cell may be shown."]
    head = f"{made.unit.capitalize()} by {' and '.join(made.by)}"
    rejected = [
        f"Rows not read: {sum(made.rejected.values()):,} ("
        + ", ".join(f"{reason} {count:,}" for reason, count in made.rejected.items()) + ")."
    ] if made.rejected else []  # fmt: skip
    notes = [click.wrap_text(note, WIDTH) for note in (*made.notes, *rejected)]
    return "\n".join([head, "", *lines, "", *notes]) + "\n"
