"""STIX 2.1 as specified: objects with their ids, and patterns in the words of the standard.

What the standard has no word for (apps, Android properties, configuration profiles of phones) is
defined by an extension (STIX 2.1, 7.3), so that a validator and a reader know what it is.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from enduse.forensics.indicators import Kind, Term
from enduse.forensics.kinds import HASH_LENGTHS

SCO_SPACE = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # STIX 2.1, 2.9
SPACE = UUID("5d3c7f0e-8a43-5d0c-9a5e-6e9f7b1f2a10")
IDENTITY = "identity--7b1c7c52-0f0f-4a7e-9a56-6a8a5d0f3c11"
EXTENSION = "extension-definition--0f6d2f5e-3b0b-4d3c-8a8e-1d5b0c9f7e22"
BORN = "2026-11-22T00:00:00.000Z"
EXTENDED: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "package": ("x-mobile-app", "app_id"),
        "property": ("x-android-property", "name"),
        "profile": ("x-configuration-profile", "profile_id"),
    }
)
PATHS: Mapping[Kind, str] = MappingProxyType(
    {
        "domain": "domain-name:value",
        "url": "url:value",
        "email": "email-addr:value",
        "process": "process:image_ref.name",
        "file-name": "file:name",
        "file-path": "directory:path",
        **{kind: f"{type_}:{name}" for kind, (type_, name) in EXTENDED.items()},
    }
)


def identity() -> dict[str, Any]:
    """The program as the maker of what it writes."""
    return {
        "type": "identity", "spec_version": "2.1", "id": IDENTITY, "created": BORN,
        "modified": BORN, "name": "Enduse", "identity_class": "system",
    }  # fmt: skip


def extension() -> dict[str, Any]:
    """The definition of the objects that the standard has no word for."""
    return {
        "type": "extension-definition", "spec_version": "2.1", "id": EXTENSION,
        "created_by_ref": IDENTITY, "created": BORN, "modified": BORN,
        "name": "Apps, properties and configuration profiles of phones",
        "description": "x-mobile-app (app_id), x-android-property (name),"
        " x-configuration-profile (profile_id): each a text by which a phone names it.",
        "schema": "https://json-schema.org/draft/2020-12/schema", "version": "1.0.0",
        "extension_types": ["new-sco"],
    }  # fmt: skip


def pattern(term: Term, written: str) -> str:
    """The comparison for a term; of paths and addresses as they were published."""
    value = written if term.kind in {"url", "file-path", "process", "file-name"} else term.value
    return f"[{_path(term)} {'LIKE' if term.like else '='} '{_quoted(value)}']"


def _path(term: Term) -> str:
    if term.kind == "ip":
        return f"ipv{6 if ':' in term.value else 4}-addr:value"
    if term.kind in {"hash", "certificate"}:
        of = "file" if term.kind == "hash" else "x509-certificate"
        return f"{of}:hashes.{_hash_name(term.value)}"
    return PATHS[term.kind]


def _hash_name(value: str) -> str:
    name = HASH_LENGTHS[len(value)]
    return name if name == "MD5" else f"'{name}'"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def named_id(type_: str, name: str) -> str:
    """The same id for the same thing, whenever it is written; in the form of a random one, which
    is what validators ask of these types."""
    return f"{type_}--{UUID(int=uuid5(SPACE, f'{type_}:{name}').int, version=4)}"


def observables(kind: Kind, value: str) -> list[dict[str, Any]]:
    """The observables for a value, the one that stands for it first."""
    if kind == "process":
        image = _sco("file", {"name": value})
        ran = {"type": "process", "spec_version": "2.1", "image_ref": image["id"]}
        return [ran | {"id": named_id("process", value)}, image]
    if kind == "file-path":
        folder, _, name = value.rpartition("/")
        place = _sco("directory", {"path": folder or "/"})
        return [_sco("file", {"name": name, "parent_directory_ref": place["id"]}), place]
    return [_single(kind, value)]


def _single(kind: Kind, value: str) -> dict[str, Any]:
    if kind == "ip":
        return _sco(f"ipv{6 if ':' in value else 4}-addr", {"value": value})
    if kind in {"hash", "certificate"}:
        of = "file" if kind == "hash" else "x509-certificate"
        return _sco(of, {"hashes": {HASH_LENGTHS[len(value)]: value}})
    if kind in EXTENDED:
        type_, name = EXTENDED[kind]
        extended = {EXTENSION: {"extension_type": "new-sco"}}
        return _sco(type_, {name: value}) | {"extensions": extended}
    type_, _, name = PATHS[kind].partition(":")
    return _sco(type_, {name: f"http://{value}" if kind == "url" else value})


def _sco(type_: str, told: dict[str, Any]) -> dict[str, Any]:
    """An observable with the id that follows from what it says (STIX 2.1, 2.9)."""
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {
        "type": type_,
        "spec_version": "2.1",
        "id": f"{type_}--{uuid5(SCO_SPACE, canonical)}",
        **told,
    }


def bundle(objects: list[dict[str, Any]]) -> str:
    """Objects, each once, as a bundle."""
    each = {thing["id"]: thing for thing in objects}
    name = named_id("bundle", "\n".join(each))
    told = {"type": "bundle", "id": name, "objects": list(each.values())}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
