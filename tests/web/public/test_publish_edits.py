"""What is made again after an edit is all that the edit changes: incremental is as good as full."""

import os
import subprocess
import sys
from pathlib import Path

from enduse.interchange.pack import write_pack
from tests.web.public.few import few_records

EDITS = Path(__file__).with_name("edits.py")


def test_incremental_publishes_end_where_a_full_one_does(tmp_path: Path) -> None:
    write_pack(few_records(), tmp_path / "pack")
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3"}
    for command in (
        ["-m", "enduse", "site", "load", str(tmp_path / "pack")],
        [str(EDITS), str(tmp_path), str(int.from_bytes(os.urandom(4))), "4", "last"],
    ):
        run = subprocess.run(
            [sys.executable, *command], env=env, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
