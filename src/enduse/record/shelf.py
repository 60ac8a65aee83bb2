"""Records filed under what they are asked for by, each from the day it was known."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar


class Cited(Protocol):
    """Anything that names its sources."""

    @property
    def sources(self) -> tuple[str, ...]: ...


class Identified(Cited, Protocol):
    """A record with an id."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Cited)


class Shelf(Generic[R]):
    """Records of one noun under one key, each from the day it was known."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[str, R]]] = defaultdict(list)
        self._days: dict[str, list[str]] = {}

    def add(self, key: str | None, known: str, record: R) -> None:
        """File a record; a record without the key is not filed."""
        if key is not None:
            self._by_key[key].append((known, record))

    def close(self) -> None:
        """Sort once all records are filed."""
        for key, rows in self._by_key.items():
            rows.sort(key=lambda row: row[0])
            self._days[key] = [known for known, _ in rows]

    def days(self, key: str) -> Sequence[str]:
        """The days on which more became known under a key."""
        return self._days.get(key, ())

    def on(self, key: str | None, day: str) -> Sequence[R]:
        """What was known under a key on a day, oldest knowledge first."""
        if key is None or key not in self._days:
            return ()
        upto = bisect_right(self._days[key], day)
        return [record for _, record in self._by_key[key][:upto]]
