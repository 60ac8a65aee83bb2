"""The site's database: made and brought up to date before a command uses it."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from enduse.taxonomy.tables import BadInput


def ready() -> None:
    """Make the database where there is none, and its tables as this version needs them.

    Raises BadInput where it cannot be reached.
    """
    held = settings.DATABASES[DEFAULT_DB_ALIAS]
    if held["ENGINE"].endswith("sqlite3"):
        Path(held["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        why = " ".join(str(error).split())
        raise BadInput(f"DATABASE_URL: {why}; see that the database runs and may be used") from None
