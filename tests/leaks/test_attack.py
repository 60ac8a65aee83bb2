"""In numbers: what one learns who knows all but one person and two publications."""

import math

from tests.leaks.attack import attack_exact, attack_noise, exact

TRIALS = 20


def test_two_tables_do_not_tell_in_which_small_cell_somebody_is() -> None:
    """He knows everybody else and the rules, and is left with guessing among the small cells."""
    tried = attack_exact(exact(10, 20), where="small", trials=TRIALS)
    assert tried.right < 1.5 * tried.chance
    assert tried.right < 0.3


def test_the_same_adversary_wins_where_little_is_closed() -> None:
    """The attack works: with k of 3 most of these cells are open, and he reads them off."""
    assert attack_exact(exact(3), where="small", trials=TRIALS).right > 0.5


def test_an_exact_open_cell_does_not_resist_him_and_rounding_mostly_does() -> None:
    """What each table says of itself, and why there is --round and --epsilon."""
    openly = attack_exact(exact(10, 20), where="open", trials=TRIALS)
    rounded = attack_exact(exact(10, 20, rounded=10), where="open", trials=TRIALS)
    assert openly.right > 0.9
    assert rounded.right < 0.6


def test_noise_keeps_him_near_to_guessing() -> None:
    """With epsilon for both tables together, his odds grow by at most e to the epsilon."""
    epsilon, places = 1.0, 13
    tried = attack_noise(epsilon, trials=60)
    bound = math.e**epsilon / (math.e**epsilon + places - 1)
    spread = 3 * math.sqrt(bound * (1 - bound) / tried.trials)
    assert tried.right <= bound + spread
