"""Words for what a register leaves open: not disclosed, or not known."""

from django import template
from django.utils.translation import gettext as _

from enduse.trade.register import Register

register = template.Library()


@register.simple_tag
def withheld(kept: Register, what: str) -> str:
    """`not disclosed` where the register never says it, else `not known`."""
    return _("not disclosed") if what in kept.withheld else _("not known")
