"""Lists that are screened against, read into entities: the pack, FollowTheMoney, CSL, CSV."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from enduse.interchange import list_csl, list_ftm, list_table
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.table_rows import LINES, PARQUET, TEXT
from enduse.screening.entity import Entity
from enduse.taxonomy.tables import BadInput

FIRST_BYTES = 65536


def read_list(
    path: Path, gazetteer: Gazetteer, *, form: str | None = None, columns: Mapping[str, str] | None
) -> Iterator[Entity]:
    """The entities of a list file; `form` is ftm, csl or table, None: seen from the file itself.

    `columns` says for a table which column holds what. Raises BadInput at the first row that cannot
    be read: a list with holes would answer "no match" where there is one.
    """
    form = form or ("table" if columns else _form_of(path))
    if form == "ftm":
        return list_ftm.read(path)
    if form == "csl":
        return list_csl.read(path)
    return list_table.read(path, gazetteer, columns or {})


def _form_of(path: Path) -> str:
    """What a file is, by its ending and its first line."""
    suffix = path.suffix.lower()
    start = _start(path)
    if suffix == ".json" and '"results"' in start:
        return "csl"
    if suffix in LINES | {".json"} and '"schema"' in start and '"properties"' in start:
        return "ftm"
    if suffix in TEXT and list_csl.is_header(start.partition("\n")[0]):
        return "csl"
    if suffix in TEXT | LINES | PARQUET:
        return "table"
    raise BadInput(
        f"{path}: no list that is known; it may be FollowTheMoney JSON lines, the US Consolidated"
        " Screening List (CSV or JSON), or a table (.csv, .jsonl, .parquet); see --form"
    )


def _start(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(FIRST_BYTES).decode("utf-8", "replace")
    except IsADirectoryError:
        raise BadInput(f"{path}: is a folder; name a file") from None
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: {why}; check the path and its rights") from None
