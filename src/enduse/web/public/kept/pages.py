"""Finished pages, kept in the memory of a worker until what they are made of changes.

Never on disk, and never where the address holds what a reader typed: words of a search, a deal, a
name. Only addresses made of codes and ids, as the links of the site itself make them, are kept.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from enduse.web.public.kept.shelf import Shelf
from enduse.web.public.kept.state import hold, let_go, state

# What an address may ask for besides its path: codes, ids, days and numbers.
CHOSEN = frozenset(
    ["known", "page", "destination", "country", "suffered", "technology", "vendor", "supplier",
     "end_user", "authority", "exporter", "product", "stage", "strength", "kind", "year",
     "decision", "status", "standing", "how_known", "language", "read", "victims", "channel",
     "sender", "recipient", "outcome", "type", "addressee", "statement", "measure"]
)  # fmt: skip
CODE = re.compile(r"[A-Za-z0-9-]{0,120}")
TYPED = re.compile(r"^(/[a-z]{2,3}(-[a-z]+)?)?/(search|assess)/")
COMPRESSED = re.compile(r"\bgzip\b")
ASKS_FOR_CHANGES = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
OK = 200
OWN = 400  # bytes that a page takes besides its content, about

Answer = Callable[[HttpRequest], HttpResponse]


class Page(NamedTuple):
    """A finished answer, compressed if the reader's browser takes that."""

    content: bytes
    headers: dict[str, str]

    def answer(self) -> HttpResponse:
        """The answer as it is sent, anew for each reader."""
        return HttpResponse(self.content, headers=self.headers)


_pages: Shelf[Page] = Shelf()


class KeptPages:
    """Answers with a kept page where there is one, else makes it and keeps it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.KEPT_BYTES:
            return self.get_response(request)
        held = hold()
        try:
            return self._kept(request) if may_be_kept(request) else self.get_response(request)
        finally:
            let_go(held)

    def _kept(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        page = _pages.get(key)
        asked = {name: request.META.pop(name) for name in ASKS_FOR_CHANGES if name in request.META}
        answer = page.answer() if page else self.get_response(request)
        if page is None and _is_whole(answer):
            page = Page(answer.content, dict(answer.headers))
            weight = len(page.content) + OWN
            _pages.put(key, page, weight=weight, most=settings.KEPT_BYTES)
        request.META |= asked
        if answer.status_code != OK or not asked:
            return answer
        return get_conditional_response(request, etag=answer.get("ETag"), response=answer)  # type: ignore[return-value]


def may_be_kept(request: HttpRequest) -> bool:
    """Whether an address holds nothing that a reader typed."""
    if request.method not in {"GET", "HEAD"} or TYPED.match(request.path_info):
        return False
    return all(
        name in CHOSEN and all(CODE.fullmatch(value) for value in values)
        for name, values in request.GET.lists()
    )


def _key(request: HttpRequest) -> tuple[object, ...]:
    """All that a page depends on: the language is in its path, and each page says its address."""
    packed = bool(COMPRESSED.search(request.headers.get("Accept-Encoding", "")))
    here = request.scheme, request.get_host(), request.get_full_path()
    return (state(), timezone.localdate(), *here, packed)


def _is_whole(answer: HttpResponse) -> bool:
    """Whether the answer is a page that another reader may be given."""
    private = "no-store" in answer.get("Cache-Control", "") or answer.cookies
    return answer.status_code == OK and not answer.streaming and not private


def forget() -> None:
    """Let go of all pages."""
    _pages.clear()
