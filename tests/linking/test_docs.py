"""docs/linking.md tells what the program does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from enduse.cli import commands

pytest.importorskip("splink", reason="the extra [link] is not installed")
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "linking.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="installed without the docs")


def run(line: str) -> str:
    done = CliRunner().invoke(commands, shlex.split(line, comments=True))
    assert done.exit_code == 0, done.output
    return done.output


def test_the_page_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "linking", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    [(command, shown)] = re.findall(r"```console\n\$ enduse ([^\n]+)\n(.*?)```", text, re.DOTALL)
    assert run(command) == shown
    every = re.findall(r"^enduse (link .*)$", text, re.MULTILINE)
    told = [line for line in every if "spark" not in line and "jsonl  " not in line]
    assert len(told) == 5
    for line in told:
        run(line)
    applied = (tmp_path / "with-parties.csv").read_text(encoding="utf-8")
    assert applied.count(",Zarkon Systems GmbH,") == 7  # two of these in its own column
    first = run("link log decisions.jsonl").split()[0]
    run(f'link undo decisions.jsonl {first} --why "another town"')


def test_the_page_tells_the_numbers_of_the_model() -> None:
    from enduse.linking.model import NAME

    rows = re.findall(r"^\| ([^|]+) \| (0\.\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {label: float(m) for label, m in rows}
    assert {level.m for level in NAME.levels} == set(told.values())
    assert len(told) == len(NAME.levels)
    assert sum(told.values()) == pytest.approx(1)
