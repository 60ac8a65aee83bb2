"""What a reader of the live site gets at an address, asked for in this process."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.http.response import Http404
from django.urls import resolve
from django.utils import translation

from enduse.interchange.languages import speaking
from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher.links import ORIGIN, Copy, file_of, prefix, tidy
from enduse.web.public.views.plain import Plain

TEXTS = ("text/", "application/json", "application/yaml", "application/xml", "image/svg+xml")


class Got(NamedTuple):
    """What stands at an address, and what kind of content it is."""

    content: bytes
    kind: str

    @property
    def page(self) -> bool:
        """Whether it holds links to follow."""
        return self.kind.startswith(("text/html", "image/svg+xml"))


class Asked(HttpRequest):
    """A reader's question for a page of a plain copy."""

    def __init__(self, path: str, query: str, copy: Copy) -> None:
        super().__init__()
        self.method = "GET"
        self.path = self.path_info = path
        self.GET = QueryDict(query)
        self.META = {"QUERY_STRING": query, "REQUEST_METHOD": "GET", "PATH_INFO": path}
        asked = f"?{query}" if query else ""
        self.plain = Plain(
            live=copy.live and f"{copy.live}{path}{asked}",
            address=copy.base and f"{copy.base}/{tidy(file_of(path, query))}",
            dots=copy.pictures or copy.live is not None,
        )

    def get_host(self) -> str:
        """The host that is replaced where a page must tell its absolute address."""
        return ORIGIN.removeprefix("http://")


def got(address: str, language: str, copy: Copy) -> Got:
    """The content at an address in a language; raises BadInput where the site has none.

    No middleware: it adds headers and chooses the language, and a file has neither.
    """
    path, _, query = address.partition("?")
    asked = Asked(prefix(language) + path, query, copy)
    asked.LANGUAGE_CODE = language
    with translation.override(language), speaking(language):
        try:
            answer = _answer(asked)
        except Http404:
            raise BadInput(f"{address}: a page links to it, and there is no such page") from None
    if answer.status_code != 200:  # noqa: PLR2004 - the number is the protocol's
        raise BadInput(f"{address}: answered with {answer.status_code}, so nothing was published")
    return Got(answer.getvalue(), answer["Content-Type"])


def _answer(asked: Asked) -> HttpResponseBase:
    match = resolve(asked.path_info)
    asked.resolver_match = match
    answer: HttpResponseBase = match.func(asked, *match.args, **match.kwargs)
    if not getattr(answer, "is_rendered", True):
        answer.render()  # type: ignore[attr-defined]
    return answer
