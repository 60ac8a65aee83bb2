"""The strongest adversary: he knows every row of a list but one, the rules and two publications.

For each place where the last person could be, and for the case that they are not listed, he makes
the publications anew and keeps the places that give what was published. He guesses one of those
that are left. Against noise he takes the place that makes what was published most likely.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from enduse.leaks.listing import Entry, Listing, Place
from enduse.leaks.noise import FOR_N, publish_noisy
from enduse.leaks.releases import Publisher
from enduse.leaks.tables import Numbers
from enduse.leaks.vault import Released, Vault
from enduse.taxonomy.tables import BadInput

COUNTRIES = tuple(f"country {at}" for at in range(12))
SIZES = (1, 2, 3, 4, 5, 7, 9, 14, 20, 30, 60, 90)
ABSENT = "not listed"
SMALL = 10
Public = tuple[object, ...]
Publish = Callable[[Vault], Public]


class Tried(NamedTuple):
    """How often the adversary named the place of the last person, and how often chance does."""

    right: float
    chance: float
    trials: int


def vault_of(rows: Sequence[str]) -> Vault:
    listing = Listing(places=[Place((c,), "") for c in COUNTRIES], lines=["mobile"], changes=[""],
                      clients=["one"])  # fmt: skip
    for at, country in enumerate(rows):
        place = COUNTRIES.index(country)
        listing.entries.append(Entry(f"999{at:09}", place, 0, 0, "2016", "", 0, "", ""))
    return Vault(made="", listing=listing, budget=10)


def some_rows(draw: random.Random) -> list[str]:
    sizes = [max(1, size + draw.choice((-1, 0, 1))) for size in SIZES]
    return [c for c, size in zip(COUNTRIES, sizes, strict=True) for _ in range(size)]


def exact(*ks: int, rounded: int = 1) -> Publish:
    """Tables by country, one for each k, with n."""

    def publish(vault: Vault) -> Public:
        numbers = Numbers(vault.listing)
        told: list[object] = [len(numbers) // rounded]
        for k in ks:
            try:
                cells = Publisher(vault, numbers, k, "").publish(("country",)).cells
                told.append(sorted((key, n // rounded) for key, n in cells.items()))
            except BadInput:
                told.append("refused")
        return tuple(told)

    return publish


def places(rows: Sequence[str], where: str) -> list[str]:
    """Where the last person may be: in a cell that is small with them, in an open one, anywhere."""
    if where == "anywhere":
        return [*COUNTRIES, ABSENT]
    return [c for c in COUNTRIES if (rows.count(c) + 1 < SMALL) == (where == "small")]


def attack_exact(publish: Publish, *, where: str, trials: int, seed: int = 1) -> Tried:
    """He against tables of counts; each place where the last person may be is as likely."""
    draw = random.Random(seed)  # noqa: S311 - a trial, no secret
    won, chance = 0.0, 0.0
    for _ in range(trials):
        rows = some_rows(draw)
        possible = places(rows, where)
        target = draw.choice(possible)
        public = publish(vault_of(_with(rows, target)))
        left = [place for place in possible if publish(vault_of(_with(rows, place))) == public]
        won += 1 / len(left)
        chance += 1 / len(possible)
    return Tried(won / trials, chance / trials, trials)


def attack_noise(epsilon: float, *, trials: int, seed: int = 1) -> Tried:
    """He against two tables with noise, by country; the last person is anywhere."""
    draw = random.Random(seed)  # noqa: S311 - a trial, no secret
    won = 0
    for _ in range(trials):
        rows = some_rows(draw)
        target = draw.choice([*COUNTRIES, ABSENT])
        public = list(_noisy(vault_of(_with(rows, target)), epsilon))
        known = {country: rows.count(country) for country in COUNTRIES}
        scores = {place: _likely(public, known, place, epsilon) for place in (*COUNTRIES, ABSENT)}
        best = max(scores.values())
        guesses = [place for place, score in scores.items() if score > best - 1e-9]
        won += draw.choice(guesses) == target
    return Tried(won / trials, 1 / (len(COUNTRIES) + 1), trials)


def _with(rows: Sequence[str], place: str) -> list[str]:
    return [*rows, *([] if place == ABSENT else [place])]


def _noisy(vault: Vault, epsilon: float) -> Iterator[tuple[int, dict[str, int]]]:
    """Two publications, half of epsilon for each."""
    numbers = Numbers(vault.listing)
    for _ in range(2):
        vault.released.clear()  # asked again, it would give the same
        made = publish_noisy(vault, numbers, Released("", ("country",), 1, {}, epsilon=epsilon / 2))
        yield made.n, {key[0]: n for key, n in made.cells.items()}


def _likely(
    public: Sequence[tuple[int, dict[str, int]]], known: dict[str, int], place: str, epsilon: float
) -> float:
    """How likely what was published is, with the last person at a place, as a logarithm."""
    score = 0.0
    listed = place != ABSENT
    for n, cells in public:
        score -= abs(n - sum(known.values()) - listed) * epsilon / 2 * FOR_N
        for country, count in cells.items():
            score -= abs(count - known[country] - (country == place)) * epsilon / 2 * (1 - FOR_N)
    return score
