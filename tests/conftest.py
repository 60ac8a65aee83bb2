"""What every test relies on."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[1]
# How long an example takes tells of the machine, not of the code.
settings.register_profile("enduse", deadline=None)
settings.load_profile("enduse")


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
