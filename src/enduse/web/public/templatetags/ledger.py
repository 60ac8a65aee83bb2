"""What the pages of the ledger need: what a register leaves open, and the name behind a key."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from enduse.trade.register import Register

register = template.Library()


@register.simple_tag
def withheld(kept: Register, what: str) -> str:
    """`not disclosed` where the register never says it, else `not known`."""
    return _("not disclosed") if what in kept.withheld else _("not known")


@register.filter
def of(names: Mapping[str, str], key: str) -> str:
    """The name that belongs to a key; the key where there is none."""
    return names.get(key, key)
