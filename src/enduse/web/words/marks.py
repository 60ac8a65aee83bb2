"""The marks between words, which languages set differently: Arabic has commas of its own."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def comma() -> str:
    """What stands between two of a list."""
    return pgettext("punctuation with its spaces", ", ")


def semicolon() -> str:
    """What stands between two clauses."""
    return pgettext("punctuation with its spaces", "; ")


def colon() -> str:
    """What stands before that which was announced."""
    return pgettext("punctuation with its spaces", ": ")


def listed(names: Iterable[object]) -> str:
    """Names one after the other."""
    return comma().join(map(str, names))
