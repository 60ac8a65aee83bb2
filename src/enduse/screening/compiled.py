"""The loops over an index, compiled by Numba where it is installed and there are many names."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from enduse.screening import bound, hidden, near, pool, shape
from enduse.screening.laid import Names, Room, Sheet

WORTH = 10**8  # names asked for, times those of the index, for which compiling is worth its time
PARTS = (shape, hidden, pool, bound, near)
ENTRIES = ("likeliest", "near")
HOW = {"nogil": True, "error_model": "numpy"}
HERE = Path(__file__).parent


class Loops(NamedTuple):
    """What searches the arrays of an index: `bound.likeliest` and `near.near`, and in which form
    arrays are given to them. Those that are not compiled leave distances to a library."""

    likeliest: Callable[..., None]
    near: Callable[..., int]
    given: Callable[[Any], Any]
    compiled: bool


def loops(work: int) -> Loops:
    """The loops for so many names asked for in tables, times those of the index. Once compiled they
    serve all names; other threads do not wait for that."""
    if work >= WORTH and not _ready and find_spec("numba") and _compiling.acquire(blocking=False):
        try:
            _ready.append(compiled())
        finally:
            _compiling.release()
    return _ready[0] if _ready else PLAIN


PLAIN = Loops(bound.likeliest, near.near, lambda arrays: arrays, compiled=False)
_ready: list[Loops] = []
_compiling = Lock()


@cache
def compiled() -> Loops:
    """The same source, compiled, and kept on disk until it changes. Where what is kept or Numba
    itself does not work, without: what is asked can be answered by plain loops."""
    for kept in (True, False):
        with suppress(Exception):  # whatever a library raises whose files are cut off
            return _compiled(kept=kept)
    return PLAIN


def _compiled(*, kept: bool) -> Loops:
    own: dict[str, Any] = {}
    for part in PARTS:
        own |= _copied(part, own, kept=kept)
    made = Loops(own["likeliest"], own["near"], as_arrays, compiled=True)
    names, sheet = Names.none(), Sheet.of([], [], {})
    made.likeliest(*as_arrays((names, sheet, Room.for_(names, sheet, 1, None))), 1)
    made.near(*as_arrays((near.Words.none(), near.Wanted.of([], 0, measured=True))), 0)
    return made


def _copied(part: ModuleType, own: dict[str, Any], *, kept: bool) -> dict[str, Any]:
    """The functions of a module that see each other and those already compiled."""
    there = dict(vars(part)) | own
    made = {
        name: _jit(FunctionType(function.__code__, there, name), kept=kept)
        for name, function in vars(part).items()
        if isinstance(function, FunctionType) and function.__module__ == part.__name__
    }
    there.update(made)
    return made


def _jit(function: FunctionType, *, kept: bool) -> Any:
    from numba import njit  # imported late: it takes half a second

    if function.__name__ not in ENTRIES:
        inner = njit(forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True, **HOW)
        return inner(function)
    function.__qualname__ = f"{function.__name__}_{_source()}"  # what a kept copy is known by
    return njit(cache=kept, **HOW)(function)


@cache
def _source() -> str:
    """A digest of the source, so that no copy of another version is used."""
    made = blake2b(digest_size=8)
    for file in sorted(HERE.glob("*.py")):
        made.update(file.read_bytes())
    return made.hexdigest()


def as_arrays(given: Any) -> Any:
    """The same memory as NumPy's arrays, as Numba wants it."""
    import numpy as np  # imported late: plain loops go without

    if isinstance(given, memoryview):
        return np.asarray(given)
    made = map(as_arrays, given)
    return type(given)._make(made) if hasattr(given, "_make") else tuple(made)
