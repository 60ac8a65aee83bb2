"""Words for letters: how old a silence is, and how a deadline was reckoned."""

from datetime import date

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enduse.record.outreach import Silence, Tally
from enduse.trade.deadlines import Step

register = template.Library()
YEAR, MONTH = 365.25, 30.44
SHORT = 2
LINES = {
    "in-full": "in_full",
    "in-part": "in_part",
    "off-the-point": "off_the_point",
    "answered": "extent_not_on_record",
    "declined": "declined",
    "no-reply": "no_reply",
    "unreachable": "unreachable",
    "pending": "pending",
    "unknown": "unknown",
}


@register.filter
def age(silent: Silence) -> str:
    """How long there has been no reply, rounded down.

    >>> age(Silence(since="2022-07", least=1574, most=1604))
    '4 years'
    """
    years, months = int(silent.least / YEAR), int(silent.least / MONTH)
    if years >= SHORT:
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    if months >= SHORT:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s day", "%(n)s days", silent.least) % {"n": silent.least}


@register.filter
def lines(tally: Tally) -> list[tuple[str, int]]:
    """What became of letters, each state with its number; together they are all of them."""
    return [(state, getattr(tally, field)) for state, field in LINES.items()]


@register.filter
def reckoned(step: Step) -> str:
    """One step of the computation of a deadline, without its day.

    >>> reckoned(Step(rule="holiday", day="2014-12-25", name="Christmas Day"))
    'is passed over: a public holiday (Christmas Day)'
    """
    told = {
        "not-counted": _("is not counted: the day of sending"),
        "counted": _("is number %(count)s"),
        "month-end": _("stands in: its month has no day %(count)s"),
        "weekend": _("is passed over: a %(weekday)s"),
        "holiday": _("is passed over: a public holiday (%(name)s)"),
        "moved-on": _("is the first working day after it"),
        "last-day": _("is the last day for an answer"),
    }
    weekday = WEEKDAYS[date.fromisoformat(step.day).weekday()]
    return told[step.rule] % {"count": step.count, "name": step.name, "weekday": weekday}
