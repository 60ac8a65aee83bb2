"""Indicators and devices that nobody has: names end in .example, .invalid or .test."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enduse.forensics import Check, Matcher, check
from enduse.forensics.indicators import Entry, Indicators, Kind, Publication
from enduse.interchange.indicator_gathering import Group, gather

PUBLICATION = Publication("lab/tool.stix2", "0" * 64)


def indicators(*values: tuple[Kind, str] | Group, campaign: str | None = "Harness") -> Indicators:
    entries = [v if isinstance(v, Group) else Entry(*v, campaign) for v in values]
    return gather(entries, PUBLICATION)


def matched(text: str | bytes, *values: tuple[Kind, str]) -> list[str]:
    """The values of the indicators that stand in a text."""
    matcher = Matcher(indicators(*values))
    raw = text if isinstance(text, bytes) else text.encode()
    return [matcher.terms[hit.term].value for hit in matcher.scan(raw)]


def checked(place: Path, *values: tuple[Kind, str] | Group, with_content: bool = False) -> Check:
    return check([place], indicators(*values), with_content=with_content)


def traces(found: Check) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (f.trace, f.indicator.value, f.where.field, f.where.row)
        for f in sorted(found.findings, key=lambda f: (f.where.row or 0, f.where.field or ""))
    ]


def bundle(*patterns: str, name: str = "Harness", **more: Any) -> bytes:
    """A STIX 2.1 bundle as labs publish them."""
    objects: list[dict[str, Any]] = [{"type": "malware", "id": "malware--1", "name": name}]
    for at, pattern in enumerate(patterns):
        one = {"type": "indicator", "id": f"indicator--{at}", "pattern": pattern, **more}
        says = {
            "type": "relationship", "id": f"relationship--{at}", "relationship_type": "indicates",
            "source_ref": one["id"], "target_ref": "malware--1",
        }  # fmt: skip
        objects += [one, says]
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": objects}).encode()


def written(folder: Path, files: dict[str, str | bytes | list[Any] | dict[str, Any]]) -> Path:
    """Files in a folder; what is no text is written as JSON."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def outcomes(found: Check) -> dict[str, tuple[str, str | None]]:
    return {one.file.rpartition("/")[2]: (one.outcome, one.note) for one in found.coverage.inputs}


__all__: Sequence[str] = (
    "bundle", "checked", "indicators", "matched", "outcomes", "traces", "written",
)  # fmt: skip
