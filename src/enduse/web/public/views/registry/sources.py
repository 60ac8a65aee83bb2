"""Sources: a list that filters, and for each source every statement that rests on it."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enduse.web.demands.models import Commitment, Position, Statement, StatementFact
from enduse.web.ledger.models import Decision, Licence
from enduse.web.outreach.models import Answer, Campaign, Deadline, Outreach, Response
from enduse.web.public.forms.registry import SourceFilter
from enduse.web.public.kept.answers import total
from enduse.web.public.views.known import known_day
from enduse.web.public.views.pages import list_page, profile_page
from enduse.web.public.views.registry.profiles import some
from enduse.web.registry import models as registry
from enduse.web.registry.models import Citation, Incident, Party, Policy, Published, Source


class Kind(NamedTuple):
    """Statements of one kind; parts name the record that they belong to and the way to it."""

    title: Any
    model: Any
    names: tuple[str, ...] = ()
    of: type[Published] | None = None
    way: str = ""


KINDS = (
    Kind(_("Parties"), registry.Party),
    Kind(_("Names"), registry.Name, of=Party, way="party"),
    Kind(_("Former, later and related names"), registry.NameChange, of=Party, way="party"),
    Kind(_("Identifiers"), registry.Identifier, of=Party, way="party"),
    Kind(_("Products"), registry.Product, ("vendor",)),
    Kind(_("Transfers"), registry.Transfer, ("supplier", "destination")),
    Kind(_("Licences"), Licence, ("exporter",)),
    Kind(_("Events in the life of licences"), Decision, of=Licence, way="licence"),
    Kind(_("Restrictions"), registry.Restriction, ("target", "authority")),
    Kind(_("Incidents"), Incident),
    Kind(_("Numbers stated of incidents"), registry.IncidentFact, of=Incident, way="incident"),
    Kind(_("Campaigns"), Campaign),
    Kind(_("Letters"), Outreach),
    Kind(_("Deadlines"), Deadline, of=Outreach, way="outreach"),
    Kind(_("Replies and silences"), Response, ("recipient",), Outreach, "outreach"),
    Kind(
        _("Answers to single questions"),
        Answer,
        ("response__recipient",),
        Outreach,
        "response__outreach",
    ),
    Kind(_("Statements, open letters and pledges"), Statement),
    Kind(_("Numbers stated of statements"), StatementFact, of=Statement, way="statement"),
    Kind(_("States that joined statements"), Commitment, ("country",), Statement, "statement"),
    Kind(
        _("Where addressees stand"),
        Position,
        ("country", "party"),
        Statement,
        "demand__statement",
    ),
    Kind(_("Policies"), Policy, ("country",)),
    Kind(
        _("What authorities disclose"),
        registry.PolicyDisclosure,
        ("policy__country",),
        Policy,
        "policy",
    ),
    Kind(
        _("How late authorities publish"),
        registry.PolicyDelay,
        ("policy__country",),
        Policy,
        "policy",
    ),
    Kind(_("Inquiries"), registry.Inquiry, ("policy__country", "body"), Policy, "policy"),
)


# Of one kind; a source of more is named with how many there are.
AT_MOST = 200


class Statements(NamedTuple):
    """The statements of one kind that a source supports; each as the record and what of it."""

    title: Any
    kind: str
    rows: Sequence[tuple[Any, Any]]
    total: int


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every published document that a statement rests on, the newest first."""
    rows = Source.objects.published().known_on(known_day(request))
    form = SourceFilter(rows, request.GET)
    newest = F("published_day").desc(nulls_last=True)  # PostgreSQL would put what has no day first
    found = form.narrowed(rows).order_by(newest, "publisher", "pk")
    return list_page(request, "public/sources.html", found, form=form)


@require_safe
def source(request: HttpRequest, pk: str) -> HttpResponse:
    """One source, and every statement that it supports."""
    return profile_page(request, Source.objects.published(), pk, told=_supports)


def _supports(row: Source, day: date | None) -> dict[str, Any]:
    told = [statements(row, KINDS[at], day) for at in _citing(row)]
    others = Source.objects.published().known_on(day).filter(publisher=row.publisher)
    return {
        "groups": [group for group in told if group.rows],
        "total": sum(group.total for group in told),
        "others": total(others.exclude(pk=row.pk)),
    }


def _citing(row: Source) -> list[int]:
    """The places of the kinds that cite a source at all, withdrawn or not, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(_whether_cited(), [row.pk] * len(KINDS))
        return sorted(at for (at,) in cursor.fetchall())


@cache
def _whether_cited() -> str:
    cited = Citation._meta.db_table
    every = []
    for at, kind in enumerate(KINDS):
        link = kind.model.citations.through._meta
        every.append(
            f'SELECT {at} WHERE EXISTS (SELECT 1 FROM "{link.db_table}" AS link JOIN "{cited}"'  # noqa: S608 - names of our own tables
            f' ON "{cited}"."id" = link."citation_id" WHERE "{cited}"."source_id" = %s)'
        )
    return " UNION ALL ".join(every)


def statements(row: Source, kind: Kind, day: date | None) -> Statements:
    """The statements of one kind that rest on a source, in records that readers may see."""
    if kind.of is None:
        rows = kind.model.objects.published().known_on(day)
    else:
        records = kind.of.objects.published().known_on(day)
        rows = kind.model.objects.filter(**{f"{kind.way}__in": records})
    names = [*([kind.way] if kind.way else []), *kind.names]
    found = some(
        "", rows.filter(citations__source=row).select_related(*names).order_by("pk"), AT_MOST
    )
    told = [(_record(one, kind.way), one) for one in found.rows]
    return Statements(kind.title, kind.model._meta.model_name, told, found.total)


def _record(one: Any, way: str) -> Any:
    """The record that a statement is part of, or the statement itself."""
    for step in filter(None, way.split("__")):
        one = getattr(one, step)
    return one
