"""How long the commands of a leak take, and what memory: `python benchmarks/leaks.py`.

The list has 50,000 numbers that nobody has, over 45 countries, 12 years and 12 clients (--rows for
other sizes). Each command runs in a process of its own, as users run it. Beside it stands what the
library phonenumbers takes to parse the same numbers and nothing else.
"""

import argparse
import csv
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.leaks.fiction import UNASSIGNED

LARGE = 10_000_000  # bytes of a list of which only sealing and summarising are measured
BARE = """
import csv, sys
import phonenumbers
with open(sys.argv[1], newline="") as file:
    for row in csv.DictReader(file):
        try:
            phonenumbers.parse(row["number"])
        except phonenumbers.NumberParseException:
            pass
"""


class Took(NamedTuple):
    """Seconds on the clock, seconds of processor, and memory at most in MB."""

    clock: float
    processor: float
    memory: float


def rows(many: int) -> Iterator[tuple[str, ...]]:
    draw = random.Random(7)  # noqa: S311 - an invented list
    countries = list(UNASSIGNED)
    weights = [1 / (at + 1) for at in range(len(countries))]
    left = {country: iter(range(10 ** UNASSIGNED[country][1])) for country in countries}
    made = 0
    while made < many:
        country = draw.choices(countries, weights)[0]
        if (last := next(left[country], None)) is None:
            continue
        start, free = UNASSIGNED[country]
        client = f"client {countries.index(country) % 12}"
        if draw.random() < 0.1:
            client = f"client {draw.randrange(12)}"
        yield f"+{start}{last:0{free}}", str(draw.randint(2009, 2020)), "", client, ""
        made += 1


def run(*command: str) -> Took:
    before = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])  # fmt: skip
    _pid, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    clock = time.perf_counter() - before
    return Took(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def once(folder: Path, listed: Path) -> dict[str, Took]:
    enduse = str(Path(sys.executable).with_name("enduse"))
    key, vault = str(folder / "key"), str(folder / "list.vault")
    for file in ("key", "list.vault", "list.vault.log", "kept"):
        (folder / file).unlink(missing_ok=True)
    run(enduse, "leak", "key", "-o", key)
    public = Path(key).read_text().splitlines()[0].rpartition(" ")[2]
    here = {name: str(folder / f"{name}.psi") for name in ("offer", "ask", "answer")}
    staff, kept = str(folder / "staff.csv"), str(folder / "kept")
    mine = ("--identity", key)
    took = {
        "bare phonenumbers.parse": run(sys.executable, "-c", BARE, str(listed)),
        "seal": run(enduse, "leak", "seal", str(listed), "-o", vault, "--recipient", public),
        "summarise --by country": run(enduse, "leak", "summarise", vault, *mine),
    }
    if listed.stat().st_size > LARGE:
        return took
    return took | {
        "summarise --by country,client": run(enduse, "leak", "summarise", vault, *mine,
                                             "--by", "country,client"),
        "offer": run(enduse, "leak", "offer", vault, "-o", here["offer"], *mine),
        "ask for 1,000": run(enduse, "leak", "ask", here["offer"], staff, "-o", here["ask"],
                             "--kept", kept, "--recipient", public),
        "answer": run(enduse, "leak", "answer", vault, here["ask"], "-o", here["answer"], *mine),
        "read": run(enduse, "leak", "read", here["answer"], "--kept", kept, *mine),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = folder / "list.csv"
        with listed.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("number", "first", "last", "client", "note"))
            writer.writerows(rows(asked.rows))
        with (folder / "staff.csv").open("w") as file:
            numbers = [line.partition(",")[0] for line in listed.read_text().splitlines()[1:]]
            others = (f"+332629{at:05}" for at in range(500))
            file.write("\n".join(["number", *numbers[:500], *others]) + "\n")
        runs = [once(folder, listed) for _ in range(asked.runs)]
    print(f"{asked.rows:,} rows, {asked.runs} runs, medians (range of the clock)")
    for what in runs[0]:
        clocks = [one[what].clock for one in runs]
        processor = statistics.median(one[what].processor for one in runs)
        memory = statistics.median(one[what].memory for one in runs)
        clock = f"{statistics.median(clocks):.2f} s ({min(clocks):.2f} to {max(clocks):.2f})"
        print(f"| {what} | {clock} | {processor:.2f} s | {memory:.0f} MB |")
    if "offer" not in runs[0]:
        return
    rounds = [sum(one[what].clock for what in list(one)[-4:]) for one in runs]
    print(f"whole round of membership: {statistics.median(rounds):.1f} s")


if __name__ == "__main__":
    main()
