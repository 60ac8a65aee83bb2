"""What every test relies on."""

from pathlib import Path

import pytest
from hypothesis import settings

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
