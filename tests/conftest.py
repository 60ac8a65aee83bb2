"""What every test relies on."""

import gc
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[1]
# What is dear to make and shared: a server with a browser, a published site, Spark, a wheel,
# loops compiled.
COMPILED = ("tests/screening/test_complete.py", "tests/screening/test_loops.py")
TOGETHER = (
    "tests/browser/",
    "tests/web/public/test_publish.py",
    "tests/web/test_serve.py",
    "tests/bulk/",
    COMPILED,
    "tests/test_wheel.py",
)
# How long an example takes tells of the machine, not of the code. The same examples every time:
# who runs the tests learns of the code, not of luck; `make fuzz` draws new ones.
UNHURRIED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("same", derandomize=True, **UNHURRIED)
settings.register_profile("new", **UNHURRIED)
settings.load_profile("new" if os.environ.get("ENDUSE_FUZZ") else "same")


class Together(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist is untyped
    """Tests that share what is dear to make go to one worker, and go first; every other test goes
    to whoever is free. (The marks of pytest-xdist for that are lost on pytest 9.2.)"""

    def _split_scope(self, nodeid: str) -> str:
        return next((str(start) for start in TOGETHER if nodeid.startswith(start)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Who gets which test."""
    return Together(config, log)


def pytest_collection_finish() -> None:
    """What was imported and collected stays; the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _private_cache(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep the reader's own cache and terminal out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.fixture(scope="session")
def spark() -> Iterator["SparkSession"]:
    """The one session of Spark. What uses it is marked xdist_group("spark") and allow_hosts.

    `make test` says that Spark is there; to skip then would hide a fault.
    """
    from enduse.bulk.spark import LIGHT, session

    there = find_spec("pyspark") and (shutil.which("java") or "JAVA_HOME" in os.environ)
    if not there and os.environ.get("ENDUSE_SPARK") != "must":
        pytest.skip("NO SPARK: run tools/spark; nothing was tried on it")
    with session("local[2]", {**LIGHT, "spark.sql.shuffle.partitions": "2"}) as begun:
        yield begun
