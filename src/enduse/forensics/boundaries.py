"""Whether a value that stands in a text stands there as itself, and not inside another word.

Texts are bytes as they were found; letters a to z in either case. Letters beyond them count as
letters of host names, other signs (quotes, dashes, spaces of any script) and bytes that are no text
do not.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress

from enduse.forensics.indicators import Kind

LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = frozenset(b"0123456789")
WORD = LETTERS | DIGITS | frozenset(b"_") | frozenset(range(0x80, 0x100))
HOST = WORD | frozenset(b"-")
LOCAL = HOST | frozenset(b".+%")
DOT, SLASH, AT, COLON = b"./@:"
ESCAPED = re.compile(rb"(?:%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrtbf/])\Z")
URL_GOES_ON = WORD | frozenset(b"-._~%!$'()*+,;=:@/&")
CLOSING = frozenset(b".,;:!?)'\"")
STOPS = (b" ", b"\t", b"\n", b"\r", b'"', b"'", b"<", b">", b"|", b"\0")
LOOK_BACK = 4096
BEYOND, LONGEST_LETTER = 0x80, 4
PRIVATE = b"/private"

Check = Callable[[bytes, int, int], bool]


def _before(text: bytes, start: int, word: frozenset[int]) -> bool:
    r"""No letter of a word stands before; what an escape such as %2F or \\n ends with is none."""
    if not start or text[start - 1] not in word:
        return True
    if text[start - 1] >= BEYOND:
        return not _letter_before(text, start).isalnum()
    return bool(ESCAPED.search(text, max(0, start - 6), start))


def _after(text: bytes, end: int, word: frozenset[int]) -> bool:
    """Neither a letter of a word follows, nor a dot that the word goes on behind."""
    if end >= len(text):
        return True
    if text[end] == DOT:
        return end + 1 >= len(text) or not _goes_on(text, end + 1, word)
    return not _goes_on(text, end, word)


def _goes_on(text: bytes, end: int, word: frozenset[int]) -> bool:
    """Whether a word goes on: in Latin letters, since no name ends in letters of two scripts."""
    if text[end] < BEYOND:
        return text[end] in word
    letter = text[end : end + LONGEST_LETTER].decode(errors="ignore")[:1]
    return letter.isalnum() and unicodedata.name(letter, "").startswith("LATIN")


def _letter_before(text: bytes, start: int) -> str:
    """The character beyond ASCII that stands before; nothing where the bytes are no text."""
    for size in range(2, LONGEST_LETTER + 1):
        with suppress(UnicodeDecodeError):
            return text[max(0, start - size) : start].decode()
    return ""


def is_domain(text: bytes, start: int, end: int) -> bool:
    """The domain itself or one below it."""
    return _before(text, start, HOST) and _after(text, end, HOST)


def is_email(text: bytes, start: int, end: int) -> bool:
    """The address, and not the end of a longer one."""
    return _before(text, start, LOCAL) and _after(text, end, HOST)


def is_address(text: bytes, start: int, end: int) -> bool:
    """An IPv4 address that is no part of a longer row of numbers, such as a version."""
    if not _before(text, start, WORD) or not _after(text, end, WORD):
        return False
    return text[start - 1 : start] != b"." or text[max(0, start - 2)] not in DIGITS


def is_word(text: bytes, start: int, end: int) -> bool:
    """A hash, or another word of letters and digits."""
    return _before(text, start, WORD) and (end >= len(text) or text[end] not in WORD)


def is_dotted(text: bytes, start: int, end: int) -> bool:
    """The name of an app or a property, which begins behind no dot and goes on behind none."""
    if start and text[start - 1] == DOT:
        return False
    return _before(text, start, WORD) and _after(text, end, WORD)


def is_file_name(text: bytes, start: int, end: int) -> bool:
    """The whole name of a file, in a path or alone."""
    if start and text[start - 1] == DOT:
        return False
    return _before(text, start, HOST) and _after(text, end, HOST)


def is_path(text: bytes, start: int, end: int) -> bool:
    """The path itself or something below it; `/private` may stand before it."""
    if text.endswith(PRIVATE, 0, start):
        start -= len(PRIVATE)
    if text.endswith(b"://", 0, start):
        return _after(text, end, HOST)
    if (start and text[start - 1] in {DOT, SLASH}) or not _before(text, start, HOST):
        return False
    return _after(text, end, HOST)


def is_url(text: bytes, start: int, end: int) -> bool:
    """The address itself, on its own host, perhaps with a query or a fragment more."""
    if (start and text[start - 1] == DOT) or not _before(text, start, HOST):
        return False
    rest = text[end : end + 3]
    if rest[:1] == b"&":
        return b"?" in text[start:end]
    if rest[:1] == b"/":
        rest = rest[1:]
    if not rest or rest[0] not in URL_GOES_ON or rest[:1] in {b"?", b"#"}:
        return True
    return rest[0] in CLOSING and (len(rest) == 1 or rest[1] not in URL_GOES_ON)


def is_aside(text: bytes, start: int, end: int) -> bool:
    """Whether a host stands in the path or query of the address of another, or as its user name."""
    if text[end : end + 1] == b"@":
        return True
    lowest = max(0, start - LOOK_BACK)
    begins = max(text.rfind(stop, lowest, start) for stop in STOPS)
    before = text[max(lowest, begins + 1) : start].replace(b"\\/", b"/")
    outer, scheme, place = before.rpartition(b"://")
    if scheme:
        return any(sign in place for sign in (b"/", b"?", b"#")) or b"://" in outer
    return b"?" in before


AS_ITSELF: Mapping[Kind, Check] = {
    "domain": is_domain,
    "url": is_url,
    "ip": is_address,
    "email": is_email,
    "hash": is_word,
    "certificate": is_word,
    "package": is_dotted,
    "property": is_dotted,
    "profile": is_word,
    "file-name": is_file_name,
    "file-path": is_path,
}
