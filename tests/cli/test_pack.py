"""`enduse pack` as a reader meets it."""

import json
import subprocess
from pathlib import Path

import pytest

from enduse.interchange.pack import NOUNS, read_pack
from tests.processes import command

ROOT = Path(__file__).parents[2]
SAMPLE = "tests/samples/broken-pack"
WIDE = 80


def enduse(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a reader would, from the root of the project."""
    run = command(*words, folder=ROOT)
    said, complained = run.stdout.decode(), run.stderr.decode()
    return subprocess.CompletedProcess(words, run.returncode, said, complained)


def test_a_clean_pack_is_one_line() -> None:
    run = enduse("pack", "check")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("No faults: ")
    assert run.stdout.count("\n") == 1
    assert all(noun in run.stdout for noun in NOUNS)


def test_faults_end_in_status_2() -> None:
    run = enduse("pack", "check", SAMPLE)
    assert run.returncode == 2
    assert f"{SAMPLE}/products.yaml:5: catcher-4: confidense: no such field;" in run.stdout
    assert run.stderr == "enduse: 62 faults in 11 files\n"


def test_a_folder_that_is_no_pack_is_one_line(tmp_path: Path) -> None:
    run = enduse("pack", "check", str(tmp_path))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1


def test_a_record_is_shown_with_its_sources() -> None:
    run = enduse("pack", "show", "lic-area-egypt-2016")
    assert run.returncode == 0
    assert "licence lic-area-egypt-2016" in run.stdout
    assert "Area SpA (area)" in run.stdout
    assert "2016-06-13 · granted [" in run.stdout
    assert "[1] Privacy International:" in run.stdout
    assert max(len(line) for line in run.stdout.splitlines()) <= WIDE
    assert "\x1b" not in run.stdout


def test_numbers_keep_their_bounds() -> None:
    shown = " ".join(enduse("pack", "show", "inc-pegasus-project-2021").stdout.split())
    assert "journalist: at least 180" in shown
    assert "media-organisations: 16 [" in shown
    assert "media-organisations: 17 [" in shown


def test_a_demand_is_shown_in_its_statement() -> None:
    assert "statement st-joint-letter-2021" in enduse("pack", "show", "dem-jl-moratorium").stdout


def test_records_of_two_nouns_with_one_id_are_both_shown() -> None:
    run = enduse("pack", "show", "tsg")
    assert "party tsg" in run.stdout
    assert "product tsg" in run.stdout


def test_a_source_tells_who_cites_it() -> None:
    run = enduse("pack", "show", "cild-area-2017-01")
    assert "cited by" in run.stdout
    assert "lic-area-egypt-2016" in run.stdout


@pytest.mark.parametrize("noun", NOUNS)
def test_any_record_can_be_shown(noun: str) -> None:
    first = getattr(read_pack(), noun)[0]
    run = enduse("pack", "show", first.id, "--format", "json")
    shown = json.loads(run.stdout)
    assert first.id in {one["record"]["id"] for one in shown}
    assert all(one["sources"] for one in shown if one["noun"] != "source")


def test_an_unknown_id_is_met_with_near_ones() -> None:
    run = enduse("pack", "show", "lic-area-egypt-2015")
    assert (run.returncode, run.stdout) == (2, "")
    assert "did you mean lic-area-egypt-2016" in run.stderr
    assert "did you mean area" in enduse("pack", "show", "Area SpA").stderr
    assert "`enduse pack stats`" in enduse("pack", "show", "qqqqqqqq").stderr


def test_counts() -> None:
    run = enduse("pack", "stats", "--format", "json")
    found = json.loads(run.stdout)
    pack = read_pack()
    assert found["noun"] == {noun: len(getattr(pack, noun)) for noun in NOUNS}
    for title, tally in found.items():
        if title.startswith("transfers"):
            assert sum(tally.values()) == len(pack.transfers), title
    assert found["transfers by technology"]["intrusion-spyware"] >= 143
    text = enduse("pack", "stats").stdout
    assert "Transfers by strength" in text
    assert max(len(line) for line in text.splitlines()) <= WIDE


def test_another_pack_can_be_shown() -> None:
    run = enduse("pack", "show", "area", "--pack", SAMPLE)
    assert run.returncode == 2
    assert "pack check" in run.stderr


def test_the_beginning_of_an_id_is_met_with_what_begins_so() -> None:
    assert "did you mean tr-area-egypt-trd or tr-area-syria-ste" in (
        enduse("pack", "show", "tr-area").stderr
    )
    assert "did you mean area?" in enduse("pack", "show", "AREA").stderr
    assert "give an id such as" in enduse("pack", "show", "").stderr


def test_a_folder_that_is_not_there_is_called_so() -> None:
    assert "no such folder" in enduse("pack", "check", "nowhere").stderr
    assert "no such folder" in enduse("pack", "stats", "--pack", "nowhere").stderr


def test_countries_are_counted_by_name() -> None:
    text = enduse("pack", "stats").stdout
    assert "Egypt (eg)" in text
    assert json.loads(enduse("pack", "stats", "--format", "json").stdout)[
        "transfers by destination"
    ]["eg"]
