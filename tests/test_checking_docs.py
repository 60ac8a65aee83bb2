"""docs/checking-a-device.md is true: its commands print what it shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "checking-a-device.md"
CASE = ROOT / "examples" / "checking-a-device"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="installed without the docs")
BLOCK = re.compile(r"```console\n\$ enduse ([^\n]+)\n(.*?)```", re.DOTALL)


def printed(folder: Path, command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "enduse", *command.split()],
        cwd=folder, capture_output=True, check=False, text=True,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())


def test_every_command_prints_what_the_page_shows(tmp_path: Path) -> None:
    folder = shutil.copytree(CASE, tmp_path / "case")
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) == 3
    for command, shown in blocks:
        assert printed(folder, command) == shown


def test_the_other_commands_run(tmp_path: Path) -> None:
    folder = shutil.copytree(CASE, tmp_path / "case")
    text = PAGE.read_text(encoding="utf-8").replace("\\\n", " ")
    keep, verify = re.findall(r"^enduse (check [^\n]+)$", text, re.MULTILINE)
    command = keep.replace('"agreed in person, 4 March 2026"', "agreed")
    assert "Written: report.html" in printed(folder, command)
    assert "5 same" in printed(folder, verify) or "4 same" in printed(folder, verify)
