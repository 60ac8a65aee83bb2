"""The pictures that other sites show beside a link to a page."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from enduse.interchange.drawings.card import card
from enduse.interchange.drawings.picture import png
from enduse.interchange.languages import DIRECTION
from enduse.web.public.views.taken.page import described, found


@require_safe
def of_site(_request: HttpRequest) -> HttpResponse:
    """The card of every page that is not of one record."""
    return _card(described(), "", ())


@require_safe
def of_record(_request: HttpRequest, noun: str, pk: str) -> HttpResponse:
    """The card of a record."""
    page = found(noun, pk)
    return _card(page.title, page.kind, (gettext("Every statement with its source"),))


def _card(title: str, kind: str, facts: tuple[str, ...]) -> HttpResponse:
    answer = HttpResponse(
        _drawn(title, kind, facts, DIRECTION[get_language() or "en"]), content_type="image/png"
    )
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@lru_cache(maxsize=64)
def _drawn(title: str, kind: str, facts: tuple[str, ...], direction: str) -> bytes:
    return png(card(title, kind, facts, direction=direction), zoom=1)
