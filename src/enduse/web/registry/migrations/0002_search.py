"""What each database needs to look through the tables of search.

SQLite: a table of FTS5 without content of its own; triggers keep it in step, so that whatever
writes an entry indexes it. A later migration that alters `SearchEntry` makes SQLite copy the table
and drop its triggers: it must run `make_index` again.
PostgreSQL: vectors that the database makes of the folded columns, word for word. No extension and
no configuration is needed: the folding is ours.
"""

from django.db import migrations

COLUMNS = ("heading", "words", "later")
VECTORS = {
    "heading_vector": "heading",
    "known_vector": "heading || ' ' || words",
    "all_vector": "heading || ' ' || words || ' ' || later",
}


def _sqlite():
    names = ", ".join(COLUMNS)
    yield (
        f"CREATE VIRTUAL TABLE registry_search USING fts5({names}, content='', columnsize=0,"
        " detail='column', prefix='1 2 3', tokenize='ascii')"
    )
    old = ", ".join(f"old.{name}" for name in COLUMNS)
    new = ", ".join(f"new.{name}" for name in COLUMNS)
    out = (
        f"INSERT INTO registry_search (registry_search, rowid, {names})"
        f" VALUES ('delete', old.id, {old});"
    )
    into = f"INSERT INTO registry_search (rowid, {names}) VALUES (new.id, {new});"
    for name, event, does in (
        ("in", "INSERT", into),
        ("out", "DELETE", out),
        ("anew", f"UPDATE OF id, {names}", out + into),
    ):
        yield (
            f"CREATE TRIGGER registry_search_{name} AFTER {event} ON registry_searchentry"
            f" BEGIN {does} END"
        )


def _postgresql():
    for vector, text in VECTORS.items():
        said = f"array_to_tsvector(array_remove(string_to_array({text}, ' '), ''))"
        yield (
            f"ALTER TABLE registry_searchentry ADD COLUMN {vector} tsvector"
            f" GENERATED ALWAYS AS ({said}) STORED"
        )
        yield f"CREATE INDEX registry_search_{vector} ON registry_searchentry USING gin ({vector})"


def make_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in _postgresql() if vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for vector in VECTORS:
            schema_editor.execute(f"ALTER TABLE registry_searchentry DROP COLUMN {vector}")
        return
    for name in ("in", "out", "anew"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS registry_search_{name}")
    schema_editor.execute("DROP TABLE registry_search")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [migrations.RunPython(make_index, drop_index)]
