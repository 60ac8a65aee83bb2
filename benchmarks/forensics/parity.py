"""Every alert that MVT raises from an indicator, on its own artefacts: does Enduse find it too?

    python benchmarks/forensics/parity.py SHARED --mvt VENV

MVT reads the artefacts of SHARED/mvt-artifacts without indicators first. From what it wrote, a
bundle is made that names every process, app, host, path, property and hash there is; MVT then
reads them again with it, and Enduse checks MVT's results with the same bundle. Each difference is
printed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from enduse.forensics import check
from enduse.forensics.artefacts import result_file
from enduse.forensics.inputs.rows import leaves
from enduse.forensics.kinds import NeverMatches, reading
from enduse.interchange.indicator_files import read_file

RUNS = {
    "ios": ("mvt-ios", "check-backup", "ios_backup"),
    "androidqf": ("mvt-android", "check-androidqf", "androidqf"),
    "bugreport": ("mvt-android", "check-bugreport", "android_data/bugreport"),
    "backup": ("mvt-android", "check-backup", "android_backup/backup3.ab"),
}
PATTERNS = {
    "process": ("process:name", "process"),
    "package": ("app:id", "package"),
    "url": ("domain-name:value", "domain"),
    "host": ("domain-name:value", "domain"),
    "path": ("file:path", "file-path"),
    "property": ("android-property:name", "property"),
    "hash": ("file:hashes.sha256", "hash"),
    "certificate": ("app:cert.sha256", "certificate"),
    "email": ("email-addr:value", "email"),
    "profile": ("configuration-profile:id", "profile"),
}
OWN = ("alerts", "info", "urls", "_detected")


def run(venv: Path, artefacts: Path, out: Path, iocs: Path | None) -> None:
    for name, (program, command, place) in RUNS.items():
        asked = [venv / "bin" / program, command, *(["--iocs", iocs] if iocs else [])]
        done = subprocess.run(
            [*map(str, asked), "--output", str(out / name), str(artefacts / place)],
            capture_output=True, text=True, check=False,
            env=os.environ | {"MVT_ANDROID_BACKUP_PASSWORD": "123456", "HOME": str(out)},
        )  # fmt: skip
        if done.returncode:
            print(
                f"{name}: mvt ended with {done.returncode}: {done.stdout[-300:]}", file=sys.stderr
            )


def named(out: Path) -> Iterator[tuple[str, str]]:
    """The role and value of every field that Enduse knows in MVT's results."""
    for path in sorted(out.glob("*/*.json")):
        known = result_file(path.stem)
        if known is None or any(word in path.stem for word in OWN):
            continue
        content = json.loads(path.read_text())
        for row in content if isinstance(content, list) else [content]:
            for field, value in leaves(row):
                if field in known.fields:
                    yield known.fields[field].role, value


def bundle(out: Path) -> bytes:
    objects: list[dict[str, Any]] = [{"type": "malware", "id": "malware--1", "name": "All"}]
    seen = set()
    for role, value in named(out):
        path, kind = PATTERNS.get(role, ("", ""))
        bare = value.split("://")[-1].split("/")[0] if role == "url" else value
        bare = bare.rpartition("/")[2] if role == "process" else bare
        try:
            reading(kind, bare)  # type: ignore[arg-type]
        except (NeverMatches, KeyError):
            continue
        if "'" not in bare and "=" not in bare and (path, bare) not in seen:
            seen.add((path, bare))
            at = f"indicator--{len(seen)}"
            pattern = f"[{path}='{bare.lower() if kind == 'domain' else bare}']"
            says = {
                "type": "relationship",
                "relationship_type": "indicates",
                "id": f"relationship-{at}",
            }
            objects += [
                {"type": "indicator", "id": at, "pattern": pattern},
                says | {"source_ref": at, "target_ref": "malware--1"},
            ]
    print(f"{len(seen):,} indicators made from MVT's own results")
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": objects}).encode()


def alerts(out: Path) -> Counter[tuple[str, str, str]]:
    """What MVT alerts to because of an indicator: run, module, value."""
    found: Counter[tuple[str, str, str]] = Counter()
    for path in out.glob("*/alerts.json"):
        for alert in json.loads(path.read_text()):
            if matched := alert.get("matched_indicator"):
                found[path.parent.name, alert["module"], matched["value"].lower()] += 1
    return found


def findings(out: Path, iocs: Path) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    indicators = read_file(iocs)
    for run_ in RUNS:
        for finding in check([out / run_], indicators).findings:
            stem = Path(finding.where.file).stem
            found[run_, stem, finding.indicator.value.lower()] += 1 + finding.more
    return found


def plain(value: str) -> str:
    return value.rstrip("/").removeprefix("/private")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--mvt", type=Path, required=True)
    asked = parser.parse_args()
    artefacts = asked.shared / "mvt-artifacts" / "tests" / "artifacts"
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        iocs = Path(folder, "all.stix2")
        run(asked.mvt, artefacts, first, None)
        iocs.write_bytes(bundle(first))
        run(asked.mvt, artefacts, second, iocs)
        theirs, us = alerts(second), findings(second, iocs)
    mine = {(r, m, plain(v)) for r, m, v in us}
    missed = [key for key in theirs if (key[0], key[1], plain(key[2])) not in mine]
    known = {(r, m, plain(v)) for r, m, v in theirs}
    more = Counter((r, m) for r, m, v in mine if (r, m, v) not in known)
    print(f"MVT: {sum(theirs.values()):,} alerts of {len(theirs):,} (run, module, indicator)")
    print(f"Enduse: {sum(us.values()):,} traces of {len(us):,} (run, file, indicator)")
    print(f"raised by MVT and not found by Enduse: {len(missed)}")
    for key in missed:
        print("  missed:", *key)
    for (run_, module), count in sorted(more.items()):
        print(f"  found by Enduse alone: {run_} {module}: {count} indicators")


if __name__ == "__main__":
    main()
