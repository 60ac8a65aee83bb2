"""What the pages are made of, in one line: it changes with whatever a load or an import changes."""

from contextvars import ContextVar, Token
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, Func, QuerySet, Subquery

from enduse.web.ledger.models import Edition
from enduse.web.registry.models import Release, SearchIndex

_found: ContextVar[str | None] = ContextVar("state", default=None)


def state() -> str:
    """The state of the database as this request found it; empty before the first release.

    It is read before all else, so that what is kept under it is never older than it says.
    """
    held = _found.get()
    return read() if held is None else held


def hold() -> Token[str | None]:
    """Read the state for all that follows in this request; `let_go` ends it."""
    return _found.set(read())


def let_go(held: Token[str | None]) -> None:
    """The request is over."""
    _found.reset(held)


def read() -> str:
    """The state of the database now, in one query, whichever process changed it last."""
    with connection.cursor() as cursor:
        cursor.execute(_question(connection.vendor))
        told = cursor.fetchone()
    return ".".join(map(str, told)) if told else ""


@lru_cache(maxsize=2)
def _question(_vendor: str) -> str:
    """The question in the words of the database, which every request asks."""
    told = Release.objects.values_list(
        "digest",
        Subquery(SearchIndex.objects.values("digest")[:1]),
        Subquery(_editions("MAX", "pk")),
        Subquery(_editions("COUNT", "pk")),
        Subquery(_editions("SUM", "rows")),
    )
    return str(told[:1].query)


def _editions(function: str, column: str) -> QuerySet[Edition, Any]:
    """One figure of all editions of registers: `aggregate` would ask for it at once."""
    figure = Func(F(column), function=function, output_field=BigIntegerField())
    return Edition.objects.order_by().annotate(_figure=figure).values("_figure")
