"""Words for demands and pledges: marks for standings, sentences for what an alert leaves open."""

from collections import Counter

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enduse.web.words import label

register = template.Library()
MARKS = {
    "met": "●",
    "partly-met": "◐",
    "not-met": "○",
    "disputed": "↔",
    "regressed": "↓",
    "not-known": "?",
}


@register.simple_tag
def standing(code: str) -> SafeString:
    """Where an addressee stands: mark and word."""
    mark = format_html('<span class="mark" aria-hidden="true">{}</span>', MARKS[code])
    return format_html(
        '<span class="stand stand-{}">{} {}</span>', code, mark, label("standing", code)
    )


@register.filter
def told(counts: Counter[str]) -> list[tuple[str, int]]:
    """The standings that are not nought, each with its number, in the order of the rule."""
    return [(code, counts[code]) for code in MARKS if counts[code]]


@register.filter
def of(counts: Counter[str], code: str) -> int:
    """How many of one standing."""
    return counts[code]


@register.filter
def limit(code: str) -> str:
    """What an alert does not prove, in a sentence."""
    return {
        "a-pledge-is-not-law": _("A pledge is no law: it does not bind an authority as one does."),
        "the-engine-is-not-the-authority": _(
            "The engine is no authority: it applies the provisions it knows to what is on record."
        ),
        "what-the-authority-knew-is-not-known": _("What the authority knew is not known."),
        "conditions-of-the-licence-are-not-known": _(
            "The conditions under which the licence was granted are not known."
        ),
        "a-licence-is-no-delivery": _("A licence is no delivery."),
    }[code]
