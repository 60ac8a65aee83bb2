"""The site's database: made, brought up to date and filled before a command uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.serializers import sort_dependencies
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import DatabaseError
from django.utils import timezone

from enduse.taxonomy.tables import BadInput

OURS, FIRST = "enduse.web.", "0001_initial"


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
    while plan := (found := _outstanding())[1]:
        try:
            if not found[0].loader.applied_migrations:
                _begun()
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError:
            if left is not None and len(plan) >= left:
                raise
        left = len(plan)


def _begun() -> None:
    """Make the tables of an empty database from the models, all at once.

    The first migration of each app would make the same ones (`tools/migrations`), but Django builds
    all models anew for each table that a migration makes.
    """
    here = connections[DEFAULT_DB_ALIAS]
    ours = [app for app in apps.get_app_configs() if app.name.startswith(OURS)]
    models = sort_dependencies([(app, None) for app in ours], allow_cycles=True)
    recorder = MigrationRecorder(here)
    recorder.ensure_schema()
    with here.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        for app in ours:
            if app.models:
                recorder.record_applied(app.label, FIRST)


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
