"""The README tells the truth: its counts, its files, its commands."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from enduse.assessment.backtest import usefulness
from enduse.cli import commands
from enduse.interchange.expectations import HARMLESS, read_expectations
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.law import PROVISIONS
from enduse.law.entries import entries
from enduse.record import Record

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
pytestmark = pytest.mark.skipif(not README.is_file(), reason="installed without the README")


def test_its_counts_are_those_of_the_law_and_the_pack() -> None:
    text = " ".join(README.read_text(encoding="utf-8").split())
    pack = read_pack()
    demands = sum(len(statement.demands) for statement in pack.demands)
    for count, noun in (
        (len(PROVISIONS), "provisions"),
        (len(entries()), "control-list entries"),
        (len(pack.sources), "sources"),
        (len(pack.parties), "parties"),
        (len(pack.products), "products"),
        (len(pack.transfers), "transfers"),
        (len(pack.licences), "licences"),
        (len(pack.incidents), "incidents"),
        (len(pack.outreach), "rounds of outreach"),
        (demands, "demands"),
        (len(pack.policies), "state policies"),
    ):
        assert f"{count} {noun}" in text


def test_its_measure_of_usefulness_is_what_is_measured() -> None:
    record = Record(read_pack())
    harmless = read_expectations(HARMLESS, Gazetteer(record.countries.values()))
    found = usefulness(record, harmless)
    text = README.read_text(encoding="utf-8")
    assert f"| {found.then} |" in text
    assert f"| {found.hindsight} |" in text
    assert f"| {found.harmless} |" in text


def test_what_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_its_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = re.findall(
        r"^enduse (.*?)(?:\s+#.*)?$", README.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(lines) > 8
    for line in lines:
        if any(word in line for word in ("my-pack", "--record", "us-csl")) or line[:4] == "site":
            continue  # the site's commands have tests of their own
        arguments = shlex.split(line.replace("report.html", str(tmp_path / "report.html")))
        run = CliRunner().invoke(commands, arguments)
        if line.startswith("check"):
            assert run.exit_code == 1, line  # traces were found
            continue
        assert run.exit_code in {0, 2} if "deals.csv" in line else run.exit_code == 0, line
