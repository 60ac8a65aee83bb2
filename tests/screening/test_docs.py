"""docs/screening.md tells what the program does."""

import doctest
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from enduse.cli import commands

PAGE = Path(__file__).parents[2] / "docs" / "screening.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="installed without the docs")


def test_the_examples_in_python_are_true() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried >= 5
    assert not failed


def test_the_examples_on_the_command_line_are_true() -> None:
    shown = re.findall(r"```\n\$ enduse (.*)\n((?:.*\n)*?)```", PAGE.read_text(encoding="utf-8"))
    assert len(shown) >= 2
    for command, output in shown:
        arguments = [part.strip('"') for part in re.findall(r'"[^"]*"|\S+', command)]
        run = CliRunner().invoke(commands, [*arguments, "--list", "pack"])
        assert run.output == output, command
