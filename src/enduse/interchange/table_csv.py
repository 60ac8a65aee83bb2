"""Tables for other programs as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain

FORMULA = re.compile(r"^[=+\-@\t\r]")


def csv_lines(
    header: Iterable[str], rows: Iterable[Iterable[object]], *, separator: str = ","
) -> Iterator[str]:
    r"""The table line by line; what is not known (None) is an empty cell.

    >>> list(csv_lines(["item", "n"], [["a, b", 1], ["=1+1", None]]))
    ['item,n\r\n', '"a, b",1\r\n', "'=1+1,\r\n"]
    """
    line = io.StringIO()
    writer = csv.writer(line, delimiter=separator)
    for cells in chain([header], rows):
        writer.writerow([cell(told) for told in cells])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def cell(told: object) -> str:
    """What stands in a cell; a text that a spreadsheet would compute gets an apostrophe before."""
    text = "" if told is None else str(told)
    return f"'{text}" if isinstance(told, str) and FORMULA.match(text) else text
