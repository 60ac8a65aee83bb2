"""Every fault of a pack, with its file, line, record and field, and the value that was meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from enduse.interchange.pack import NOUNS, SHIPPED, pack_files, read_pack, read_places
from enduse.interchange.pack_schema import schema
from enduse.interchange.pack_sense import unfit, unlikely
from enduse.interchange.pack_words import CHECKER, Known, Place, spoken, told
from enduse.taxonomy import TECHNOLOGIES, harms
from enduse.taxonomy.tables import BadInput, parse_yaml, read_text
from enduse.trade import Pack
from enduse.trade.campaigns import GROUPS
from enduse.trade.places import Places

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TELLS = re.compile(r"(?P<file>.+?)(:(?P<line>\d+))?: (?P<problem>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where."""

    file: Path
    line: int
    record: str
    field: str
    problem: str

    def __str__(self) -> str:
        parts = (f"{self.file}:{self.line}", self.record, self.field, self.problem)
        line = ": ".join(part for part in parts if part)
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a pack: its text, for the lines, and its rows."""

    noun: str
    path: Path
    text: str
    rows: list[Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how many records of each noun it looked at."""

    counts: dict[str, int]
    faults: list[Fault]


def check_pack(folder: Path) -> Report:
    """Look at every record of a pack; raises BadInput where there is no pack at all."""
    files = pack_files(folder)
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for noun in NOUNS:
        if noun in files:
            try:
                sheets.append(_sheet(noun, files[noun]))
            except BadInput as error:
                faults.append(_unread(error))
    known = _known(sheets, _places(files["places"], faults))
    for noun in files.keys() - {sheet.noun for sheet in sheets}:
        known.pop(noun, None)  # a file that cannot be read is one fault, not one for each reference
    for sheet in sheets:
        faults.extend(_placed(sheet, known))
    return Report({sheet.noun: len(sheet.rows) for sheet in sheets}, faults)


def checked_pack(folder: Path) -> Pack:
    """The pack in a folder, if it has no fault; raises BadInput, which tells the first."""
    faults = check_pack(folder).faults
    if faults:
        more = f"; {len(faults) - 1:,} more" if len(faults) > 1 else ""
        raise BadInput(f"{faults[0]}{more}; `enduse pack check {folder}` tells all")
    return read_pack(folder)


def _sheet(noun: str, path: Path) -> Sheet:
    text = read_text(path)
    rows = parse_yaml(text, str(path))
    if not isinstance(rows, list):
        raise BadInput(f"{path}:1: holds no list of records; begin each record with '- id:'")
    return Sheet(noun, path, text, rows)


def _unread(error: BadInput) -> Fault:
    tells = TELLS.fullmatch(str(error))
    if tells is None:
        return Fault(Path(), 1, "", "", str(error))
    return Fault(Path(tells["file"]), int(tells["line"] or 1), "", "", tells["problem"])


def _places(path: Path, faults: list[Fault]) -> Places:
    try:
        return read_places(path)
    except BadInput as error:
        faults.append(_unread(error))
        return read_places(SHIPPED / path.name)


def _known(sheets: list[Sheet], places: Places) -> dict[str, dict[str, str]]:
    """For each thing a record may refer to: how it may be spelled, and the value to write."""
    ids: dict[str, dict[str, str]] = {noun: {} for noun in NOUNS}
    for sheet in sheets:
        ids[sheet.noun] = {i: i for i in map(_id, sheet.rows) if i}
    codes = {country.code: country.code for country in places.countries}
    names = {
        name.casefold(): country.code
        for country in places.countries
        for name in (country.name, *country.names)
    }
    addressees = names | codes | ids["parties"] | {group: group for group in GROUPS}
    return ids | {
        "records": {i: i for noun in ids if noun != "sources" for i in ids[noun]},
        "countries": names | codes,
        "technologies": {code: code for code in TECHNOLOGIES},
        "harms": {code: code for code in harms().harms},
        "victims": {code: code for code in harms().victims},
        "addressees": addressees,
    }


def _id(row: Any) -> str | None:
    found = row.get("id") if isinstance(row, Mapping) else None
    return found if isinstance(found, str) else None


def _ids(row: Any) -> Iterator[tuple[Place, str]]:
    """The ids that no other record of the file may have: its own and those of its demands."""
    if name := _id(row):
        yield ("id",), name
    demands = row.get("demands") if isinstance(row, Mapping) else None
    for at, demand in enumerate(demands if isinstance(demands, list) else ()):
        if name := _id(demand):
            yield ("demands", at, "id"), name


def _placed(sheet: Sheet, known: Known) -> Iterator[Fault]:
    found = sorted(set(_found(sheet, known)), key=lambda fault: [str(part) for part in fault[0]])
    root = yaml.compose(sheet.text, Loader=LOADER) if found else None
    faults = []
    for place, key, problem in found:
        row = sheet.rows[place[0]] if place else None  # type: ignore[index]
        name = _id(row) or (f"record {int(place[0]) + 1}" if place else "")
        line = _line(root, place, key=key)
        faults.append(Fault(sheet.path, line, name, spoken(place[1:]), problem))
    return iter(sorted(faults, key=lambda fault: fault.line))


def _found(sheet: Sheet, known: Known) -> Iterator[tuple[Place, str | None, str]]:
    seen: set[str] = set()
    validator = _validator(sheet.noun, known)
    for at, row in enumerate(sheet.rows):
        errors = list(validator.iter_errors(row))
        for error in _telling(errors):
            for place, key, problem in told(error, known):
                yield (at, *place), key, problem
        for place, problem in (*unfit(row), *(() if errors else unlikely(row))):
            yield (at, *place), None, problem
        for place, name in _ids(row):
            if name in seen:
                yield (at, *place), None, "stands twice; give one of the two another id"
            seen.add(name)


def _validator(noun: str, known: Known) -> Any:
    def follow(_: Any, target: str, value: Any, __: Any) -> Iterator[Any]:
        within = known.get("parties") if target == "addressees" else known.get(target)
        if within is None:
            return
        if isinstance(value, str) and known[target].get(value) != value:
            yield jsonschema.ValidationError(f"no {target} {value!r}")

    whole = schema(noun)
    standard = jsonschema.Draft202012Validator
    kind = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        standard,
        {"refersTo": follow},
        type_checker=standard.TYPE_CHECKER.redefine("integer", _is_whole),
    )
    return kind({"$defs": whole["$defs"], **whole["items"]}, format_checker=CHECKER)


def _is_whole(_: Any, value: object) -> bool:
    """JSON Schema takes 3.0 for a whole number; a record does not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _telling(errors: list[Any]) -> Iterator[Any]:
    """Of several errors about one value, those that say most: its form says least."""
    better = {tuple(e.absolute_path) for e in errors if e.validator in {"refersTo", "format"}}
    for error in errors:
        form = error.validator in {"pattern", "maxLength"}
        if not form or tuple(error.absolute_path) not in better:
            yield error


def _line(node: Any, place: Place, *, key: str | None) -> int:
    """The line of a value, or of its key; as deep as the file goes."""
    for depth, step in enumerate(place):
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                break
            node = pair[0] if key is not None and depth == len(place) - 1 else pair[1]
    line: int = node.start_mark.line + 1
    return line
