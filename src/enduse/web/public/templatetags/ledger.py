"""What the pages of the ledger need: what a register leaves open, and how open an authority is."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from enduse.trade.register import Register
from enduse.web.words import label

register = template.Library()


@register.simple_tag
def left_open(kept: Register, what: str = "") -> SafeString:
    """`not disclosed` where the register never says it, else `not known`."""
    return openness("not-disclosed" if what in kept.withheld else "not-known")


@register.filter
def openness(status: str) -> SafeString:
    """Whether a thing is disclosed: a word that also looks unlike the others."""
    return format_html('<span class="is-{}">{}</span>', status, label("openness", status))


@register.filter
def of(held: Mapping[Any, Any], key: Any) -> Any:
    """What belongs to a key; the key where there is none."""
    return held.get(key, key)
