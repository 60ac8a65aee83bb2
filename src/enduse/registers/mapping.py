"""Which column of a table says what: a small YAML file, strictly checked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec

from enduse.evidence import Record
from enduse.registers.cells import OUTCOMES, Unreadable, fixed
from enduse.taxonomy.tables import BadInput, read_yaml
from enduse.trade.register import Register

Field = Literal[
    "reference", "outcome", "date", "count", "kind", "issuer", "destination", "exporter",
    "end_user", "item", "codes", "value", "currency", "grounds", "note",
]  # fmt: skip
FIELDS: tuple[str, ...] = get_args(Field)
GATHERED = frozenset({"codes", "grounds", "item", "note"})
NO_CONSTANT = frozenset({"reference", "value", "count"})
STRAY = {
    "optional": "give it a column or drop it",
    "identity": "map it or drop it",
    "values": "give it a column or drop them",
    "gather": f"only {', '.join(sorted(GATHERED))} can be gathered",
    "constants": "it must have a column",
}
OTHERWISE = "*"
Sign = Annotated[str, msgspec.Meta(min_length=1, max_length=1)]
Name = Annotated[str, msgspec.Meta(min_length=1)]
Names = Annotated[tuple[Name, ...], msgspec.Meta(min_length=1)]


class GroundsFile(Record, frozen=True, kw_only=True):
    """A second table that gives the grounds of refusals; `key` is a column of both."""

    key: Name
    says: Name
    prefix: str = ""


class TableMapping(Record, frozen=True, kw_only=True):
    """How the tables of one register are written, and which column says what.

    A field comes from a column (or the first that is there of several names for it), from several
    columns gathered with a prefix each, or is the same in every row. `values` puts words of ours
    for words of the table; `*` stands for any other. `identity` names a row across editions.
    """

    register: Register
    columns: dict[Field, Name | Names] = {}
    gather: dict[Field, dict[Name, str]] = {}
    constants: dict[Field, Name] = {}
    optional: tuple[Field, ...] = ()
    values: dict[Field, dict[str, str]] = {}
    identity: tuple[Field, ...] = ()
    encoding: Literal["auto", "utf-8", "cp1252"] = "auto"
    delimiter: Sign | None = None
    skip: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    dates: Literal["iso", "day-first", "month-first"] = "iso"
    decimal: Literal[".", ","] = "."
    unknown: tuple[str, ...] = ("-",)
    totals: tuple[str, ...] = ()
    grounds_file: GroundsFile | None = None

    def names(self, field: Field) -> tuple[str, ...]:
        """The names that the column of a field has had, latest first."""
        column = self.columns[field]
        return (column,) if isinstance(column, str) else column

    @property
    def mapped(self) -> tuple[Field, ...]:
        """Every field that a row of the table can fill."""
        return (*self.columns, *self.gather, *self.constants)

    @property
    def identifying(self) -> tuple[Field, ...]:
        """The fields that name a row: as told, else its own reference, else all but the note."""
        if self.identity:
            return self.identity
        if "reference" in self.columns:
            return ("reference",)
        return tuple(field for field in self.mapped if field not in {"note", "currency"})


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a YAML file; raises BadInput."""
    return mapping_of(read_yaml(path), str(path))


def mapping_of(content: Any, where: str) -> TableMapping:
    """A mapping from plain values, checked through; `where` names it in a BadInput."""
    try:
        mapping = msgspec.convert(content, TableMapping)
    except msgspec.ValidationError as error:
        bare = any(f"got `{kind}`" in str(error) for kind in ("bool", "int", "float"))
        hint = "put the word in quotes" if bare else "see docs/registers.md for what a mapping says"
        raise BadInput(f"{where}: {error}; {hint}") from None
    for fault in _faults(mapping):
        raise BadInput(f"{where}: {fault}")
    return mapping


def _faults(mapping: TableMapping) -> Iterator[str]:
    mapped = mapping.mapped
    for field in sorted({field for field in mapped if mapped.count(field) > 1}):
        yield f"{field} is given twice; keep one of columns, gather and constants"
    if "outcome" not in mapped:
        yield f"no outcome; name its column, or a constant: {', '.join(OUTCOMES)}"
    if "value" in mapped and "currency" not in mapped:
        yield "a value without currency; name its column, or a constant such as EUR"
    yield from _stray_fields(mapping)
    yield from _wrong_words(mapping)


def _stray_fields(mapping: TableMapping) -> Iterator[str]:
    """Fields that are named where they cannot be."""
    columns = {*mapping.columns, *mapping.gather}
    stray = {
        "optional": set(mapping.optional) - columns,
        "identity": set(mapping.identity) - {*mapping.mapped, "date"},
        "values": set(mapping.values) - columns,
        "gather": set(mapping.gather) - GATHERED,
        "constants": set(mapping.constants) & NO_CONSTANT,
    }
    for what, fields in stray.items():
        for field in sorted(fields):
            yield f"{what} cannot name {field}; {STRAY[what]}"


def _wrong_words(mapping: TableMapping) -> Iterator[str]:
    """Constants, and words put for others, that no entry could hold."""
    said: list[tuple[str, str, str]] = [("constants", *pair) for pair in mapping.constants.items()]
    for field, words in mapping.values.items():
        said += [("values", field, word) for word in words.values()]
    for where, name, word in said:
        try:
            fixed(name, word)
        except Unreadable as why:
            yield f"{where}, {name}: {why}"
