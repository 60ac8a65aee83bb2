"""The filters of countries, incidents and policies."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enduse import trade
from enduse.taxonomy import harms
from enduse.web.public.forms.filters import FilterForm, Rows, choice, year
from enduse.web.public.forms.registry import (
    ANY,
    CountryField,
    RegistryFilter,
    party,
    product,
    technology,
    word,
)
from enduse.web.registry.models import Incident, Pledge, Policy
from enduse.web.words import label

ROLES = [
    ("seller", _("sellers: their parties supplied")),
    ("buyer", _("buyers: technology went there")),
    ("policy", _("with a policy on record")),
]


class PlaceFilter(FilterForm):
    """Which countries to show, and what to count of them."""

    lookups = {"kind": "", "technology": ""}
    kind = choice(_("Role"), ROLES, ANY)
    technology = technology()


class IncidentFilter(RegistryFilter):
    """Which incidents to show."""

    lookups = {
        "country": "perpetrator_country",
        "suffered": "victim_countries__country",
        "technology": "product__technology",
        "victims": "victims__group",
        "kind": "count_type",
        "strength": "strength",
        "year": "reported_day__year",
        "product": "product",
        "end_user": "perpetrator_agency",
    }
    country = CountryField(_("Laid to"))
    suffered = CountryField(_("Victims in"))
    technology = technology()
    victims = choice(_("Victims"), [(g, label("victims", g)) for g in harms().victims], ANY)
    kind = word(_("What was counted"), trade.Incident, "count_type")
    strength = word(_("Proof"), trade.Incident, "strength")
    year = year(_("Reported in the year"))
    vendor = party(_("Vendor"))
    product = product(_("Product"))
    end_user = party(_("Agency"))

    def narrowed(self, rows: Rows) -> Rows:
        """The incidents that fit; a vendor's are those with its products too."""
        rows = super().narrowed(rows)
        vendor = self.cleaned_data.get("vendor")
        if not vendor:
            return rows
        return rows.filter(
            pk__in=Incident.objects.published().enabled_by(vendor).order_by().values("pk")
        )


class PolicyFilter(RegistryFilter):
    """Which policies to show."""

    lookups = {
        "country": "country",
        "kind": "publication_level",
        "pledge": "pledges__pledge",
    }
    country = CountryField(_("Country"))
    kind = word(_("Publishes of licences"), trade.Policy, "publication_level")
    pledge = choice(_("Pledge on record"), (), ANY)

    def __init__(self, rows: QuerySet[Policy], *args: Any) -> None:
        super().__init__(rows, *args)
        held = Pledge.objects.order_by("pledge").values_list("pledge", flat=True).distinct()
        named = [("", ANY), *((code, label("pledge", code)) for code in held)]
        self.fields["pledge"].choices = named  # type: ignore[attr-defined]
