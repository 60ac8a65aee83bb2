"""Indicators in the forms of other tools, each with how many have no place in it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from enduse.forensics.indicators import Indicator, Indicators, Kind
from enduse.interchange.stix_objects import (
    EXTENDED,
    IDENTITY,
    bundle,
    extension,
    identity,
    named_id,
    pattern,
)

Export = Callable[[Indicators, str], tuple[str, int]]
MVT_PATHS: Mapping[Kind, str] = {
    "domain": "domain-name:value", "url": "url:value", "process": "process:name",
    "email": "email-addr:value", "file-name": "file:name", "file-path": "file:path",
    "package": "app:id", "property": "android-property:name", "profile": "configuration-profile:id",
}  # fmt: skip
AS_WRITTEN = frozenset({"file-path", "process", "file-name", "url", "profile"})
HASHES = {32: "md5", 40: "sha1", 64: "sha256"}
FIRST_RULE = 9_100_000


def _stix(indicators: Indicators, now: str) -> tuple[str, int]:
    """STIX 2.1 as specified, campaigns as malware."""
    return _bundle(indicators, now, lambda one: _combined(one, indicators))


def _mvt(indicators: Indicators, now: str) -> tuple[str, int]:
    """The dialect that MVT loads: one comparison in each pattern, in its words."""
    return _bundle(indicators, now, _in_mvt)


def _combined(one: Indicator, _: Indicators) -> str | None:
    """The pattern of an indicator; of several terms in one row, their conjunction."""
    parts = [
        pattern(term, one.written if len(one.terms) == 1 else term.value) for term in one.terms
    ]
    if one.apart:
        return " AND ".join(parts)
    return "[" + " AND ".join(part[1:-1] for part in parts) + "]"


def _in_mvt(one: Indicator) -> str | None:
    term = one.terms[0]
    if len(one.terms) > 1 or term.like or {"'", "="} & set(one.written):
        return None  # MVT splits a pattern at every `=`
    if term.kind == "ip":
        version = 6 if ":" in term.value else 4
        return None if "/" in term.value else f"[ipv{version}-addr:value='{term.value}']"
    if term.kind in {"hash", "certificate"}:
        name = HASHES.get(len(term.value))
        of = "file:hashes" if term.kind == "hash" else "app:cert"
        return f"[{of}.{name}='{term.value}']" if name else None
    value = one.written if term.kind in AS_WRITTEN else term.value
    return f"[{MVT_PATHS[term.kind]}='{value}']"


def _bundle(
    indicators: Indicators, now: str, written: Callable[[Indicator], str | None]
) -> tuple[str, int]:
    objects = [identity()]
    if any(term.kind in EXTENDED for one in indicators.indicators for term in one.terms):
        objects.append(extension())
    left = 0
    for one in indicators.indicators:
        asked = written(one)
        if asked is None:
            left += 1
        else:
            objects += _indicated(one, asked, indicators, now)
    return bundle(objects), left


def _indicated(
    one: Indicator, asked: str, indicators: Indicators, now: str
) -> Iterable[dict[str, Any]]:
    common = {"spec_version": "2.1", "created_by_ref": IDENTITY, "created": now, "modified": now}
    publication = indicators.publications[one.publication].name
    campaign = one.campaign or publication
    malware = {
        "type": "malware", "id": named_id("malware", campaign), **common, "name": campaign,
        "is_family": False, "malware_types": ["spyware"],
    }  # fmt: skip
    indicator: dict[str, Any] = {
        "type": "indicator", "id": named_id("indicator", f"{campaign}:{asked}"), **common,
        "name": campaign, "description": f"Published in {publication}.",
        "indicator_types": ["malicious-activity"], "pattern": asked,
        "pattern_type": "stix", "pattern_version": "2.1", "valid_from": now,
    }  # fmt: skip
    if one.reference:
        indicator["external_references"] = [{"source_name": publication, "url": one.reference}]
    says = {
        "type": "relationship",
        "id": named_id("relationship", indicator["id"] + malware["id"]),
        **common,
        "relationship_type": "indicates",
        "source_ref": indicator["id"],
        "target_ref": malware["id"],
    }
    return malware, indicator, says


def _single(indicators: Indicators, *kinds: Kind) -> Iterator[Indicator]:
    seen = set()
    for one in indicators.indicators:
        term = one.terms[0]
        if len(one.terms) == 1 and not term.like and term.kind in kinds and term not in seen:
            seen.add(term)
            yield one


def _left(indicators: Indicators, *kinds: Kind) -> int:
    return sum(
        len(one.terms) > 1 or one.terms[0].like or one.kind not in kinds
        for one in indicators.indicators
    )


def _hosts(indicators: Indicators, _: str) -> tuple[str, int]:
    """A hosts file: each domain itself; a hosts file cannot say `and all below it`."""
    names = sorted(one.terms[0].value for one in _single(indicators, "domain"))
    lines = "".join(f"0.0.0.0 {name}\n" for name in names)
    return f"# {len(names):,} domains, exported by Enduse\n{lines}", _left(indicators, "domain")


def _suricata(indicators: Indicators, _: str) -> tuple[str, int]:
    """Rules for Suricata 5 and later: DNS queries, TLS server names, and addresses."""
    rules = list(_rules(indicators))
    numbered = "".join(rule.replace("SID", str(FIRST_RULE + n)) for n, rule in enumerate(rules))
    return numbered, _left(indicators, "domain", "ip")


def _rules(indicators: Indicators) -> Iterator[str]:
    for one in _single(indicators, "domain", "ip"):
        value = one.terms[0].value
        named = one.campaign or indicators.publications[one.publication].name
        said = "".join(c for c in named if c not in '";\\:')
        if one.kind == "ip":
            said = f"{said} {value.replace(':', '.')}"
            yield f'alert ip $HOME_NET any -> {value} any (msg:"Enduse {said}"; sid:SID; rev:1;)\n'
            continue
        for protocol, field in (("dns", "dns.query"), ("tls", "tls.sni")):
            yield (
                f'alert {protocol} $HOME_NET any -> any any (msg:"Enduse {said} {value}";'
                f' {field}; dotprefix; content:".{value}"; nocase; endswith; sid:SID; rev:1;)\n'
            )


def _csv(indicators: Indicators, _: str) -> tuple[str, int]:
    """A table that `enduse indicators add` reads again."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("type", "value", "campaign", "reference", "publication"))
    for one in indicators.indicators:
        if len(one.terms) == 1 and not one.terms[0].like:
            publication = indicators.publications[one.publication].name
            kind, value = one.kind, one.terms[0].value
            writer.writerow((kind, value, one.campaign or "", one.reference or "", publication))
    left = sum(len(one.terms) > 1 or one.terms[0].like for one in indicators.indicators)
    return text.getvalue(), left


EXPORTS: Mapping[str, Export] = {
    "stix": _stix,
    "mvt": _mvt,
    "hosts": _hosts,
    "suricata": _suricata,
    "csv": _csv,
}
