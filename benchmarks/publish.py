"""How fast the publisher is, and what it leaves when it is killed.

Usage: python benchmarks/publish.py              seconds, pages a second, peak memory, as a table
       python benchmarks/publish.py --kill 100   kill it at so many random moments

The pack that ships, on SQLite; with DATABASE_URL set, the database that it names (which is edited),
with ENDUSE_LANGUAGES=en in English only. An edit is made as an editor makes it: one record of the
pack is changed, and the pack loaded again.
"""

import argparse
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ENDUSE = [sys.executable, "-m", "enduse", "site"]
# What is edited: the file of the pack, the line, and what is written there instead.
EDITS = {
    "the note of a transfer": ("transfers.yaml", r"^  note: .*$", "  note: Edited"),
    "the name of a party": ("parties.yaml", r"^  name: .*$", "  name: Edited Systems"),
}
MIDDLE = 200  # neither a record that much refers to nor one that nothing does


def site(database: str, *arguments: str) -> str:
    run = subprocess.run(
        [*ENDUSE, *arguments],
        env=os.environ | {"DATABASE_URL": database},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        sys.exit(f"{' '.join(arguments)}: {run.stdout}{run.stderr}")
    return run.stdout


def edit(database: str, pack: Path, what: str) -> None:
    name, line, instead = EDITS[what]
    text = (pack / name).read_text(encoding="utf-8")
    found = list(re.finditer(line, text, re.MULTILINE))[MIDDLE]
    text = text[: found.start()] + instead + text[found.end() :]
    (pack / name).write_text(text, encoding="utf-8")
    site(database, "load", str(pack))


class Run(NamedTuple):
    """Seconds on the clock and of all processors, pages made and pages in all of one publish."""

    clock: float
    processor: float
    made: int
    pages: int


def measured(database: str, folder: Path) -> Run:
    start, used = time.perf_counter(), spent()
    said = site(database, "publish", str(folder))
    took, used = time.perf_counter() - start, spent() - used
    made, kept = (int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:made|as before)", said))
    return Run(took, used, made, made + kept)


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(database: str, folder: Path) -> None:
    print("| publish | seconds | of processors | pages made | of | pages a second |")
    print("|---|---|---|---|---|---|")
    pack = folder / "pack"
    site(database, "dump", str(pack))
    for name in ("all", "nothing changed", *EDITS):
        if name in EDITS:
            edit(database, pack, name)
        run = measured(database, folder / "site")
        rate = f"{run.made / run.clock:,.0f}" if run.made else "-"
        told = f"{run.clock:.1f} | {run.processor:.1f} | {run.made:,} | {run.pages:,} | {rate}"
        print(f"| {name} | {told} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nPeak memory of one process: {peak:,.0f} MB.")


def killed(database: str, folder: Path, kills: int) -> None:
    """Each turn changes the data; after each kill a whole edition is served, the old or the new."""
    import django

    os.environ |= {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "enduse.web.settings"}
    django.setup()
    from enduse.web.public.publisher.verify import differences

    live, outcomes = folder / "site", {"old": 0, "new": 0}
    site(database, "publish", str(live))
    usual = 0.0
    for turn in range(-1, kills):
        rename(database, turn)
        before = served(live)
        took = run_for(live, random.random() * usual if turn >= 0 else None)  # noqa: S311 - no secret
        usual = max(usual, took)
        if found := list(differences(served(live))):
            sys.exit(f"after kill {turn}: {found[:3]}")
        outcomes["old" if served(live) == before else "new"] += turn >= 0
    site(database, "publish", str(live))
    site(database, "publish", str(folder / "anew"))
    if served(live).name != served(folder / "anew").name:
        sys.exit("after the kills the site is not what a full publish makes")
    told = [f"{n} served the {which} edition" for which, n in outcomes.items()]
    left = sorted(one.name for one in live.iterdir())
    print(f"{kills} kills: {', '.join(told)}; always a whole one. Left: {', '.join(left)}")


def rename(database: str, turn: int) -> None:
    with sqlite3.connect(database.removeprefix("sqlite:///"), timeout=20) as held:
        held.execute(
            "UPDATE registry_party SET name = ? WHERE id = "
            "(SELECT id FROM registry_party ORDER BY id LIMIT 1 OFFSET ?)",
            [f"Renamed {turn}", turn % 3],
        )
    held.close()


def served(live: Path) -> Path:
    return (live / "current").resolve()


def run_for(live: Path, seconds: float | None) -> float:
    """Publish, and kill that after so much of its work; how long it worked."""
    run = subprocess.Popen(
        [*ENDUSE, "publish", str(live)], stdout=subprocess.DEVNULL, start_new_session=True
    )
    while not (live / ".building").exists() and run.poll() is None:
        time.sleep(0.005)
    start = time.perf_counter()
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
    took = time.perf_counter() - start
    ended(run.pid)
    return took


def ended(group: int) -> None:
    """Wait for the publisher's own processes, which must not outlive it."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    sys.exit("processes of a killed publisher live on")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="folder", type=Path)
    parser.add_argument("--kill", type=int, metavar="TIMES")
    parser.add_argument("--pack", help="another pack than the one that ships")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        database = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/site.sqlite3"
        if "DATABASE_URL" not in os.environ:
            site(database, "load", *filter(None, [asked.pack]))
        if asked.kill:
            killed(database, Path(folder), asked.kill)
        else:
            table(database, Path(folder))


if __name__ == "__main__":
    main()
