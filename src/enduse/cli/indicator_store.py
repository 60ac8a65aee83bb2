"""Where the indicators that a user added are kept, and how they come over the network."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit

from enduse.interchange.atomic import write_whole
from enduse.taxonomy.tables import BadInput, parse_yaml

LIMIT = 128 * 1024 * 1024
TIMEOUT = 60
LOG = "downloads.jsonl"
RAW = "https://raw.githubusercontent.com"
INDEX = f"{RAW}/mvt-project/mvt-indicators/main/indicators.yaml"


def store() -> Path:
    """The folder of added indicators; $ENDUSE_INDICATORS, else one below XDG_DATA_HOME."""
    if own := os.environ.get("ENDUSE_INDICATORS"):
        return Path(own)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "enduse" / "indicators"


def stored() -> list[Path]:
    """The added files; raises BadInput where there are none."""
    folder = store()
    found = sorted(p for p in folder.glob("*") if p.is_file() and p.name != LOG)
    if not found:
        raise BadInput(
            "no indicators: name a file with --indicators, or add some with enduse indicators add"
        )
    return found


def keep(name: str, content: bytes, *, instead: bool = False) -> Path:
    """Put a file of indicators into the store, under a name that is safe.

    Another list that bears this name is kept too, unless this one comes `instead`.
    """
    folder = store()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (re.sub(r"[^A-Za-z0-9._-]+", "_", name).lstrip(".") or "indicators")
    if not instead and path.exists() and path.read_bytes() != content:
        path = path.with_stem(f"{path.stem}-{hashlib.sha256(content).hexdigest()[:8]}")
    write_whole(path, content)
    return path


def fetched(url: str) -> bytes:
    """What lies at an address, over HTTPS; plain HTTP only from this machine. Raises BadInput."""
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    _must_be_safe(url)
    try:
        with urlopen(Request(url, headers={"User-Agent": "enduse"}), timeout=TIMEOUT) as answer:  # noqa: S310 - the scheme was looked at
            _must_be_safe(answer.url)
            content: bytes = answer.read(LIMIT + 1)
    except (URLError, OSError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        why = getattr(error, "reason", None) or error
        raise BadInput(
            f"{url}: cannot be fetched: {why}; check the address and the network"
        ) from None
    if len(content) > LIMIT:
        raise BadInput(f"{url}: is more than {LIMIT:,} bytes; fetch it yourself and add the file")
    _log(url, content)
    return content


def _must_be_safe(url: str) -> None:
    parts = urlsplit(url)
    local = False
    with suppress(ValueError):
        local = parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise BadInput(f"{url}: only https is fetched, so that nobody on the way can change it")


def _log(url: str, content: bytes) -> None:
    """Note what came from where, so that a later check can be traced to its download."""
    folder = store()
    folder.mkdir(parents=True, exist_ok=True)
    said = {
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": url,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(said) + "\n")


def indexed(index: str) -> Iterator[tuple[str, str | None]]:
    """The name of each collection in an index of MVT's form (`indicators.yaml`), and its address.

    The address is None where the index gives none that can be fetched.
    """
    told = parse_yaml(fetched(index).decode(errors="replace"), index)
    rows = told.get("indicators") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise BadInput(f"{index}: is no index of indicators; it has a list called indicators")
    for row in rows:
        name = str(row.get("name") or "indicators") if isinstance(row, dict) else str(row)[:60]
        yield name, _address(row)


def _address(row: object) -> str | None:
    if not isinstance(row, dict):
        return None
    if row.get("type") == "download":
        return str(row.get("download_url") or row.get("url") or "") or None
    place = row.get("github")
    if not isinstance(place, dict):
        return None
    parts = [str(place.get(name) or "") for name in ("owner", "repo", "branch", "path")]
    return f"{RAW}/{'/'.join(quote(part) for part in parts)}" if all(parts) else None
