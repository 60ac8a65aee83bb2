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


def search(told: dict[str, Any]) -> dict[str, Any]:
    """nomenklatura's own index over the list, then logic-v2 on its candidates of every name."""
    store: MemoryStore[Any, Any] = MemoryStore(LISTED, Linker({}))
    writer = store.writer()
    for number, (names, schema) in enumerate(told["list"]):
        writer.add_entity(entity(names, schema, f"l{number}"))
    writer.flush()
    view = store.default_view()
    config = LogicV2.default_config()
    asked = {
        f"q{n}": entity([name], schema, f"q{n}") for n, (name, schema) in enumerate(told["asked"])
    }
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter(), time.process_time()
        index: Index[Any, Any] = Index(view, Path(folder))
        index.build()
        built = time.process_time() - begun[1]
        start = time.process_time()
        best: dict[str, list[Any]] = {}
        for key, candidates in index.match_entities(asked.values()):
            for near, _ in candidates:
                listed = view.get_entity(near.id)
                if listed is not None:
                    score = LogicV2.compare(asked[key.id], listed, config).score
                    best[key.id] = max(best.get(key.id, [0, ""]), [score, near.id])
        return {"best": best, "built": built, "seconds": time.process_time() - start}


if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump({"scores": scores, "search": search}[sys.argv[1]](given), sys.stdout)
