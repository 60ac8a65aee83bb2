"""The publisher is killed at random moments: what is served stays whole, and old or new at that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.interchange.pack import write_pack
from tests.web.public.few import few_records

KILLS = int(os.environ.get("ENDUSE_KILLS", "0"))
pytestmark = pytest.mark.skipif(
    not KILLS, reason="NO PUBLISHER WAS KILLED: it takes minutes; ENDUSE_KILLS=100 does it"
)


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
