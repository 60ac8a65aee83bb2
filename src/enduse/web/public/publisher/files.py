"""Files of an edition, each written whole or not at all, and their compressed twins."""

import gzip
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import brotli

WORTH, SAVED = 1024, 0.9
TEXTS = ("text/", "application/json", "application/yaml", "application/xml", "application/atom+xml",
         "application/ld+json", "application/wasm", "image/svg+xml")  # fmt: skip


class Written(NamedTuple):
    """A file of an edition by its path in it."""

    path: str
    digest: bytes
    size: int


def written(folder: Path, path: str, content: bytes, *, kind: str) -> list[Written]:
    """Write a file, and its twins where they spare a reader much; all that was written."""
    made = [_put(folder, path, content)]
    if kind.startswith(TEXTS) and len(content) >= WORTH:
        for ending, twin in ((".br", _brotli(content)), (".gz", _gzip(content))):
            if len(twin) < SAVED * len(content):
                made.append(_put(folder, path + ending, twin))
    return made


def _brotli(content: bytes) -> bytes:
    made: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=5)
    return made


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)


def _put(folder: Path, path: str, content: bytes) -> Written:
    target = f"{folder}/{path}"
    put(target, content)
    return Written(path, sha256(content).digest(), len(content))


def put(target: str, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file beside its place and move it there when it is whole."""
    made = f"{target}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        file = os.open(made, flags, mode)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - a hundred thousand times
        file = os.open(made, flags, mode)
    with os.fdopen(file, "wb") as opened:
        opened.write(content)
    os.replace(made, target)  # noqa: PTH105 - as above


def linked(before: Path, folder: Path, path: str) -> None:
    """Let an edition share a file with the one before it."""
    try:
        os.link(f"{before}/{path}", f"{folder}/{path}")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)  # noqa: PTH103, PTH120 - a hundred thousand times
        os.link(f"{before}/{path}", f"{folder}/{path}")
