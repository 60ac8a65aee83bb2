"""The network of a party: owners, products, suppliers, buyers and authorities."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from enduse.interchange.drawings import Edge, Frame, Group, Label, Node, network
from enduse.interchange.drawings.network import MOST
from enduse.interchange.languages import country, number
from enduse.web.ledger.models import Licence
from enduse.web.public.kept.any_of import any_of
from enduse.web.public.views.drawings.figure import (
    Cell,
    Figure,
    Subject,
    direction,
    of_whom,
)
from enduse.web.registry.models import Party, Product, Restriction, Transfer

COLUMNS = ("relation", "from", "from_name", "to", "to_name", "records")
ROWS, OF_A_KIND = 60, 12

RELATIONS = {
    "owner": gettext_lazy("owns"),
    "subsidiary": gettext_lazy("owns"),
    "supplied": pgettext_lazy("one supplied another", "supplied"),
    "makes": gettext_lazy("makes"),
    "sold": gettext_lazy("went to"),
    "licence": gettext_lazy("decided on a licence of"),
    "restriction": gettext_lazy("acted against"),
}


class Tie(NamedTuple):
    """That one stands in a relation to another, on so many records."""

    relation: str
    start: Node
    end: Node
    records: int = 1


Titled = list[tuple[str, list[Node]]]


def network_of(subject: Subject) -> Figure | None:
    """Who stands around a party; None where nobody does."""
    held = compress(TIES, any_of(rows_of, subject.key, subject.day))
    ties = [*_family(subject), *(tie for ties_of in held for tie in ties_of(subject))]
    if not ties:
        return None
    me = _me(subject)
    columns = list(_fitting(_columns(me, ties), subject))
    drawn = {node.key for column in columns for group in column for node in group.nodes}
    edges = [
        Edge(t.start.key, t.end.key, t.records) for t in ties if {t.start.key, t.end.key} <= drawn
    ]
    description = _(
        "Boxes joined by lines: owners above, what belongs to it below, suppliers and authorities "
        "before it, products and buyers after it. The table has the same facts."
    )
    frame = Frame("network", of_whom(_("Network"), subject), description, direction())
    return Figure(
        network(frame, columns, edges), (_("From"), _("How"), _("To"), _("Records")),
        [_cells(tie) for tie in ties], COLUMNS, [_facts(tie) for tie in ties],
        credits=[_("A thicker line stands for more records; rounded boxes are countries.")],
        note=_("Those with most records; the lists have all.") if _cut(ties) else "",
    )  # fmt: skip


def _cut(ties: Sequence[Tie]) -> bool:
    """Whether there may be more of a kind than were looked at."""
    return max(Counter(tie.relation for tie in ties).values()) >= ROWS


def _me(subject: Subject) -> Node:
    return Node(f"party {subject.key}", Label(subject.name), "self")


def _party(row: Party, subject: Subject) -> Node:
    if row.pk == subject.key:
        return _me(subject)
    return Node(f"party {row.pk}", Label(row.name, subject.to(row)))


def _named(row: Mapping[str, Any], name: str, subject: Subject, form: str = "party") -> Node:
    key = row[name]
    if form == "party" and key == subject.key:
        return _me(subject)
    said = row[f"{name}__name"]
    said = country(key, said) if form == "country" else said
    return Node(f"{form} {key}", Label(said, subject.page_of(form, key)), form)


def _family(subject: Subject) -> Iterator[Tie]:
    party = subject.record
    known = Party.objects.published().known_on(subject.day)
    near = Q(parent=party)
    if party.parent_id:  # no owner is no ground for a search: it would find all parties without
        near |= Q(pk=party.parent_id) | Q(subsidiaries=party.parent_id)
    rows = {row.pk: row for row in known.filter(near).distinct().order_by("name", "pk")}
    owner = rows.get(party.parent_id)
    above = rows.get(owner.parent_id) if owner else None
    if owner and above:
        yield Tie("owner", _party(above, subject), _party(owner, subject))
    if owner:
        yield Tie("owner", _party(owner, subject), _me(subject))
    for row in rows.values():
        if row.parent_id == party.pk:
            yield Tie("subsidiary", _me(subject), _party(row, subject))


def _trade(subject: Subject) -> Iterator[Tie]:
    """Transfers by product and by buyer; where the buyer is not known, by country."""
    by = (
        "supplier", "supplier__name", "product", "product__name", "end_user", "end_user__name",
        "destination", "destination__name",
    )  # fmt: skip
    mine = _transfers(subject.key, subject.day).order_by().values(*by)
    ties: Counter[tuple[str, Node, Node]] = Counter()
    for row in mine.annotate(n=Count("pk")).order_by("-n", *by)[:ROWS]:
        for tie in _steps(row, subject):
            ties[tie] += row["n"]
    for (relation, start, end), records in ties.items():
        yield Tie(relation, start, end, records)


def _steps(row: Mapping[str, Any], subject: Subject) -> Iterator[tuple[str, Node, Node]]:
    """The way of one group of transfers: supplier, product where it is known, buyer."""
    supplier = _named(row, "supplier", subject)
    if row["end_user"]:
        buyer = _named(row, "end_user", subject)
    else:
        buyer = _named(row, "destination", subject, "country")
    if row["product"] and row["supplier"] == subject.key:
        product = _named(row, "product", subject, "product")
        yield "supplied", supplier, product
        yield "sold", product, buyer
    else:
        yield "sold", supplier, buyer


def _products(subject: Subject) -> Iterator[Tie]:
    """Products of which no transfer is on record."""
    rows = _made(subject.key, subject.day)
    sent = Transfer.objects.published().known_on(subject.day).exclude(product=None)
    unsent = rows.exclude(pk__in=sent.filter(supplier=subject.key).order_by().values("product"))
    for row in unsent.order_by("name", "pk")[:ROWS]:
        node = Node(f"product {row.pk}", Label(row.name, subject.to(row)), "product")
        yield Tie("makes", _me(subject), node)


def _licensed(subject: Subject) -> Iterator[Tie]:
    rows = _licences(subject.key, subject.day)
    return _by_authority("licence", rows, ("authority", "exporter"), subject)


def _restricted(subject: Subject) -> Iterator[Tie]:
    rows = _measures(subject.key, subject.day)
    return _by_authority("restriction", rows, ("authority", "target"), subject)


def _transfers(key: str, day: date | None) -> QuerySet[Transfer]:
    return Transfer.objects.published().known_on(day).filter(Q(supplier=key) | Q(end_user=key))


def _made(key: str, day: date | None) -> QuerySet[Product]:
    return Product.objects.published().known_on(day).filter(vendor=key)


def _licences(key: str, day: date | None) -> QuerySet[Licence]:
    rows = Licence.objects.published().known_on(day)
    return rows.filter(Q(exporter=key) | Q(authority=key))


def _measures(key: str, day: date | None) -> QuerySet[Restriction]:
    return Restriction.objects.published().known_on(day).filter(Q(target=key) | Q(authority=key))


TIES = (_trade, _products, _licensed, _restricted)


def rows_of(key: str, day: date | None) -> list[QuerySet[Any]]:
    """The rows that each of the ties is told from."""
    return [its(key, day) for its in (_transfers, _made, _licences, _measures)]


def _by_authority(
    relation: str, rows: Any, ends: tuple[str, str], subject: Subject
) -> Iterator[Tie]:
    by = [f"{end}{part}" for end in ends for part in ("", "__name")]
    for row in rows.order_by().values(*by).annotate(n=Count("pk")).order_by("-n", *by)[:ROWS]:
        start, end = (_named(row, name, subject) for name in ends)
        yield Tie(relation, start, end, row["n"])


def _columns(me: Node, ties: Sequence[Tie]) -> list[Titled]:
    """Who stands where: before, in the middle, products, and after."""
    buyers = [tie.end for tie in ties if tie.relation == "sold" and tie.end != me]
    return [
        [
            (_("Suppliers"), _ends(ties, {"sold"}, end=me)),
            (_("Authorities"), _ends(ties, {"licence", "restriction"}, end=me)),
        ],
        [
            (_("Owners"), [tie.start for tie in ties if tie.relation == "owner"]),
            ("", [me]),
            (_("Belonging to it"), _ends(ties, {"subsidiary"}, start=me)),
        ],
        [(_("Products"), _ends(ties, {"supplied", "makes"}, start=me))],
        [
            (_("Buyers"), buyers),
            (_("Decided on licences of"), _ends(ties, {"licence"}, start=me)),
            (_("Acted against"), _ends(ties, {"restriction"}, start=me)),
        ],
    ]


def _fitting(columns: Sequence[Titled], subject: Subject) -> Iterator[list[Group]]:
    """As many of each kind as can be drawn together; the others are in the table."""
    every = [[(title, list(dict.fromkeys(nodes))) for title, nodes in its] for its in columns]
    sizes = [len(nodes) for its in every for _title, nodes in its]
    fits = (n for n in range(OF_A_KIND, 0, -1) if sum(min(size, n) for size in sizes) <= MOST)
    most = next(fits)
    for its in every:
        yield [_group(title, nodes, most, subject) for title, nodes in its if nodes]


def _group(title: str, nodes: Sequence[Node], most: int, subject: Subject) -> Group:
    left = len(nodes) - most
    if left <= 0:
        return Group(title, nodes)
    more = ngettext("and %(n)s more", "and %(n)s more", left) % {"n": number(left)}
    address = f"{subject.to(subject.record)}#network-rows"
    return Group(title, nodes[:most], Label(more, address))


def _ends(
    ties: Iterable[Tie], relations: set[str], *, start: Node | None = None, end: Node | None = None
) -> list[Node]:
    """Who stands at the other end of some ties."""
    held = [tie for tie in ties if tie.relation in relations]
    if start:
        return [tie.end for tie in held if tie.start == start]
    return [tie.start for tie in held if tie.end == end]


def _cells(tie: Tie) -> Sequence[Cell]:
    records = Cell(number(tie.records), number=True)
    return Cell(*tie.start.label), Cell(str(RELATIONS[tie.relation])), Cell(*tie.end.label), records


def _facts(tie: Tie) -> Sequence[object]:
    start, end = tie.start, tie.end
    return tie.relation, start.key, start.label.text, end.key, end.label.text, tie.records
