"""Indicators from tables and plain lists: CSV, JSON lists, one value a line, stalkerware's YAML."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from enduse.forensics.indicators import Entry, Kind
from enduse.interchange.indicator_gathering import Gathered, NotRead
from enduse.interchange.indicator_types import guessed, kind_called
from enduse.interchange.misp import parts_of

TYPE, VALUE = ("type", "indicator_type", "kind"), ("value", "indicator", "ioc")
CAMPAIGN = ("campaign", "malware", "family", "app", "tag")
REFERENCE = ("reference", "report", "link", "source", "url_reference")
COMMENT = re.compile(r"\s+#.*\Z")
HOSTS = re.compile(r"(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+(\S+)")


def read_list(text: str, name: str) -> Iterator[Gathered]:
    """One value a line; the name of the file says the kind, else each value does."""
    kind = kind_called(re.sub(r"[-.]", "_", name.rpartition("/")[2].rsplit(".", 1)[0]))
    for line in text.splitlines():
        value = COMMENT.sub("", line).strip()
        if not value or value.startswith(("#", "//", ";")):
            continue
        hosts = HOSTS.fullmatch(value)
        its: Kind | None = "domain" if hosts else kind or guessed(value)
        if its is None:
            yield NotRead(value, "may be of several kinds; name the file for it, as domains.txt")
        else:
            yield Entry(its, hosts[1] if hosts else value)


def read_csv(text: str) -> Iterator[Gathered]:
    """Rows of type and value, or a column for each kind; without a heading, by the values."""
    rows = csv.reader(text.splitlines())
    header = [name.strip().lower().lstrip("#") for name in next(rows, [])]
    if not any(name in (*VALUE, *TYPE) or kind_called(name) for name in header):
        yield from _unheaded(csv.reader(text.splitlines()))
        return
    for row in rows:
        yield from read_row(dict(zip(header, row, strict=False)))


def _unheaded(rows: Iterable[list[str]]) -> Iterator[Gathered]:
    any_found = False
    without: list[NotRead] = []
    for row in rows:
        found = [(kind, cell) for cell in row if (kind := guessed(cell))]
        any_found = any_found or bool(found)
        yield from (Entry(kind, cell) for kind, cell in found)
        if not found and any(row):
            without.append(NotRead(", ".join(row), "no cell is of a kind that a check looks for"))
    if any_found:
        yield from without
    elif without:
        yield NotRead(without[0].written, f"a table of {len(without):,} rows without an indicator")


def read_row(row: Mapping[str, Any]) -> Iterator[Gathered]:
    """The indicators of one row, by the names of its columns."""
    campaign, reference = _first(row, CAMPAIGN), _first(row, REFERENCE)
    value, name = _first(row, VALUE), _first(row, TYPE)
    if value is not None:
        if str(row.get("to_ids", "")).strip() in {"0", "False", "false"}:
            yield NotRead(f"{name}: {value}", "is context and not for detection (to_ids is 0)")
            return
        yield from parts_of(name or guessed(value) or "", value, campaign, reference)
        return
    for column, cell in row.items():
        kind = kind_called(column) if column not in (*CAMPAIGN, *REFERENCE, *TYPE) else None
        if kind and cell and str(cell).strip():
            yield Entry(kind, str(cell), campaign, reference)


def _first(row: Mapping[str, Any], names: Iterable[str]) -> str | None:
    found = (row.get(name) for name in names)
    return next((str(value).strip() for value in found if value and str(value).strip()), None)


def read_families(families: Iterable[Any]) -> Iterator[Gathered]:
    """The form of the stalkerware lists: a family with packages, certificates, websites and C2."""
    for family in families:
        campaign = str(family.get("name") or "") or None
        places = {**family, **{f"c2 {k}": v for k, v in (family.get("c2") or {}).items()}}
        for name, kind in FAMILY.items():
            yield from (Entry(kind, str(v), campaign) for v in places.get(name) or ())


FAMILY: Mapping[str, Kind] = {
    "packages": "package", "certificates": "certificate", "websites": "domain",
    "distribution": "domain", "c2 domains": "domain", "c2 ips": "ip",
}  # fmt: skip


def is_families(content: Any) -> bool:
    """Whether YAML or JSON is a list of families of stalkerware."""
    return isinstance(content, list) and any(
        isinstance(one, dict) and "name" in one and FAMILY.keys() & one.keys() for one in content
    )
