"""How states license: a list that filters, and a page for each policy."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enduse.trade import Disclosure
from enduse.web.demands.models import Statement
from enduse.web.public.forms.places import PolicyFilter
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import list_page, profile_page
from enduse.web.registry.models import Policy
from enduse.web.registry.models.fields import words_of


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """How each state licenses, and how much of it the public learns."""
    day = known_day(request)
    rows = Policy.objects.published().known_on(day)
    form = PolicyFilter(rows, request.GET)
    found = form.narrowed(rows).in_words(day).order_by("country__name", "pk")
    return list_page(request, "public/policies.html", found, form=form)


@require_safe
def policy(request: HttpRequest, pk: str) -> HttpResponse:
    """How one state licenses, what it discloses, what it pledged, and who looked into it."""
    whole = Policy.objects.published().in_full(known_day(request))
    return profile_page(request, whole, pk, told=_of_policy)


def _of_policy(row: Policy, day: date | None) -> dict[str, Any]:
    pledges = list(row.pledges.all())
    named = [pledge.statement for pledge in pledges if pledge.statement]
    stated = Statement.objects.published().known_on(day).in_bulk(named)
    said = {one.what: one for one in row.discloses.all()}
    return {
        "pledges": [(one, stated.get(one.statement or "")) for one in pledges],
        "disclosed": [(what, said.get(what)) for what in words_of(Disclosure, "what")],
    }
