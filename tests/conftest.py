"""What every test relies on."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
# What is dear to make and shared: a server with a browser, a published site, a database, a wheel.
TOGETHER = (
    "tests/browser/",
    "tests/web/public/test_publish.py",
    "tests/web/test_serve.py",
    "tests/test_wheel.py",
)
# How long an example takes tells of the machine, not of the code.
settings.register_profile("enduse", deadline=None)
settings.load_profile("enduse")


class Together(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist is untyped
    """Tests that share what is dear to make go to one worker, and go first; every other test goes
    to whoever is free. (The marks of pytest-xdist for that are lost on pytest 9.2.)"""

    def _split_scope(self, nodeid: str) -> str:
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)


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
