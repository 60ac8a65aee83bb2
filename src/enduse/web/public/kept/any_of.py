"""Which of several kinds of rows there are any of: one question, whose words are made once.

To put the questions of a profile into SQL takes Django longer than the database takes to answer
them, and most answers are empty: few parties are named in every way in which a party can be.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value

# What stands for the key and for the day of knowledge while the words are made.
KEY, DAY = "\N{SYMBOL FOR NULL}key", date(1, 1, 1)
Kinds = Callable[[str, date | None], Sequence[QuerySet[Any]]]


def any_of(kinds: Kinds, key: str, day: date | None) -> list[bool]:
    """Of each kind of rows, whether there are any; `kinds` gives them for a key and a day.

    It must ask alike for all keys: it is called once for those of a day and once for the others.
    """
    sql, parameters = _question(kinds, connection.vendor, dated=day is not None)
    on = connection.ops.adapt_datefield_value(day)
    asked = [key if one == KEY else on if one in {DAY, str(DAY)} else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return [bool(one) for one in cursor.fetchone()]


@lru_cache(maxsize=64)
def _question(kinds: Kinds, _vendor: str, *, dated: bool) -> tuple[str, tuple[Any, ...]]:
    """The question in the words of the database, and its parameters in their order."""
    parts = [
        rows.order_by().values(_one=Value(1))[:1].query.sql_with_params()
        for rows in kinds(KEY, DAY if dated else None)
    ]
    words = ", ".join(f"EXISTS ({sql})" for sql, _ in parts)
    return f"SELECT {words}", tuple(one for _, parameters in parts for one in parameters)
