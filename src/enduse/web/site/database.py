"""The site's database: made, brought up to date and filled before a command uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

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
    if file := _file():
        _folder(file)
    with in_a_line():
        _migrated()


def tables() -> Literal["none", "old", "ready"]:
    """Whether the database has its tables, as this version needs them; nothing is written.

    Raises BadInput where it cannot be reached.
    """
    file = _file()
    if file and not file.exists():
        return "none"
    with in_a_line():
        executor, plan = _outstanding()
        if not executor.loader.applied_migrations:
            return "none"
        return "old" if plan else "ready"


@contextmanager
def in_a_line() -> Iterator[None]:
    """What a database cannot do is told in one line, as BadInput."""
    try:
        yield
    except ImproperlyConfigured:
        raise BadInput(
            "DATABASE_URL: PostgreSQL needs psycopg: pip install 'enduse[postgres]'"
        ) from None
    except DatabaseError as error:
        where = _file() or "DATABASE_URL"
        why = " ".join(str(error).split())
        advice = "see that the database runs and may be written"
        if "locked" in why:
            why, advice = "another command is writing to it", "try again when that has ended"
        raise BadInput(f"{where}: {why}; {advice}") from None


def _file() -> Path | None:
    """The file of a database of SQLite; None where it is in memory, and for PostgreSQL."""
    held = settings.DATABASES[DEFAULT_DB_ALIAS]
    name = str(held["NAME"])
    on_disk = name != ":memory:" and "mode=memory" not in name
    return Path(name) if held["ENGINE"].endswith("sqlite3") and on_disk else None


def _outstanding() -> tuple[MigrationExecutor, list[Any]]:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return executor, executor.migration_plan(executor.loader.graph.leaf_nodes())


def _migrated() -> None:
    """Where another command makes the tables at the same time, what it leaves is made here."""
    left = None
    while plan := _outstanding()[1]:
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError:
            if left is not None and len(plan) >= left:
                raise
        left = len(plan)


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
    from enduse.web.pack import MODELS, load
    from enduse.web.registry.models import Release

    if Release.objects.exists():
        return 0
    with in_a_line():
        plans = load(read_pack(), now=timezone.now())
    return sum(len(plans[noun].added) for noun in MODELS)
