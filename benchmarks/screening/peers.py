"""The peers of screening, asked in their own environment: see `peer.py`."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from enduse.screening.entity import Entity

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / "var" / "peers" / "bin" / "python"
SCHEMATA = {"person": "Person", "vessel": "Vessel", "company": "Company"}


def peer(task: str, given: object) -> dict[str, Any]:
    run = subprocess.run(
        _script(task), input=json.dumps(given), capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def _script(task: str) -> list[str]:
    if not PEERS.exists():
        sys.exit(f"no {PEERS}; {HERE / 'peer.py'} says how to make it")
    return [str(PEERS), str(HERE / "peer.py"), task]


@contextmanager
def in_turns(listed: list[Entity]) -> Iterator[Callable[[object], float]]:
    """How long logic-v2 takes for names, asked of a process that has the list."""
    with subprocess.Popen(
        _script("rounds"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def ask(given: object) -> float:
            assert process.stdin
            assert process.stdout
            print(json.dumps(given), file=process.stdin, flush=True)
            return float(process.stdout.readline())

        built = ask([[e.names, SCHEMATA[e.kind or ""]] for e in listed])
        print(f"logic-v2 on {len(listed):,} parties: index {built:.1f} s")
        yield ask
        process.kill()
