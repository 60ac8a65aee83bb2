"""The loops over an index, compiled by Numba where it is installed and there are many names."""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from enduse.screening import bound, hidden, near, pool, shape

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
    serve all names."""
    if (work >= WORTH or compiled.cache_info().currsize) and find_spec("numba"):
        return compiled()
    return PLAIN


PLAIN = Loops(bound.likeliest, near.near, lambda arrays: arrays, compiled=False)


@cache
def compiled() -> Loops:
    """The same source, each function compiled when it is first used and kept on disk until the
    source changes."""
    own: dict[str, Any] = {}
    for part in PARTS:
        own |= _copied(part, own)
    return Loops(own["likeliest"], own["near"], _as_arrays, compiled=True)


def _copied(part: ModuleType, own: dict[str, Any]) -> dict[str, Any]:
    """The functions of a module that see each other and those already compiled."""
    there = dict(vars(part)) | own
    made = {
        name: _jit(FunctionType(function.__code__, there, name))
        for name, function in vars(part).items()
        if isinstance(function, FunctionType) and function.__module__ == part.__name__
    }
    there.update(made)
    return made


def _jit(function: FunctionType) -> Any:
    from numba import njit  # imported late: it takes half a second

    if function.__name__ not in ENTRIES:
        return njit(forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True, **HOW)(
            function
        )
    function.__qualname__ = f"{function.__name__}_{_source()}"  # what a kept copy is known by
    try:
        return njit(cache=True, **HOW)(function)
    except RuntimeError:  # no folder to keep it in
        return njit(**HOW)(function)


@cache
def _source() -> str:
    """A digest of the source, so that no copy of another version is used."""
    made = blake2b(digest_size=8)
    for file in sorted(HERE.glob("*.py")):
        made.update(file.read_bytes())
    return made.hexdigest()


def _as_arrays(given: Any) -> Any:
    """The same memory as NumPy's arrays, as Numba wants it."""
    import numpy as np  # imported late: plain loops go without

    if isinstance(given, memoryview):
        return np.asarray(given)
    made = map(_as_arrays, given)
    return type(given)._make(made) if hasattr(given, "_make") else tuple(made)
