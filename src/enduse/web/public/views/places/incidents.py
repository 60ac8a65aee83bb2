"""Incidents: a list that filters, and a page that says what a count does not prove."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enduse.taxonomy import harms
from enduse.web.outreach.models import Outreach
from enduse.web.public.forms.places import IncidentFilter
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import list_page, profile_page
from enduse.web.public.views.registry.profiles import some
from enduse.web.registry.models import Incident, IncidentFact, Transfer

# What a count says of the people counted, and what it does not prove.
PROVES = {
    "targeted-or-infected": _(
        "Each of them was attacked, or traces were found on a device. Being attacked does not "
        "prove that the attack succeeded, and nobody knows how many were never examined."
    ),
    "selected-as-potential-target": _(
        "Somebody put them on a list of possible targets. Being selected does not prove that an "
        "attack was attempted, and an attempt does not prove that a device was infected."
    ),
    "alerted-by-platform": _(
        "A platform warned them that they had been attacked. A warning does not prove that the "
        "attack succeeded, and it need not say who was behind it."
    ),
    "planned-targets": _(
        "A document names them as targets to be. That does not prove that anything was done."
    ),
    "people-detected": _(
        "A system noticed them. That does not prove what was done with it afterwards."
    ),
    "numbers-tracked": _(
        "Phone numbers were located or followed. A number is not a person: somebody may have "
        "several, and it does not prove what was done with it afterwards."
    ),
    "claimed-by-campaigners": _(
        "Campaigners state it. No examination of devices or document is on record here."
    ),
}


class Figure(NamedTuple):
    """What sources state of one thing; `differ` where they do not state the same."""

    what: str
    facts: list[IncidentFact]

    @property
    def differ(self) -> bool:
        """Whether two sources state different numbers."""
        return len({(fact.value, fact.bound) for fact in self.facts}) > 1


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """Documented abuse, the last reported first."""
    rows = Incident.objects.published().known_on(known_day(request)).in_words()
    form = IncidentFilter(rows, request.GET)
    found = form.narrowed(rows).order_by("-reported_day", "pk")
    return list_page(request, "public/incidents.html", found, form=form)


@require_safe
def incident(request: HttpRequest, pk: str) -> HttpResponse:
    """One case: who was hit, by whom, with what, and how that is known."""
    whole = Incident.objects.published().in_full(known_day(request))
    return profile_page(request, whole, pk, told=_of_incident)


def _of_incident(row: Incident, day: date | None) -> dict[str, Any]:
    letters = Outreach.objects.published().known_on(day).filter(about__record=row.pk)
    return {
        "proves": PROVES[row.count_type],
        "figures": list(figures(row.facts.all())),
        "sums": [one for one in row.victims.all() if harms().victims[one.group].sum],
        "groups": [one for one in row.victims.all() if not harms().victims[one.group].sum],
        "letters": letters.order_by("-date_day", "pk"),
        "transfers": some("transfers", _transfers(row, day)),
        "others": some("others", _others(row, day)),
    }


def figures(facts: Iterable[IncidentFact]) -> Iterator[Figure]:
    """Facts by what they state, in the order in which each is first stated."""
    held = list(facts)
    order = list(dict.fromkeys(fact.what for fact in held))
    for what, same in groupby(sorted(held, key=lambda f: order.index(f.what)), lambda f: f.what):
        yield Figure(what, list(same))


def _transfers(row: Incident, day: date | None) -> Any:
    """What the vendor, or the maker of the product, sent to the state that it is laid to."""
    sent = Transfer.objects.published().known_on(day).filter(destination=row.perpetrator_country)
    sellers = {row.vendor_id, row.product.vendor_id if row.product else None} - {None}
    found = sent.filter(supplier__in=sellers) if row.perpetrator_country_id else sent.none()
    return found.in_words(day).order_by("-reported_day", "pk")


def _others(row: Incident, day: date | None) -> Any:
    """Other incidents laid to the same state."""
    known = Incident.objects.published().known_on(day).exclude(pk=row.pk).in_words()
    if not row.perpetrator_country_id:
        return known.none()
    laid = known.filter(perpetrator_country=row.perpetrator_country_id)
    return laid.order_by("-reported_day", "pk")
