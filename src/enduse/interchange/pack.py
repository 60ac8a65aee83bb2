"""The evidence pack: one YAML file per noun, read into frozen records and written back."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from enduse.evidence import Record, Source
from enduse.taxonomy.tables import BadInput, compiled, read_yaml
from enduse.trade import (
    Campaign,
    Incident,
    Licence,
    Outreach,
    Pack,
    Party,
    Policy,
    Product,
    Restriction,
    Statement,
    Transfer,
)
from enduse.trade.places import Places

SHIPPED = Path(__file__).parents[1] / "data"
COUNTRIES = "countries.yaml"
NOUNS: dict[str, type[Record]] = {
    "sources": Source,
    "parties": Party,
    "products": Product,
    "transfers": Transfer,
    "licences": Licence,
    "incidents": Incident,
    "campaigns": Campaign,
    "outreach": Outreach,
    "demands": Statement,
    "policies": Policy,
    "restrictions": Restriction,
}


def read_pack(folder: Path | None = None) -> Pack:
    """The pack in a folder, None for the one that ships; a noun without a file has no records.

    A folder without countries.yaml goes with the countries that ship. Raises BadInput.
    """
    folder = folder or SHIPPED
    files = pack_files(folder)
    return compiled("pack", list(files.values()), Pack, lambda: _parse(files))


def pack_files(folder: Path) -> dict[str, Path]:
    """The files of a pack by noun, `places` among them; raises BadInput where there is none."""
    if not folder.is_dir():
        raise BadInput(f"{folder}: no such folder; name one with files such as transfers.yaml")
    found = {noun: folder / f"{noun}.yaml" for noun in NOUNS}
    files = {noun: path for noun, path in found.items() if path.is_file()}
    if not files:
        raise BadInput(f"{folder}: no evidence pack here; it needs files such as transfers.yaml")
    own = folder / COUNTRIES
    return files | {"places": own if own.is_file() else SHIPPED / COUNTRIES}


def holds_pack(folder: Path) -> bool:
    """Whether a folder has at least one file of a pack."""
    return any((folder / f"{noun}.yaml").is_file() for noun in NOUNS)


def _parse(files: dict[str, Path]) -> Pack:
    rows = {noun: _records(noun, path) for noun, path in files.items() if noun in NOUNS}
    return Pack(places=read_places(files["places"]), **rows)


def _records(noun: str, path: Path) -> tuple[Any, ...]:
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise BadInput(f"{path}:1: holds no list of records; begin each record with '- id:'")
    return tuple(sorted((_record(noun, row, path) for row in rows), key=attrgetter("id")))


def _record(noun: str, row: Any, path: Path) -> Any:
    try:
        return msgspec.convert(row, NOUNS[noun])
    except msgspec.ValidationError as error:
        name = row.get("id") if isinstance(row, dict) else row
        raise BadInput(
            f"{path}: {name}: {error}; `enduse pack check {path.parent}` names the line"
        ) from None


def read_places(path: Path) -> Places:
    """The table of countries in a file; raises BadInput."""
    try:
        return msgspec.convert(read_yaml(path), Places)
    except msgspec.ValidationError as error:
        raise BadInput(f"{path}: {error}; see the countries.yaml that ships") from None


def write_pack(pack: Pack, folder: Path) -> None:
    """Write the eleven nouns; what `read_pack` read from files so written comes out to the letter.

    The table of countries is written only where it is not the one that ships. Raises BadInput.
    """
    from enduse.interchange.atomic import write_whole  # imported late: readers write nothing

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; name another folder") from None
    for noun in NOUNS:
        write_whole(folder / f"{noun}.yaml", written(noun, getattr(pack, noun)))
    own = folder / COUNTRIES
    held = read_places(own) if own.is_file() else read_pack().places
    if pack.places.countries and pack.places != held:
        write_whole(own, _dump(msgspec.to_builtins(pack.places)))


def written(noun: str, records: Iterable[Record]) -> str:
    """The text of one file of a pack: sorted by id, block style, dates in quotes."""
    rows: Sequence[Any] = sorted(records, key=attrgetter("id"))
    return f"# yaml-language-server: $schema=schema/{noun}.schema.json\n" + _dump(
        msgspec.to_builtins(rows)
    )


def _dump(rows: Any) -> str:
    import yaml  # imported late: reading from the compiled copy does not need it

    from enduse.interchange.pack_yaml import PackDumper

    text: str = yaml.dump(rows, Dumper=PackDumper, allow_unicode=True, sort_keys=False, width=100)
    return text
