"""Files of indicators, each recognised by what it holds; several are one set, kept compiled."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from enduse.forensics.indicators import Indicators, Publication, Unusable, together
from enduse.interchange import misp
from enduse.interchange.indicator_gathering import WRITTEN, Gathered, gather
from enduse.interchange.indicator_tables import (
    is_families,
    read_csv,
    read_families,
    read_list,
    read_row,
)
from enduse.interchange.stix import read_stix
from enduse.taxonomy.tables import BadInput, compiled, parse_json, parse_yaml

READING = "2"  # raised whenever the readers read something differently: old copies are left
MALFORMED = (csv.Error, AttributeError, TypeError, ValueError, RecursionError)
LIMIT = 256 * 1024 * 1024
SUFFIXES = {".stix2", ".stix", ".json", ".csv", ".tsv", ".txt", ".yaml", ".yml", ".list", ""}
NOT_LISTS = {"readme", "license", "license-data", "changes", "changelog", "readme_origin"}
OTHERS = {".ioc": "OpenIOC", ".xml": "STIX 1", ".yara": "YARA", ".yar": "YARA", ".rules": "rules"}


def read_indicators(paths: Sequence[Path]) -> Indicators:
    """All indicators of files and folders, from the compiled copy where no byte has changed.

    Raises BadInput where a path that was named cannot be read, or nothing usable is in any.
    """
    files = [file for path in paths for file in files_at(path)]
    for file in files:
        if file.stat().st_size > LIMIT:
            raise BadInput(f"{file}: is more than {LIMIT:,} bytes; split it")
    names = "\0".join([READING, *map(str, files)]).encode()
    try:
        found = compiled(
            "indicators", files, Indicators, lambda: together(map(read_file, files)), also=names
        )
    except OSError as error:
        raise BadInput(
            f"{error.filename}: {error.strerror}; check the path and its rights"
        ) from None
    if not found.indicators:
        where = ", ".join(map(str, paths[:3]))
        raise BadInput(
            f"{where}: holds no indicator that a check can use; see enduse indicators lint"
        )
    return found


def files_at(path: Path) -> list[Path]:
    """The file, or the files of a folder that may hold indicators; raises BadInput."""
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder; check the path")
    if not path.is_dir():
        return [path]
    found = [file for file in sorted(path.rglob("*")) if file.is_file() and _may_be_a_list(file)]
    if not found:
        raise BadInput(f"{path}: holds no file of indicators (STIX, MISP, CSV, text, YAML)")
    return found


def _may_be_a_list(file: Path) -> bool:
    if file.name.startswith(".") or file.stem.lower() in NOT_LISTS:
        return False
    return file.suffix.lower() in SUFFIXES or file.suffix.lower() in OTHERS


def read_file(path: Path) -> Indicators:
    """The indicators of one file; a format that is not read is one unusable entry."""
    return read_content(path, path.read_bytes())


def read_content(path: Path, content: bytes) -> Indicators:
    """The indicators of a file with this name and content."""
    name = f"{path.parent.name}/{path.name}" if path.parent.name else path.name
    publication = Publication(name, hashlib.sha256(content).hexdigest())
    if path.suffix.lower() in OTHERS:
        return _not_read(publication, f"{OTHERS[path.suffix.lower()]} is not read; look for STIX 2")
    try:
        return gather(_gathered(path, content), publication)
    except BadInput as reason:
        return _not_read(publication, str(reason).removeprefix(f"{path}: "))
    except MALFORMED as fault:
        return _not_read(publication, f"is not formed as it should be: {fault}"[:WRITTEN])


def _not_read(publication: Publication, reason: str) -> Indicators:
    return Indicators((publication,), (), (Unusable(0, publication.name, reason),))


def _gathered(path: Path, content: bytes) -> Iterable[Gathered]:
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        with suppress(msgspec.MsgspecError):
            return _from_json(path, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not UTF-8 text; save the file as UTF-8") from None
    if "\0" in text:
        raise BadInput(f"{path}: holds binary data, not text")
    if path.suffix.lower() in {".yaml", ".yml"}:
        found = parse_yaml(text, str(path))
        if isinstance(found, dict) and isinstance(found.get("indicators"), list):
            raise BadInput(
                f"{path}: an index of collections; enduse indicators update fetches them"
            )
        if not is_families(found):
            raise BadInput(f"{path}: YAML of a form that is not known; write CSV with type,value")
        return read_families(found)
    if path.suffix.lower() in {".csv", ".tsv"}:
        return read_csv(text.replace("\t", ",") if path.suffix.lower() == ".tsv" else text)
    return read_list(text, str(path))


def _from_json(path: Path, content: bytes) -> Iterable[Gathered]:
    if b'"objects"' in content and b'"pattern"' in content:
        return list(read_stix(content))
    try:
        found = parse_json(content, str(path))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise BadInput(f"{path}: not valid JSON; it may be cut off") from None
    if misp.is_misp(found):
        return misp.read_misp(found)
    if is_families(found):
        return read_families(found)
    return list(_rows(path, found))


def _rows(path: Path, found: Any) -> Iterator[Gathered]:
    if isinstance(found, dict):
        found = next((v for k, v in found.items() if k in {"iocs", "indicators", "data"}), None)
    rows = [row for row in found or () if isinstance(row, dict)]
    if not rows:
        raise BadInput(
            f"{path}: JSON of a form that is not known (STIX, MISP, list of type, value)"
        )
    for row in rows:
        yield from read_row({str(key).lower(): value for key, value in row.items()})
