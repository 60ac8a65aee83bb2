"""The lists of one machine: each in a folder of its own, compiled, and replaced as a whole.

A list is written beside its place and moved there when it is complete. A process that is killed
leaves a folder of parts that nobody reads, and the list as it was.
"""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import NamedTuple

import msgspec

from enduse.evidence import Record
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.names import NAME_FILES
from enduse.screening.said import VERSION
from enduse.screening.tables import FILES
from enduse.taxonomy.tables import BadInput

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
HERE = Path(__file__).parent
MADE_BY = ("parts", "keys", "index_build", "said", "shape", "written")
CODE = (*NAME_FILES, *(HERE / f"{name}.py" for name in MADE_BY))
META = "list.json"
DAY = 24 * 60 * 60


class Stored(Record, frozen=True, kw_only=True):
    """A file of an index as it was written."""

    size: int
    changed: int
    digest: str


class Listed(Record, frozen=True, kw_only=True):
    """A compiled list: its name, what it holds, where it came from and when."""

    name: str
    version: int
    entities: int
    names: int
    unusable: int
    source: str
    content: str
    added: str
    options: dict[str, str] = {}
    folder: str
    files: dict[str, Stored]


class Origin(NamedTuple):
    """Where a list comes from: a path or an address, a digest of what was read and how, the day."""

    source: str
    content: str
    day: str
    options: dict[str, str]


class Shelf:
    """The folder in which the lists of this machine stand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> tuple[str, ...]:
        """The names of the lists, in order."""
        if not self.folder.is_dir():
            return ()
        found = (path.name for path in self.folder.iterdir() if (path / META).is_file())
        return tuple(sorted(name for name in found if NAME.fullmatch(name)))

    def listed(self, name: str) -> Listed:
        """What is known of a list; raises BadInput where there is none or it is damaged."""
        path = self._place(name) / META
        try:
            return msgspec.json.decode(path.read_bytes(), type=Listed)
        except FileNotFoundError:
            known = ", ".join(self.names()) or "none yet"
            raise BadInput(f"no list {name!r}; there are: {known}; see enduse lists") from None
        except (OSError, msgspec.MsgspecError) as error:
            raise BadInput(f"{path}: damaged: {error}; {_again(name)}") from None

    def holds(self, name: str) -> bool:
        """Whether a list stands here whole, made by this version."""
        try:
            listed = self.listed(name)
            check_files(self._place(name) / listed.folder, listed)
        except BadInput:
            return False
        return listed.version == VERSION

    def open(self, name: str) -> Index:
        """The index of a list; raises BadInput where it is damaged or of another version."""
        listed = self.listed(name)
        while True:
            try:
                return self._open(listed)
            except BadInput:
                before, listed = listed, self.listed(name)
                if listed.folder == before.folder:
                    raise  # else it was replaced while it was opened

    def _open(self, listed: Listed) -> Index:
        if listed.version != VERSION:
            raise BadInput(
                f"the list {listed.name!r} was made by another version; {_again(listed.name)}"
            )
        folder = self._place(listed.name) / listed.folder
        check_files(folder, listed)
        try:
            return Index(folder)
        except (OSError, ValueError) as error:
            raise BadInput(f"{folder}: damaged: {error}; {_again(listed.name)}") from None

    def add(self, name: str, entities: Iterable[Entity], origin: Origin) -> Listed:
        """Compile a list and put it in the place of what it had; raises BadInput, and then what was
        there stays."""
        place = self._place(name)
        if not NAME.fullmatch(name):
            raise BadInput(f"{name!r:.70} is no name for a list; use small letters, digits and -")
        try:
            with _beside(place) as part:
                listed = _compile(entities, part, name, origin)
                _into_place(part, place, listed)
        except OSError as error:
            why = error.strerror or error
            raise BadInput(f"{place}: cannot be written: {why}; check rights and space") from None
        return listed

    def remove(self, name: str) -> None:
        """Take a list away; raises BadInput where there is none."""
        if name not in self.names():
            self.listed(name)
        shutil.rmtree(self._place(name))

    def _place(self, name: str) -> Path:
        return self.folder / name


def _again(name: str) -> str:
    return f"add it again: enduse lists add {name} FILE"


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A folder to build in; what killed processes left a day ago is cleared away."""
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob(".part-*"):
        if _is_old(old):
            shutil.rmtree(old, ignore_errors=True)
    part = place / f".part-{secrets.token_hex(8)}"
    part.mkdir()
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            place.rmdir()


def _compile(entities: Iterable[Entity], part: Path, name: str, origin: Origin) -> Listed:
    from enduse.screening.index_build import build  # imported late: NumPy, which reading needs not

    built = build(entities, part)
    if not built.entities:
        raise BadInput(f"{origin.source}: holds no party; nothing was added")
    return Listed(
        name=name,
        version=VERSION,
        entities=built.entities,
        names=built.names,
        unusable=built.unusable,
        source=origin.source,
        content=origin.content,
        added=origin.day,
        options=origin.options,
        folder=f"v{VERSION}-{secrets.token_hex(8)}",
        files={path.name: _stored(path) for path in sorted(part.iterdir())},
    )


def _stored(path: Path) -> Stored:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        digest = file_digest(file, "blake2b").hexdigest()[:32]
    stat = path.stat()
    return Stored(size=stat.st_size, changed=stat.st_mtime_ns, digest=digest)


def _into_place(part: Path, place: Path, listed: Listed) -> None:
    """Move a list to its place, and take away the one that was there. What another process is about
    to put there stays; folders that nothing names any more are cleared away after a day."""
    folder = place / listed.folder
    part.replace(folder)
    before = _folder_named(place / META)
    raw = msgspec.json.format(msgspec.json.encode(listed), indent=1)
    new = place / f".{META}-{secrets.token_hex(4)}"
    new.write_bytes(raw)
    new.replace(place / META)
    for old in place.glob("v*-*"):
        if old.name == before or (old != folder and _is_old(old)):
            shutil.rmtree(old, ignore_errors=True)


def _folder_named(meta: Path) -> str | None:
    try:
        named = json.loads(meta.read_bytes())["folder"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(named)


def _is_old(folder: Path) -> bool:
    try:
        return folder.stat().st_mtime < time.time() - DAY
    except FileNotFoundError:  # another process was quicker
        return False


def check_files(folder: Path, listed: Listed) -> None:
    """Raise BadInput where a file of the index is not as it was written. What a file holds is
    looked at again only if its time of change is another."""
    for file, stored in listed.files.items():
        path = folder / file
        try:
            stat = path.stat()
            same = stat.st_size == stored.size
            if same and stat.st_mtime_ns != stored.changed:
                with path.open("rb") as opened:
                    digest = file_digest(opened, "blake2b").hexdigest()[:32]
                same = digest == stored.digest
        except OSError as error:
            raise BadInput(f"{path}: {error.strerror or error}; {_again(listed.name)}") from None
        if not same:
            raise BadInput(f"{path}: damaged: not what was written; {_again(listed.name)}")


def content_of(path: Path, options: dict[str, str]) -> str:
    """A digest of what a list is made from: the file, how it is read, and the rules of names."""
    made = blake2b(json.dumps([VERSION, sorted(options.items())]).encode(), digest_size=16)
    with path.open("rb") as file:
        made.update(file_digest(file, "blake2b").digest())
    made.update(rules())
    return made.hexdigest()


@cache
def rules() -> bytes:
    """A digest of the rules by which names are taken apart and indexed."""
    made = blake2b(digest_size=16)
    for file in (*FILES, *CODE):
        made.update(file.read_bytes())
    return made.digest()
