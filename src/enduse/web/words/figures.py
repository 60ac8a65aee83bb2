"""Figures and record texts as the reader's language shows them."""

from decimal import Decimal
from typing import Any

from django.template import Context
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.i18n import BlockTranslateNode, do_block_translate
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from enduse.interchange.languages import digits, number, told

OWN = "en"


def figure(value: object) -> str:
    """A year or a small count, in the figures of the language."""
    return digits(str(value))


def counted(value: object) -> str:
    """A count with the marks and figures of the language."""
    return number(value) if isinstance(value, int | float | Decimal) else figure(value)


def apart(name: str) -> str:
    """A name that keeps its direction to itself, on pages that run from right to left."""
    return f"\u2068{name}\u2069" if name and get_language_bidi() else name


def recorded(text: object) -> str | SafeString:
    """Text of a record: on a page in another language it is marked as the English that it is."""
    if not text or get_language() == OWN:
        return str(text or "")
    return format_html('<span lang="{}" dir="ltr">{}</span>', OWN, text)


def retold(text: object) -> str:
    """A text of the core (law, taxonomy, questions) in the language of the page."""
    return told(str(text or ""))


class Figure(int):
    """A number that shows itself in the figures of the language."""

    def __str__(self) -> str:
        return digits(int.__repr__(self))


class _Figures:
    """A value of a template of which a whole number is shown in the figures of the language."""

    def __init__(self, value: FilterExpression) -> None:
        self._value = value

    def resolve(self, context: Context) -> Any:
        found = self._value.resolve(context)
        return Figure(found) if type(found) is int else found


def blocktranslate(parser: Parser, token: Token) -> BlockTranslateNode:
    """Django's tag, with numbers in the figures of the language."""
    node: Any = do_block_translate(parser, token)
    node.extra_context = {name: _Figures(value) for name, value in node.extra_context.items()}
    if node.counter is not None:
        node.counter = _Figures(node.counter)
    return node  # type: ignore[no-any-return]
