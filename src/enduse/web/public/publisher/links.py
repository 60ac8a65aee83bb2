"""Addresses as files of a copy, and the links of a page as ways from file to file."""

import html
import re
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.utils.text import slugify

# Where pages believe that they stand while they are made; whatever must be absolute holds it.
ORIGIN = "http://site.invalid"
RECORD = 3  # the slashes of `/parties/nso/`: addresses no deeper are listed without links
PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
LINK = re.compile(rf'(?<=\s)(href|src|action|content)="((?:{re.escape(ORIGIN)})?[/?][^"]*)"')
# Without an address of its own a copy has nothing to say here.
NEEDS_BASE = (".atom", ".xml", "/robots.txt")
ABSOLUTE = re.compile(
    rf'<(?:link|meta)\s[^>]*"{re.escape(ORIGIN)}[^>]*>\n?'
    r'|<link\s[^>]*"[^"]*\.atom"[^>]*>\n?'
    rf'|<script type="application/ld\+json">(?:(?!</script>).)*{re.escape(ORIGIN)}'
    r"(?:(?!</script>).)*</script>\n?",
    re.DOTALL,
)


CARD = re.compile(r'<meta property="og:image[^>]*>\n?')


class Copy(NamedTuple):
    """Where a copy is published, and where the live site is, each without a slash at its end.

    `pictures`: whether it holds drawings as PNG too.
    """

    base: str | None = None
    live: str | None = None
    pictures: bool = False

    def holds(self, path: str) -> bool:
        """Whether it has such a file; what must tell addresses needs an address."""
        if path.endswith(".png") and not path.startswith("/static/"):
            return self.pictures
        return self.base is not None or not path.endswith(NEEDS_BASE)


class Place(NamedTuple):
    """A file of the site: its language, its address without the language, its path in a copy."""

    language: str
    address: str
    file: str


def prefix(language: str) -> str:
    """What stands before the addresses of a language."""
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(code for code, _ in settings.LANGUAGES)


def split(path: str) -> tuple[str, str]:
    """The language of a path and the path without it."""
    first, _, rest = path[1:].partition("/")
    if first in _languages() and first != settings.LANGUAGE_CODE:
        return first, f"/{rest}"
    return settings.LANGUAGE_CODE, path


def canonical(path: str, query: str) -> str:
    """The one way to write an address with a query; the first page of a list has no number."""
    pairs = [pair for pair in parse_qsl(query) if pair != ("page", "1")]
    pairs.sort(key=lambda pair: (pair[0] == "page", pair))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def file_of(path: str, query: str = "") -> str:
    """Where a copy keeps what an address shows.

    >>> file_of("/parties/nso/")
    'parties/nso/index.html'
    >>> file_of("/transfers/", "destination=eg&page=2")
    'transfers/_/destination=eg/page=2/index.html'
    >>> file_of("/licences/", "format=csv")
    'licences/_/format=csv/licences.csv'
    """
    name = path.rstrip("/").rpartition("/")[2]
    if not query:
        return path[1:] + "index.html" if path.endswith("/") else path[1:]
    pairs = parse_qsl(query)
    asked = "/".join(f"{_plain(key)}={_plain(value)}" for key, value in pairs)
    form = dict(pairs).get("format")
    ending = f"{name}.{_plain(form)}" if form else "index.html" if path.endswith("/") else name
    return f"{path[1:].rstrip('/')}/_/{asked}/{ending}"


def _plain(text: str) -> str:
    """A text as every file system and every address can hold it."""
    if PLAIN.fullmatch(text):
        return text
    return f"{slugify(text)[:40]}-{blake2b(text.encode(), digest_size=6).hexdigest()}"


@lru_cache(maxsize=1 << 16)
def _place(link: str) -> tuple[Place, str, str] | None:
    """What a link leads to, its query, and the part of the page; None for what needs the server."""
    address = urlsplit(link)
    language, path = split(address.path)
    mark = f"#{address.fragment}" if address.fragment else ""
    if path.startswith("/static/"):
        return Place(language, "", path[1:]), f"?{address.query}" if address.query else "", mark
    if path == "/search/":
        file = file_of(address.path)
        return Place(language, path, file), f"?{address.query}" if address.query else "", mark
    neutral = canonical(path, address.query)
    query = neutral.partition("?")[2]
    if query and (path == "/assess/" or "known" in dict(parse_qsl(query))):
        return None
    return Place(language, neutral, file_of(address.path, query)), "", mark


class Links:
    """The links of one page, turned into ways to files; `extras` are addresses that only links
    name: lists with a query, and files."""

    def __init__(self, copy: Copy, place: Place) -> None:
        self.copy = copy
        self.here = prefix(place.language) + place.address.partition("?")[0]
        self.up = "../" * place.file.count("/")
        self.extras: set[str] = set()

    def turned(self, text: str) -> str:
        """The page with every link to the site leading to a file of the copy."""
        if not self.copy.base:
            text = ABSOLUTE.sub("", text)
        elif not self.copy.pictures and not self.copy.live:
            text = CARD.sub("", text)
        text = LINK.sub(self._turned, text)
        if ORIGIN in text:
            text = text.replace(ORIGIN, self.copy.base or self.copy.live or "")
        return text

    def _turned(self, match: re.Match[str]) -> str:
        name, link = match[1], match[2]
        if name == "content" and not link.startswith(ORIGIN):
            return match[0]
        return f'{name}="{html.escape(self._way(html.unescape(link)))}"'

    def _way(self, link: str) -> str:
        absolute = link.startswith(ORIGIN)
        link = link[len(ORIGIN) :] if absolute else link
        link = self.here + link if link.startswith("?") else link or "/"
        found = _place(link)
        if found is None or not self.copy.holds(link.partition("?")[0]):
            return self._live(link)
        place, query, mark = found
        if place.address and (place.address[-1] != "/" or place.address.count("/") > RECORD):
            self.extras.add(place.address)
        to = f"{self.copy.base}/{tidy(place.file)}" if absolute else self.up + place.file
        return f"{to}{query}{mark}"

    def _live(self, link: str) -> str:
        """What the live site has to answer; without one, the page that says so."""
        if self.copy.live:
            return self.copy.live + link
        path = link.partition("?")[0]
        return self.up + file_of(path if path.endswith("/") else self.here)


def tidy(file: str) -> str:
    """How a web server calls a page."""
    return file.removesuffix("index.html")


def absolute(content: bytes, copy: Copy) -> bytes:
    """Content that is no page, with the absolute addresses in it those of the copy."""
    return content.replace(ORIGIN.encode(), (copy.base or copy.live or "").encode())
