"""Counts with noise: what they cost, and that they are as noisy as they say."""

import pytest

from enduse.leaks.listing import Entry, Listing, Place
from enduse.leaks.noise import publish_noisy, spent
from enduse.leaks.tables import Numbers
from enduse.leaks.vault import Released, Vault
from enduse.taxonomy.tables import BadInput


def a_vault(many: int = 400) -> Vault:
    listing = Listing(places=[Place(("mx",), ""), Place(("fr",), "")], lines=["mobile"],
                      changes=[""], clients=["one"])  # fmt: skip
    for at in range(many):
        listing.entries.append(Entry(f"999{at:09}", at % 2, 0, 0, "2016", "", 0, "", ""))
    return Vault(made="2026-11-22", listing=listing, budget=1.0)


def asked(epsilon: float, by: tuple[str, ...] = ("country",)) -> Released:
    return Released("2026-11-22", by, 10, {}, epsilon=epsilon)


def test_noise_is_paid_from_a_budget_and_the_same_question_costs_nothing() -> None:
    vault = a_vault()
    numbers = Numbers(vault.listing)
    first = publish_noisy(vault, numbers, asked(0.6))
    assert publish_noisy(vault, numbers, asked(0.6)) == first
    assert spent(vault) == pytest.approx(0.6)
    with pytest.raises(BadInput, match=r"0.4 of it is left"):
        publish_noisy(vault, numbers, asked(0.5))
    publish_noisy(vault, numbers, asked(0.4, ("year",)))
    assert spent(vault) == pytest.approx(1.0)
    with pytest.raises(BadInput, match="above 0"):
        publish_noisy(vault, numbers, asked(-1))
    with pytest.raises(BadInput, match="group: cannot have noise"):
        publish_noisy(a_vault(), numbers, asked(0.1, ("group",)))


def test_a_budget_is_for_one_number_of_numbers_per_person() -> None:
    """Somebody with three numbers would lose three times what a table for one a person says."""
    vault = a_vault()
    numbers = Numbers(vault.listing)
    publish_noisy(vault, numbers, asked(0.2), per_person=3)
    with pytest.raises(BadInput, match="was paid for 3 a person"):
        publish_noisy(vault, numbers, asked(0.2))
    publish_noisy(vault, numbers, asked(0.2, ("year",)), per_person=3)
    assert spent(vault) == pytest.approx(0.4)


def test_no_category_is_taken_for_the_number_of_all() -> None:
    vault = a_vault()
    vault.listing.clients[0] = "n"
    noisy = publish_noisy(vault, Numbers(vault.listing), asked(1.0, ("client",)))
    assert 350 < noisy.cells["n",] < 450


def test_dimensions_in_another_order_are_the_same_table() -> None:
    vault = a_vault()
    numbers = Numbers(vault.listing)
    first = publish_noisy(vault, numbers, asked(0.6, ("country", "year")))
    assert publish_noisy(vault, numbers, asked(0.6, ("year", "country"))) == first
    assert spent(vault) == pytest.approx(0.6)


def test_noise_is_as_large_as_it_says() -> None:
    vault = a_vault()
    numbers = Numbers(vault.listing)
    off = []
    for _ in range(60):
        vault.released.clear()
        noisy = publish_noisy(vault, numbers, asked(1.0))
        off += [abs(count - 200) for count in noisy.cells.values()]
    within = sum(one <= noisy.off for one in off) / len(off)
    assert 0.9 <= within <= 1
    assert len(set(off)) > 3
