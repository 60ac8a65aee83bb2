"""Licensing authorities: what each lets be known of its licences, how late, and its score."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enduse.record import HINDSIGHT, Record
from enduse.record.outreach import State
from enduse.record.transparency import (
    WHATS,
    Field,
    Openness,
    ReadOff,
    Told,
    Transparency,
    What,
    authorities,
    transparency,
)
from enduse.trade import Outreach
from enduse.web.ledger.models import Edition, Licence, RegisterEntry
from enduse.web.pack import campaign_record
from enduse.web.public.views.known import known_day
from enduse.web.public.views.outreach.told import as_of
from enduse.web.public.views.pages import PAGE
from enduse.web.registry.models import Source
from enduse.web.words.places import place

# What names an edition, and changes when what it holds does.
Held = tuple[int, int, int]


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every authority on record, the most open first; those of whom too little is known last."""
    record, day = campaign_record(), known_day(request)
    rows = [(record.parties[row.authority], row) for row in _told(record, day, _kept(day))]
    countries = {code: place(country.name, code) for code, country in record.countries.items()}
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "whats": WHATS, "countries": countries}
    return render(request, "public/authorities.html", shown)


def _kept(day: date | None) -> dict[str, list[Edition]]:
    """The editions of each register that were out on a day, the newest last."""
    kept: dict[str, list[Edition]] = {}
    for edition in Edition.objects.known_on(day).order_by("register", "day", "pk"):
        kept.setdefault(edition.register, []).append(edition)
    return kept


def _told(
    record: Record, day: date | None, kept: Mapping[str, Sequence[Edition]]
) -> tuple[Transparency, ...]:
    """What each authority let be known by a day; None is today, with all that is known."""
    held = tuple(tuple((e.pk, e.rows, e.rejected) for e in editions) for editions in kept.values())
    return _worked_out(record, as_of(day), None if day else HINDSIGHT, held, _of_licences())


@lru_cache(maxsize=32)
def _worked_out(
    record: Record,
    day: str,
    known_on: str | None,
    held: tuple[tuple[Held, ...], ...],
    named: tuple[str, ...],
) -> tuple[Transparency, ...]:
    shown = [_read_off(editions) for editions in held]
    rows = [
        transparency(record, name, day=day, known_on=known_on, registers=shown)
        for name in sorted({*authorities(record), *named})
    ]
    return tuple(sorted(rows, key=_openness))


def _of_licences() -> tuple[str, ...]:
    """The authorities that a licence names."""
    rows = Licence.objects.published().order_by("authority").values_list("authority", flat=True)
    return tuple(rows.distinct())


@lru_cache(maxsize=64)
def _read_off(editions: tuple[Held, ...]) -> ReadOff:
    """What a register shows by its editions, of which the last is the newest."""
    newest = Edition.objects.get(pk=editions[-1][0])
    rows = RegisterEntry.objects.filter(register=newest.register).known_on(newest.day)
    return rows.read_off(newest.describes())


def _openness(row: Transparency) -> tuple[int, int, str]:
    points = row.score.points
    return (-1 if points is None else -1 - points, -row.score.coverage, row.authority)


class Cited(NamedTuple):
    """A source as the pages show one."""

    source: Source


class Evidence(NamedTuple):
    """What is said of one thing, by sources or by the rows of a register (its id and title)."""

    status: Openness
    register: tuple[str, str] | None
    note: str | None


class Disclosed(NamedTuple):
    """Whether an authority publishes one thing, with all that is said of it and who says so."""

    what: What
    status: Openness
    evidence: Sequence[Evidence]
    citations: Sequence[Cited]


class Opened(NamedTuple):
    """What an authority lets be known, with the evidence of each thing, and the letters to it."""

    told: Transparency
    fields: Sequence[Disclosed]
    delays: Sequence[tuple[str, int, Sequence[Cited]]]
    letters: Sequence[tuple[Outreach, State]]


def openness(authority: str, day: date | None) -> Opened | None:
    """What fills `public/parts/openness.html`; None for whom no record names as an authority."""
    record, kept = campaign_record(), _kept(day)
    told = next((row for row in _told(record, day, kept) if row.authority == authority), None)
    return _opened(record, told, kept) if told else None


def _opened(record: Record, told: Transparency, kept: Mapping[str, Sequence[Edition]]) -> Opened:
    sources = Source.objects.published().in_bulk(set(_sources(told)))

    def cited(named: Iterable[str]) -> list[Cited]:
        return [Cited(sources[name]) for name in named if name in sources]

    def evidence(one: Told) -> Evidence:
        register = (one.register, kept[one.register][-1].title) if one.register else None
        return Evidence(one.status, register, one.note)

    def disclosed(field: Field) -> Disclosed:
        said = dict.fromkeys(name for one in field.told for name in one.sources)
        return Disclosed(field.what, field.status, list(map(evidence, field.told)), cited(said))

    letters = {letter.id: letter for letter in record.pack.outreach}
    return Opened(
        told,
        list(map(disclosed, told.fields)),
        [(delay.period, delay.months, cited(delay.sources)) for delay in told.delays],
        [(letters[reply.outreach], reply.state) for reply in told.requests],
    )


def _sources(told: Transparency) -> Iterator[str]:
    for field in told.fields:
        for one in field.told:
            yield from one.sources
    for delay in told.delays:
        yield from delay.sources
