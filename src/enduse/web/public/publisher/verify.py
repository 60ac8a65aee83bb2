"""Whether a copy is whole: every file of its manifest, no other, and the publisher's signature."""

import os
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher import keys, manifest
from enduse.web.public.publisher.editions import CURRENT


class Difference(NamedTuple):
    """What is wrong with one file of a copy."""

    what: str
    path: str


def edition(folder: Path) -> Path:
    """The folder of the files: that of a mirror, or the edition that a publisher serves."""
    for found in (folder, folder / CURRENT):
        if (found / manifest.NAME).is_file():
            return found.resolve()
    raise BadInput(f"{folder}: holds no {manifest.NAME}, so there is nothing to verify")


def signer(folder: Path, key: Ed25519PublicKey | None) -> bool | None:
    """Whether the manifest is signed by the key; without one, by that which the copy names.

    None where nobody signed.
    """
    try:
        signature = (folder / manifest.SIGNATURE).read_bytes()
    except FileNotFoundError:
        return None if key is None else False
    key = key or keys.public(folder / manifest.PUBLIC)
    return keys.signed_by(key, signature, (folder / manifest.NAME).read_bytes())


def differences(folder: Path) -> Iterator[Difference]:
    """What is missing, changed or added, in the order of paths; of each file once."""
    listed, held = manifest.read(folder), _held(folder, "")
    entry, path = next(listed, None), next(held, None)
    while entry or path is not None:
        if entry is None or (path is not None and path.encode() < entry[0].encode()):
            if path not in manifest.APART:
                yield Difference("added", path or "")
            path = next(held, None)
        elif path is None or entry[0].encode() < path.encode():
            yield Difference("missing", entry[0])
            entry = next(listed, None)
        else:
            if not _same(folder / path, entry[1]):
                yield Difference("changed", path)
            entry, path = next(listed, None), next(held, None)


def _same(file: Path, digest: bytes) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").digest() == digest


def _held(folder: Path, start: str) -> Iterator[str]:
    """The paths of all files below a folder, in the order of their bytes."""
    try:
        found = [(one.name + "/" * one.is_dir(follow_symlinks=False)) for one in os.scandir(folder)]
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; see that it may be read") from None
    for name in sorted(found, key=os.fsencode):
        if name.endswith("/"):
            yield from _held(folder / name, start + name)
        else:
            yield start + name
