"""Answers of the database that hold for a whole release: totals of lists, names to choose from."""

from collections.abc import Callable, Sized
from hashlib import blake2b
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from enduse.web.public.kept.shelf import Shelf
from enduse.web.public.kept.state import state

T = TypeVar("T")
MOST = 1_000_000  # rows, of all answers together
_answers: Shelf[Any] = Shelf()


def kept(name: str, key: object, make: Callable[[], T]) -> T:
    """What `make` gives, worked out once for each state of the database."""
    if not settings.KEPT_BYTES:
        return make()
    place = (state(), name, key)
    held = _answers.get(place)
    if held is None:
        held = make()
        weight = len(held) if isinstance(held, Sized) else 1
        _answers.put(place, held, weight=weight, most=MOST)
    return held


def total(rows: "QuerySet[Any]") -> int:
    """How many rows there are."""
    asked = rows.order_by()
    key = _digest(asked)
    return kept("total", key, asked.count) if key else 0


def listed(rows: "QuerySet[Any, Any]") -> list[Any]:
    """All rows of a question whose answer is short."""
    key = _digest(rows)
    return kept("listed", key, lambda: list(rows)) if key else []


def _digest(rows: "QuerySet[Any, Any]") -> bytes:
    """The same for the same question; empty for one that nothing can answer."""
    try:
        return blake2b(repr(rows.query.sql_with_params()).encode(), digest_size=16).digest()
    except EmptyResultSet:
        return b""


class Pages(Paginator):  # type: ignore[type-arg]
    """The pages of a list, whose rows are counted once for each release."""

    @cached_property
    def count(self) -> int:
        """How many rows the list has."""
        rows = self.object_list
        return total(rows) if isinstance(rows, QuerySet) else len(rows)


def forget() -> None:
    """Let go of all answers."""
    _answers.clear()
