"""What is made again after an edit is all that the edit changes: incremental is as good as full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.interchange.pack import write_pack
from tests.web.public.few import few_records

EDITED = int(os.environ.get("ENDUSE_EDITS", "0"))
pytestmark = pytest.mark.skipif(
    not EDITED, reason="NO EDITS WERE PUBLISHED: it takes minutes; ENDUSE_EDITS=8 does it"
)
EDITS = Path(__file__).with_name("edits.py")


def test_incremental_publishes_end_where_a_full_one_does(tmp_path: Path) -> None:
    write_pack(few_records(), tmp_path / "pack")
    edits = str(EDITED)
    database = f"sqlite:///{tmp_path}/site.sqlite3"
    env = os.environ | {"DATABASE_URL": database, "ENDUSE_LANGUAGES": "ar"}
    for command in (
        ["-m", "enduse", "site", "load", str(tmp_path / "pack")],
        [str(EDITS), str(tmp_path), str(int.from_bytes(os.urandom(4))), edits, "last"],
    ):
        run = subprocess.run(
            [sys.executable, *command], env=env, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
