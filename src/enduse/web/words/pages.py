"""What the pages are called, and which page each page of one record belongs to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, str | Promise] = {
    "technologies": _("Technologies"),
    "vendors": _("Vendors"),
    "countries": _("Countries"),
    "end-users": _("End users"),
    "licences": _("Licences"),
    "incidents": _("Incidents"),
    "campaigns": _("Letters"),
    "demands": _("Demands"),
    "sources": _("Sources"),
    "authorities": _("Authorities"),
    "parties": _("Parties"),
    "products": _("Products"),
    "transfers": _("Transfers"),
    "restrictions": _("Restrictions"),
    "policies": _("Policies"),
    "registers": _("Registers"),
    "statements": _("Statements"),
    "pledges": _("Pledges"),
    "search": _("Search"),
    "assess": _("Assess a deal"),
    "method": _("Method"),
    "glossary": _("Glossary"),
    "data": _("Data"),
}
NAVIGATION = (
    "technologies",
    "vendors",
    "countries",
    "end-users",
    "licences",
    "incidents",
    "campaigns",
    "demands",
    "sources",
)
# The list of a noun, where it is not called like the noun.
LISTS: Mapping[str, str] = {"outreach": "campaigns", "demands": "statements"}
ABOVE: Mapping[str, str] = {
    "technology": "technologies",
    "party": "parties",
    "country": "countries",
    "product": "products",
    "transfer": "transfers",
    "incident": "incidents",
    "restriction": "restrictions",
    "policy": "policies",
    "licence": "licences",
    "register": "registers",
    "campaign": "campaigns",
    "outreach": "campaigns",
    "statement": "statements",
    "source": "sources",
}
