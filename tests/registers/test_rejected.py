"""Rejected rows go to a file, whole or not at all."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.registers import Rejected, write_rejected
from enduse.taxonomy.tables import BadInput

ROWS = [
    Rejected(3, "it does not say when", ("", "Egypt; or not", 'a "quote"')),
    Rejected(9, "3 cells under 2 columns", ("2016", "two\nlines", "ü")),
]


def test_line_reason_and_cells_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    assert write_rejected(path, ROWS) == 2
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["line", "reason", "cells"]
    assert rows == [[str(r.line), r.reason, *r.row] for r in ROWS]


def test_a_file_is_kept_when_the_rows_break_off(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    path.write_text("old", encoding="utf-8")

    def broken() -> Iterator[Rejected]:
        yield ROWS[0]
        raise BadInput("the table ends here")

    with pytest.raises(BadInput, match="the table ends here"):
        write_rejected(path, broken())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"rejected\.csv: cannot be written: No such file"):
        write_rejected(tmp_path / "no" / "rejected.csv", ROWS)
