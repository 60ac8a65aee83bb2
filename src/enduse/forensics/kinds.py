"""Each kind of indicator in the one spelling that is compared, or why it can never match."""

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from enduse.forensics.indicators import Kind

HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
NUMERIC = re.compile(r"[0-9]+")
EMAIL = re.compile(r"[^\s@<>()\",;:]+@([^\s@<>()\",;:]+)")
HEX = re.compile(r"[0-9a-f]+")
HASH_LENGTHS = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}
PACKAGE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", re.IGNORECASE)
LONGEST = 2048
SHORT_NAME = 3
DEFANGED = (
    (re.compile(r"\[(?:\.|dot)\]|\((?:\.|dot)\)|\{\.\}", re.IGNORECASE), "."),
    (re.compile(r"^h(?:xx|tt)p(s?)(?:\[:\]|:)", re.IGNORECASE), r"http\1:"),
    (re.compile(r"\[(?:@|at)\]", re.IGNORECASE), "@"),
    (re.compile(r"\[:\]"), ":"),
)


class NeverMatches(ValueError):
    """Why no trace can ever equal a value, and what to write instead."""


def normal(kind: Kind, written: str) -> str:
    """A value in the spelling that is compared; raises NeverMatches.

    >>> normal("domain", "Evil[.]Example."), normal("hash", "AB" * 16)[:4]
    ('evil.example', 'abab')
    >>> normal("ip", "203.0.113.7"), normal("ip", "203.0.113.9/24")
    ('203.0.113.7', '203.0.113.0/24')
    """
    value = written.strip()
    if not value:
        raise NeverMatches("is empty")
    if len(value) > LONGEST:
        raise NeverMatches(f"has more than {LONGEST:,} characters")
    if not value.isprintable():
        raise NeverMatches("holds a character that cannot be printed")
    return _NORMAL[kind](value)


def reading(kind: Kind, written: str) -> tuple[Kind, str]:
    """The kind that a value plainly is of, whatever it is listed as, and its spelling.

    Raises NeverMatches.

    >>> reading("domain", "203.0.113.7"), reading("domain", "evil.example/a")
    (('ip', '203.0.113.7'), ('url', 'evil.example/a'))
    """
    value = refanged(written.strip()) if kind in {"domain", "ip"} else written.strip()
    meant = kind
    if kind == "domain" and _is_ip(value):
        meant = "ip"
    elif kind in {"domain", "ip"} and ("://" in value or "/" in value) and not _is_range(value):
        meant = "url"
    elif kind in {"process", "file-name"} and value.startswith("/"):
        meant = "file-path"
    return meant, normal(meant, written)


def remark(kind: Kind, written: str) -> str | None:
    """What is wrong with a value that a check can use all the same, None if nothing is."""
    try:
        meant, value = reading(kind, written)
    except NeverMatches:
        return None
    if meant != kind:
        return f"listed as {kind} and read as {meant}: as {kind} it can never match"
    if kind in {"hash", "certificate"} and value != written.strip():
        return "not in lower case without colons: tools that compare letter by letter miss it"
    if kind == "domain" and value != written.strip():
        return f"not as host names are compared; write {value}"
    if kind == "process" and len(value) < SHORT_NAME:
        return "a name so short that harmless programs may bear it"
    return None


def refanged(value: str) -> str:
    """A value as it was before somebody made it safe to click.

    >>> refanged("hxxps://evil[.]example/a"), refanged("me[at]evil[dot]example")
    ('https://evil.example/a', 'me@evil.example')
    """
    for pattern, plain in DEFANGED:
        value = pattern.sub(plain, value)
    return value


def host(value: str) -> str:
    """A host name in lower case and, where it holds other letters, as it goes over the wire.

    >>> host("M\u00fcnchen.example")
    'xn--mnchen-3ya.example'
    """
    name = value.lower().strip(".")
    name = name.removeprefix("*.")
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            raise NeverMatches("is no host name that could be looked up") from None
    return name


def _domain(value: str) -> str:
    value = refanged(value)
    if "/" in value or "?" in value:
        raise NeverMatches("a path in a domain: no host name holds one; list it as a URL")
    if "@" in value:
        raise NeverMatches("an e-mail address listed as a domain")
    if _is_ip(value):
        raise NeverMatches("an IP address listed as a domain")
    name = host(value.rsplit(":", 1)[0] if value.rpartition(":")[2].isdigit() else value)
    if "." not in name:
        raise NeverMatches("no top-level domain: a word without a dot is no public host name")
    if not HOST.fullmatch(name) or NUMERIC.fullmatch(name.rpartition(".")[2]):
        raise NeverMatches("is no host name")
    return name


def _is_ip(value: str) -> bool:
    try:
        ip_address(value.strip("[]"))
    except ValueError:
        return False
    return True


def _is_range(value: str) -> bool:
    try:
        ip_network(value, strict=False)
    except ValueError:
        return False
    return True


def _ip(value: str) -> str:
    value = refanged(value)
    try:
        if "/" not in value:
            return str(ip_address(value.strip("[]")))
        found = ip_network(value, strict=False)
    except ValueError:
        raise NeverMatches("is no IP address and no range of them") from None
    if found.prefixlen == 0:
        raise NeverMatches("is the whole Internet")
    return str(found.network_address) if found.num_addresses == 1 else str(found)


def _url(value: str) -> str:
    """Scheme left out, host in lower case; path and query keep their case (RFC 3986, 6.2.2.1)."""
    value = refanged(value)
    try:
        parts = urlsplit(value if "://" in value else f"//{value}")
        port = parts.port
    except ValueError:
        raise NeverMatches("is no web address") from None
    name = (parts.hostname or "").strip(".")
    if not name:
        raise NeverMatches("a web address without a host")
    name = str(ip_address(name)) if _is_ip(name) else _domain(name)
    name = f"[{name}]" if ":" in name else name
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    place = f"{name}:{port}" if port and port != usual else name
    query = f"?{parts.query}" if parts.query else ""
    return f"{place}{parts.path or '/'}{query}"


def _email(value: str) -> str:
    match = EMAIL.fullmatch(refanged(value))
    if match is None:
        raise NeverMatches("is no e-mail address")
    return f"{match[0].rpartition('@')[0].lower()}@{host(match[1])}"


def _process(value: str) -> str:
    return _plain_name(value, "a path listed as a process: processes are compared by name")


def _file_name(value: str) -> str:
    return _plain_name(value, "a path listed as a file name; list it as a file path")


def _plain_name(value: str, if_path: str) -> str:
    if "/" in value or "\\" in value:
        raise NeverMatches(if_path)
    return value


def _path(value: str) -> str:
    """An absolute path; on iOS `/private/var` and `/var` are one place."""
    if not value.startswith(("/", "%")) and value[1:3] != ":\\":
        raise NeverMatches("a relative path: traces hold absolute ones; begin it with /")
    bare = value.replace("\\", "/").rstrip("/")
    if not bare:
        raise NeverMatches("is the root of every path")
    return bare.removeprefix("/private") if bare.startswith("/private/") else bare


def _hash(value: str) -> str:
    found = value.lower().replace(":", "")
    if not HEX.fullmatch(found) or len(found) not in HASH_LENGTHS:
        raise NeverMatches("is no MD5, SHA-1, SHA-256 or SHA-512")
    return found


def _package(value: str) -> str:
    if not PACKAGE.fullmatch(value) and "." not in value:
        raise NeverMatches("is no name of an app")
    return value.lower()


def _folded(value: str) -> str:
    return value.lower()


_NORMAL: Mapping[Kind, Callable[[str], str]] = {
    "domain": _domain,
    "url": _url,
    "ip": _ip,
    "email": _email,
    "process": _process,
    "file-name": _file_name,
    "file-path": _path,
    "hash": _hash,
    "package": _package,
    "certificate": _hash,
    "property": _folded,
    "profile": _folded,
}
