"""How fast indicators are loaded and sought, beside MVT, ripgrep and grep on the same input.

    python benchmarks/forensics/speed.py SHARED [--mvt VENV] [--rg PROGRAM] [--runs 5]

SHARED holds ioc-amnesty and ioc-mvt-indicators; VENV has `mvt` installed (never a dependency of
Enduse: `python -m venv var/mvt && var/mvt/bin/pip install mvt==2026.10.26`). Every figure is the
median of the runs, the peers take turns within each run, one core each.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from enduse.forensics.indicators import together
from enduse.forensics.inputs.lines import read_lines
from enduse.forensics.inputs.stream import Stream
from enduse.forensics.inspection import Inspection
from enduse.forensics.matcher import Matcher, Role
from enduse.interchange.indicator_files import read_file, read_indicators

HERE = Path(__file__).parent
URLS, NAMES, DOMAINS, MEGABYTES = 60_000, 60_000, 100_000, 64
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def bundles(shared: Path) -> list[Path]:
    """The published STIX of Amnesty and of MVT's index."""
    folders = (shared / "ioc-amnesty", shared / "ioc-mvt-indicators")
    return sorted(path for folder in folders for path in folder.rglob("*.stix2"))


def records(chance: random.Random) -> dict[str, list[str]]:
    """Unremarkable records, all different, as a phone holds them."""

    def word(most: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(3, most)))

    urls = [f"https://{word(6)}.{word(12)}.com/{word(9)}/{word(9)}?id={n}" for n in range(URLS)]
    names = [f"{word(9)}{n}" for n in range(NAMES)]
    paths = [f"/private/var/mobile/{word(9)}/{word(9)}/{word(9)}{n}.plist" for n in range(NAMES)]
    return {"url": urls, "process": names, "path": paths}


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def of_mvt(venv: Path, files: list[Path], sample: Path) -> dict[str, float]:
    """MVT's own functions in its own Python, in the same run."""
    command = [venv / "bin" / "python", HERE / "of_mvt.py", sample, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def ours(files: list[Path], told: dict[str, list[str]]) -> dict[str, float]:
    found = {"load": seconds(lambda: together(map(read_file, files)))}
    read_indicators(files)
    found["load compiled"] = seconds(lambda: read_indicators(files))
    indicators = read_indicators(files)
    found["make ready"] = seconds(lambda: Matcher(indicators).scan(b""))
    matcher = Matcher(indicators)
    matcher.scan(b"")
    roles: tuple[Role, ...] = ("url", "process", "path")
    for role in roles:
        values = told[role]
        found[role] = seconds(lambda r=role, v=values: list(matcher.column(r, v)))  # type: ignore[misc]
    return found


def a_log(folder: Path, chance: random.Random) -> tuple[Path, Path]:
    """A proxy log, and domains of which a few stand in it."""
    lengths = (chance.randint(5, 14) for _ in range(DOMAINS))
    domains = [f"{''.join(chance.choices(LETTERS, k=length))}.com" for length in lengths]
    (folder / "domains.txt").write_text("\n".join(domains) + "\n")
    with (folder / "access.log").open("w") as log:
        number = 0
        while log.tell() < MEGABYTES * 10**6:
            lines = []
            for number in range(number, number + 10_000):  # noqa: B020 - goes on where it was
                host = f"{chance.choice(LETTERS)}{number % 97}.{number * 7919 % 999983:x}.com"
                if number % 20_011 == 0:
                    host = chance.choice(domains)
                lines.append(
                    f"1626602{number % 1000:03d}.123 {number % 900} 192.0.2.7 TCP_MISS/200 {number}"
                    f" GET https://{host}/a/{number:x}?q={number} - DIRECT/198.51.100.9 text/html\n"
                )
            log.writelines(lines)
            number += 1
    return folder / "access.log", folder / "domains.txt"


def searched(log: Path, matcher: Matcher) -> int:
    inspection = Inspection(matcher)
    with log.open("rb") as file:
        read_lines(inspection, Stream(str(log), file))
    return len({s.place.row for _, s in inspection.sightings})


def in_text(rg: str | None, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log, domains = a_log(Path(folder), random.Random(7))  # noqa: S311 - a log, no secret
        size = log.stat().st_size / 1e6
        indicators = read_file(domains)
        start = time.perf_counter()
        matcher = Matcher(indicators)
        matcher.scan(b"")
        print(f"text: {DOMAINS:,} domains made ready in {time.perf_counter() - start:.2f} s")
        peers: dict[str, Callable[[], object]] = {"enduse": lambda: searched(log, matcher)}
        for name, program in (("ripgrep -F -f", rg), ("grep -F -f", shutil.which("grep"))):
            if program:
                extra = ["-j1"] if program == rg else []
                command = [program, *extra, "-c", "-F", "-f", str(domains), str(log)]
                peers[name] = lambda c=command: subprocess.run(c, capture_output=True, check=False)  # type: ignore[misc]
        times: dict[str, list[float]] = {name: [] for name in peers}
        for _ in range(runs):
            for name, work in peers.items():
                before = time.process_time() + sum(os.times()[2:4])
                work()
                times[name].append(time.process_time() + sum(os.times()[2:4]) - before)
        print(f"lines found by enduse: {searched(log, matcher)}")
        for name, taken in times.items():
            middle = statistics.median(taken)
            rate = f"{size / middle:.0f} MB a second of processor"
            print(f"text: {name}: {rate} ({middle:.2f} s for {size:.0f} MB)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--mvt", type=Path)
    parser.add_argument("--rg", default=shutil.which("rg"))
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    files, told = bundles(asked.shared), records(random.Random(5))  # noqa: S311 - records, no secrets
    rows: dict[str, list[tuple[float, float]]] = {}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as sample:
        json.dump(told, sample)
        sample.flush()
        for _ in range(asked.runs):
            we = ours(files, told)
            they = of_mvt(asked.mvt, files, Path(sample.name)) if asked.mvt else {}
            for name, taken in we.items():
                rows.setdefault(name, []).append((taken, they.get(name, float("nan"))))
    for name, pairs in rows.items():
        we_, they_ = (statistics.median(side) for side in zip(*pairs, strict=True))
        count = len(told.get(name, ()))
        rate = f"; {count / we_:,.0f} and {count / they_:,.0f} a second" if count else ""
        print(f"{name}: enduse {we_:.4f} s, mvt {they_:.4f} s, {they_ / we_:.1f} times{rate}")
    in_text(asked.rg, asked.runs)


if __name__ == "__main__":
    sys.exit(main())
