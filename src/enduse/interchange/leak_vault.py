"""Vaults as files: opened under a lock, each opening noted beside them, written whole."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from enduse.interchange.atomic import write_whole
from enduse.leaks.keys import Keys
from enduse.leaks.vault import Kind, Vault, opened, sealed
from enduse.taxonomy.tables import BadInput

try:
    import fcntl
except ImportError:  # Windows: two people at one vault at the same time are not kept apart
    fcntl = None  # type: ignore[assignment]

BLOCK = 1024 * 1024


class Visit(NamedTuple):
    """Who opens a vault, when and why; this goes into the log."""

    who: str
    when: str
    why: str
    command: str


@dataclass
class Opened:
    """A vault that is open; what is changed in it is kept when `keep` is called."""

    vault: Vault
    path: Path
    keys: Keys
    visit: Visit

    def keep(self) -> None:
        """Write the vault with what changed, and note that in the log."""
        content = sealed(self.vault, self.keys.with_recipients(self.vault.recipients))
        _note(self.path, self.visit, did="writing", digest=_digest(content))
        write_whole(self.path, content)
        _note(self.path, self.visit, did="wrote", digest=_digest(content))


def log_of(path: Path) -> Path:
    """The access log beside a vault."""
    return path.with_name(f"{path.name}.log")


def new_vault(path: Path, vault: Vault, keys: Keys, visit: Visit) -> None:
    """Put a vault at a path where nothing is yet; raises BadInput."""
    if path.exists():
        raise BadInput(f"{path}: is there already; name another file, or destroy that vault first")
    if log_of(path).exists():
        raise BadInput(f"{log_of(path)}: belongs to an earlier vault of that name; name another")
    content = sealed(vault, keys)
    write_whole(path, content)
    _note(path, visit, did="sealed", digest=_digest(content))


@contextmanager
def open_vault(path: Path, keys: Keys, visit: Visit, kind: Kind = "list") -> Iterator[Opened]:
    """The vault at a path, for one command at a time; raises BadInput.

    The opening is noted before it is tried, so that a wrong key leaves a line too.
    """
    with _locked(path):
        content = _content(path)
        digest = _digest(content)
        _same(path, digest)
        _note(path, visit, did="opening", digest=digest)
        try:
            vault = opened(content, keys, str(path), kind)
        except BadInput:
            _note(path, visit, did="refused", digest=digest)
            raise
        yield Opened(vault, path, keys, visit)


def destroy_vault(path: Path, visit: Visit) -> None:
    """Overwrite a vault and remove it; its log stays and says so. Raises BadInput."""
    with _locked(path):
        digest = _digest(_content(path))
        try:
            with path.open("r+b") as file:
                _overwrite(file, path.stat().st_size)
            path.unlink()
        except OSError as error:
            raise BadInput(f"{path}: cannot be destroyed: {error.strerror}; check rights") from None
        _note(path, visit, did="destroyed", digest=digest)


def read_log(path: Path) -> list[dict[str, Any]]:
    """The lines of the log beside a vault; raises BadInput where one was changed."""
    lines = _lines(path)
    before = ""
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            whole = entry.get("after") == before and isinstance(entry, dict)
        except (ValueError, AttributeError):
            whole = False
        if not whole:
            raise BadInput(f"{log_of(path)}:{number}: this log was changed here; ask who keeps it")
        before = _digest(line.encode())
    return [json.loads(line) for line in lines]


def _lines(path: Path) -> list[str]:
    try:
        return log_of(path).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{log_of(path)}: cannot be read: {error}; check its rights") from None


def _same(path: Path, digest: str) -> None:
    """Refuse a vault that is not the one last written: an older copy forgets what was released."""
    known = [entry for entry in read_log(path) if entry["did"] != "refused"]
    # What was about to be written may not have been, where the machine stopped in between.
    last = known[-2:] if known and known[-1]["did"] == "writing" else known[-1:]
    if last and digest not in {entry["digest"] for entry in last}:
        raise BadInput(
            f"{path}: is not what its log speaks of last: damaged, changed, or an older copy,"
            " which forgets what was released since; put the latest one in its place"
        )


def _note(path: Path, visit: Visit, *, did: str, digest: str) -> None:
    lines = _lines(path)
    entry = {
        "when": visit.when,
        "who": visit.who,
        "why": visit.why,
        "command": visit.command,
        "did": did,
        "digest": digest,
        "after": _digest(lines[-1].encode()) if lines else "",
    }
    try:
        with _log(path) as file:
            file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise BadInput(
            f"{log_of(path)}: {error.strerror or error}; make room for the log"
        ) from None


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One command at a time: the log, which every command writes to, is locked meanwhile."""
    if not path.is_file():
        raise BadInput(f"{path}: there is no such vault; check the path")
    with _log(path) as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _log(path: Path) -> IO[bytes]:
    """The log, open to write at its end."""
    try:
        descriptor = os.open(log_of(path), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"{log_of(path)}: {why}; no vault opens without a line in its log") from None
    return os.fdopen(descriptor, "ab")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"{path}: {error.strerror or error}; check the path and its rights"
        ) from None


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _overwrite(file: IO[bytes], size: int) -> None:
    for start in range(0, size, BLOCK):
        file.write(secrets.token_bytes(min(BLOCK, size - start)))
    file.flush()
    os.fsync(file.fileno())
