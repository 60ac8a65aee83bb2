"""Tables as authorities save them: CSV in several encodings and with several separators."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple, TextIO

from enduse.taxonomy.tables import BadInput

LINE_LIMIT, BLOCK = 1024 * 1024, 65536
Reader = Any  # what csv.reader makes; the csv module does not name it
SEPARATORS = ",;\t|"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Row(NamedTuple):
    """The cells of one row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A header and the rows below it, read as they are asked for."""

    header: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def open_table(
    path: Path, expected: frozenset[str], *, encoding: str, delimiter: str | None, skip: int = 0
) -> Iterator[Table]:
    """The table in a file, of which `expected` columns tell the separator; raises BadInput."""
    try:
        with path.open(encoding=_encoding(path, encoding), newline="") as file:
            lines = _lines(file, path)
            for _ in range(skip):
                next(lines, None)
            first = next(lines, "")
            sign = delimiter or max(SEPARATORS, key=lambda s: len(_named(first, s) & expected))
            reader = csv.reader(chain([first], lines), delimiter=sign, strict=True)
            header = tuple(" ".join(name.split()) for name in _next(reader, path, skip + 1) or ())
            yield Table(header, _rows(reader, path, skip))
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not {encoding} text; save the table as CSV in UTF-8") from None
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: {why}; check the path and its rights") from None


def positions(path: Path, header: tuple[str, ...], wanted: set[str]) -> dict[str, int]:
    """Where each wanted column stands; raises BadInput where one stands twice."""
    counts = Counter(header)
    twice = sorted(name for name in wanted if counts[name] > 1)
    if twice:
        raise BadInput(f"{path}: the column {twice[0]!r} stands twice; rename one of them")
    return {name: header.index(name) for name in wanted if name in counts}


def _encoding(path: Path, told: str) -> str:
    """UTF-8 where every byte of the file is, else Windows Western; what is told goes first."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
        if not start.strip():
            raise BadInput(f"{path}: is empty; its first line names the columns")
        if b"\0" in start or start.startswith(WIDE):
            raise BadInput(f"{path}: holds binary data; save the table as CSV in UTF-8")
        if told != "auto":
            return "utf-8-sig" if told == "utf-8" else told
        return "utf-8-sig" if _all_utf8(file, start) else "cp1252"


def _all_utf8(file: IO[bytes], start: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in chain([start], iter(lambda: file.read(BLOCK), b"")):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: TextIO, path: Path) -> Iterator[str]:
    for number, line in enumerate(iter(lambda: file.readline(LINE_LIMIT), ""), 1):
        if len(line) == LINE_LIMIT:
            raise BadInput(f"{path}:{number}: a line of over {LINE_LIMIT:,} characters; mend it")
        yield line


def _named(header: str, sign: str) -> set[str]:
    return {" ".join(name.strip().strip('"').split()) for name in header.split(sign)}


def _rows(reader: Reader, path: Path, skip: int) -> Iterator[Row]:
    begins = skip + reader.line_num + 1
    while (cells := _next(reader, path, begins)) is not None:
        if any(map(str.strip, cells)):
            yield Row(begins, tuple(cells))
        begins = skip + reader.line_num + 1


def _next(reader: Reader, path: Path, begins: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise BadInput(
            f"{path}:{begins}: {error}; mend the quotes of the row that begins there"
        ) from None
