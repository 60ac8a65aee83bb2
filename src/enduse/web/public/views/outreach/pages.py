"""Campaigns, their rounds of letters, and one round with the answer beside the allegation."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.taxonomy.tables import BadInput
from enduse.trade.deadlines import Due, due
from enduse.web.outreach.models import Answer, Campaign, Outreach, Question
from enduse.web.outreach.models.rounds import OutreachQuerySet
from enduse.web.pack import campaign_record
from enduse.web.public.forms.outreach import STATES, RoundFilter
from enduse.web.public.views.known import known_day
from enduse.web.public.views.outreach.allegations import facing, raised
from enduse.web.public.views.outreach.told import (
    Cell,
    Told,
    as_of,
    rounds_as_of,
    told,
    told_briefly,
    total,
)
from enduse.web.public.views.pages import PAGE, profile_page

Asked = tuple[Question, list[tuple[Cell, Answer]]]


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Campaigns and the rounds outside of any, filtered, with what became of all the letters."""
    day = known_day(request)
    known = Outreach.objects.published().known_on(day)
    form, counted_on = RoundFilter(known, request.GET), as_of(day)
    rounds = _fitting(form, known, day=day, counted_on=counted_on)
    alone = [one for one in reversed(rounds) if one.row.campaign is None]
    page = Paginator(alone, PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, **_by_campaign(rounds, counted_on)}
    return render(request, "public/campaigns.html", shown)


def _fitting(
    form: RoundFilter, known: OutreachQuerySet, *, day: date | None, counted_on: str
) -> list[Told]:
    """The rounds that the reader looks for, some by what one of the recipients did."""
    rows, record = form.narrowed(known.with_parties()), campaign_record()
    rounds = told_briefly(rows, record, day=day, counted_on=counted_on)
    return [one for one in rounds if form.fits({cell.reply.state for cell in one.cells})]


def _by_campaign(rounds: Sequence[Told], day: str) -> dict[str, Any]:
    """All of some rounds counted, and the campaigns that they belong to, the newest first."""
    held: dict[Campaign, list[Told]] = {}
    for one in rounds:
        if one.row.campaign:
            held.setdefault(one.row.campaign, []).append(one)
    newest_first = sorted(held.items(), key=lambda its: its[1][-1].row.date, reverse=True)
    campaigns = [
        {"campaign": campaign, "rounds": its, "tally": total(its, day)}
        for campaign, its in newest_first
    ]
    return {"tally": total(rounds, day), "campaigns": campaigns}


@require_safe
def campaign(request: HttpRequest, key: str) -> HttpResponse:
    """One campaign: its rounds in time, and recipients against rounds."""
    return profile_page(request, Campaign.objects.published().with_sources(), key, _campaign)


def _campaign(row: Campaign, day: date | None) -> dict[str, Any]:
    counted_on = as_of(day)
    rounds = told(rounds_as_of(day).known_on(day).filter(campaign=row), counted_on)
    shown = {"rounds": rounds, "rows": list(_rows(rounds)), "tally": total(rounds, counted_on)}
    return shown | {"counted_on": counted_on}


def _rows(rounds: list[Told]) -> Iterator[tuple[Any, list[Cell | None]]]:
    """Each recipient with its cell in each round, None where it was not written to."""
    parties = {cell.party.pk: cell.party for one in rounds for cell in one.cells}
    cells = [{cell.party.pk: cell for cell in one.cells} for one in rounds]
    for key, party in sorted(parties.items(), key=lambda item: item[1].name.casefold()):
        yield party, [column.get(key) for column in cells]


@require_safe
def outreach(request: HttpRequest, key: str) -> HttpResponse:
    """One round: what was asked, what it raises, and what each recipient did."""
    return profile_page(request, rounds_as_of(known_day(request)), key, _round)


def _round(row: Outreach, day: date | None) -> dict[str, Any]:
    counted_on = as_of(day)
    (one,) = told([row], counted_on)
    allegations = raised((part.record for part in row.about.all()), day)
    return {
        "round": one,
        "counted_on": counted_on,
        "due": _due(one),
        "states": _by_state(one.cells),
        "questions": _by_head(list(_asked(row, one.cells))),
        "allegations": allegations,
        "replies": facing(one.cells, allegations),
    }


def _due(one: Told) -> Due | str | None:
    """When answers were due, or why that cannot be said."""
    if one.noun.deadline is None:
        return None
    try:
        return due(one.noun.date, one.noun.deadline)
    except BadInput as problem:
        return str(problem)


def _by_state(cells: Sequence[Cell]) -> list[tuple[str, list[Cell]]]:
    """The letters by what became of them, answers first."""
    ranked = sorted(cells, key=lambda c: (STATES.index(c.reply.state), c.party.name.casefold()))
    return [(state, list(its)) for state, its in groupby(ranked, key=lambda c: c.reply.state)]


def _asked(row: Outreach, cells: Sequence[Cell]) -> Iterator[Asked]:
    """Each question with what is on record of the answers to it."""
    for question in row.questions.all():
        yield (
            question,
            [
                (cell, answer)
                for cell in cells
                if cell.response
                for answer in cell.response.answers.all()
                if answer.question == question.number
            ],
        )


def _by_head(asked: list[Asked]) -> list[tuple[str, list[Asked]]]:
    """Questions under the number that their sub-parts share: 1a and 1b under 1."""
    return [(head, list(its)) for head, its in groupby(asked, key=_head)]


def _head(asked: Asked) -> str:
    number = str(asked[0].number)
    return number.rstrip("abcdefghijklmnopqrstuvwxyz") or number
