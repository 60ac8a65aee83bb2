"""A check as STIX 2.1: sightings of indicators, with what was observed and when."""

from collections import defaultdict
from typing import Any

from enduse.forensics.custody import Custody
from enduse.forensics.findings import Check, Finding, Sought
from enduse.forensics.indicators import Term
from enduse.interchange.stix_objects import (
    EXTENDED,
    IDENTITY,
    bundle,
    extension,
    identity,
    named_id,
    observables,
    pattern,
)


def check_stix(check: Check, custody: Custody) -> bytes:
    """One sighting for each indicator and kind of trace; no file, field or content of a device."""
    groups: defaultdict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in check.findings:
        sought = finding.indicator
        groups[sought.kind, sought.value, finding.trace].append(finding)
    objects = [identity()]
    if any(kind in EXTENDED for kind, _, _ in groups):
        objects.append(extension())
    for findings in groups.values():
        objects += _seen(findings, custody)
    return bundle(objects).encode()


def _seen(findings: list[Finding], custody: Custody) -> list[dict[str, Any]]:
    at = custody.ended.replace("Z", ".000Z")
    sought, trace = findings[0].indicator, findings[0].trace
    name = f"{sought.kind}:{sought.value}"
    times = sorted(f.when.replace("Z", ".000Z") for f in findings if f.when) or [at]
    count = sum(1 + f.more for f in findings)
    things = observables(sought.kind, sought.value)
    common = {"spec_version": "2.1", "created_by_ref": IDENTITY, "created": at, "modified": at}
    indicator = (
        {"type": "indicator", "id": named_id("indicator", name)} | common | _told(sought, at)
    )
    observed = {
        "type": "observed-data", "id": named_id("observed-data", f"{name}:{trace}:{at}"), **common,
        "first_observed": times[0], "last_observed": times[-1], "number_observed": count,
        "object_refs": [thing["id"] for thing in things],
    }  # fmt: skip
    sighting = {
        "type": "sighting", "id": named_id("sighting", f"{name}:{trace}:{at}"), **common,
        "description": f"Kind of trace: {trace}. {findings[0].means}",
        "sighting_of_ref": indicator["id"], "observed_data_refs": [observed["id"]],
        "first_seen": times[0], "last_seen": times[-1], "count": count,
    }  # fmt: skip
    return [indicator, *things, observed, sighting]


def _told(sought: Sought, at: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": ", ".join(sought.campaigns) or sought.value,
        "description": f"Published in {', '.join(sought.publications)}.",
        "indicator_types": ["malicious-activity"],
        "pattern": pattern(Term(sought.kind, sought.value), sought.value),
        "pattern_type": "stix",
        "pattern_version": "2.1",
        "valid_from": at,
    }
    if sought.references:
        told["external_references"] = [
            {"source_name": name, "url": url}
            for name, url in zip(
                sought.publications * len(sought.references), sought.references, strict=False
            )
        ]
    return told
