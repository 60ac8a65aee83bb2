"""Rejected rows go to a file, whole or not at all."""

import csv
from pathlib import Path

import pytest

from enduse.registers import Rejected, RejectedFile
from enduse.taxonomy.tables import BadInput

ROWS = [
    Rejected(3, "it does not say when", ("", "Egypt; or not", 'a "quote"')),
    Rejected(9, "3 cells under 2 columns", ("2016", "two\nlines", "ü")),
]


def test_line_reason_and_cells_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    with RejectedFile(path, always=False) as left:
        for row in ROWS:
            left.add(row)
    assert left.rows == 2
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["line", "reason", "cells"]
    assert rows == [[str(r.line), r.reason, *r.row] for r in ROWS]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("always", [True, False])
def test_without_a_row_there_is_a_file_only_where_it_was_asked_for(
    tmp_path: Path, *, always: bool
) -> None:
    with RejectedFile(tmp_path / "rejected.csv", always=always):
        pass
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == (
        ["line,reason,cells\n"] if always else []
    )


def _left_alone(path: Path) -> None:
    with RejectedFile(path, always=False) as left:
        left.add(ROWS[0])
        raise BadInput("the table ends here")


def test_a_file_is_kept_when_the_rows_break_off(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(BadInput, match="the table ends here"):
        _left_alone(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def _one_into(path: Path, *, always: bool) -> None:
    with RejectedFile(path, always=always) as left:
        left.add(ROWS[0])


@pytest.mark.parametrize("always", [True, False])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, *, always: bool) -> None:
    with pytest.raises(BadInput, match=r"rejected\.csv: cannot be written: No such file"):
        _one_into(tmp_path / "no" / "rejected.csv", always=always)


def test_a_folder_in_its_place_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "rejected.csv").mkdir()
    with pytest.raises(BadInput, match=r"rejected\.csv: cannot be written: Is a directory"):
        _one_into(tmp_path / "rejected.csv", always=False)
    assert [path.name for path in tmp_path.iterdir()] == ["rejected.csv"]
