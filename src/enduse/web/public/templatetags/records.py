"""Links to records and to lists of them, which stay with the day of knowledge of their page."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.safestring import SafeString

from enduse.web.public.forms.registry import language_name
from enduse.web.registry.models import addresses

register = template.Library()
register.filter(language_name)


@register.simple_tag(takes_context=True)
def to(context: template.Context, record: Model | None, text: Any = None) -> str | SafeString:
    """A record's name, or another text, that leads to its page; nothing for None."""
    if record is None:
        return ""
    said = str(record) if text is None else text
    try:
        address = record.get_absolute_url()  # type: ignore[attr-defined]
    except NoReverseMatch:
        return format_html("{}", said)
    return format_html('<a href="{}{}">{}</a>', address, _query(context, {}), said)


@register.simple_tag(takes_context=True)
def list_of(context: template.Context, name: str, **narrowed: Any) -> str:
    """The address of a list, narrowed: `{% list_of "transfers" supplier=party.pk %}`."""
    try:
        return addresses.page(name) + _query(context, narrowed)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def page_of(context: template.Context, name: str, key: Any) -> str:
    """The address of a record's page by its key."""
    try:
        return addresses.page_of(name, key) + _query(context, {})
    except NoReverseMatch:
        return ""


def _query(context: template.Context, narrowed: dict[str, Any]) -> str:
    pairs = {name: value for name, value in narrowed.items() if value not in (None, "")}
    if context.get("known"):
        pairs["known"] = context["known"].isoformat()
    return f"?{urlencode(pairs)}" if pairs else ""


@register.filter
def at(known: dict[Any, Any], key: Any) -> Any:
    """What a table holds under a key."""
    return known.get(key)
