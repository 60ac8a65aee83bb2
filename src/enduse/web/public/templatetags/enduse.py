"""The tags and filters of every page.

`{% sources %}`, `{% pages %}` are blocks: they stand after a paragraph or in a `li`, `dd`, `td`,
never inside a `p`. The rest are words within a line.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from textwrap import shorten
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from enduse.evidence import last_day
from enduse.interchange.languages import number
from enduse.interchange.report_words import MARKS, bar
from enduse.interchange.report_words import OUTCOMES as OUTCOME_SCALE
from enduse.interchange.report_words import RISKS as RISK_SCALE
from enduse.web import words
from enduse.web.registry.models import Citation, Source, addresses
from enduse.web.words.days import when
from enduse.web.words.figures import apart, blocktranslate, counted, figure, recorded, retold
from enduse.web.words.marks import colon, comma, listed, semicolon
from enduse.web.words.pages import ABOVE, LISTS, NAVIGATION, TITLES
from enduse.web.words.places import place

register = template.Library()
register.filter(when)
register.filter("number", counted)
register.filter(retold)
register.filter(figure)
register.filter(place)
register.filter(recorded)
register.tag(blocktranslate)
register.simple_tag(comma)
register.simple_tag(semicolon)
register.simple_tag(colon)
FEW, SHORT = 3, 44
NO_BREAK = "\u00a0"


@register.filter
def word(code: str | Iterable[str] | None, field: str) -> str:
    """The label of a word of the core in a field; of several, all of them; nothing for None."""
    if code is None:
        return ""
    codes = [code] if isinstance(code, str) else code
    return listed(words.label(field, one) for one in codes)


@register.filter
def money(row: Any) -> str:
    """The amount of a row in its currency, as exactly as it was stated; nothing where none is."""
    if row.value_amount is None:
        return ""
    return f"{row.value_currency}{NO_BREAK}{number(row.value_amount, row.value_scale)}"


@register.filter
def technology(code: str | None) -> str:
    """The title of a technology; nothing for None."""
    return "" if code is None else str(words.label("technology", code))


@register.simple_tag(takes_context=True)
def technology_link(context: template.Context, code: str | None) -> str | SafeString:
    """The title of a technology, leading to its page as known on the day of this one."""
    if code is None:
        return ""
    return _link(_address("technology", code, known=context.get("known")), technology(code))


def _link(address: str, text: str | Promise) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, text)


def _address(name: str, *args: str, known: date | None = None) -> str:
    day = f"?known={known.isoformat()}" if known else ""
    return (addresses.page_of(name, *args) if args else addresses.page(name)) + day


@register.simple_tag
def strength(code: str | None) -> str | SafeString:
    """How well a statement is proven: mark and word."""
    if code is None:
        return ""
    return format_html(
        '<span class="strength"><span class="mark" aria-hidden="true">{}</span>{}{}</span>',
        MARKS.get(code, ""),
        NO_BREAK,
        words.label("strength", code),
    )


@register.simple_tag
def outcome(code: str) -> SafeString:
    """What the law says of a deal: the steps of the scale that it fills, and the word."""
    return _verdict(words.OUTCOMES[code], bar(code, OUTCOME_SCALE))


@register.simple_tag
def risk(code: str) -> SafeString:
    """What the record says of a deal: the steps of the scale that it fills, and the word."""
    return _verdict(words.RISKS[code], bar(code, RISK_SCALE))


def _verdict(verdict: words.Verdict, steps: str) -> SafeString:
    return format_html(
        '<span class="step tone-{}"><span class="mark" aria-hidden="true">{}</span> {}</span>',
        verdict.tone,
        steps,
        verdict.label,
    )


@register.inclusion_tag("public/parts/sources.html", takes_context=True)
def sources(context: template.Context, citations: Iterable[Citation]) -> dict[str, Any]:
    """The sources of a statement: beside it on wide screens, folded under it on phones.

    A source that the page has named before is named shortly. As known on a day: those that were
    out by then, and how many came later.
    """
    known = context.get("known")
    every = [citation.source for citation in citations]
    out = [source for source in every if known is None or _was_out(source.published, known)]
    told = vars(context["request"]).setdefault("told", set())
    listed = [(source, source.pk in told) for source in out]
    told.update(source.pk for source in out)
    few = len(out) <= FEW + 1
    return {
        "first": listed if few else listed[:FEW],
        "more": [] if few else listed[FEW:],
        "count": len(out),
        "later": len(every) - len(out),
        "known": known,
    }


@register.simple_tag(takes_context=True)
def cited(context: template.Context, source: Source, *, again: bool) -> SafeString:
    """One source in a list: its title leads to its page, its address is there for paper."""
    address = _address("source", source.pk, known=context.get("known"))
    if again:
        return format_html(
            '<li><a href="{}" lang="{}" dir="auto">{}</a></li>',
            address,
            source.language,
            shorten(source.title, SHORT, placeholder="…"),
        )
    return format_html(
        '<li{}><a href="{}" lang="{}" dir="auto">{}</a> <span class="of">{}</span></li>',
        format_html(' data-address="{}"', source.url) if source.url else "",
        address,
        source.language,
        source.title,
        listed(filter(None, (apart(source.publisher), when(source.published)))),
    )


def _was_out(published: str | None, known: date) -> bool:
    return published is not None and last_day(published) <= known.isoformat()


@register.inclusion_tag("public/parts/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """The way to the other pages of a list; the rest of the query stays."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"]}


@register.inclusion_tag("public/parts/navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, Any]:
    """The way to every part of the site; the part that this page belongs to is marked."""
    page = _page(context)
    here = ABOVE.get(page, page)
    return {"entries": [(TITLES[name], _address(name), name == here) for name in NAVIGATION]}


@register.simple_tag(takes_context=True)
def crumbs(context: template.Context) -> SafeString:
    """The first page, and the list that a page of one record belongs to, as known on its day."""
    above = ABOVE.get(_page(context))
    links = [_link(_address("home"), gettext("Enduse"))]
    if above:
        links.append(_link(_address(above, known=context.get("known")), TITLES[above]))
    return format_html_join("", "<li>{}</li>", ((link,) for link in links))


def _page(context: template.Context) -> str:
    match = getattr(context.get("request"), "resolver_match", None)
    return (match.url_name or "") if match else ""


@register.simple_tag
def way(name: str, *args: str) -> str:
    """The address of a page."""
    return _address(name, *args)


@register.simple_tag
def all_of(noun: str) -> str:
    """The address of the list of all records of a noun."""
    return _address(LISTS.get(noun, noun))


@register.simple_tag
def noun(name: str, count: int) -> str:
    """What so many records are called."""
    return str(words.COUNTED[name] % count)


@register.filter
def means(noun: str) -> str:
    """What a record of a noun is."""
    return str(words.MEANS[noun])


@register.simple_tag
def kept(name: str) -> str:
    """The address of a file of ours, which changes when the file does: it can be kept for long."""
    found = finders.find(f"enduse/{name}")
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"no file {name} among the static files")
    file = Path(found)
    return f"{static(f'enduse/{name}')}?v={_digest(file, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=64)
def _digest(file: Path, _changed: int) -> str:
    return blake2b(file.read_bytes(), digest_size=6).hexdigest()


@register.simple_tag
def stylesheet(name: str, media: str = "all") -> SafeString:
    """A style sheet of ours, for screens or for paper."""
    return format_html('<link rel="stylesheet" href="{}" media="{}">', kept(name), media)
