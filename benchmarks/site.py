"""How fast the site answers: each kind of page on the shipped pack, two workers, this machine.

Prints what stands in RESULTS.md. Usage: python benchmarks/site.py [SECONDS_PER_PAGE]

SQLite, and PostgreSQL where tools/with-postgres finds one. The load comes from `ab` (Debian:
apache2-utils) where it is there, over eight connections; else from eight threads of Python, which
take part of the processors for themselves.
"""

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

HERE = Path(__file__).parent
WITH_POSTGRES = HERE.parent / "tools" / "with-postgres"
READERS = 8
WARM = 8
PAGES = {
    "home": "/",
    "search, one word": "/search/?q=hacking",
    "search, misspelt": "/search/?q=hakcing+teem",
    "search, Arabic": f"/search/?q={quote('المغرب')}",
    "technologies": "/technologies/",
    "technology": "/technologies/intrusion-spyware/",
    "vendors": "/vendors/",
    "end users": "/end-users/",
    "parties": "/parties/",
    "party, much on record": "/parties/nso/",
    "party, as known on a day": "/parties/nso/?known=2019-06-30",
    "countries": "/countries/",
    "country": "/countries/eg/",
    "products": "/products/",
    "product": "/products/pegasus/",
    "transfers": "/transfers/",
    "transfers, filtered": "/transfers/?destination=eg&technology=ip-network-surveillance",
    "transfer": "/transfers/tr-area-egypt-trd/",
    "incidents": "/incidents/",
    "incident": "/incidents/inc-pegasus-project-2021/",
    "licences": "/licences/",
    "licence": "/licences/lic-area-egypt-2016/",
    "authorities": "/authorities/",
    "registers": "/registers/",
    "policies": "/policies/",
    "policy": "/policies/policy-it/",
    "restrictions": "/restrictions/",
    "campaigns": "/campaigns/",
    "campaign": "/campaigns/cam-bhrrc-mena/",
    "round of outreach": "/outreach/out-bhrrc-mena-2022/",
    "statements": "/statements/",
    "statement": "/statements/st-joint-letter-2021/",
    "demands": "/demands/",
    "pledges": "/pledges/",
    "sources": "/sources/",
    "source": "/sources/joint-letter-2021/",
    "assessment form": "/assess/",
    "assessment": "/assess/?exporter=Area+SpA&exporter_country=it&destination=eg"
    "&item=IP+network+surveillance+system&end_user=Technical+Research+Department&date=2016-06-29",
    "method": "/method/",
    "glossary": "/glossary/",
    "data": "/data/",
    "style sheet": "/static/enduse/base.css",
}


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


def measured(database: str, seconds: float) -> dict[str, tuple[float, float]]:
    """Page -> requests a second, and the milliseconds that 95 of 100 answers stay below."""
    by = by_ab if shutil.which("ab") else by_threads
    found = {}
    with served(database) as origin:
        host = urlsplit(origin).netloc
        for name, path in PAGES.items():
            for _ in range(WARM):
                answered(host, path, 0)
            found[name] = by(origin, path, seconds)
            print(f"{name:<28}{found[name][0]:>8.0f} /s{found[name][1]:>8.0f} ms", file=sys.stderr)
    return found


def on_postgres(seconds: float) -> dict[str, tuple[float, float]]:
    """The same on a throw-away cluster; nothing where there is none."""
    command = [WITH_POSTGRES, sys.executable, __file__, str(seconds), "--here"]
    if subprocess.run(
        [WITH_POSTGRES, "--where"], check=False, stdout=subprocess.DEVNULL
    ).returncode:
        return {}
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(run.stdout))


def main() -> None:
    numbers = [float(one) for one in sys.argv[1:] if not one.startswith("-")]
    seconds = numbers[0] if numbers else 3
    if "--here" in sys.argv:
        print(json.dumps(measured(os.environ["DATABASE_URL"], seconds)))
        return
    with tempfile.TemporaryDirectory() as folder:
        sqlite = measured(f"sqlite:///{folder}/site.sqlite3", seconds)
    postgres = on_postgres(seconds)
    print("| page | SQLite, requests a second | p95 | PostgreSQL, requests a second | p95 |")
    print("|---|---|---|---|---|")
    for name, (rate, slow) in sqlite.items():
        other = postgres.get(name)
        told = f"{other[0]:.0f} | {other[1]:.0f} ms" if other else "not measured | "
        print(f"| {name} | {rate:.0f} | {slow:.0f} ms | {told} |")


if __name__ == "__main__":
    main()
