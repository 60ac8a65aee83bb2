"""Extraction by MVT, where the user has installed it: it has a licence of its own, so Enduse never
brings it along. It asks for consent, as MVT's licence does, and keeps MVT off the network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click

from enduse.forensics.inputs.open import encrypted_backup
from enduse.taxonomy.tables import BadInput

QUIET = ("--disable-update-check", "--disable-indicator-update-check")
PASSWORDS = {"mvt-ios": "MVT_IOS_BACKUP_PASSWORD", "mvt-android": "MVT_ANDROID_BACKUP_PASSWORD"}
BUG_REPORT = ("dumpstate*.txt", "bugreport-*.txt", "main_entry.txt")
ANDROIDQF = {"packages.json", "getprop.txt", "acquisition.json"}


class Extraction(NamedTuple):
    """What MVT is to do with a path."""

    program: str
    command: str
    encrypted: bool = False


def extraction_of(path: Path) -> Extraction | None:
    """Which of MVT's commands reads a path, None where none does."""
    if not path.is_dir():
        with path.open("rb") as file:
            head = file.read(200)
        if head.startswith(b"ANDROID BACKUP\n"):
            return Extraction("mvt-android", "check-backup", b"\nnone\n" not in head)
        name = path.name.lower()
        is_report = head.startswith(b"PK") and name.startswith(("bugreport", "dumpstate"))
        return Extraction("mvt-android", "check-bugreport") if is_report else None
    names = {inner.name for inner in path.iterdir()}
    if names & {"Manifest.db", "Manifest.plist"}:
        return Extraction("mvt-ios", "check-backup", encrypted_backup(path, sorted(names)))
    if any(any(path.glob(pattern)) for pattern in BUG_REPORT):
        return Extraction("mvt-android", "check-bugreport")
    return Extraction("mvt-android", "check-androidqf") if names & ANDROIDQF else None


def extract(paths: tuple[Path, ...], folder: Path, consent: str | None) -> tuple[Path, ...]:
    """Results of MVT for each path that it reads, and the other paths; raises BadInput."""
    asked = {path: found for path in paths if (found := extraction_of(path))}
    if not asked:
        raise BadInput(f"{paths[0]}: nothing here that MVT extracts; leave --extract-to out")
    _must_be_agreed(consent)
    _must_be_apart(folder, paths)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tuple(
        _extracted(path, asked[path], folder / f"{number}-{path.name}") if path in asked else path
        for number, path in enumerate(paths, 1)
    )


def _must_be_agreed(consent: str | None) -> None:
    if consent:
        return
    if not sys.stdin.isatty():
        raise BadInput("extraction needs consent; say who agreed and when: --consent TEXT")
    click.confirm("Has the owner of the device agreed to this extraction?", abort=True, err=True)


def _must_be_apart(folder: Path, paths: tuple[Path, ...]) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder}: is not empty; name a new folder for what MVT extracts")
    for path in paths:
        if folder.resolve().is_relative_to(path.resolve()):
            raise BadInput(f"{folder}: lies inside the evidence; name a folder elsewhere")


def _extracted(path: Path, asked: Extraction, out: Path) -> Path:
    program = shutil.which(asked.program)
    if program is None:
        raise BadInput(
            f"{asked.program} is not installed; see https://docs.mvt.re, or decrypt first"
        )
    environment = dict(os.environ, MVT_NETWORK_ACCESS_ALLOWED="false")
    if asked.encrypted and not os.environ.get(PASSWORDS[asked.program]):
        secret = click.prompt(f"Password of {path.name}", hide_input=True, err=True)
        environment[PASSWORDS[asked.program]] = secret
    if asked.encrypted and asked.program == "mvt-ios":
        plain = out.with_name(f"{out.name}-decrypted")
        _run([program, *QUIET, "decrypt-backup", "-d", str(plain), str(path)], environment, path)
        path = plain
    _run([program, *QUIET, asked.command, "-o", str(out), str(path)], environment, path)
    if not out.is_dir() or not any(out.glob("*.json")):
        raise BadInput(f"{path}: MVT extracted nothing; is the password right?")
    return out


def _run(command: list[str], environment: dict[str, str], path: Path) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - the user's own mvt
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-160:]
        raise BadInput(f"{path}: {Path(command[0]).name} ended with {done.returncode}: {said}")
