"""The publisher is killed at random moments: what is served stays whole, and old or new at that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.interchange.pack import write_pack
from tests.web.public.few import few_records

pytestmark = pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="it publishes from a SQLite of its own, whatever the suite runs on",
)
# Each costs seconds: a hundred of them stand in benchmarks/RESULTS.md.
KILLS = int(os.environ.get("ENDUSE_KILLS", "1"))


def test_what_is_served_is_never_half_new(tmp_path: Path) -> None:
    """The hundred kills of benchmarks/publish.py, a few of them."""
    script = Path(__file__).parents[2] / "benchmarks" / "publish.py"
    write_pack(few_records(), tmp_path / "pack")
    asked = ["--kill", str(KILLS), "--in", str(tmp_path), "--pack", str(tmp_path / "pack")]
    run = subprocess.run(
        [sys.executable, script, *asked],
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        | {"ENDUSE_LANGUAGES": "ar"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{KILLS} kills" in run.stdout
