"""nomenklatura's logic-v2 and RapidFuzz's WRatio on the same inputs; run by the peers' own Python.

    python3 -m venv var/peers && var/peers/bin/pip install nomenklatura==4.17.4 rapidfuzz

`measure.py` calls it; it reads JSON from standard input and writes JSON to standard output.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.matching import LogicV2
from nomenklatura.resolver import Linker
from nomenklatura.store.memory import MemoryStore
from rapidfuzz import fuzz, utils

LISTED = Dataset.make({"name": "listed", "title": "listed"})


def entity(names: list[str], schema: str, key: str) -> StatementEntity:
    data = {"id": key, "schema": schema, "properties": {"name": names}}
    return StatementEntity.from_data(LISTED, data)


def scores(pairs: list[list[str]]) -> dict[str, Any]:
    config = LogicV2.default_config()
    both = [(entity([a], s, f"a{n}"), entity([b], s, f"b{n}")) for n, (a, b, s) in enumerate(pairs)]
    begun = time.process_time()
    logic = [LogicV2.compare(one, other, config).score for one, other in both]
    taken = time.process_time() - begun
    ratio = [fuzz.WRatio(a, b, processor=utils.default_process) / 100 for a, b, _ in pairs]
    return {"logic-v2": logic, "WRatio": ratio, "seconds": taken}


class Listed:
    """nomenklatura's own index over a list, and logic-v2 on its candidates."""

    def __init__(self, listed: list[Any], folder: Path) -> None:
        store: MemoryStore[Any, Any] = MemoryStore(LISTED, Linker({}))
        writer = store.writer()
        for number, (names, schema) in enumerate(listed):
            writer.add_entity(entity(names, schema, f"l{number}"))
        writer.flush()
        self.view = store.default_view()
        begun = time.process_time()
        self.index: Index[Any, Any] = Index(self.view, folder)
        self.index.build()
        self.built = time.process_time() - begun

    def search(self, asked: list[list[str]]) -> dict[str, Any]:
        """The best of each name, and how long all took."""
        config = LogicV2.default_config()
        made = {f"q{n}": entity([name], schema, f"q{n}") for n, (name, schema) in enumerate(asked)}
        start = time.process_time()
        best: dict[str, list[Any]] = {}
        for key, candidates in self.index.match_entities(made.values()):
            for near, _ in candidates:
                listed = self.view.get_entity(near.id)
                if listed is not None:
                    score = LogicV2.compare(made[key.id], listed, config).score
                    best[key.id] = max(best.get(key.id, [0, ""]), [score, near.id])
        return {"best": best, "seconds": time.process_time() - start}


def search(told: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        listed = Listed(told["list"], Path(folder))
        return {"built": listed.built, **listed.search(told["asked"])}


def rounds() -> None:
    """A list in the first line, names in each line after it: the seconds that these took."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Listed(json.loads(sys.stdin.readline()), Path(folder))
        print(listed.built, flush=True)
        for line in sys.stdin:
            print(listed.search(json.loads(line))["seconds"], flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "rounds":
        rounds()
    else:
        given = json.load(sys.stdin)
        json.dump({"scores": scores, "search": search}[sys.argv[1]](given), sys.stdout)
