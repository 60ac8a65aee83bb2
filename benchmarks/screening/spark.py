"""The local engine beside Spark: python benchmarks/screening/spark.py [NAMES] [PARTIES]

The same table and list, each run a process of its own from the shell's prompt to the last row, in
local mode on this machine. Processor seconds are of all its processes, Java too. The bytes written
must be the same.
"""

import itertools
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from filecmp import cmp
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from generate import generated, slipped

from enduse.bulk.screen_job import Lists, search_in
from enduse.bulk.screen_spark import pack_lists
from enduse.screening.shelf import Origin, Shelf

ENDUSE = Path(sys.executable).with_name("enduse")
NAMES, PARTIES = 20_000, 100_000
TICK = 100  # of /proc, a second
RUNS = (
    ("local, 1 process", ["--workers", "1"]),
    ("local, 2 processes", ["--workers", "2"]),
    ("Spark local[1]", ["--engine", "spark", "--master", "local[1]"]),
    ("Spark local[2]", ["--engine", "spark", "--master", "local[2]"]),
)


def main(names: int, parties: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table, shelf = Path(folder) / "names.parquet", Path(folder) / "lists"
        Shelf(shelf).add("generated", generated(parties), Origin("generated", "", "", {}))
        write_names(table, names)
        print(f"{names:,} names against {parties:,} parties; load {load()}")
        print(f"the list on its way to a machine: {shipped(shelf, Path(folder))}\n")
        print("| engine | wall s | processor s | names a wall second | the same bytes |")
        print("|---|---|---|---|---|")
        for number, (called, how) in enumerate(RUNS):
            out = Path(folder) / f"{number}.csv"
            asked = ["screen", table, "--list", "generated", "--lists", shelf, "--format", "csv"]
            wall, cpu = timed([str(ENDUSE), *map(str, asked), "-o", str(out), *how])
            same = cmp(out, Path(folder) / "0.csv", shallow=False)
            print(
                f"| {called} | {wall:.1f} | {cpu:.1f} | {names / wall:,.0f} | {same} |", flush=True
            )
        print(f"\nload {load()}")


def write_names(table: Path, names: int) -> None:
    """Half of them parties of the list, a third of these with a slip of the pen."""
    chance = random.Random(9)  # noqa: S311 - names, no secrets
    listed = [entity.names[0] for entity in generated(names // 2)]
    others = [entity.names[0] for entity in generated(names - len(listed), seed=77)]
    said = [slipped(name, chance) if chance.random() < 1 / 3 else name for name in listed]
    rows = said + others
    chance.shuffle(rows)
    pq.write_table(pa.table({"name": rows}), table)


def shipped(shelf: Path, folder: Path) -> str:
    """What bringing the list to a machine costs beside the network: packed here, unpacked there,
    and opened with its digests."""
    lists, times = Lists((("generated", shelf),)), [time.process_time()]
    pack_lists(lists, folder / "list.zip")
    times.append(time.process_time())
    with zipfile.ZipFile(folder / "list.zip") as packed:
        packed.extractall(folder / "there")
    times.append(time.process_time())
    search_in(Lists((("generated", folder / "there"),)))
    times.append(time.process_time())
    size = (folder / "list.zip").stat().st_size / 1e6
    packing, unpacking, opening = (b - a for a, b in itertools.pairwise(times))
    return (
        f"{size:.0f} MB, processor seconds: packed {packing:.2f}, unpacked {unpacking:.2f},"
        f" opened {opening:.2f}"
    )


def timed(command: list[str]) -> tuple[float, float]:
    begun, most = time.monotonic(), 0.0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        ended = threading.Event()
        threading.Thread(target=lambda: (run.wait(), ended.set())).start()
        while not ended.wait(0.2):
            most = max(most, processor(run.pid))
    if run.returncode:
        sys.exit(f"{' '.join(command)}: exit status {run.returncode}")
    return time.monotonic() - begun, most


def processor(root: int) -> float:
    """Seconds of a process, of all below it, and of those of them that have ended."""
    told = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        told[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICK
    below = {root}
    while more := {pid for pid, (parent, _) in told.items() if parent in below} - below:
        below |= more
    return sum(told[pid][1] for pid in below if pid in told)


def load() -> str:
    return Path("/proc/loadavg").read_text().split()[0]


if __name__ == "__main__":
    main(
        *(
            int(text)
            for text in (*sys.argv[1:], *(str(n) for n in (NAMES, PARTIES)[len(sys.argv) - 1 :]))
        )
    )
