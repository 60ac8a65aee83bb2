"""Proposals on Spark are those of DuckDB, row for row."""

from typing import TYPE_CHECKING

import pytest

from enduse.bulk.link import link
from enduse.bulk.link_engines import DuckDB, Spark
from enduse.interchange.link_proposals import as_lines
from enduse.linking.decisions import Standing
from enduse.linking.entry import Row, Stated, gathered

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytest.importorskip("splink", reason="the extra [link] is not installed")
pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]),
]
NAMES = (
    "Siemens AG", "Siemens Aktiengesellschaft", "SIEMENS A.G.", "Siemens Healthineers AG",
    "Hacking Team srl", "ХАКИНГ ТИМ", "NSO Group", "شركة إن إس أو", "Celebrite Ltd", "Cellebrite",
    "Unit 3060", "Unit 3061", "Gamma Group", "Gamma International", "Rohde & Schwarz",
    "RohdeSchwarz",
)  # fmt: skip


def test_spark_proposes_what_duckdb_proposes(spark: "SparkSession") -> None:
    stated = (Stated(name, (None, "de", "il")[len(name) % 3]) for name in NAMES)
    entries = gathered(Row(str(number), each) for number, each in enumerate(stated))
    here, there = (link(entries, engine, Standing(())) for engine in (DuckDB(), Spark(spark)))
    assert list(as_lines(here)) == list(as_lines(there))
    assert len(here.clusters) >= 4
