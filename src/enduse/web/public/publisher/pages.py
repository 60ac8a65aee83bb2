"""What a reader of the live site gets at an address, asked for in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.http.response import Http404
from django.template.backends.django import Template
from django.urls import ResolverMatch, resolve
from django.utils import translation

from enduse.interchange.languages import speaking
from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher.links import ORIGIN, Copy, file_of, prefix, tidy
from enduse.web.public.views.plain import Plain

# Pages whose views gather the same for every language; only the template speaks. A test holds it.
ALIKE = frozenset(
    ["campaign", "campaigns", "countries", "country", "end-users", "incident", "incidents",
     "licence", "licences", "outreach", "parties", "party", "pledges", "policies", "policy",
     "product", "products", "register", "registers", "restriction", "restrictions", "source",
     "sources", "statements", "technologies", "technology", "transfer", "transfers", "vendors"]
)  # fmt: skip


class Got(NamedTuple):
    """What stands at an address, and what kind of content it is."""

    content: bytes
    kind: str

    @property
    def page(self) -> bool:
        """Whether it holds links to follow."""
        return self.kind.startswith(("text/html", "image/svg+xml"))


class Laid(NamedTuple):
    """A template with all that a view gathered for it."""

    template: Template
    context: dict[str, Any]
    text: str


class Asked(HttpRequest):
    """A reader's question for a page of a plain copy."""

    def __init__(self, address: str, language: str, copy: Copy) -> None:
        super().__init__()
        path, _, query = address.partition("?")
        self.method = "GET"
        self.path = self.path_info = prefix(language) + path
        self.GET = QueryDict(query)
        self.META = {"QUERY_STRING": query, "REQUEST_METHOD": "GET", "PATH_INFO": self.path}
        self.LANGUAGE_CODE = language
        self.laid: list[Laid] = []
        asked = f"?{query}" if query else ""
        self.plain = Plain(
            live=copy.live and f"{copy.live}{self.path}{asked}",
            address=copy.base and f"{copy.base}/{tidy(file_of(self.path, query))}",
            dots=copy.pictures or copy.live is not None,
        )

    def get_host(self) -> str:
        """The host that is replaced where a page must tell its absolute address."""
        return ORIGIN.removeprefix("http://")


class Pages:
    """The pages of one address, language by language; what a view gathered serves them all."""

    def __init__(self, address: str, copy: Copy) -> None:
        self.address, self.copy = address, copy
        self._laid: Laid | None = None

    def got(self, language: str) -> Got:
        """The content in a language; raises BadInput where the site has none.

        No middleware: it adds headers, which a file has none of, and chooses the language.
        """
        asked = Asked(self.address, language, self.copy)
        with translation.override(language), speaking(language):
            match = asked.resolver_match = resolve(asked.path_info)
            if self._laid:
                text = self._laid.template.render(self._laid.context, asked)
                return Got(text.encode(), "text/html; charset=utf-8")
            answer = self._answer(asked, match)
        content = answer.getvalue()
        if match.url_name in ALIKE and len(asked.laid) == 1:
            self._laid = _alike(asked.laid[0], content)
        return Got(content, answer["Content-Type"])

    def _answer(self, asked: Asked, match: ResolverMatch) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = match.func(asked, *match.args, **match.kwargs)
        except Http404:
            raise BadInput(f"{self.address}: a page leads there, and nothing is there") from None
        if answer.status_code != 200:  # noqa: PLR2004 - the number is the protocol's
            raise BadInput(f"{self.address}: answered with {answer.status_code}")
        return answer


def _alike(laid: Laid, content: bytes) -> Laid | None:
    """What was laid out, if it was the whole page and can be laid out again."""
    once = any(isinstance(value, Iterator) for value in laid.context.values())
    return None if once or laid.text.encode() != content else laid


@contextmanager
def laid_out() -> Iterator[None]:
    """Note with each question what its view laid out."""
    render = Template.render

    def noted(template: Template, context: Any = None, request: Any = None) -> Any:
        text = render(template, context, request)
        if isinstance(request, Asked):
            request.laid.append(Laid(template, context or {}, str(text)))
        return text

    Template.render = noted  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Template.render = render  # type: ignore[method-assign]
