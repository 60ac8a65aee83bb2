"""Write docs/reference/ from the program itself; with --check, exit 1 where it has grown stale."""

import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import click

from enduse.assessment.checklists import questions, red_flags
from enduse.cli import commands
from enduse.interchange.report_markdown import escaped
from enduse.interchange.report_words import CHECKED, LISTS, OUTCOMES, day
from enduse.law import PROVISIONS
from enduse.law.entries import entries
from enduse.taxonomy import TECHNOLOGIES

FOLDER = Path(__file__).parents[1] / "docs" / "reference"


def command_pages() -> Iterator[str]:
    yield "# Commands\n\nAs each command says it itself: `enduse COMMAND --help`.\n"
    yield from _helps(commands, "enduse", None)


def _helps(command: click.Command, name: str, above: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above, terminal_width=80)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from _helps(found, below, context)


def provision_pages() -> Iterator[str]:
    yield (
        f"# Provisions\n\nThe {len(PROVISIONS)} provisions that Enduse knows, by regime, in our "
        "own words. *Verified*: read in the text of the act. *Partly checked*: a detail rests on "
        "general knowledge. *Unverified*: encoded without the text at hand. "
        "Why one does or does not bite on a deal: `enduse assess DEAL --explain ID`.\n"
    )
    for regime, found in groupby(PROVISIONS, key=lambda provision: provision.regime):
        yield f"## {escaped(regime)}\n"
        for one in found:
            yield (
                f"**[{escaped(one.cite)}](<{one.url}>)**  \n"
                f"`{one.id}`; {_span(one.since, one.until)}; {CHECKED[one.checked]}.  \n"
                f"{escaped(one.text)}\n"
            )


def entry_pages() -> Iterator[str]:
    yield "# Control-list entries\n\nWhat each covers, in our own words, and where it stood when.\n"
    for entry in entries():
        yield f"## {escaped(entry.code)}: {escaped(entry.title)}\n"
        yield f"{escaped(entry.scope)}\n"
        if entry.exclusions:
            yield f"Not covered: {escaped(entry.exclusions)}\n"
        yield "| list | as | in force | act | checked |\n|---|---|---|---|---|"
        for row in sorted(entry.listed, key=lambda listed: (listed.since, listed.list)):
            cells = (LISTS.get(row.list, row.list), row.code, _span(row.since, row.until), row.act)
            yield f"| {' | '.join(map(escaped, cells))} | {CHECKED[row.checked]} |"
        yield ""


def question_pages() -> Iterator[str]:
    yield (
        "# Questions\n\nWhat an assessment may ask. An answer goes into a deal file, by id:\n\n"
        "```yaml\nanswers: {exporter-informed: no}\n```\n\n"
        "| id | question | asked by, from | could bring |\n|---|---|---|---|"
    )
    for one in questions().values():
        asked = _dated(one.asked_by)
        could = OUTCOMES[one.would_change].label if one.would_change else ""
        yield f"| `{one.id}` | {escaped(one.text)} | {escaped(asked)} | {could} |"


def red_flag_pages() -> Iterator[str]:
    yield (
        "# Red flags\n\nWarning signs that instruments and cases name. *Looked for*: Enduse finds "
        "it in the deal or the record; the others are for a person to look for.\n\n"
        "| id | sign | named by, from | looked for | checked |\n|---|---|---|---|---|"
    )
    for flag in red_flags():
        named = _dated(flag.origin)
        looked = "yes" if flag.test else "no"
        cells = f"{escaped(flag.text)} | {escaped(named)} | {looked} | {CHECKED[flag.checked]}"
        yield f"| `{flag.id}` | {cells} |"


def technology_pages() -> Iterator[str]:
    yield (
        "# Technologies\n\nThe codes of `technology` in a deal file. *Cyber-surveillance*: whether "
        "it is a candidate for Article 2(20) of Regulation (EU) 2021/821.\n\n"
        "| code | technology | what it is | cyber-surveillance |\n|---|---|---|---|"
    )
    for one in TECHNOLOGIES.values():
        cells = (one.title, one.summary, one.cyber_surveillance)
        yield f"| `{one.code}` | {' | '.join(map(escaped, cells))} |"


def _dated(names: dict[str, str]) -> str:
    return "; ".join(f"{name} ({since})" if since else name for name, since in names.items())


def _span(since: str, until: str | None) -> str:
    return f"{day(since)} to {day(until)}" if until else f"since {day(since)}"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands.md": command_pages,
    "provisions.md": provision_pages,
    "entries.md": entry_pages,
    "questions.md": question_pages,
    "red-flags.md": red_flag_pages,
    "technologies.md": technology_pages,
}


def written(name: str) -> str:
    return "\n".join(PAGES[name]()).rstrip("\n") + "\n"


def stale() -> list[str]:
    """The pages that do not say what the program says today."""
    kept = {name: FOLDER / name for name in PAGES}
    return [
        name
        for name, page in kept.items()
        if not page.is_file() or page.read_text(encoding="utf-8") != written(name)
    ]


def main() -> None:
    old = stale()
    if "--check" in sys.argv[1:]:
        sys.exit(f"docs/reference is stale ({', '.join(old)}); run: make docs" if old else 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in old:
        (FOLDER / name).write_text(written(name), encoding="utf-8")
        print(f"wrote docs/reference/{name}")


if __name__ == "__main__":
    main()
