"""How fast the site answers and what its pages weigh: each kind of page, two workers, here.

Prints what stands in RESULTS.md, for the pack that ships or a base of 200,000 records:
    python benchmarks/site.py [SECONDS_PER_PAGE] [--base] [--only WORD]

SQLite, and PostgreSQL where tools/with-postgres finds one; with --here the database that
DATABASE_URL names, as it is. Each kind of page is asked in two ways, over eight connections:
  again  one address again and again, by `ab` (Debian: apache2-utils) where it is there, else by
         eight threads of Python, which take part of the processors for themselves
  cold   addresses that nobody asked before, one after another, each once, by the threads; and the
         same over one connection
What a page weighs is what a browser fetches for it, compressed.
"""

import argparse
import gzip
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from addresses import COLD, IN_BASE, NAMED, PAGES

HERE = Path(__file__).parent
WITH_POSTGRES = HERE.parent / "tools" / "with-postgres"
READERS = 8
WARM, SLOW = 8, 0.5
ASKED_COLD = 80
LOADS = re.compile(
    r'<(?:link[^>]*rel="(?:stylesheet|icon)"[^>]*href|img[^>]*src|script[^>]*src)="([^"]+)"'
)


class Figures(NamedTuple):
    """Of one kind of page: answers a second and the milliseconds that 95 of 100 stay below, asked
    again and again, cold, and cold over one connection; and bytes, of the page and of all."""

    rate: float = 0.0
    again: float = 0.0
    cold: float = 0.0
    alone: float = 0.0
    page: int = 0
    whole: int = 0


@contextmanager
def served(database: str) -> Iterator[str]:
    """The address of a site with two workers on a database that was just filled."""
    server = subprocess.Popen(
        [sys.executable, "-m", "enduse", "site", "serve", "--port", "0", "--workers", "2"],
        env=os.environ | {"DATABASE_URL": database},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    with server, server.stdout:
        for line in server.stdout:
            if line.startswith("Enduse at "):
                yield line.split()[2]
                break
        server.send_signal(signal.SIGINT)


def answered(host: str, path: str, until: float) -> list[float]:
    """One reader after another answer, until the time is up: how long each took."""
    line, took = HTTPConnection(host, timeout=60), []
    while time.perf_counter() < until or not took:
        start = time.perf_counter()
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
        took.append(time.perf_counter() - start)
    line.close()
    return took


def by_threads(origin: str, path: str, seconds: float) -> tuple[float, float]:
    host, start = urlsplit(origin).netloc, time.perf_counter()
    with ThreadPoolExecutor(READERS) as readers:
        every = [readers.submit(answered, host, path, start + seconds) for _ in range(READERS)]
    took = [one for reader in every for one in reader.result()]
    return len(took) / (time.perf_counter() - start), statistics.quantiles(took, n=20)[-1] * 1000


def by_ab(origin: str, path: str, seconds: float) -> tuple[float, float]:
    with tempfile.NamedTemporaryFile(suffix=".csv") as percentiles:
        command = ["ab", "-q", "-k", "-c", str(READERS), "-t", str(max(1, round(seconds)))]
        command += ["-n", "1000000", "-e", percentiles.name, f"{origin}{path}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said:
            sys.exit(f"{path}: not answered with 200")
        rows = dict(line.split(",") for line in Path(percentiles.name).read_text().splitlines()[1:])
    rate = re.search(r"Requests per second:\s+([\d.]+)", said)
    assert rate
    return float(rate[1]), float(rows["95"])


def addresses(kind: str, *, in_base: bool) -> list[str]:
    """Different addresses of a kind of page, none where it has only one."""
    if not in_base or kind not in COLD:
        return []
    path, most = COLD[kind]
    if most == 0:
        return [path.format(name) for name in NAMED[kind].split()]
    chance = random.Random(kind)  # noqa: S311 - pages, not secrets
    return [path.format(n) for n in chance.sample(range(2, most), min(most - 2, ASKED_COLD))]


def cold(origin: str, paths: list[str], readers: int) -> float:
    """Each address once: the milliseconds that 95 of 100 answers stay below."""
    host = urlsplit(origin).netloc
    with ThreadPoolExecutor(readers) as pool:
        took = [
            one for some in pool.map(lambda path: answered(host, path, 0), paths) for one in some
        ]
    return statistics.quantiles(took, n=20)[-1] * 1000 if len(took) > 1 else 0.0


def fetched(host: str, path: str) -> tuple[int, str]:
    """The bytes of an answer as they come compressed, and its text."""
    line = HTTPConnection(host, timeout=60)
    line.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return len(body), (gzip.decompress(body) if packed else body).decode(errors="replace")


def weight(origin: str, path: str) -> tuple[int, int]:
    """The bytes of a page, and with all that it loads, each thing once."""
    host = urlsplit(origin).netloc
    page, text = fetched(host, path)
    loads = {urljoin(path, one.replace("&amp;", "&")) for one in LOADS.findall(text)}
    return page, page + sum(fetched(host, one)[0] for one in loads)


def measured(database: str, seconds: float, *, in_base: bool, only: str) -> dict[str, Figures]:
    """Each kind of page with its figures."""
    pages = {k: v for k, v in (PAGES | (IN_BASE if in_base else {})).items() if only in k}
    varied = {kind: addresses(kind, in_base=in_base) for kind in [*pages, "party"]}
    found = {kind: Figures() for kind in pages}
    with served(database) as origin:
        warm(origin, pages)
        for kind, paths in varied.items():
            if paths and only in kind:
                half = len(paths) // 2
                alone, eight = cold(origin, paths[:half], 1), cold(origin, paths[half:], READERS)
                found[kind] = found.get(kind, Figures())._replace(cold=eight, alone=alone)
        for kind, path in pages.items():
            rate, again = (by_ab if shutil.which("ab") else by_threads)(origin, path, seconds)
            page, whole = weight(origin, path)
            found[kind] = found[kind]._replace(rate=rate, again=again, page=page, whole=whole)
            print(f"{kind:<28}{line_of(found[kind])}", file=sys.stderr)
    return found


def warm(origin: str, pages: Mapping[str, str]) -> None:
    """Every page often enough that each worker answered it; says what a first answer cost."""
    host = urlsplit(origin).netloc
    for kind, path in pages.items():
        first = answered(host, path, 0)[0]
        if first > SLOW:
            print(f"{kind}: the first answer took {first:.1f} s", file=sys.stderr)
        for _ in range(WARM):
            answered(host, path, 0)


def line_of(figures: Figures) -> str:
    """The figures of a page as cells of a table."""
    told = [f"{figures.rate:.0f}", f"{figures.again:.0f} ms"] if figures.rate else ["", ""]
    told += [f"{ms:.0f} ms" if ms else "" for ms in (figures.cold, figures.alone)]
    told += [f"{size / 1000:.1f} kB" if size else "" for size in (figures.page, figures.whole)]
    return " | ".join(told)


def on_postgres(asked: argparse.Namespace) -> dict[str, Figures]:
    """The same on a throw-away cluster; nothing where there is none."""
    where = subprocess.run(
        [WITH_POSTGRES, "--where"],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if where.returncode:
        return {}
    command = [WITH_POSTGRES, sys.executable, __file__, str(asked.seconds), "--here", "--fill"]
    command += ["--base"] * asked.base + ["--only", asked.only]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return {kind: Figures(*figures) for kind, figures in json.loads(run.stdout).items()}


def fill(database: str) -> None:
    """The base into a database."""
    subprocess.run(
        [sys.executable, HERE / "base.py"], env=os.environ | {"DATABASE_URL": database}, check=True
    )


def table(title: str, found: Mapping[str, Figures]) -> None:
    print(f"| {title} | again: a second | p95 | cold: p95 | one connection | page | with all |")
    print("|---|---|---|---|---|---|---|")
    for kind, figures in found.items():
        print(f"| {kind} | {line_of(figures)} |")
    print()


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("seconds", nargs="?", type=float, default=3)
    said.add_argument("--base", action="store_true", help="a base of 200,000 records")
    said.add_argument("--only", default="", help="pages with this word in their name")
    said.add_argument("--here", action="store_true", help="as DATABASE_URL is; prints JSON")
    said.add_argument("--fill", action="store_true", help="with --here: fill it first")
    asked = said.parse_args()
    if asked.here:
        at = os.environ["DATABASE_URL"]
        if asked.fill and asked.base:
            fill(at)
        print(json.dumps(measured(at, asked.seconds, in_base=asked.base, only=asked.only)))
        return
    with tempfile.TemporaryDirectory() as folder:
        at = f"sqlite:///{folder}/site.sqlite3"
        if asked.base:
            fill(at)
        table("SQLite", measured(at, asked.seconds, in_base=asked.base, only=asked.only))
    if found := on_postgres(asked):
        table("PostgreSQL", found)


if __name__ == "__main__":
    main()
