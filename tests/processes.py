"""Commands in processes of their own, forked from one that has imported what they all need.

Each has its own streams, environment, folder, exit status and end; only the start of Python and the
imports are not done again. That a command starts from nothing is seen in tests/cli/test_ends.py,
tests/test_wheel.py and tests/web/test_serve.py.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

LONGEST_S = 120
# Nothing here reads the settings of the site: each process reads its own.
IMPORTED = (
    "tests.processes",
    "enduse.assessment.backtest",
    "enduse.cli.assess",
    "enduse.cli.backtest",
    "enduse.cli.check",
    "enduse.cli.law",
    "enduse.cli.pack",
    "enduse.interchange.pack_check",
    "enduse.interchange.report_html",
    "enduse.registers",
    "enduse.screening.asked",
    "importlib.metadata",
    "django.contrib.staticfiles.storage",
    "django.core.management",
    "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.template",
    "django.test.client",
)
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(list(IMPORTED))


def command(
    *arguments: str | Path,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> CompletedProcess[bytes]:
    """What `enduse` did with these arguments, in this environment and folder."""
    words = [str(argument) for argument in arguments]
    with TemporaryDirectory() as streams:
        process = SERVER.Process(
            target=_run, args=(words, dict(environment), str(folder or Path.cwd()), streams)
        )
        process.start()
        process.join(LONGEST_S)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"enduse {' '.join(words)}: not done after {LONGEST_S} s")
        said, complained = (Path(streams, name).read_bytes() for name in ("out", "err"))
    return CompletedProcess(words, process.exitcode, said, complained)


def _run(words: list[str], environment: dict[str, str], folder: str, streams: str) -> None:
    from enduse.cli import main

    for name, number in (("out", 1), ("err", 2)):
        with Path(streams, name).open("wb") as file:
            os.dup2(file.fileno(), number)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text of a file
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["enduse", *words]
    try:
        main()
    finally:
        _closed()


def _closed() -> None:
    """Close the site's database, as Python does where it ends; a forked process ends without."""
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()
