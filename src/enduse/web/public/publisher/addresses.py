"""Every address of the public site, once, without a language before it."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, get_resolver

from enduse.interchange.pack import NOUNS
from enduse.registers import REGISTERS
from enduse.taxonomy import TECHNOLOGIES
from enduse.web.ledger.models import Edition
from enduse.web.pack import MODELS
from enduse.web.registry.models import Country

BATCH = 2000
PART = 5000  # addresses in one part of the map of the site
# What stands first in an address, where it is not the name of a noun.
FIRST = {"statements": "demands"}


def addresses() -> Iterator[str]:
    """The paths of all pages, `/parties/nso/` and the like; records as published.

    Lists narrowed by a query are not among them, for there is no end to these, nor are drawings as
    files, which a page has or has not: only links tell (`links.Links.extras`).
    """
    for pattern in _patterns():
        yield from _addresses(pattern)


def pages() -> Iterator[str]:
    """The paths of all that is a page, which the map of the site lists."""
    for pattern in _patterns():
        if str(pattern.pattern).endswith("/") or not str(pattern.pattern):
            yield from _addresses(pattern)


def _patterns() -> list[URLPattern]:
    _, site = get_resolver().namespace_dict["public"]
    return [one for one in site.url_patterns if isinstance(one, URLPattern)]


def _addresses(pattern: URLPattern) -> Iterator[str]:
    route = "/" + str(pattern.pattern)
    if "<" not in route:
        yield route
    elif route.count("<") == 1:
        start, _, rest = route.partition("<")
        for key in _keys(route.split("/")[1]):
            yield f"{start}{key}{rest.partition('>')[2]}"


def _keys(first: str) -> Iterator[str]:
    """The keys of addresses that begin so; several addresses of a record begin alike."""
    if first in OTHERS:
        yield from OTHERS[first]()
        return
    rows = MODELS[FIRST.get(first, first)].objects.published().order_by("pk")
    yield from rows.values_list("pk", flat=True).iterator(chunk_size=BATCH)


def _countries() -> Iterator[str]:
    yield from Country.objects.order_by("pk").values_list("pk", flat=True)


def _registers() -> Iterator[str]:
    held = Edition.objects.order_by().values_list("register", flat=True).distinct()
    yield from sorted({*REGISTERS, *held})


def _sitemaps() -> Iterator[str]:
    yield from map(str, range(1, 1 + -(-sum(1 for _ in pages()) // PART)))


OTHERS: dict[str, Callable[[], Iterator[str]]] = {
    "countries": _countries,
    "data": lambda: iter(NOUNS),
    "registers": _registers,
    "sitemaps": _sitemaps,
    "technologies": lambda: iter(TECHNOLOGIES),
}
