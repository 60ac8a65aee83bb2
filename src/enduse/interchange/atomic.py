"""Files written whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from enduse.taxonomy.tables import BadInput


def spare(output: Path | None, *read: Path | None) -> None:
    """Refuse to write over a file that is read; raises BadInput."""
    if output is not None and output.resolve() in {path.resolve() for path in read if path}:
        raise BadInput(f"{output}: would be written over; name another file for the output")


def write_whole(path: Path, content: str | bytes) -> None:
    """Put the whole content at a path or leave what was there; raises BadInput."""
    with whole_file(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, beside its place; it is moved there when all went well.

    A pipe or a device cannot be replaced and is written to. Raises BadInput.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise BadInput(f"{path}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise BadInput(f"{path}: there is no folder {target.parent}; make it first")
    replaces = not target.exists() or target.is_file()
    try:
        with _beside(target) if replaces else target.open("wb") as file:
            yield file
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{path}: cannot be written: {why}; check rights and space") from None


@contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    part = target.parent / f".enduse-{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
