"""A shelf of bounded weight: what was not asked for longest goes first."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
LARGEST = 8  # one thing may take this part of a shelf


class _Held(NamedTuple, Generic[T]):
    thing: T
    weight: int


class Shelf(Generic[T]):
    """Things by key, for all threads of a worker."""

    def __init__(self) -> None:
        self._held: OrderedDict[object, _Held[T]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: object) -> T | None:
        """What is held under a key."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found.thing

    def put(self, key: object, thing: T, *, weight: int, most: int) -> None:
        """Hold a thing, unless it is too large; all together weigh at most `most`."""
        if weight * LARGEST > most:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self._held[key] = _Held(thing, weight)
            self._weight += weight - (before.weight if before else 0)
            while self._weight > most:
                self._weight -= self._held.popitem(last=False)[1].weight

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._held.clear()
            self._weight = 0
