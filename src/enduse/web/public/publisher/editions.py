"""Where editions stand: each in a folder of its own, and `current` leads to the one served."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher.making import Before

CURRENT, EDITIONS, NOTES, BUILDING = "current", "editions", "notes", ".building"
KNOWN = {CURRENT, EDITIONS, NOTES, BUILDING, ".lock"}
KEPT = 2


class Editions:
    """The folder of a publisher: the editions, and beside each what is known of its making."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.building = folder / BUILDING
        self.pages = self.building / "edition"
        self.notes = self.building / "notes"

    def current(self) -> Before | None:
        """The edition that is being served."""
        try:
            name = (self.folder / CURRENT).readlink().name
        except FileNotFoundError:
            return None
        found = Before(self.folder / EDITIONS / name, self.folder / NOTES / name)
        return found if found.folder.is_dir() and found.notes.is_file() else None

    def begin(self) -> None:
        """Make room for a new edition; what an interrupted run left is removed."""
        for name in (EDITIONS, NOTES):
            (self.folder / name).mkdir(exist_ok=True)
        shutil.rmtree(self.building, ignore_errors=True)
        self.pages.mkdir(parents=True)
        self._clean()

    def switch(self, name: str) -> None:
        """Serve the edition that was built, from one moment to the next, and drop old ones."""
        edition = self.folder / EDITIONS / name
        if not edition.exists():
            self.pages.rename(edition)
        self.notes.replace(self.folder / NOTES / name)
        link = self.building / CURRENT
        link.symlink_to(f"{EDITIONS}/{name}")
        os.sync()  # so that a loss of power leaves no half of an edition either
        link.replace(self.folder / CURRENT)
        shutil.rmtree(self.building)
        self._clean()

    def stay(self) -> None:
        """Serve on what is served; only what is known of its making is newer."""
        if before := self.current():
            self.notes.replace(before.notes)
        shutil.rmtree(self.building)

    def _clean(self) -> None:
        """Keep the edition served and the one before it, for readers who are still in it."""
        current = self.current()
        kept = {current.folder.name} if current else set[str]()
        rest = [one for one in (self.folder / EDITIONS).iterdir() if one.name not in kept]
        rest.sort(key=lambda one: one.stat().st_mtime_ns, reverse=True)
        kept |= {one.name for one in rest[: KEPT - 1]}
        for gone in rest[KEPT - 1 :]:
            shutil.rmtree(gone)
        for notes in (self.folder / NOTES).iterdir():
            if notes.name not in kept:
                notes.unlink()


@contextmanager
def opened(folder: Path) -> Iterator[Editions]:
    """The folder, for one publisher alone; raises BadInput where it is another's."""
    if folder.is_dir() and {one.name for one in folder.iterdir()} - KNOWN:
        raise BadInput(f"{folder}: holds other files and no editions; name a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; name a folder that you may write") from None
    with lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput(f"{folder}: another publisher writes there; wait for it") from None
        yield Editions(folder)
