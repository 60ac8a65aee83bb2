"""A table screened by Spark, in real local mode: the rows, hits and faults of the local engine."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import enduse
from enduse.bulk import screen_spark
from enduse.bulk.screen_job import Lists, Terms
from enduse.bulk.screen_spark import Errand, screened_portion
from enduse.cli import commands
from enduse.interchange.table_portions import Cut, Portion, cut
from enduse.taxonomy.tables import BadInput

SAMPLES = Path(__file__).parents[1] / "samples" / "lists"
COLUMNS = ("Name", "country", "kind", "identifier", "note")
ROWS = [
    ("شركة إن إس أو", "IL", "", "", "two\nlines"),
    ("НСО Групп", "il", "company", "", ""),
    ("Quadrella General Trading", "ae", "", "", 'a "quoted" word'),
    ("", "", "", "", "no name"),
    ("x" * 2000, "", "", "", ""),
    ("Hacking\u0007 Team\u202e srl", "it", "", "", ""),
    ("Hacking Team srl", "it", "planet", "", ""),
    ("x9", "", "", "55500199", ""),
    ("???", "", "", "", ""),
    ("=Gruppo Area", "de", "organization", "", ""),
    ("Velimira Xqortan", "", "person", "", ""),
]
pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]),
]


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENDUSE_LISTS", str(tmp_path / "lists"))
    enduse_("lists", "add", "csl", SAMPLES / "invented-csl.csv")
    return tmp_path / "lists"


def enduse_(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(a) for a in arguments], catch_exceptions=True)


def written(path: Path) -> Path:
    """The rows in the form that the path's ending says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *ROWS, ("NSO", "", "", "", "", "one too many")])
    elif path.suffix == ".jsonl":
        lines = [json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in ROWS]
        path.write_text("\n\n".join([*lines, "{no json", "[]"]) + "\n")
    else:
        pa = pytest.importorskip("pyarrow")
        pq = pytest.importorskip("pyarrow.parquet")
        table = pa.table(dict(zip(COLUMNS, map(list, zip(*ROWS, strict=True)), strict=True)))
        pq.write_table(table, path, row_group_size=4)
    return path


@pytest.mark.usefixtures("lists", "spark")
@pytest.mark.parametrize(
    ("table", "form"), [("n.csv", "csv"), ("n.jsonl", "jsonl"), ("n.parquet", "parquet")]
)
def test_the_rows_of_the_local_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, form: str
) -> None:
    monkeypatch.setattr(screen_spark, "PORTION", 2)
    monkeypatch.setattr(screen_spark, "OF_A_CORE", 2)  # four tasks of one or two portions
    path, here, there = written(tmp_path / table), tmp_path / "here", tmp_path / "there"
    how: list[str | Path] = [
        "screen",
        path,
        "--format",
        form,
        "--country",
        "eg",
        "--threshold",
        "0.6",
        "-o",
    ]
    local = enduse_(*how, here)
    on_spark = enduse_(*how, there, "--engine", "spark", "--master", "local[2]")
    assert on_spark.exit_code == local.exit_code == 2
    assert on_spark.stderr == local.stderr  # the faults and what was counted
    refused = {"csv": 5, "jsonl": 6, "parquet": 4}[form]
    assert f" {refused} refused" in local.stderr
    if form == "parquet":
        pq = pytest.importorskip("pyarrow.parquet")
        assert pq.read_table(there).equals(pq.read_table(here))
        return
    assert there.read_bytes() == here.read_bytes()
    assert "nso" in here.read_text("utf-8")


@pytest.mark.usefixtures("lists", "spark")
@pytest.mark.parametrize("shared", ["", "file://"])
def test_a_cluster_gets_the_lists_as_files_and_the_table_if_it_is_not_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: str
) -> None:
    monkeypatch.setattr(screen_spark, "is_local", lambda _: False)
    path = written(tmp_path / "n.csv")
    local = enduse_("screen", path, "--list", "csl")
    on_spark = enduse_("screen", f"{shared}{path}", "--list", "csl", "--engine", "spark")
    assert (on_spark.stdout, on_spark.stderr) == (local.stdout, local.stderr)


@pytest.mark.usefixtures("lists", "spark")
def test_a_table_that_was_changed_meanwhile_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "n.csv")
    monkeypatch.setattr(screen_spark, "cut", lambda *asked: cut(*asked)._replace(size=7))
    run = enduse_("screen", path, "--engine", "spark", "-o", tmp_path / "hits.jsonl")
    assert str(run.exception) == f"{path}: was changed while it was read; begin again"
    assert {found.name for found in tmp_path.iterdir()} == {"n.csv", "lists"}


@pytest.mark.usefixtures("spark")
def test_an_empty_table_gives_a_header(tmp_path: Path, lists: Path) -> None:
    (tmp_path / "n.csv").write_text("name\n")
    run = enduse_("screen", tmp_path / "n.csv", "--engine", "spark", "--format", "csv")
    assert lists.is_dir()
    assert run.stdout.startswith("row,name,")
    assert run.stdout.count("\n") == 1


def test_what_is_wrong_is_told_before_spark_begins(tmp_path: Path, lists: Path) -> None:
    (tmp_path / "other.csv").write_text("vendor\nx\n")
    path = written(tmp_path / "n.csv")
    for file in lists.glob("csl/v*/*"):
        file.write_bytes(b"damaged")
    for told, *asked in (
        ("no column called name", tmp_path / "other.csv"),
        ("No such file", tmp_path / "none.parquet"),
        ("damaged", path, "--list", "csl"),
        ("--workers is of the local engine", path, "--workers", "2"),
        ("one name needs no Spark", "TRD"),
        ("--pairs needs no Spark", "--pairs", path),
    ):
        run = enduse_("screen", *asked, "--engine", "spark", "-o", tmp_path / "hits")
        assert told in str(run.exception)
        assert isinstance(run.exception, BadInput)
    assert not (tmp_path / "hits").exists()
    assert "--engine spark" in str(enduse_("screen", path, "--master", "local[1]").exception)


def test_another_version_on_a_machine_is_refused() -> None:
    whole = Cut(Path("n.csv"), 1, None, ())
    made = ("0.0.1", 1, "")
    errand = Errand(whole, "csv", Lists(()), Terms(0.7, 10), None, None, made)
    told = f"a machine of the cluster has enduse {enduse.__version__}, this one 0.0.1; install"
    with pytest.raises(BadInput, match=told):
        screened_portion(errand, Portion(1, 1))
