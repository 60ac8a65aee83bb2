"""The site's database: made, brought up to date and filled before a command uses it."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.utils import timezone

from enduse.taxonomy.tables import BadInput


def ready() -> None:
    """Make the database where there is none, and its tables as this version needs them.

    Raises BadInput where it cannot be reached or written.
    """
    held = settings.DATABASES[DEFAULT_DB_ALIAS]
    sqlite = held["ENGINE"].endswith("sqlite3")
    if sqlite:
        _folder(Path(held["NAME"]))
    try:
        connection = connections[DEFAULT_DB_ALIAS]
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except ImproperlyConfigured:
        raise BadInput(
            "DATABASE_URL: PostgreSQL needs psycopg: pip install 'enduse[postgres]'"
        ) from None
    except DatabaseError as error:
        where = held["NAME"] if sqlite else "DATABASE_URL"
        why = " ".join(str(error).split())
        raise BadInput(f"{where}: {why}; see that the database runs and may be written") from None


def _folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"{file.parent}: {error.strerror}; name another place in DATABASE_URL"
        ) from None


def filled() -> int:
    """Load the pack that ships into a database that never held one; how many records came in."""
    from enduse.interchange.pack import read_pack
    from enduse.web.pack import load
    from enduse.web.registry.models import Release

    if Release.objects.exists():
        return 0
    return sum(len(plan.added) for plan in load(read_pack(), now=timezone.now()).values())
