"""An attacker with all that was published solves for what is hidden, with a solver of his own."""

import random
from collections.abc import Iterable, Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from enduse.leaks.listing import Entry, Listing, Place
from enduse.leaks.releases import Publisher, known_counts
from enduse.leaks.suppression import Unsafe, close, hides
from enduse.leaks.tables import Key, Numbers, count
from enduse.leaks.vault import Person, Vault
from enduse.taxonomy.tables import BadInput

K = 10
COUNTRIES = ("aa", "bb", "cc", "dd", "ee", "ff")
CLIENTS = ("one", "two", "three", "four")


def a_vault(cells: Mapping[tuple[str, str, int], int]) -> Vault:
    """A list of so many numbers by country, client and year; the numbers are no telephone's."""
    listing = Listing(
        places=[Place((country,), "") for country in COUNTRIES],
        lines=["mobile"], changes=[""], clients=list(CLIENTS),
    )  # fmt: skip
    for (country, client, year), many in cells.items():
        for _ in range(many):
            number = f"999{len(listing.entries):09}"
            place, at = COUNTRIES.index(country), CLIENTS.index(client)
            listing.entries.append(Entry(number, place, 0, 0, str(year), "", at, "", ""))
    return Vault(made="2026-11-22", listing=listing)


def random_vault(seed: int) -> Vault:
    draw = random.Random(seed)  # noqa: S311 - a list to try, no secret
    cells = {
        (country, client, year): draw.choice((0, 0, 1, 2, 5, 9, 11, 30, 80))
        for country, client, year in product(COUNTRIES, CLIENTS, (2016, 2017))
    }
    return a_vault(cells)


def publish(
    vault: Vault, by: Iterable[str], k: int = K, people: tuple[Person, ...] = ()
) -> dict[Key, int]:
    return (
        Publisher(vault, Numbers(vault.listing), k, "2026-11-22").publish(tuple(by), people).cells
    )


def spans(hidden: list[Key], sums: list[tuple[set[Key], int]]) -> dict[Key, tuple[float, float]]:
    """The least and the most of each hidden cell, as anybody with a solver finds them."""
    matrix = np.array([[float(key in parts) for key in hidden] for parts, _total in sums])
    totals = np.array([float(total) for _parts, total in sums])
    found = {}
    for at, key in enumerate(hidden):
        ends = []
        for sign in (1.0, -1.0):
            wish = np.zeros(len(hidden))
            wish[at] = sign
            solved = linprog(wish, A_eq=matrix, b_eq=totals, bounds=(0, None))
            ends.append(sign * solved.fun)
        found[key] = (ends[0], ends[1])
    return found


@given(st.lists(st.integers(0, 40), min_size=1, max_size=7), st.integers(3, 12))
@settings(max_examples=150, deadline=None)
def test_a_small_cell_can_be_anything_small_for_one_who_knows_the_rule(
    counts: list[int], k: int
) -> None:
    """He knows k, the sum, and which closed cells are small; he tries every way to fill them."""
    cells = {f"cell {at}": count for at, count in enumerate(counts) if count}
    try:
        shut = close(cells, k)
    except Unsafe:
        return
    small = [cell for cell in shut if cells[cell] < k]
    assert {cell for cell, count in cells.items() if count < k} <= shut
    if not small:
        assert not shut
        return
    total = sum(cells[cell] for cell in shut)
    others = len(shut) - len(small)
    for value in range(1, k):
        rest = total - value
        least = (len(small) - 1) + others * k
        most = (len(small) - 1) * (k - 1) if not others else float("inf")
        assert least <= rest <= most


def test_two_small_cells_that_only_one_filling_allows_are_not_enough() -> None:
    assert not hides(2, 0, 18, 10)  # nine and nine
    assert not hides(10, 0, 10, 10)  # ten times one
    assert not hides(1, 1, 11, 10)  # one and ten
    assert not hides(1, 0, 5, 10)


def test_where_nothing_can_be_closed_beside_it_the_table_is_refused() -> None:
    with pytest.raises(Unsafe):
        close({"only": 4}, 10)
    vault = a_vault({("aa", "one", 2016): 4, ("aa", "two", 2016): 50})
    with pytest.raises(BadInput, match="small cells could be worked out"):
        publish(a_vault({("aa", "one", 2016): 4}), ["client"])
    assert publish(vault, ["client"]) == {}  # both closed: 4 hides behind 50


@pytest.mark.parametrize("seed", range(4))
def test_nobody_solves_for_a_small_cell_of_a_table_of_two_dimensions(seed: int) -> None:
    """The attacker has the table by country and client and both tables of one dimension."""
    vault = random_vault(seed)
    truth = {by: count(Numbers(vault.listing), by).counts for by in BYS}
    for by in BYS:
        publish(vault, by)
    known = known_counts(vault)
    hidden = [key for key in truth[BYS[2]] if key not in known[BYS[2]]]
    grid = list(product(*({key[at] for key in truth[BYS[2]]} for at in (0, 1))))
    hidden = [key for key in grid if key not in known[BYS[2]]]
    sums = []
    for at, by in enumerate(BYS[:2]):
        for (category,), total in known[by].items():
            parts = {key for key in hidden if key[at] == category}
            seen = sum(n for key, n in known[BYS[2]].items() if key[at] == category)
            sums.append((parts, total - seen))
    sums.append((set(hidden), len(vault.listing.entries) - sum(known[BYS[2]].values())))
    found = spans(hidden, sums)
    small = [key for key in hidden if 0 < truth[BYS[2]].get(key, 0) < K]
    assert small
    for key in small:
        least, most = found[key]
        assert least <= 1
        assert most >= K - 1


BYS = (("country",), ("client",), ("country", "client"))


def test_k_may_grow_and_never_shrink() -> None:
    """What the first table closed beside a small cell would be opened by a second with less k."""
    vault = random_vault(3)
    publish(vault, ["country"], k=30)
    with pytest.raises(BadInput, match="it may grow, not shrink"):
        publish(vault, ["country"], k=10)


def test_a_larger_k_after_a_smaller_one_opens_nothing_new() -> None:
    vault = random_vault(3)
    first, second = publish(vault, ["country"], k=5), publish(vault, ["country"], k=50)
    assert second.items() <= first.items()


def test_the_same_table_again_is_the_same_and_is_remembered_once() -> None:
    vault = random_vault(1)
    assert publish(vault, ["country"]) == publish(vault, ["country"])
    assert len(vault.released) == 1
    first = publish(vault, ["country", "client"])
    assert publish(vault, ["country", "client"]) == first
    assert len(vault.released) == 3  # with the totals by client, that count as public


def test_pairs_that_close_a_circle_are_refused() -> None:
    vault = random_vault(2)
    publish(vault, ["country", "client"])
    publish(vault, ["client", "year"])
    with pytest.raises(BadInput, match="together these tables tell more"):
        publish(vault, ["country", "year"])
    publish(vault, ["client", "line"])
    with pytest.raises(BadInput, match="together these tables tell more"):
        publish(vault, ["year", "line"])
    publish(vault, ["country", "client"])


def test_groups_that_grow_by_a_few_are_told_as_before() -> None:
    vault = a_vault({("aa", "one", 2016): 300})
    everyone = [entry.number for entry in vault.listing.entries]

    def people(many: int) -> tuple[Person, ...]:
        return tuple(Person(("journalist",), (number,)) for number in everyone[:many])

    assert publish(vault, ["group"], people=people(180)) == {("journalist",): 180}
    assert publish(vault, ["group"], people=people(181)) == {("journalist",): 180}
    assert publish(vault, ["group"], people=people(190)) == {("journalist",): 190}
    with pytest.raises(BadInput, match="fewer people than in the release"):
        publish(vault, ["group"], people=people(189))


def test_k_has_a_floor() -> None:
    with pytest.raises(BadInput, match="at least 3"):
        publish(random_vault(1), ["country"], k=1)
