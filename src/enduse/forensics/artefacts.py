"""What known records of a device hold: which field is what, and which kind of trace a match is."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from enduse.forensics.matcher import Role
from enduse.forensics.traces import Trace
from enduse.taxonomy.tables import compiled, read_yaml

TABLE = Path(__file__).with_name("artefacts.yaml")
HIDDEN = "…"
NAME = re.compile(r"[@$]?[A-Za-z_][\w$-]{0,40}", re.ASCII)
PREFIXES = ("aqf_", "dumpsys_")
Clock = Literal["iso", "unix", "unix-ms", "unix-us", "chrome", "apple", "any"]
GENERIC_TRACES: Mapping[str, Trace] = {
    "process": "executed", "path": "installed", "hash": "installed", "certificate": "installed",
    "package": "installed", "property": "installed", "profile": "installed",
}  # fmt: skip
CONTACT_KEYS = frozenset(
    {
        "query", "qname", "question", "rrname", "qh", "query_name", "queried_domain",
        "server_name", "sni", "dst", "dst_ip", "dest_ip",
        "remote_ip", "id.resp_h", "client_hello_server_name", "cs-host",
    }
)  # fmt: skip


class Field(NamedTuple):
    """What a field holds; `backup_path` marks a path below a domain of an iOS backup."""

    role: Role
    trace: Trace
    backup_path: bool = False


class Written(msgspec.Struct, frozen=True):
    """One kind of record as the table describes it."""

    title: str
    fields: dict[str, str]
    when: str | None = None
    clock: Clock = "iso"
    columns: tuple[str, ...] = ()
    query: str | None = None
    sent: str | None = None


class Table(msgspec.Struct, frozen=True):
    """The table that ships, as it is written."""

    results: dict[str, Written]
    tables: tuple[Written, ...]
    keys: dict[Role, tuple[str, ...]]
    when: tuple[str, ...]


class Artefact(NamedTuple):
    """One kind of record: its fields by name, where its time stands and how that counts."""

    title: str
    fields: Mapping[str, Field]
    when: tuple[str, ...]
    clock: Clock
    columns: tuple[str, ...] = ()
    query: str | None = None
    sent: str | None = None


@cache
def table() -> Table:
    """The table that ships."""
    return compiled(
        "artefacts", [TABLE], Table, lambda: msgspec.convert(read_yaml(TABLE), Table, strict=False)
    )


@cache
def result_file(name: str) -> Artefact | None:
    """What a result file of MVT holds, by its name without the suffix; None if it is none."""
    bare = name.lower().lstrip("0123456789_")
    for prefix in PREFIXES:
        bare = bare.removeprefix(prefix)
    known = table().results.get(bare)
    return _artefact(known) if known else None


@cache
def databases() -> tuple[Artefact, ...]:
    """The tables of databases that are known."""
    return tuple(map(_artefact, table().tables))


@cache
def by_key(name: str) -> Field:
    """What a field of a record that nobody described holds, by its name."""
    bare = name.rpartition(".")[2].strip().lower()
    role = _roles().get(name.strip().lower()) or _roles().get(bare) or "text"
    if bare in CONTACT_KEYS or name.strip().lower() in CONTACT_KEYS:
        return Field(role, "contacted")
    return Field(role, GENERIC_TRACES.get(role, "listed"))


def trace_in(name: str, value: str) -> Trace:
    """The kind of trace of a match in such a field.

    A sentence in a field of hosts, such as what was typed into a search, is a mention.
    """
    trace = by_key(name).trace
    return "listed" if trace == "contacted" and len(value.split()) > 1 else trace


@cache
def field_shown(name: str) -> str | None:
    """A field as a report names it: a key may be a person's name, number or address.

    >>> field_shown("history.url"), field_shown("chats.Anna.text"), field_shown("+15550100.text")
    ('history.url', 'chats.….text', '….text')
    """
    if any(name in known.fields for known in (*table().results.values(), *table().tables)):
        return name
    parts = name.split(".")
    last = parts[-1] if NAME.fullmatch(parts[-1]) else HIDDEN
    if not all(map(NAME.fullmatch, parts)):
        return f"{HIDDEN}.{last}" if len(parts) > 1 and last != HIDDEN else HIDDEN
    return name if len(parts) < 3 else f"{parts[0]}.{HIDDEN}.{last}"  # noqa: PLR2004 - table and column


@cache
def _roles() -> Mapping[str, Role]:
    return {name: role for role, names in table().keys.items() for name in names}


def _artefact(written: Written) -> Artefact:
    fields = {}
    for name, said in written.fields.items():
        role, trace = said.split()
        field = msgspec.convert(
            [role.removeprefix("backup-"), trace, role != role.removeprefix("backup-")], Field
        )
        fields[name] = field
    when = (written.when,) if written.when else ()
    return Artefact(
        written.title, fields, when, written.clock, written.columns, written.query, written.sent
    )
