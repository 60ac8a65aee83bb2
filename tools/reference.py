"""Write docs/reference/commands.md: every command with the help it prints itself."""

from collections.abc import Iterator
from pathlib import Path

import click

from enduse.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
INTRODUCTION = "# Commands\n\nWritten by `make docs` from the commands' own help.\n"


def sections(command: click.Command, name: str, above: click.Context | None) -> Iterator[str]:
    """The help of a command, then of each one below it."""
    context = click.Context(command, info_name=name, parent=above, terminal_width=80)
    yield f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from sections(found, below, context)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(INTRODUCTION + "".join(sections(main, "enduse", None)), encoding="utf-8")
    print(f"wrote {PAGE}")
