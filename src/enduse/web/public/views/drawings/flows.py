"""Flows: how many transfer records lead from which country to which."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enduse.interchange.drawings import Flow, FlowWords, Frame, Label, Place, flow_map
from enduse.interchange.drawings.flow_map import MOST
from enduse.interchange.languages import country, number
from enduse.web.public.kept.answers import kept
from enduse.web.public.views.drawings.figure import (
    Cell,
    Figure,
    Subject,
    direction,
    of_whom,
)
from enduse.web.registry.models import Country, Transfer

COLUMNS = ("seller", "seller_name", "buyer", "buyer_name", "records")
# Which transfers are a subject's; no transfer is in two of them, so that each is counted by itself.
MINE: Mapping[str, Callable[[str], Sequence[Q]]] = {
    "": lambda _key: [Q()],
    "parties": lambda key: [Q(supplier=key) | Q(end_user=key)],
    "countries": lambda key: [Q(supplier__country=key), Q(destination=key)],
    "technologies": lambda key: [Q(technology=key)],
}


class Pair(NamedTuple):
    """How many transfer records lead from one country to another."""

    seller: str
    buyer: str
    records: int


def flows(subject: Subject) -> Figure | None:
    """The map of flows of a subject; None where there is but one."""
    about = subject.noun, subject.key, subject.day
    found = kept("flows", about, lambda: pairs(subject))
    if len(found) < (1 if not subject.noun else 2):
        return None
    codes = {code for pair in found for code in (pair.seller, pair.buyer)}
    names = dict(Country.objects.filter(pk__in=codes).values_list("pk", "name"))
    told = [_flow(pair, names, subject) for pair in found]
    most = max(flow.records for flow in told)
    drawing = flow_map(_frame(subject), told, said=_words(most))
    return Figure(
        drawing, (_("Seller"), _("Buyer"), _("Records")),
        [_cells(flow) for flow in told], COLUMNS, [_facts(pair, names) for pair in found],
        credits=[
            _("Outlines: Natural Earth, public domain; disputed territories as drawn there."),
        ],
        note=_(
            "Transfer records between two countries, most first. A record can be an offer or a "
            "refused attempt as well as a delivery: it counts what is on record, not what was sold."
        ),
        more=subject.list_of("transfers", **_narrowed(subject)),
    )  # fmt: skip


def pairs(subject: Subject) -> list[Pair]:
    """The pairs of countries with most transfer records, seller first; sales at home are none."""
    every = Transfer.objects.published().known_on(subject.day).order_by()
    apart = every.exclude(supplier__country=None).exclude(supplier__country=F("destination"))
    found: list[Pair] = []
    for mine in MINE[subject.noun](subject.key):
        counts = apart.filter(mine).values_list("supplier__country", "destination")
        first = counts.annotate(n=Count("pk")).order_by("-n", "supplier__country", "destination")
        found += [Pair(*row) for row in first[:MOST]]
    return sorted(found, key=lambda pair: (-pair.records, pair.seller, pair.buyer))[:MOST]


def _flow(pair: Pair, names: Mapping[str, str], subject: Subject) -> Flow:
    seller, buyer = (_place(code, names, subject) for code in (pair.seller, pair.buyer))
    said = ngettext(
        "%(seller)s to %(buyer)s: %(n)s record", "%(seller)s to %(buyer)s: %(n)s records",
        pair.records,
    ) % {
        "seller": seller.label.text, "buyer": buyer.label.text, "n": number(pair.records),
    }  # fmt: skip
    between = {"country": seller.code, "destination": buyer.code}
    between |= _narrowed(subject)
    if subject.noun == "parties":
        sold = subject.record.country_id == seller.code
        between["supplier" if sold else "end_user"] = subject.key
    return Flow(seller, buyer, pair.records, Label(said, subject.list_of("transfers", **between)))


def _place(code: str, names: Mapping[str, str], subject: Subject) -> Place:
    return Place(code, Label(country(code, names[code]), subject.page_of("country", code)))


def _cells(flow: Flow) -> Sequence[Cell]:
    return (
        Cell(*flow.seller.label),
        Cell(*flow.buyer.label),
        Cell(number(flow.records), flow.label.address, number=True),
    )


def _facts(pair: Pair, names: Mapping[str, str]) -> Sequence[object]:
    return pair.seller, names[pair.seller], pair.buyer, names[pair.buyer], pair.records


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
        [(n, ngettext("%(n)s record", "%(n)s records", n) % {"n": number(n)}) for n in shown],
    )


def _narrowed(subject: Subject) -> dict[str, str]:
    return {"technology": subject.key} if subject.noun == "technologies" else {}
