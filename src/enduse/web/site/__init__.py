"""The commands `enduse site …`."""

import importlib
import os

import click

from enduse.taxonomy.tables import BadInput

COMMANDS = {
    "dump": "enduse.web.site.packs:dump",
    "import-register": "enduse.web.site.registers:import_register",
    "load": "enduse.web.site.packs:load",
    "new-key": "enduse.web.site.publish:new_key",
    "publish": "enduse.web.site.publish:publish",
    "serve": "enduse.web.site.serve:serve",
    "verify": "enduse.web.site.verify:verify",
}


class SiteCommands(click.Group):
    """Commands are imported when they are used, after Django is set up."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        set_up()
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


def set_up() -> None:
    """Make Django ready; raises BadInput where it is not installed or not told what it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enduse.web.settings")
    try:
        import django
        from dj_database_url import ParseError, UnknownSchemeError
    except ImportError:
        raise BadInput("the site needs Django: pip install 'enduse[web]'") from None
    try:
        django.setup()
    except (ParseError, UnknownSchemeError):
        raise BadInput(
            "DATABASE_URL: cannot be read; write sqlite:////path/to/file.sqlite3 or "
            "postgres://user@host/name"
        ) from None


@click.command(cls=SiteCommands)
def site() -> None:
    """The site: fill its database from a pack, and serve it.

    \b
      enduse site load
      enduse site serve --port 8000
    """  # noqa: D301 - click reads the backspace
