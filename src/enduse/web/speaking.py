"""The core speaks the language of the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language

from enduse.interchange import languages

Answering = Callable[[HttpRequest], HttpResponseBase]


def speaking(get_response: Answering) -> Answering:
    """Middleware after Django's own for languages: reasons, days and figures follow the page."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        with languages.speaking(get_language() or ""):
            return get_response(request)

    return answered
