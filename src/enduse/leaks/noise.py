"""Counts with noise: differential privacy by OpenDP, paid from a budget that is kept in the vault.

Each number (or each person, where it is said how many numbers one may have) could be missing or be
another, and the table would look nearly the same: by at most a factor of e^epsilon. Categories are
shown only where their noisy count passes a threshold, since a category alone can tell that somebody
is there; that costs a chance of DELTA.
"""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from enduse.leaks.tables import JOINT, Key, Numbers, count_once
from enduse.leaks.vault import Released, Vault
from enduse.taxonomy.tables import BadInput

DELTA = 1e-9
FOR_N = 0.1  # the part of epsilon that pays for the number of all
SURE = 0.05
N = "n"


class Noisy(NamedTuple):
    """A table with noise: its counts, the noisy number of all, and how far off a count may be."""

    by: tuple[str, ...]
    cells: dict[Key, int]
    n: int
    epsilon: float
    delta: float
    off: int
    threshold: int


def spent(vault: Vault) -> float:
    """How much of the budget is gone."""
    return math.fsum(one.epsilon for one in vault.released if one.epsilon is not None)


def publish_noisy(vault: Vault, numbers: Numbers, asked: Released, *, per_person: int = 1) -> Noisy:
    """The table that was asked for; asked again, it is the same and costs nothing. Raises BadInput.

    `asked` names the day, the dimensions and epsilon; its k tells `per_person`, its counts nothing.
    """
    epsilon = asked.epsilon or 0.0
    _check(epsilon, per_person)
    same = (asked.by, epsilon, per_person)
    for one in vault.released:
        if (one.by, one.epsilon, one.k) == same:
            return _told(one, per_person)
    left = vault.budget - spent(vault)
    if epsilon > left + 1e-12:
        raise BadInput(
            f"--epsilon {epsilon:g}: the budget of this vault is {vault.budget:g}, and {left:g} of"
            " it is left; ask for less, or use a table that was released"
        )
    counts = {JOINT.join(key): n for key, n in count_once(numbers, asked.by).items()}
    made = Released(
        when=asked.when,
        by=asked.by,
        k=per_person,
        counts=_release(counts, epsilon, per_person)
        | {N: _count(len(numbers), epsilon, per_person)},
        epsilon=epsilon,
    )
    vault.released.append(made)
    return _told(made, per_person)


def _check(epsilon: float, per_person: int) -> None:
    if not 0 < epsilon <= 10:  # noqa: PLR2004 - above that it protects nobody
        raise BadInput("--epsilon: a number above 0 and up to 10; smaller protects better")
    if per_person < 1:
        raise BadInput("--numbers-per-person: at least 1")


def _told(made: Released, per_person: int) -> Noisy:
    epsilon = made.epsilon or 0.0
    scale = _scale(epsilon, per_person)
    cells = {tuple(key.split(JOINT)): n for key, n in made.counts.items() if key != N}
    off = math.ceil(_opendp().discrete_laplacian_scale_to_accuracy(scale, SURE))
    return Noisy(made.by, cells, made.counts[N], epsilon, DELTA, off, _threshold(scale, per_person))


def _scale(epsilon: float, per_person: int) -> float:
    return per_person / (epsilon * (1 - FOR_N))


def _threshold(scale: float, per_person: int) -> int:
    """Where a category of one person comes through with a chance of DELTA at most."""
    threshold = math.ceil(scale * math.log(per_person / (2 * DELTA))) + per_person
    while _mechanism(scale, threshold).map((per_person,) * 3)[1] > DELTA:
        threshold += 1
    return threshold


def _release(counts: Mapping[str, int], epsilon: float, per_person: int) -> dict[str, int]:
    scale = _scale(epsilon, per_person)
    mechanism = _mechanism(scale, _threshold(scale, per_person))
    costs = mechanism.map((per_person,) * 3)[0]
    if costs > epsilon * (1 - FOR_N) * (1 + 1e-9):
        raise AssertionError("the mechanism costs more than was asked for")
    found: dict[str, int] = mechanism(dict(counts))
    return dict(sorted(found.items()))


def _count(n: int, epsilon: float, per_person: int) -> int:
    dp = _opendp()
    space = dp.atom_domain(T=dp.i64), dp.absolute_distance(T=dp.i64)
    return max(0, int(dp.m.make_laplace(*space, scale=per_person / (epsilon * FOR_N))(n)))


def _mechanism(scale: float, threshold: int) -> Any:
    dp = _opendp()
    domain = dp.map_domain(dp.atom_domain(T=str), dp.atom_domain(T=dp.i64))
    metric = dp.l01inf_distance(dp.absolute_distance(T=dp.i64))
    return dp.m.make_laplace_threshold(domain, metric, scale=scale, threshold=threshold)


def _opendp() -> Any:
    import opendp.prelude as dp

    dp.enable_features("contrib")
    return dp
