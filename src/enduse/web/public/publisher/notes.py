"""What the publisher knows of an edition: its files, and what each page asked the database."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from enduse.web.public.publisher.files import Written
from enduse.web.public.publisher.questions import KEY, Question

SCHEMA = """
CREATE TABLE IF NOT EXISTS said (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS states (name TEXT PRIMARY KEY, state BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statements (id INTEGER PRIMARY KEY, sql TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS questions
  (key BLOB PRIMARY KEY, statement INTEGER, params BLOB, answer BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages
  (address TEXT PRIMARY KEY, run INTEGER, stale INTEGER, asked BLOB, extras TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files
  (path TEXT PRIMARY KEY, address TEXT, digest BLOB, size INTEGER, run INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_of ON files (address);
"""
PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"


class Made(NamedTuple):
    """What came of one address: its files in all languages, and all that they rest on."""

    address: str
    files: list[Written]
    questions: list[Question]
    asked: bytes
    extras: list[str]


class Notes:
    """One file of SQLite beside the editions, written by one process at a time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.executescript(PRAGMAS + SCHEMA)
        self.run = int(self.said("run") or 0) + 1
        self.db.execute("BEGIN")
        self._statements: dict[str, int] = {
            sql: number for number, sql in self.db.execute("SELECT id, sql FROM statements")
        }

    def close(self) -> None:
        """Keep what was noted."""
        self.say("run", str(self.run))
        self.db.execute("COMMIT")
        self.db.close()

    def said(self, name: str) -> str | None:
        """What was noted under a name."""
        row = self.db.execute("SELECT value FROM said WHERE name = ?", [name]).fetchone()
        return row and str(row[0])

    def say(self, name: str, value: str) -> None:
        """Note something under a name."""
        self.db.execute("REPLACE INTO said VALUES (?, ?)", [name, value])

    def states(self) -> dict[str, bytes]:
        """The digest of each table when the pages were made."""
        return dict(self.db.execute("SELECT name, state FROM states"))

    def put_states(self, states: Mapping[str, bytes]) -> None:
        """Note how each table is."""
        self.db.execute("DELETE FROM states")
        self.db.executemany("INSERT INTO states VALUES (?, ?)", states.items())

    def statements(self) -> Iterator[tuple[int, str]]:
        """Every kind of question that some page asked."""
        yield from self.db.execute("SELECT id, sql FROM statements").fetchall()

    def questions(self, statement: int) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Each question of a kind: key, parameters, digest of the answer."""
        found = self.db.execute(
            "SELECT key, params, answer FROM questions WHERE statement = ?", [statement]
        )
        yield from found

    def age(self, changed: set[bytes]) -> int:
        """Mark the pages that asked what has another answer now; how many there are."""
        stale = [
            (address,)
            for address, asked in self.db.execute("SELECT address, asked FROM pages")
            if any(asked[at : at + KEY] in changed for at in range(0, len(asked), KEY))
        ]
        self.db.executemany("UPDATE pages SET stale = 1 WHERE address = ?", stale)
        self.db.executemany("DELETE FROM questions WHERE key = ?", ((key,) for key in changed))
        return len(stale)

    def reached(self, address: str) -> list[str] | None:
        """Note that an address belongs to the edition.

        The addresses that its page leads to if the page still stands, none if it was reached
        before; None where it must be made.
        """
        row = self.db.execute(
            "SELECT run, stale, extras FROM pages WHERE address = ?", [address]
        ).fetchone()
        if row and row[0] == self.run:
            return []
        self.db.execute(
            "INSERT INTO pages VALUES (?, ?, 1, x'', '[]')"
            " ON CONFLICT (address) DO UPDATE SET run = excluded.run",
            [address, self.run],
        )
        return None if row is None or row[1] else list(json.loads(row[2]))

    def put(self, made: Made) -> None:
        """Note a page that was made."""
        self.db.executemany(
            "REPLACE INTO questions VALUES (?, ?, ?, ?)",
            [(q.key, self._statement(q.sql), q.params, q.answer) for q in made.questions],
        )
        self.db.execute(
            "REPLACE INTO pages VALUES (?, ?, 0, ?, ?)",
            [made.address, self.run, made.asked, json.dumps(made.extras)],
        )
        self.put_files(made.address, made.files)

    def put_files(self, address: str, files: Iterable[Written]) -> None:
        """Note the files of an address, and no others."""
        self.db.execute("DELETE FROM files WHERE address = ?", [address])
        self.db.executemany(
            "REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            [(one.path, address, one.digest, one.size, self.run) for one in files],
        )

    def _statement(self, sql: str) -> int:
        if sql not in self._statements:
            made = self.db.execute("INSERT INTO statements (sql) VALUES (?)", [sql])
            self._statements[sql] = made.lastrowid or 0
        return self._statements[sql]

    def forget(self) -> int:
        """Drop what no address leads to any more; how many addresses that were."""
        gone = self.db.execute("SELECT address FROM pages WHERE run != ?", [self.run]).fetchall()
        self.db.executemany("DELETE FROM files WHERE address = ?", gone)
        self.db.executemany("DELETE FROM pages WHERE address = ?", gone)
        return len(gone)

    def kept(self) -> Iterator[str]:
        """The paths of the files that were not written in this run."""
        found = self.db.cursor().execute("SELECT path FROM files WHERE run != ?", [self.run])
        return (path for (path,) in found)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the edition with its digest, in the order of the bytes of their paths."""
        yield from self.db.cursor().execute("SELECT path, digest FROM files ORDER BY path")

    def files_of(self, address: str) -> dict[str, Written]:
        """The files of one address by path."""
        found = self.db.execute("SELECT path, digest, size FROM files WHERE address = ?", [address])
        return {path: Written(path, digest, size) for path, digest, size in found}

    def pages(self) -> int:
        """How many addresses there are."""
        return int(self.db.execute("SELECT count(*) FROM pages").fetchone()[0])

    def size(self) -> tuple[int, int]:
        """How many files there are, and how many bytes."""
        row = self.db.execute("SELECT count(*), coalesce(sum(size), 0) FROM files").fetchone()
        return int(row[0]), int(row[1])
