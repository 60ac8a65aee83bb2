"""How many records stand behind a row of a list, counted by the database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from enduse.taxonomy import TECHNOLOGIES
from enduse.web.registry.models import Incident, Party, Product, Transfer
from enduse.web.registry.models.mirror import PublishedQuerySet

M = TypeVar("M", bound=Model)
PROOF = ("denied", "alleged", "reported", "documented", "confirmed")
OUTER = OuterRef("pk")
ROLES: dict[str, tuple[type[Transfer] | type[Product], str]] = {
    "supplied": (Transfer, "supplier"),
    "received": (Transfer, "end_user"),
    "products": (Product, "vendor"),
}


def number_of(rows: QuerySet[M]) -> Coalesce:
    """How many rows name the outer row, as they are filtered to."""
    one = rows.order_by().annotate(_one=Value(1)).values("_one")
    return Coalesce(Subquery(one.annotate(_n=Count("pk", distinct=True)).values("_n")), Value(0))


def proof() -> Case:
    """How well a row is proven, as a number that grows with the proof."""
    steps = [When(strength=word, then=Value(at)) for at, word in enumerate(PROOF)]
    return Case(*steps, output_field=IntegerField())


def strongest(rows: QuerySet[M]) -> Subquery:
    """The best proof among the rows that name the outer row."""
    return Subquery(rows.annotate(_proof=proof()).order_by("-_proof").values("strength")[:1])


def vendors(day: date | None) -> PublishedQuerySet[Party]:
    """Parties that supplied or make a product, the most transfers first."""
    supplied = Transfer.objects.published().known_on(day).filter(supplier=OUTER)
    made = Product.objects.published().known_on(day).filter(vendor=OUTER)
    return _counted(
        Party.objects.published().known_on(day).filter(Exists(supplied) | Exists(made)),
        count_transfers=number_of(supplied),
        count_products=number_of(made),
        count_incidents=number_of(Incident.objects.published().known_on(day).enabled_by(OUTER)),
        proof=strongest(supplied),
    )


def end_users(day: date | None) -> PublishedQuerySet[Party]:
    """Parties that received technology or used it on people, the most transfers first."""
    received = Transfer.objects.published().known_on(day).filter(end_user=OUTER)
    did = Incident.objects.published().known_on(day).filter(perpetrator_agency=OUTER)
    return _counted(
        Party.objects.published().known_on(day).filter(Exists(received) | Exists(did)),
        count_transfers=number_of(received),
        count_incidents=number_of(did),
        proof=strongest(received),
    )


def _counted(parties: PublishedQuerySet[Party], **counts: Any) -> PublishedQuerySet[Party]:
    order = ("-count_transfers", "-count_incidents", "name", "pk")
    return parties.annotate(**counts).select_related("country").order_by(*order)


def technologies(
    parties: Iterable[Party], day: date | None, roles: Iterable[str]
) -> dict[str, list[str]]:
    """The technologies that parties deal in by their roles, in the order of the taxonomy."""
    ids = [party.pk for party in parties]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for role in roles:
        rows, key = ROLES[role]
        known = rows.objects.published().known_on(day).filter(**{f"{key}__in": ids})
        for one, code in known.order_by().values_list(key, "technology").distinct():
            found[one].add(code)
    return {one: [code for code in TECHNOLOGIES if code in held] for one, held in found.items()}


def products(day: date | None) -> QuerySet[Any]:
    """Products, each with its transfers and the incidents in which it was used."""
    transfers = Transfer.objects.published().known_on(day).filter(product=OUTER)
    incidents = Incident.objects.published().known_on(day).filter(product=OUTER)
    return (
        Product.objects.published()
        .known_on(day)
        .annotate(count_transfers=number_of(transfers), count_incidents=number_of(incidents))
        .select_related("vendor__country")
        .order_by("name", "pk")
    )
