"""How many records stand behind a row of a list, counted by the database."""

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

from enduse.web.public.kept.traders import PROOF
from enduse.web.registry.models import Incident, Product, Transfer

M = TypeVar("M", bound=Model)
OUTER = OuterRef("pk")


def number_of(rows: QuerySet[M]) -> Coalesce:
    """How many rows name the outer row, as they are filtered to."""
    one = rows.order_by().annotate(_one=Value(1)).values("_one")
    return Coalesce(Subquery(one.annotate(_n=Count("pk", distinct=True)).values("_n")), Value(0))


def proof() -> Case:
    """How well a row is proven, as a number that grows with the proof."""
    steps = [When(strength=word, then=Value(at)) for at, word in enumerate(PROOF)]
    return Case(*steps, output_field=IntegerField())


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
