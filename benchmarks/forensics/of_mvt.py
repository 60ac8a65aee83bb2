"""Runs in MVT's own Python: the time that its functions take for the same work."""

import json
import logging
import sys
import time
from collections.abc import Callable

logging.disable(logging.CRITICAL)

from mvt.common.config import settings  # noqa: E402 - the log is silenced first
from mvt.common.indicators import Indicators  # noqa: E402

settings.NETWORK_ACCESS_ALLOWED = False


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


told = json.loads(open(sys.argv[1], encoding="utf-8").read())  # noqa: SIM115, PTH123 - a script of one run
found = {}
indicators = Indicators(log=logging.getLogger("bench"))
found["load"] = seconds(lambda: indicators.load_indicators_files(sys.argv[2:], load_default=False))
indicators.check_url("https://a.example/")
found["url"] = seconds(lambda: [indicators.check_url(value) for value in told["url"]])
found["process"] = seconds(lambda: [indicators.check_process(value) for value in told["process"]])
found["path"] = seconds(
    lambda: [
        indicators.check_file_path(value) or indicators.check_file_path_process(value)
        for value in told["path"]
    ]
)
print(json.dumps(found))
