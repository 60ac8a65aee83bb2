"""enduse assess, as a user types it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import command

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "area-egypt-2016.yaml"


def enduse(*arguments: str | Path, cache: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = dict(os.environ, NO_COLOR="1", COLUMNS="80", PYTHONIOENCODING="utf-8")
    if cache is None:
        return command(*arguments, environment=environment)
    return subprocess.run(
        [sys.executable, "-m", "enduse", *map(str, arguments)],
        capture_output=True, check=False, env=environment | {"XDG_CACHE_HOME": str(cache)},
        timeout=120,
    )  # fmt: skip


def one_line(run: subprocess.CompletedProcess[bytes]) -> str:
    message = run.stderr.decode()
    assert run.returncode == 2, message
    assert message.count("\n") == 1
    assert "Traceback" not in message
    return message


def test_the_report_fits_eighty_columns_without_colour() -> None:
    run = enduse("assess", EXAMPLE)
    text = run.stdout.decode()
    assert run.returncode == 0, run.stderr.decode()
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert "5A001.j" in text


def test_fail_on_turns_an_outcome_into_an_exit_status() -> None:
    assert enduse("assess", EXAMPLE, "--fail-on", "refuse").returncode == 1
    assert enduse("assess", EXAMPLE, "--fail-on", "prohibited").returncode == 0


def test_explain_shows_the_reason() -> None:
    run = enduse("assess", EXAMPLE, "--explain", "eu-428-2009-art-3-1")
    assert "5A001.j" in run.stdout.decode()
    assert "did you mean" in one_line(enduse("assess", EXAMPLE, "--explain", "eu-428-2009-art-3"))


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown", "html"])
def test_a_file_is_written_whole(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    assert enduse("assess", EXAMPLE, "--format", form, "-o", out).returncode == 0
    assert b"Technical Research Department" in out.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    run = enduse("assess", EXAMPLE, "--format", "json", "-o", tmp_path / "no" / "report.json")
    assert "make it first" in one_line(run)


TABLE = """exporter,exporter_country,item,technology,destination,end_user,date
Area SpA,it,IP network surveillance system,,eg,Technical Research Department,2016-06-29
Nordlicht Netze,de,billing software,,ke,Kilimani Mobile,2022-04-01
Nordlicht Netze,de,IMSI catcher,,Atlantis,,2022-04-01
Nordlicht Netze,de,IMSI catcher,,dk,Danish National Police,2019-02-30
Nordlicht Netze,de,IMSI catcher,,dk,Danish National Police,2019-02-28
"""


def test_a_table_keeps_its_order_and_names_each_bad_row(tmp_path: Path) -> None:
    deals = tmp_path / "deals.csv"
    deals.write_text(TABLE)
    run = enduse("assess", deals, "--format", "jsonl")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    faults = run.stderr.decode().splitlines()
    assert run.returncode == 2
    assert [deal["outcome"] for deal in found] == ["refuse", "no-licence", "no-licence"]
    assert f"{deals}:4: destination: no country 'Atlantis'" in faults[0]
    assert f"{deals}:5: date" in faults[1]
    assert faults[2] == "3 deals assessed, 2 rows refused"


def test_two_processes_write_the_same_as_one(tmp_path: Path) -> None:
    deals = tmp_path / "deals.csv"
    rows = TABLE.splitlines()
    deals.write_text("\n".join([rows[0], *[rows[1 + n % 2] for n in range(1200)]]))
    one = enduse("assess", deals, "--format", "csv", "--workers", "1")
    two = enduse("assess", deals, "--format", "csv", "--workers", "2")
    assert one.stdout == two.stdout
    assert len(list(csv.DictReader(one.stdout.decode().splitlines()))) == 1200


def test_a_cell_never_becomes_a_formula(tmp_path: Path) -> None:
    deals = tmp_path / "deals.csv"
    deals.write_text(
        'exporter,exporter_country,item,destination,date\n"=HYPERLINK(1)",de,x,ke,2020-01-01\n'
    )
    (row,) = csv.DictReader(enduse("assess", deals, "--format", "csv").stdout.decode().splitlines())
    assert row["exporter"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("deal.yaml", b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        ("deal.yaml", b"", "empty"),
        ("deals.csv", b"", "empty"),
        ("deals.csv", b"\x00\x01", "binary"),
        ("deals.csv", "exporter_country,item,destination,date\nde,Störsender,eg,2020-01-01\n"
         .encode("latin-1"), "UTF-8"),
        ("deals.csv", b"item,destination,date\nx,eg,2020-01-01\n", "no column exporter_country"),
        ("deals.csv", b'exporter_country,item,destination,date\nde,"x,eg,2020-01-01\n', "quotes"),
        ("deal.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\n", "aliases"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    out = tmp_path / "out"
    message = one_line(enduse("assess", file, "-o", out))
    assert says in message
    assert str(file) in message
    assert not out.exists()


def test_a_huge_deal_file_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    assert "more than" in one_line(enduse("assess", file))


def test_a_start_from_the_cache_needs_no_yaml(tmp_path: Path) -> None:
    first = enduse("assess", EXAMPLE, "--format", "json", cache=tmp_path)
    copies = sorted(path.name for path in (tmp_path / "enduse").iterdir())
    second = enduse("assess", EXAMPLE, "--format", "json", cache=tmp_path)
    assert first.stdout == second.stdout
    assert sorted(path.name for path in (tmp_path / "enduse").iterdir()) == copies
    (tmp_path / "enduse" / copies[0]).write_bytes(b"{broken")
    assert enduse("assess", EXAMPLE, "--format", "json", cache=tmp_path).stdout == first.stdout
