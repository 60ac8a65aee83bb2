"""The same page in the other languages."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from enduse.interchange.languages import DIRECTION

register = template.Library()


class Tongue(NamedTuple):
    """A language of the site, by its own name, and the address of the page in it."""

    code: str
    name: str
    address: str
    direction: str
    here: bool


@register.simple_tag(takes_context=True)
def tongues(context: template.Context) -> list[Tongue]:
    """Every language of the site with the address that this page has in it; none on a page that
    answers no address, such as one for what is not there."""
    request: Any = context.get("request")
    if request is None or request.resolver_match is None:
        return []
    plain, query = plain_path(request), request.META.get("QUERY_STRING", "")
    return [
        Tongue(
            code,
            name,
            (f"/{code}{plain}" if code != settings.LANGUAGE_CODE else plain)
            + (f"?{query}" if query else ""),
            DIRECTION[code],
            code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def plain_path(request: HttpRequest) -> str:
    """The path of a page without its language."""
    start = f"/{get_language()}/"  # `/en` alone begins `/end-users/` too
    path = request.path_info
    return path[len(start) - 1 :] if path.startswith(start) else path
