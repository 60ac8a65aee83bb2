"""Write migrations/0001_initial.py of each app of the site anew from its models.

    tools/migrations [--check] [APP...]

Until the first release a database is made anew, so there is one migration per app. Constraints
stand in the table they constrain: added one by one, SQLite copies the table for each, and an empty
database takes 8 seconds instead of 1. What models cannot say (an extension, a full-text table)
stands in migrations of its own from 0002 on, and is left alone. With --check nothing is written,
and the exit status is 1 where a file is stale.
"""

import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations import AddConstraint, AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

WEB = "enduse.web."


def written() -> dict[str, Migration]:
    """App -> the migration that makes its tables from nothing."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith(WEB)}
    asked = MigrationQuestioner(specified_apps=ours)
    detector = MigrationAutodetector(ProjectState(), ProjectState.from_apps(apps), asked)
    found = detector.changes(graph=MigrationGraph(), migration_name="initial")
    apart = [app for app in ours if len(found.get(app, ())) > 1]
    if apart:
        sys.exit(f"tools/migrations: foreign keys in a circle between apps: {', '.join(apart)}")
    return {app: found[app][0] for app in ours if app in found}


def folded(operations: list[Operation]) -> list[Operation]:
    """Constraints in their CreateModel, unless they need a field that is added later."""
    late = {op.model_name_lower for op in operations if isinstance(op, AddField)}
    made = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    kept = []
    for op in operations:
        if isinstance(op, AddConstraint) and op.model_name_lower in made.keys() - late:
            made[op.model_name_lower].options.setdefault("constraints", []).append(op.constraint)
        else:
            kept.append(op)
    return kept


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enduse.web.settings")
    django.setup()
    check = "--check" in arguments
    chosen = [one for one in arguments if not one.startswith("-")]
    stale = []
    for app, migration in sorted(written().items()):
        if chosen and app not in chosen:
            continue
        migration.operations = folded(migration.operations)
        text = MigrationWriter(migration, include_header=False).as_string()
        file = Path(apps.get_app_config(app).path) / "migrations" / "0001_initial.py"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(str(file.relative_to(Path.cwd())))
            if not check:
                file.parent.mkdir(exist_ok=True)
                (file.parent / "__init__.py").touch()
                file.write_text(text, encoding="utf-8")
    for file in stale:
        print(f"{'stale' if check else 'written'}: {file}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
