"""Flows: how many transfer records lead from which country to which."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enduse.interchange.drawings import Flow, FlowWords, Frame, Label, Place, flow_map
from enduse.interchange.drawings.flow_map import MOST
from enduse.interchange.languages import country
from enduse.web.public.views.drawings.figure import (
    Cell,
    Figure,
    Subject,
    counted,
    direction,
    of_whom,
)
from enduse.web.registry.models import Transfer

COLUMNS = ("seller", "seller_name", "buyer", "buyer_name", "records")
MINE: Mapping[str, Callable[[str], Q]] = {
    "": lambda _key: Q(),
    "parties": lambda key: Q(supplier=key) | Q(end_user=key),
    "countries": lambda key: Q(supplier__country=key) | Q(destination=key),
    "technologies": lambda key: Q(technology=key),
}


def flows(subject: Subject) -> Figure | None:
    """The map of flows of a subject; None where there is but one."""
    rows = list(pairs(subject)[:MOST])
    if len(rows) < (1 if not subject.noun else 2):
        return None
    told = [_flow(row, subject) for row in rows]
    most = max(flow.records for flow in told)
    drawing = flow_map(_frame(subject), told, said=_words(most))
    return Figure(
        drawing, (_("Seller"), _("Buyer"), _("Records")),
        [_cells(flow) for flow in told], COLUMNS, [_facts(row) for row in rows],
        credits=[
            _("Outlines: Natural Earth, public domain; disputed territories as drawn there."),
        ],
        note=_(
            "Transfer records between two countries, most first. A record can be an offer or a "
            "refused attempt as well as a delivery: it counts what is on record, not what was sold."
        ),
        more=subject.list_of("transfers", **_narrowed(subject)),
    )  # fmt: skip


def pairs(subject: Subject) -> QuerySet[Any]:
    """Pairs of countries, the most transfer records first, seller first; sales at home are none."""
    between = (
        Transfer.objects.published()
        .known_on(subject.day)
        .filter(MINE[subject.noun](subject.key))
        .exclude(supplier__country=None)
        .exclude(supplier__country=F("destination"))
    )
    by = "supplier__country", "supplier__country__name", "destination", "destination__name"
    counts: QuerySet[Any] = between.order_by().values(*by).annotate(records=Count("pk"))
    return counts.order_by("-records", "supplier__country", "destination")


def _flow(row: Mapping[str, Any], subject: Subject) -> Flow:
    seller = _place(row, "supplier__country", subject)
    buyer = _place(row, "destination", subject)
    said = ngettext(
        "%(seller)s to %(buyer)s: %(n)s record", "%(seller)s to %(buyer)s: %(n)s records",
        row["records"],
    ) % {
        "seller": seller.label.text, "buyer": buyer.label.text, "n": counted(row["records"]),
    }  # fmt: skip
    between = {"country": seller.code, "destination": buyer.code}
    between |= _narrowed(subject)
    if subject.noun == "parties":
        sold = subject.record.country_id == seller.code
        between["supplier" if sold else "end_user"] = subject.key
    return Flow(seller, buyer, row["records"], Label(said, subject.list_of("transfers", **between)))


def _place(row: Mapping[str, Any], end: str, subject: Subject) -> Place:
    code = row[end]
    name = country(code, row[f"{end}__name"])
    return Place(code, Label(name, subject.page_of("country", code)))


def _cells(flow: Flow) -> Sequence[Cell]:
    return (
        Cell(*flow.seller.label),
        Cell(*flow.buyer.label),
        Cell(counted(flow.records), flow.label.address, number=True),
    )


def _facts(row: Mapping[str, Any]) -> Sequence[object]:
    names = "supplier__country", "supplier__country__name", "destination", "destination__name"
    return (*(row[name] for name in names), row["records"])


def _frame(subject: Subject) -> Frame:
    description = _(
        "A map of the world. Arcs lead from sellers to buyers; the thicker an arc, the more "
        "transfer records. The table has the same facts."
    )
    return Frame("flows", of_whom(_("From seller to buyer"), subject), description, direction())


def _words(most: int) -> FlowWords:
    shown = sorted({1, (most + 1) // 2, most}) if most > 3 else range(1, most + 1)  # noqa: PLR2004 - a legend of at most three arcs
    return FlowWords(
        _("Seller"),
        _("Buyer"),
        [(n, ngettext("%(n)s record", "%(n)s records", n) % {"n": counted(n)}) for n in shown],
    )


def _narrowed(subject: Subject) -> dict[str, str]:
    return {"technology": subject.key} if subject.noun == "technologies" else {}
