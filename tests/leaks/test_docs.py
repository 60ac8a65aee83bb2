"""docs/leaked-list.md: its commands, in their order, print what the page shows."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.leaks.build import said

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "leaked-list.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
COMMAND = re.compile(r"^\$ enduse leak (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def run_line(line: str) -> str:
    """A line of the page: `$(cat FILE)` and `> FILE` as a shell has them."""
    line = re.sub(r"\$\(cat ([a-z.]+)\)", lambda found: Path(found[1]).read_text().strip(), line)
    line, _, output = line.partition(" > ")
    printed = said(*shlex.split(line))
    if output:
        Path(output).write_text(printed)
        return ""
    return printed


def test_the_page_leads_through_the_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in (ROOT / "examples" / "leak").glob("*.csv"):
        shutil.copy(table, tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = [match for block in BLOCKS for match in COMMAND.findall(block)]
    used = {line.split()[0] for line, _expected in shown}
    assert used == {
        "key", "seal", "log", "check", "summarise", "clients", "offer", "ask", "answer", "read",
        "status", "destroy",
    }  # fmt: skip
    for line, expected in shown:
        printed = run_line(line)
        matches = doctest.OutputChecker().check_output(expected, printed, FLAGS)
        assert matches or not expected.strip(), f"{line}\n{printed}"


def test_the_page_says_what_not_to_do() -> None:
    assert "## What not to do" in PAGE
    assert "who may ask for every number learns the list" in PAGE


def test_the_examples_hold_numbers_of_nobody() -> None:
    kept = ("+522020", "+521202", "+21274", "+332620", "+447700900", "+120255501", "+2282000",
            "+362200", "+33639980")  # fmt: skip
    for table in (ROOT / "examples" / "leak").glob("*.csv"):
        for number in re.findall(r"\+[0-9]+", table.read_text()):
            if len(number) > 4:
                assert number.startswith(kept), table.name
