"""A session of Spark: begun, shared, and what cannot begin told in one line."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from enduse.bulk.spark import LIGHT, is_local, session
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]),
]
ASKED = "from enduse.bulk.spark import session\nwith session({!r}): pass"


def refused(master: str, env: Mapping[str, str] | None = None, before: str = "") -> str:
    """What a process of its own says when it cannot begin at this master."""
    pytest.importorskip("pyspark")
    run = subprocess.run(
        [sys.executable, "-c", before + ASKED.format(master)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    assert run.returncode == 1
    return run.stderr.splitlines()[-1].removeprefix("enduse.taxonomy.tables.BadInput: ")


def test_a_session_computes_in_this_python_and_is_quiet(
    spark: "SparkSession", capfd: pytest.CaptureFixture[str]
) -> None:
    with session() as same:
        assert same is spark
        ran_in = same.sparkContext.parallelize(range(2), 2).map(lambda _: sys.executable).collect()
    assert ran_in == [sys.executable] * 2
    assert spark.sparkContext.parallelize(range(3)).count() == 3  # it was not ended
    assert capfd.readouterr() == ("", "")


def test_only_one_process_of_java_is_local() -> None:
    asked = ["local", "local[2]", "local[*]", "local-cluster[1,1,1024]", "yarn", "spark://a:1"]
    assert [is_local(master) for master in asked] == [True, True, True, False, False, False]


def test_what_is_no_master() -> None:
    told = (
        "no master 'localhost:7077'; it is local[N], local[*], spark://HOST:PORT, yarn or k8s://…"
    )
    assert refused("localhost:7077") == told


def test_a_master_that_does_not_answer() -> None:
    told = "spark://127.0.0.1:9: no Spark master answers there; check the address"
    assert refused("spark://127.0.0.1:9") == told


def test_no_java(tmp_path: Path) -> None:
    told = refused("local[1]", {"JAVA_HOME": str(tmp_path)})
    assert told.startswith(f"Spark needs Java 17 or newer; there is none in JAVA_HOME ({tmp_path})")


def test_an_old_java(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\n")
    java.chmod(0o755)
    told = refused("local[1]", {"JAVA_HOME": str(tmp_path)})
    assert told == f"Spark needs Java 17 or newer; {java} is 11; set JAVA_HOME to a newer one"


def test_no_pyspark() -> None:
    told = refused("local[1]", before="import sys; sys.modules['pyspark'] = None\n")
    assert told == "--engine spark needs enduse[spark]: pip install 'enduse[spark]'"


def test_spark_of_ones_own_that_fails_says_why_and_ends_its_java() -> None:
    pytest.importorskip("pyspark")
    code = (
        "from enduse.bulk.spark import context\n"
        f"with context('local[1]', {LIGHT}) as spark:\n"
        "    print(spark._gateway.proc.pid, flush=True)\n"
        "    spark.parallelize([0], 1).map(lambda n: 1 / n).collect()\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    told = run.stderr.splitlines()[-1]
    assert "BadInput: Spark failed: ZeroDivisionError: division by zero; its log: " in told
    log = Path(told.rpartition(" ")[2])
    assert "ZeroDivisionError" in log.read_text()
    log.unlink()
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)


@pytest.mark.usefixtures("spark")
def test_what_fails_on_a_machine_is_told_as_it_was_said_there() -> None:
    def damaged(_: int) -> int:
        raise BadInput("the list 'x' is damaged; add it again")

    with (
        pytest.raises(BadInput, match=r"\Athe list 'x' is damaged; add it again\Z"),
        session() as s,
    ):
        s.sparkContext.parallelize([0], 1).map(damaged).collect()
