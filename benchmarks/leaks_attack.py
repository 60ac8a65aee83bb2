"""What one learns who knows all of a list but one person: `python benchmarks/leaks_attack.py`.

He knows the rules, every other row and two publications, and tries every place for the last
person. Each place is as likely beforehand. tests/leaks/attack.py says how he goes about it.
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.leaks.attack import Tried, attack_exact, attack_noise, exact

TRIALS = 100


def tell(what: str, tried: Tried, bound: str = "") -> None:
    print(f"| {what} | {tried.right:.2f} | {tried.chance:.2f} | {bound} |")


def main() -> None:
    print("| two publications, the last person is | he is right | by chance | bound |")
    print("|---|---|---|---|")
    for where in ("small", "open", "anywhere"):
        place = f"in a cell that is {where}" if where != "anywhere" else "anywhere, or not listed"
        tell(
            f"exact, k = 10 and 20; {place}",
            attack_exact(exact(10, 20), where=where, trials=TRIALS),
        )
        rounded = attack_exact(exact(10, 20, rounded=10), where=where, trials=TRIALS)
        tell(f"rounded down to tens, k = 10 and 20; {place}", rounded)
    for epsilon in (0.1, 0.5, 1.0, 2.0):
        odds = math.exp(epsilon)
        tried = attack_noise(epsilon, trials=4 * TRIALS)
        bound = f"{odds / (odds + 12):.2f}"
        tell(f"noise, epsilon {epsilon:g} for both; anywhere, or not listed", tried, bound)


if __name__ == "__main__":
    main()
