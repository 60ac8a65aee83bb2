"""What an automaton looks for to find an indicator inside text, in every spelling that is one."""

import re
from collections.abc import Iterator

from enduse.forensics.boundaries import AS_ITSELF
from enduse.forensics.indicators import Term

SHORTEST = 3


def can_be_sought(term: Term) -> bool:
    """Whether a pattern with wildcards has letters enough to be found by."""
    return max(map(len, re.split(r"[%_]", term.value))) >= SHORTEST


def needles_of(term: Term) -> Iterator[bytes]:
    """The texts that an automaton looks for to find a term, in lower case."""
    if term.kind not in AS_ITSELF or (
        term.kind == "ip" and ("/" in term.value or ":" in term.value)
    ):
        return
    if term.like:
        longest = max(re.split(r"[%_]", term.value), key=len)
        if len(longest) >= SHORTEST:
            yield longest.lower().encode()
        return
    if term.kind == "file-name" and "." not in term.value:
        return  # a bare word such as `bh` stands in every text
    value = term.value.removesuffix("/") if term.kind == "url" else term.value
    yield value.lower().encode()
    if term.kind == "url":
        yield from _with_port(value.lower())
    if term.kind == "domain" and "xn--" in value:
        try:
            name = value.encode().decode("idna")
        except UnicodeError:
            return
        yield from {name.encode(), name.upper().encode().lower()}


def _with_port(value: str) -> Iterator[bytes]:
    """An address as it is with the port that is left out mostly."""
    host, slash, path = value.partition("/")
    if ":" not in host:
        yield from (f"{host}:{port}{slash}{path}".encode() for port in (80, 443))
