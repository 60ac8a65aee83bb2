"""Names gathered for the words that lead to them: how many words, and what those are worth."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.uint32]
Reals: TypeAlias = NDArray[np.float32]
ENOUGH = 6000  # names that are looked through for one that is asked for
NO_NAMES: Numbers = np.zeros(0, dtype=np.uint32)
NO_LIKENESS: Reals = np.zeros(0, dtype=np.float32)


class Found(NamedTuple):
    """Names in the order of their numbers, each with how like its word is to the one asked for."""

    names: Numbers
    like: Reals
    rarity: float


class Pool(NamedTuple):
    """Names, what the words that lead to them are worth, and how many those are."""

    names: Numbers
    worth: Reals
    words: NDArray[np.int64]


def gathered(found: list[Found]) -> Pool:
    """Names with what their words are worth together, and how many words: all names of rare words,
    and of common words those that other words lead to as well."""
    found = sorted(found, key=lambda one: len(one.names))
    few = _few(found)
    pool = _summed(few)
    for one in found[len(few) :]:
        worth = _worth(one, pool.names)
        pool = Pool(pool.names, pool.worth + worth, pool.words + (worth > 0))
    if len(found) > len(few) and len(few[-1].names) > ENOUGH:
        return pool
    if len(found) > len(few) and len(found) - len(few) > 1:
        return _joined(pool, _of_common(found, found[len(few) : len(few) + 2], pool.names))
    return pool


def _of_common(found: list[Found], two: list[Found], pool: Numbers) -> Pool:
    """The names that hold both of two common words, and are not in the pool yet."""
    shared = np.intersect1d(two[0].names, two[1].names, assume_unique=True)
    extra = np.setdiff1d(shared, pool, assume_unique=True)[: 4 * ENOUGH]
    worth = [_worth(one, extra) for one in found]
    words = sum((each > 0).astype(np.int64) for each in worth)
    return Pool(extra, np.sum(worth, axis=0, dtype=np.float32), np.asarray(words))


def _joined(one: Pool, other: Pool) -> Pool:
    return Pool(
        np.concatenate([one.names, other.names]),
        np.concatenate([one.worth, other.worth]),
        np.concatenate([one.words, other.words]),
    )


def _few(found: list[Found]) -> list[Found]:
    """The rarest words, as long as their names are few; one word always."""
    taken: list[Found] = []
    total = 0
    for one in found:
        total += len(one.names)
        if taken and total > ENOUGH:
            break
        taken.append(one)
    return taken


def _summed(found: list[Found]) -> Pool:
    if not found:
        return Pool(NO_NAMES, NO_LIKENESS, np.zeros(0, dtype=np.int64))
    names = np.concatenate([one.names for one in found])
    worth = np.concatenate([one.like * np.float32(one.rarity) for one in found])
    if len(found) == 1:
        return Pool(names, worth, np.ones(len(names), dtype=np.int64))
    pool, at = np.unique(names, return_inverse=True)
    summed = np.bincount(at, weights=worth).astype(np.float32)
    return Pool(pool, summed, np.bincount(at).astype(np.int64))


def _worth(one: Found, pool: Numbers) -> Reals:
    """What a word is worth to each name of the pool."""
    at = np.minimum(np.searchsorted(one.names, pool), len(one.names) - 1)
    return np.where(one.names[at] == pool, one.like[at] * np.float32(one.rarity), np.float32(0))


def with_whole(pool: Numbers, scores: Reals, whole: Numbers) -> tuple[Numbers, Reals]:
    """Names found as a whole come first, whatever their words are worth."""
    both = np.concatenate([pool, whole])
    worth = np.concatenate([scores, np.full(len(whole), 1e6, np.float32)])
    names, at = np.unique(both, return_inverse=True)
    return names, np.bincount(at, weights=worth).astype(np.float32)


def largest(values: Reals, most: int) -> NDArray[np.intp]:
    """The places of the largest values, in their order."""
    if len(values) > most:
        some = np.argpartition(values, -most)[-most:]
        return some[np.argsort(-values[some], kind="stable")]
    return np.argsort(-values, kind="stable")
