"""The tables of a new database are those that the migrations make one by one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TABLES = """
import json, sys
from enduse.web.site import database, set_up
set_up()
from django.core.management import call_command
from django.db import connection
if sys.argv[1] == "migrations":
    call_command("migrate", interactive=False, verbosity=0)
else:
    database.ready()
assert database.tables() == "ready"
rows = connection.cursor().execute(
    "SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY name"
)
print(json.dumps(list(rows)))
"""


def tables(way: str, folder: Path) -> dict[tuple[str, str], Any]:
    """What the database says of each table, index and trigger, the columns in any order."""
    env = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/{way}.sqlite3"}
    line = [sys.executable, "-c", TABLES, way]
    run = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    return {(kind, name): sorted(sql.rstrip(")").split(", ")) for kind, name, sql in told}


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "sqlite").startswith("sqlite"),
    reason="compared as SQLite tells them; the models are the same for both",
)
def test_tables_made_at_once_are_those_of_the_migrations(tmp_path: Path) -> None:
    made, migrated = tables("models", tmp_path), tables("migrations", tmp_path)
    assert len(made) > 100
    assert {name: opened(one) for name, one in made.items()} == {
        name: opened(one) for name, one in migrated.items()
    }


def opened(parts: list[str]) -> list[str]:
    """The parts without the start of the table, wherever its first column stands."""
    return sorted(
        part.partition(" (")[2] if part.startswith("CREATE TABLE") else part for part in parts
    )
