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
from enduse.web.registry.models import Country, Incident, Party, Policy, Product, Transfer
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


def vendors(day: date | None, technology: str | None = None) -> PublishedQuerySet[Party]:
    """Parties that supplied or make a product, of one technology if asked, most transfers first."""
    of = {"technology": technology} if technology else {}
    supplied = Transfer.objects.published().known_on(day).filter(supplier=OUTER, **of)
    made = Product.objects.published().known_on(day).filter(vendor=OUTER, **of)
    return _counted(
        Party.objects.published().known_on(day).filter(Exists(supplied) | Exists(made)),
        count_transfers=number_of(supplied),
        count_products=number_of(made),
        count_incidents=number_of(Incident.objects.published().known_on(day).enabled_by(OUTER)),
        proof=strongest(supplied),
    )


def end_users(day: date | None, technology: str | None = None) -> PublishedQuerySet[Party]:
    """Parties that received technology, of one kind if asked, or used it, most transfers first."""
    received = Transfer.objects.published().known_on(day).filter(end_user=OUTER)
    did = Incident.objects.published().known_on(day).filter(perpetrator_agency=OUTER)
    if technology:
        received = received.filter(technology=technology)
        did = did.filter(product__technology=technology)
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


def countries(day: date | None, technology: str | None) -> QuerySet[Any]:
    """Countries, each with what went out and in, by whom, and what was done there."""
    of = {"technology": technology} if technology else {}
    transfers = Transfer.objects.published().known_on(day).filter(**of)
    incidents = Incident.objects.published().known_on(day)
    policies = Policy.objects.published().known_on(day)
    if technology:
        incidents, policies = incidents.filter(product__technology=technology), policies.none()
    return Country.objects.annotate(
        count_vendors=number_of(vendors(day, technology).filter(country=OUTER)),
        count_out=number_of(transfers.filter(supplier__country=OUTER)),
        count_in=number_of(transfers.filter(destination=OUTER)),
        count_end_users=number_of(end_users(day, technology).filter(country=OUTER)),
        count_incidents=number_of(incidents.filter(perpetrator_country=OUTER)),
        count_policies=number_of(policies.filter(country=OUTER)),
    ).order_by("name")
