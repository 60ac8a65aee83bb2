"""However a command ends, it ends in one line, with its exit status, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_assess import EXAMPLE, TABLE, enduse, one_line

ENDUSE = [sys.executable, "-m", "enduse"]
FULL = Path("/dev/full")
PATIENCE_S = 120  # of a machine that has much else to do
full_disk = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")


@pytest.fixture
def long_table(tmp_path: Path) -> Path:
    header, row, *_ = TABLE.splitlines()
    table = tmp_path / "long.csv"
    rows = (f"{row}\n".replace("Area SpA", f"Area {n} SpA") for n in range(60_000))
    table.write_text(f"{header}\n{''.join(rows)}")
    return table


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*ENDUSE, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def workers_of(run: subprocess.Popen[bytes]) -> list[int]:
    """The two workers of a run that is under way."""
    for _ in range(20 * PATIENCE_S):
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        if len(children) == 2:
            time.sleep(0.5)
            return [int(child) for child in children]
        time.sleep(0.05)
    raise AssertionError("no workers")


on_linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")


@on_linux
@pytest.mark.parametrize(("sign", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_stopped_run_leaves_no_process_and_no_file(
    long_table: Path, sign: str, status: int
) -> None:
    out = long_table.parent / "out.jsonl"
    run = started("assess", long_table, "-o", out, "--workers", "2")
    workers = workers_of(run)
    os.killpg(run.pid, getattr(signal, sign))
    _, said = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == status
    assert said.decode().count("\n") == (1 if sign == "SIGINT" else 0)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert list(out.parent.iterdir()) == [long_table]


@on_linux
def test_a_lost_worker_is_told_and_nothing_waits_for_it(long_table: Path) -> None:
    run = started("assess", long_table, "-o", long_table.parent / "out.jsonl", "--workers", "2")
    os.kill(workers_of(run)[0], signal.SIGKILL)
    _, said = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == 2
    assert "fewer --workers" in said.decode()
    assert said.decode().count("\n") == 1
    assert list(long_table.parent.iterdir()) == [long_table]


@full_disk
@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_full_disk_is_told(form: str) -> None:
    with FULL.open("wb") as full:
        run = subprocess.run(
            [*ENDUSE, "assess", EXAMPLE, "--format", form],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.decode() == "enduse: standard output: No space left on device\n"
    assert "No space left" in one_line(enduse("assess", EXAMPLE, "--format", form, "-o", FULL))


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    run = started("assess", EXAMPLE, "--format", "html")
    assert run.stdout
    assert run.stderr
    run.stdout.readline()
    run.stdout.close()
    assert run.wait(timeout=PATIENCE_S) == 0
    assert not run.stderr.read()
    run.stderr.close()


def test_no_standard_output_is_told() -> None:
    run = subprocess.run(
        ["sh", "-c", f"{' '.join(ENDUSE)} assess {EXAMPLE} --format json >&-"],
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert "add -o FILE" in run.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["asess", "x"], "did you mean 'assess'?"),
        (["assess"], "Missing argument 'DEAL'"),
        (["assess", "x.yaml", "--fromat", "json"], "--format"),
        (["assess", "x.yaml", "--format", "jsn"], "'json'"),
        (["assess", "x.yaml", "--as-of", "2016-13-01"], "2016-13-01"),
        (["assess", "x.yaml", "--workers", "0"], "1<=x<=64"),
        (["assess", "."], "name a file"),
        (["assess", "no\nsuch\x1b[31m.yaml"], "no such\\x1b[31m.yaml"),
        (["law", "shwo"], "show"),
        (["backtest"], "nothing to do"),
        (["pack", "show", "area-spb"], "area"),
    ],
)
def test_a_slip_is_met_in_one_line(arguments: list[str], says: str) -> None:
    assert says in one_line(enduse(*arguments))


def test_a_command_alone_is_met_with_its_help() -> None:
    for run in (enduse(), enduse("law")):
        assert run.returncode == 2
        assert b"Commands:" in run.stderr


def test_a_deal_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "deal.yaml"
    os.mkfifo(pipe)
    run = started("assess", pipe, "--format", "json")
    pipe.write_bytes(EXAMPLE.read_bytes())
    told, _ = run.communicate(timeout=PATIENCE_S)
    assert b'"outcome": "refuse"' in told


@pytest.mark.parametrize("cache", ["/dev/null", "/proc/nothing", ""])
def test_a_cache_that_cannot_be_written_is_no_hindrance(cache: str) -> None:
    environment = {"XDG_CACHE_HOME": cache, "PATH": os.environ["PATH"]}
    run = subprocess.run(
        [*ENDUSE, "assess", EXAMPLE, "--format", "json"],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, b"")


def test_two_first_starts_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    runs = [
        subprocess.Popen(
            [*ENDUSE, "assess", EXAMPLE, "--format", "json"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    one, two = (run.communicate(timeout=PATIENCE_S) for run in runs)
    assert one == two
    assert one[0]
    assert not [path for path in (tmp_path / "enduse").iterdir() if path.suffix != ".json"]
