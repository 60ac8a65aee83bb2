"""The list of an edition's files with their SHA-256, as `sha256sum --check` reads it too."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from enduse.taxonomy.tables import BadInput

NAME, SIGNATURE, PUBLIC = "SHA256SUMS", "SHA256SUMS.sig", "publisher.pem"
# What a manifest cannot hold: itself, and what is made of it.
APART = {NAME, SIGNATURE}


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> str:
    """Write the manifest; its own digest, which names the edition."""
    made = sha256()
    with (folder / NAME).open("wb") as manifest:
        for path, digest in files:
            line = f"{digest.hex()}  {path}\n".encode()
            made.update(line)
            manifest.write(line)
    return made.hexdigest()


def read(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each path with its digest; raises BadInput for what is no manifest of ours."""
    with (folder / NAME).open("rb") as manifest:
        before = ""
        for number, line in enumerate(manifest, 1):
            digest, _, rest = line.partition(b"  ")
            try:
                path, made = rest.decode().removesuffix("\n"), bytes.fromhex(digest.decode())
            except ValueError:
                path, made = "", b""
            if not _belongs(path, made) or path.encode() <= before.encode():
                raise BadInput(f"{folder / NAME}, line {number}: not as the publisher writes them")
            before = path
            yield path, made


def _belongs(path: str, digest: bytes) -> bool:
    steps = path.split("/")
    return len(digest) == sha256().digest_size and not {"", ".", ".."} & set(steps)
