"""What records are called, one and many, under the names that the pack's files have."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ONE: Mapping[str, str | Promise] = {
    "sources": _("source"),
    "parties": _("party"),
    "products": _("product"),
    "transfers": _("transfer"),
    "licences": _("licence"),
    "incidents": _("incident"),
    "campaigns": _("campaign"),
    "outreach": _("letter"),
    "demands": _("statement"),
    "policies": _("policy"),
    "restrictions": _("restriction"),
}
MANY: Mapping[str, str | Promise] = {
    "sources": _("sources"),
    "parties": _("parties"),
    "products": _("products"),
    "transfers": _("transfers"),
    "licences": _("licences"),
    "incidents": _("incidents"),
    "campaigns": _("campaigns"),
    "outreach": _("letters"),
    "demands": _("statements"),
    "policies": _("policies"),
    "restrictions": _("restrictions"),
}
CHANGES: Mapping[str, str | Promise] = {
    "added": _("added"),
    "changed": _("changed"),
    "withdrawn": _("withdrawn"),
}
