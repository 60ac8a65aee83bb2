"""The map of the site for search engines (sitemaps.org, protocol 0.9)."""

from itertools import islice
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from enduse.web.public.publisher.addresses import PART, pages

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
KEPT_OUT = ("/assess/", "/search/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone: pages that hold what somebody typed."""
    ways = [f"/{code}" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    lines = [f"Disallow: {way}{path}" for way in ("", *ways) for path in KEPT_OUT]
    where = request.build_absolute_uri(reverse("public:sitemap"))
    text = "\n".join(("User-agent: *", *lines, "", f"Sitemap: {where}", ""))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parts of the map."""
    count = sum(1 for _ in pages())
    parts = (reverse("public:sitemap-part", args=[at + 1]) for at in range(-(-count // PART)))
    at = request.build_absolute_uri
    told = "".join(f"<sitemap><loc>{at(way)}</loc></sitemap>\n" for way in parts)
    return _xml("sitemapindex", told)


@require_safe
def part(request: HttpRequest, part: int) -> HttpResponse:
    """One part of the map: pages, each with itself in the other languages."""
    here = list(islice(pages(), (part - 1) * PART, part * PART)) if part else []
    if not here:
        raise Http404
    return _xml("urlset", "".join(_url(request, path) for path in here if path not in KEPT_OUT))


def _url(request: HttpRequest, path: str) -> str:
    ways = {
        code: request.build_absolute_uri(
            path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
        )
        for code, _ in settings.LANGUAGES
    }
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(way)}/>'
        for code, way in ways.items()
    )
    return f"<url><loc>{ways[settings.LANGUAGE_CODE]}</loc>{alternates}</url>\n"


def _xml(name: str, told: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {SPACES}>\n{told}</{name}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
