"""What lists of indicators call the kinds: MISP's types and the headings of published tables."""

import re
from types import MappingProxyType

from enduse.forensics.indicators import Kind
from enduse.forensics.kinds import HASH_LENGTHS, HEX, NeverMatches, normal, refanged

TYPES: MappingProxyType[str, Kind] = MappingProxyType(
    {
        "domain": "domain", "domains": "domain", "hostname": "domain", "host": "domain",
        "hosts": "domain", "fqdn": "domain", "c2": "domain", "website": "domain",
        "ip": "ip", "ips": "ip", "ip-dst": "ip", "ip-src": "ip", "ip address": "ip",
        "ipaddr": "ip", "ipv4": "ip", "ipv6": "ip", "ipv4-addr": "ip", "ipv6-addr": "ip",
        "ip4addr": "ip", "cidr": "ip",
        "url": "url", "urls": "url", "uri": "url",
        "email": "email", "emails": "email", "email-src": "email", "email-addr": "email",
        "e-mail": "email",
        "process": "process", "processes": "process", "process-name": "process",
        "filename": "file-name", "file-name": "file-name", "file name": "file-name",
        "files": "file-name",
        "file-path": "file-path", "file path": "file-path", "file paths": "file-path",
        "path": "file-path",
        "hash": "hash", "hashes": "hash", "md5": "hash", "sha1": "hash", "sha-1": "hash",
        "sha256": "hash", "sha-256": "hash", "sha512": "hash", "samples": "hash",
        "package": "package", "packages": "package", "package name": "package",
        "package id": "package", "app id": "package", "android app": "package",
        "mobile-application-id": "package",
        "certificate": "certificate", "certificates": "certificate", "cert": "certificate",
        "x509-fingerprint-sha1": "certificate", "x509-fingerprint-md5": "certificate",
        "x509-fingerprint-sha256": "certificate",
        "property": "property", "android properties": "property", "android property": "property",
        "profile": "profile", "config profiles": "profile", "configuration profiles": "profile",
    }
)  # fmt: skip
PACKAGE_STARTS = ("com.", "org.", "net.", "android.", "io.", "de.", "ru.", "cn.", "me.", "app.")
SHORTEST_PACKAGE = 3


def kind_called(name: str) -> Kind | None:
    """The kind that a list calls so, None where it is none that a check looks for.

    >>> kind_called("IP_Address"), kind_called("v4_domains"), kind_called("whois-registrant")
    ('ip', 'domain', None)
    """
    bare = name.strip().lower().lstrip("#")
    spaced = bare.replace("_", " ")
    last = re.split(r"[\s_]", bare)[-1]
    return TYPES.get(bare) or TYPES.get(spaced) or TYPES.get(last)


def guessed(value: str) -> Kind | None:
    """The kind that a bare value can only be, None where nobody could say.

    >>> guessed("evil.example"), guessed("/var/tmp/x"), guessed("com.evil.tracker"), guessed("bh")
    ('domain', 'file-path', 'package', None)
    """
    value = refanged(value.strip())
    if "://" in value:
        return "url"
    if value.startswith("/"):
        return "file-path"
    if "@" in value:
        return "email"
    if len(value) in HASH_LENGTHS and HEX.fullmatch(value.lower()):
        return "hash"
    if value.count(".") >= SHORTEST_PACKAGE - 1 and value.lower().startswith(PACKAGE_STARTS):
        return "package"
    kinds: tuple[Kind, ...] = ("ip", "domain")
    return next((kind for kind in kinds if _is(kind, value)), None)


def _is(kind: Kind, value: str) -> bool:
    try:
        normal(kind, value)
    except NeverMatches:
        return False
    return True
