"""The chain of custody: what exactly was looked at, with what, and when."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from enduse import __version__
from enduse.forensics.indicators import Indicators
from enduse.forensics.inputs.stream import shown
from enduse.taxonomy.tables import BadInput

PIECE = 1 << 20
State = Literal["same", "changed", "missing", "new", "not read"]


class Held(msgspec.Struct, frozen=True):
    """One file as it was: its place, size in bytes and SHA-256; `fault` where it cannot be read."""

    file: str
    size: int
    sha256: str | None
    fault: str | None = None


class Publisher(msgspec.Struct, frozen=True):
    """A file of indicators and its SHA-256."""

    name: str
    sha256: str


class Custody(msgspec.Struct, frozen=True):
    """What a check rests on. Times are ISO in UTC."""

    tool: str
    began: str
    ended: str
    consent: str | None
    inputs: tuple[Held, ...]
    indicators: tuple[Publisher, ...]
    paths: tuple[str, ...] = ()


def held(paths: Iterable[Path]) -> tuple[Held, ...]:
    """Every file at these paths with its SHA-256; links are not followed."""
    return tuple(_held(file) for path in paths for file in _files(path))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                yield file


def _held(file: Path) -> Held:
    digest = hashlib.sha256()
    size = 0
    try:
        with file.open("rb") as opened:
            while piece := opened.read(PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        return Held(shown(file), size, None, error.strerror or str(error))
    return Held(shown(file), size, digest.hexdigest())


def custody(
    paths: Iterable[Path],
    indicators: Indicators,
    inputs: tuple[Held, ...],
    *,
    times: tuple[str, str],
    consent: str | None = None,
) -> Custody:
    """The manifest of a check that began and ended at these times."""
    by = tuple(Publisher(one.name, one.sha256) for one in indicators.publications)
    began, ended = times
    return Custody(
        f"enduse {__version__}", began, ended, consent, inputs, by, tuple(map(shown, paths))
    )


def read_manifest(path: Path) -> Custody:
    """A manifest, or the one inside a report; raises BadInput."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}; check the path and its rights") from None
    try:
        found = msgspec.json.decode(content)
        if isinstance(found, dict) and "custody" in found:
            found = found["custody"]
        return msgspec.convert(found, Custody)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            f"{path}: is no manifest of a check: {error}; name one, or its JSON report"
        ) from None


def _state(was: Held, now: Held) -> State:
    if now.sha256 is None or was.sha256 is None:
        return "not read"
    return "same" if now.sha256 == was.sha256 else "changed"


def verify(manifest: Custody) -> list[tuple[State, str]]:
    """How each file stands now; relative paths begin at the working folder, as they did then."""
    roots = map(Path, manifest.paths)
    now = {
        shown(file): file for root in roots if root.exists() for file in _files(root)
    }  # a name that is no text is found by how it is shown
    told: list[tuple[State, str]] = []
    for was in manifest.inputs:
        place = now.get(was.file) or Path(was.file)
        told.append((_state(was, _held(place)) if place.is_file() else "missing", was.file))
    known = {was.file for was in manifest.inputs}
    return told + [("new", name) for name in now if name not in known]
