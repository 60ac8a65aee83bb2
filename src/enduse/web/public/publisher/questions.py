"""What a page asks the database, so that it is made again only when an answer has changed."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from django.apps import apps
from django.db import connection

KEY = 12
HELD, LONG = 4096, 1000
# What pages hold in memory goes by the newest release.
RELEASE = "registry_release"
NAMED = re.compile(r'"([a-z0-9_]+)"')


def _jsonb(text: str) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(msgspec.json.decode(text))


WRITTEN: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "Decimal": Decimal,
    "Jsonb": _jsonb,
}


class Question(NamedTuple):
    """One question to the database with a digest of its answer; the same words have one key."""

    key: bytes
    sql: str
    params: bytes
    answer: bytes


class Questions:
    """Asks each question once, and notes which ones a page asked and which of them were new.

    An instance is given to `connection.execute_wrapper`.
    """

    def __init__(self) -> None:
        self.asked: dict[bytes, None] = {}
        self.new: list[Question] = []
        self._held: dict[bytes, tuple[Question, list[Any] | None]] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's own signature
        if many or not sql.lstrip("( ").startswith("SELECT"):
            return execute(sql, params, many, context)
        cursor = context["cursor"]
        told = _told(params)
        key = blake2b(sql.encode() + b"\0" + told, digest_size=KEY).digest()
        question, rows = self._held.pop(key, (None, None))
        if question is None or rows is None:
            execute(sql, params, many, context)
            rows = cursor.cursor.fetchall()
            question = Question(key, sql, told, digest(rows))
            self.new.append(question)
        self._held[key] = question, rows if len(rows) <= LONG else None
        if len(self._held) > HELD:
            del self._held[next(iter(self._held))]
        self.asked[key] = None
        cursor.cursor = Answer(cursor.cursor, rows)
        return None


class Answer:
    """Rows that were fetched before, given out as a cursor of the database gives them."""

    def __init__(self, cursor: Any, rows: Iterable[Any]) -> None:
        self._cursor = cursor
        self._left = iter(rows)

    def __iter__(self) -> Iterator[Any]:
        return self._left

    def fetchone(self) -> Any:
        """The next row, None after the last."""
        return next(self._left, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        return list(islice(self._left, size))

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return list(self._left)

    def close(self) -> None:
        """Let the database's own cursor go."""
        self._cursor.close()


def digest(rows: Any) -> bytes:
    """The same for answers that say the same in the same order."""
    return blake2b(repr(rows).encode(), digest_size=KEY).digest()


def _told(params: Any) -> bytes:
    return msgspec.json.encode([_stated(one) for one in params or ()])


def _stated(value: Any) -> Any:
    name = type(value).__name__
    if name == "Jsonb":
        return [name, msgspec.json.encode(value.obj).decode()]
    if name in WRITTEN:
        return [name, str(value)]
    kind = next((kind for kind in (bool, int, str) if isinstance(value, kind)), None)
    return kind(value) if kind else value  # psycopg and we have kinds of our own of these


def _read(value: Any) -> Any:
    return WRITTEN[value[0]](value[1]) if isinstance(value, list) else value


def answered(sql: str, params: bytes) -> bytes:
    """The digest of what the database answers now."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [_read(one) for one in msgspec.json.decode(params)] or None)
        return digest(cursor.fetchall())


@lru_cache(maxsize=4096)
def tables_of(sql: str) -> frozenset[str]:
    """The tables that a question reads; Django quotes the name of each."""
    return frozenset(NAMED.findall(sql)) & tables()


@lru_cache(maxsize=1)
def tables() -> frozenset[str]:
    """The tables of all models."""
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def states() -> dict[str, bytes]:
    """A digest of the rows of each table, in whatever order the database gives them."""
    return {table: _state(table) for table in sorted(tables())}


def _state(table: str) -> bytes:
    total = 0
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the name of a table of ours
        while rows := cursor.fetchmany(2000):
            for row in rows:
                total += int.from_bytes(digest(row))
    return (total % (1 << (8 * KEY))).to_bytes(KEY)
