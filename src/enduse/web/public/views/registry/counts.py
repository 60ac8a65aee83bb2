"""How many records stand behind a row of a list, counted by the database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import (
    Case,
    Count,
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
from enduse.web.public.kept.traders import PROOF
from enduse.web.registry.models import Incident, Party, Product, Transfer

M = TypeVar("M", bound=Model)
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
