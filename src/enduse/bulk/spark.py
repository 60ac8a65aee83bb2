"""A session of Apache Spark: begun quietly for a master, ended with all it started.

What Java writes goes to a log, never to the terminal. Where Spark fails, one line says why, and
names that log.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
MASTER = re.compile(
    r"local(\[(\*|[1-9]\d*)(,\s*\d+)?\])?|local-cluster\[\d+,\d+,\d+\]|yarn|k8s://\S+"
    r"|spark://[^\s:/,]+:\d+(,[^\s:/,]+:\d+)*"
)
OLDEST_JAVA = 17
MEMORY = "2g"
# Java that begins sooner, where it has little to compute.
LIGHT = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
WAIT = 10  # seconds for an answer of the master, and for Java to end
TOLD = re.compile(r"^(?:enduse\.taxonomy\.tables\.)?BadInput: (.+)$", re.MULTILINE)
CAUSES = (
    (
        re.compile(r"No module named '(enduse\S*)'|\[PYTHON_VERSION_MISMATCH\]"),
        "the machines of the cluster need this version of Python and of enduse",
    ),
    (re.compile(r"Cannot run program|No such file.*python"), "the machines lack this Python"),
    (re.compile(r"OutOfMemoryError"), "Java has too little memory"),
)


def is_local(master: str) -> bool:
    """Whether all the work is done in one Java process on this machine."""
    return master.startswith("local") and not master.startswith("local-cluster")


@contextmanager
def session(
    master: str = LOCAL, settings: Mapping[str, str] | None = None
) -> Iterator["SparkSession"]:
    """A session for tables of Spark's own, otherwise as `context`."""
    running = _running()
    with context(master, settings) as begun:
        from pyspark.sql import SparkSession

        session_ = SparkSession.getActiveSession() or SparkSession(begun)
        yield session_
        if running is None:
            session_.stop()


@contextmanager
def context(
    master: str = LOCAL, settings: Mapping[str, str] | None = None
) -> Iterator["SparkContext"]:
    """Spark at a master, ended in the end; what runs in this process already is used as it is.

    `settings` are Spark's own, such as {"spark.jars": …}. Raises BadInput where Spark cannot begin,
    and in the place of Spark's own errors within.
    """
    running = _running()
    if running is not None:
        with _told(None):
            yield running
        return
    _check(master)
    with tempfile.TemporaryDirectory(prefix="enduse-spark-", ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "spark.log"
        begun = _begun({**_ours(master, folder), **(settings or {})}, log)
        with _ended(begun), _told(log):
            yield begun


def _running() -> "SparkContext | None":
    try:
        from pyspark import SparkContext
    except ImportError:
        raise BadInput("--engine spark needs enduse[spark]: pip install 'enduse[spark]'") from None
    running: SparkContext | None = SparkContext._active_spark_context  # noqa: SLF001 - asking otherwise begins one
    return running


def _check(master: str) -> None:
    if not MASTER.fullmatch(master):
        raise BadInput(
            f"no master {master!r:.60}; it is local[N], local[*], spark://HOST:PORT, yarn or k8s://…"
        )
    _check_java()
    for host, port in re.findall(r"([^\s:/,]+):(\d+)", master) if "spark://" in master else ():
        with suppress(OSError), socket.create_connection((host, int(port)), timeout=WAIT):
            return
    if master.startswith("spark://"):
        raise BadInput(f"{master}: no Spark master answers there; check the address")


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else "java"
    need = f"Spark needs Java {OLDEST_JAVA} or newer"
    if shutil.which(java) is None:
        where = f"there is none in JAVA_HOME ({home})" if home else "there is none on the PATH"
        raise BadInput(f"{need}; {where}; on Debian: apt install default-jre-headless")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 - the Java that Spark will run
    found = re.search(r'version "(\d+)', said.stderr)
    if found is None or int(found[1]) < OLDEST_JAVA:
        version = found[1] if found else "a version that it does not tell"
        raise BadInput(f"{need}; {java} is {version}; set JAVA_HOME to a newer one")


def _ours(master: str, folder: str) -> dict[str, str]:
    """Settings of every session; for a cluster the rest stands in its spark-defaults.conf."""
    every = {
        "spark.app.name": "enduse",
        "spark.master": master,
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
    }
    if not is_local(master):
        return every
    return every | {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": MEMORY,
        "spark.local.dir": folder,
    }


def _begun(settings: Mapping[str, str], log: Path) -> "SparkContext":
    from pyspark import SparkConf, SparkContext

    conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    interrupted = signal.getsignal(signal.SIGINT)
    gateway = _java(conf, log)
    try:
        with _told(log):
            begun = SparkContext(conf=conf, gateway=gateway)
    except BaseException:
        _end_java(gateway)
        raise
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, interrupted)  # Spark put its own in its place
    if is_local(settings["spark.master"]):
        begun.pythonExec = sys.executable
    return begun


def _java(conf: Any, log: Path) -> Any:
    """The process in which Spark runs. It is in no terminal's group of processes, so that a Ctrl-C
    reaches this one alone, which ends the other."""
    from pyspark.java_gateway import launch_gateway

    with log.open("wb") as written, _told(log):
        return launch_gateway(
            conf, {"stdout": written, "stderr": written, "start_new_session": True}
        )


@contextmanager
def _ended(begun: "SparkContext") -> Iterator[None]:
    """End Spark: in peace when all went well, else by ending Java first."""
    gateway = begun._gateway  # noqa: SLF001 - there is no other way to its process
    try:
        yield
        begun.stop()
    except BaseException:
        # what listens to Java would print that it is gone
        begun._accumulatorServer.handle_error = lambda *_: None  # noqa: SLF001
        _end_java(gateway)
        with suppress(Exception):
            begun.stop()
        raise
    _end_java(gateway)


def _end_java(gateway: Any) -> None:
    from pyspark import SparkContext

    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - the next session begins its own
    if gateway.proc is None:
        return  # spark-submit began it, and ends it
    gateway.proc.stdin.close()  # at which it ends by itself
    with suppress(Exception):
        gateway.shutdown()
    gateway.proc.terminate()
    try:
        gateway.proc.wait(WAIT)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()


@contextmanager
def _told(log: Path | None) -> Iterator[None]:
    """Say in one line what Spark fails with; its log is kept for those who want more. What was
    running already has a log of its own."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, ConnectionError) as error:
        told = TOLD.findall(str(error))
        if told:
            raise BadInput(told[-1]) from None
        raise BadInput(f"Spark failed: {_cause(str(error))}; {_kept(log)}") from None


def _cause(said: str) -> str:
    for pattern, cause in CAUSES:
        if pattern.search(said):
            return cause
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"[\w.$]*(Exception|Error)\b: ", line)]
    return (errors or lines or ["it says nothing"])[-1 if errors else 0][:160]


def _kept(log: Path | None) -> str:
    if log is None:
        return "see its log"
    number, name = tempfile.mkstemp(prefix="enduse-spark-", suffix=".log")
    os.close(number)
    shutil.copyfile(log, name)
    return f"its log: {name}"
