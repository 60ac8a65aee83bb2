"""What only pages of a plain copy need."""

from django import template
from django.urls import reverse
from django.utils.functional import Promise

from enduse.web.words.pages import TITLES

register = template.Library()
SERVED = {"search", "assess"}


@register.simple_tag
def every_list() -> list[tuple[str | Promise, str]]:
    """Each list of records and each page of text: title and address."""
    return [
        (title, reverse(f"public:{name}")) for name, title in TITLES.items() if name not in SERVED
    ]
