"""A check as JSON: the contract for other programs."""

from typing import Any

import msgspec

from enduse.forensics.custody import Custody
from enduse.forensics.findings import NOTHING, Check, Coverage
from enduse.forensics.inspection import Input


def check_json(check: Check, custody: Custody) -> bytes:
    """Findings, stories, coverage and custody, with keys that are added to and never renamed."""
    told = {
        "verdict": check.verdict,
        "in_words": in_words(check),
        "findings": check.findings,
        "stories": check.stories,
        "coverage": coverage(check.coverage),
        "custody": custody,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def in_words(check: Check) -> str:
    """The outcome, and whether everything was read; it never says that a device is clean."""
    coverage = check.coverage
    if not check.findings and not coverage.any_read:
        return "No input could be read: this check says nothing about the device."
    said = [_found(check) if check.findings else NOTHING]
    if coverage.unread:
        inputs = _counted(len(coverage.unread), "input")
        said.append(f"Not everything could be read: {inputs} not, or only in part.")
    if coverage.bytes_only:
        were = "was" if coverage.bytes_only == 1 else "were"
        inputs = _counted(coverage.bytes_only, "input")
        said.append(f"{inputs} of unknown format {were} sought through as bytes only.")
    return " ".join(said)


def _found(check: Check) -> str:
    count = sum(1 + finding.more for finding in check.findings)
    of = f"of {_counted(len(check.stories), 'published campaign')}"
    if all(finding.trace == "listed" for finding in check.findings):
        return f"{_counted(count, 'mention')} {of}; no trace of contact in what was read."
    return f"{_counted(count, 'trace')} {of}."


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def coverage(found: Coverage) -> dict[str, Any]:
    """What the check could and could not have seen, as plain values."""
    return {
        "indicators": found.indicators,
        "could_show": found.could_show,
        "by_kind": {
            kind: {"indicators": count, "could_show": seen}
            for kind, (count, seen) in found.by_kind.items()
        },
        "inputs": [_input(one) for one in found.inputs],
        "not_evaluated": [
            {"publication": name, "value": written, "reason": reason}
            for name, written, reason in found.unusable
        ],
    }


def _input(one: Input) -> dict[str, Any]:
    told = {
        "file": one.file, "outcome": one.outcome, "read_as": one.how, "size": one.size,
        "kinds": sorted(one.kinds), "note": one.note,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}
