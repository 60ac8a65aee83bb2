"""How fast an assessment is: one deal from a cold start, and 100,000 varied deals from a table.

Prints what stands in RESULTS.md. Usage: python benchmarks/assess.py [ROWS]
"""

import csv
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from enduse.interchange.pack import read_pack
from enduse.taxonomy import TECHNOLOGIES

HERE = Path(__file__).parent
DEAL = HERE.parent / "examples" / "area-egypt-2016.yaml"
ENDUSE = Path(sys.executable).parent / "enduse"
RUNS = 9
ITEMS = (
    "IMSI catcher", "deep packet inspection platform", "lawful interception monitoring centre",
    "phone extraction kit that bypasses screen locks", "billing software for a mobile operator",
    "facial recognition for street cameras", "logiciel d'intrusion", "network firewall",
)  # fmt: skip
BODIES = ("Ministry of Interior", "State Security Service", "National Police", "Telecom", "")


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cold_start() -> None:
    def median(*command: str | Path) -> float:
        run(*command)
        return statistics.median(seconds(lambda: run(*command)) for _ in range(RUNS))

    bare = median(sys.executable, "-c", "pass")
    imports = median(sys.executable, "-c", "import enduse.cli.assess, enduse.interchange.reports")
    say("python itself", f"{bare:.3f} s")
    say("our imports, beyond python", f"{imports - bare:.3f} s", "0.2")
    say("one deal, terminal report", f"{median(ENDUSE, 'assess', DEAL):.3f} s", "0.5")
    say("one deal, JSON", f"{median(ENDUSE, 'assess', DEAL, '--format', 'json'):.3f} s", "0.5")


def say(what: str, figure: str, target: str = "") -> None:
    print(f"{what:<38}{figure:>24}{f'   (target {target})' if target else ''}")


def varied_deals(path: Path, rows: int) -> None:
    """Parties from the pack and invented ones, every country and technology, 1998 to 2026."""
    chance = random.Random(2014)  # noqa: S311 - deals, not secrets
    pack = read_pack()
    firms = [(p.name, p.country) for p in pack.parties if p.kind == "company" and p.country]
    agencies = [p.name for p in pack.parties if p.kind == "agency"]
    countries = [c.code for c in pack.places.countries if c.code != "eu"]
    invented = [
        f"{a} {b} {n}" for a, b, n in product(("Nordlicht", "Belvedere"), BODIES, range(40))
    ]
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(
            [
                "id",
                "exporter",
                "exporter_country",
                "item",
                "technology",
                "destination",
                "end_user",
                "date",
            ]
        )
        for number in range(rows):
            firm, country = chance.choice(firms)
            technology = chance.choice(["", *TECHNOLOGIES])
            day = date(1998, 1, 1) + timedelta(days=chance.randrange(10_500))
            user = chance.choice(agencies if number % 3 else invented)
            item = f"{chance.choice(ITEMS)} model {chance.randrange(500)}"
            table.writerow(
                [number, firm, country, item, technology, chance.choice(countries), user, day]
            )


def memory(pid: int) -> int:
    """Resident bytes of a process and its children; shared pages count once for each."""
    pids, total = [pid], 0
    for parent in pids:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            pids += [int(child) for child in task.read_text().split()]
        pages = int(Path(f"/proc/{parent}/statm").read_text().split()[1])
        total += pages * 4096
    return total


def table(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        deals, out = Path(folder, "deals.csv"), Path(folder, "out.jsonl")
        varied_deals(deals, rows)
        start = time.perf_counter()
        process = subprocess.Popen(
            [ENDUSE, "assess", deals, "--format", "jsonl", "-o", out, "--workers", "2"],
            stderr=subprocess.DEVNULL,
        )
        samples: list[int] = []

        def watch() -> None:
            while process.poll() is None:
                with suppress(OSError):
                    samples.append(memory(process.pid))
                time.sleep(0.2)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        taken = time.perf_counter() - start
        watcher.join()
        half = max(samples[: len(samples) // 2])
        say(f"{rows:,} deals, two processes", f"{rows / taken:,.0f} a second", "4,000")
        say("memory of the three processes, at most", f"{max(samples) / 1e6:.0f} MB", "400")
        say("the same in the first half", f"{half / 1e6:.0f} MB", "flat")
        say("written", f"{out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    cold_start()
    table(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
