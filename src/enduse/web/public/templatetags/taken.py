"""What a page offers to take along, and what it tells machines."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from enduse.interchange.citation import to_apa
from enduse.web.public.feeds import ABOUT
from enduse.web.public.views.taken.citing import cited
from enduse.web.public.views.taken.linked import linked
from enduse.web.public.views.taken.page import NOUNS, Page, page_of

register = template.Library()
LOCALES = {"en": "en_GB", "ar": "ar_AR", "fr": "fr_FR", "es": "es_ES", "de": "de_DE", "it": "it_IT"}


def _page(context: template.Context) -> Page | None:
    match = getattr(context.get("request"), "resolver_match", None)
    name = str(match.url_name) if match else ""
    record = context.get(name) if name in NOUNS else None
    if record is not None and name == "technology":
        record = getattr(record, "code", record)
    return page_of(name, record) if record is not None else None


@register.inclusion_tag("public/parts/taken_head.html", takes_context=True)
def told_to_machines(context: template.Context) -> dict[str, Any]:
    """Open Graph, the feed and linked data of a page."""
    page, request = _page(context), context.get("request")
    if request is None or request.resolver_match is None:
        return {}
    at = request.build_absolute_uri
    return {
        "page": page,
        "address": at(request.path),
        "card": at(_card(page)),
        "feed": page.file("feed.atom") if page and page.noun in ABOUT else reverse("public:feed"),
        "locale": LOCALES.get(get_language() or "en"),
        "linked": _linked(page, request) if page else "",
    }


def _card(page: Page | None) -> str:
    """The picture beside a link: in one language for all, as names are what it shows."""
    with override(settings.LANGUAGE_CODE):
        return page.file("card.png") if page else reverse("public:card")


def _linked(page: Page, request: Any) -> SafeString:
    return mark_safe(linked(page, request))  # noqa: S308 - JSON whose `<` is written as an escape


@register.inclusion_tag("public/parts/cite.html", takes_context=True)
def cite(context: template.Context) -> dict[str, Any]:
    """How to cite the page of a record, and the files for it."""
    page = _page(context)
    if page is None:
        return {}
    request: Any = context["request"]
    return {"page": page, "apa": to_apa(cited(page, request)), "known": context.get("known")}
