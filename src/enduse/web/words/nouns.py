"""What records are called, one and many, under the names that the pack's files have."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

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
MEANS: Mapping[str, str | Promise] = {
    "sources": _("a document: publisher, title, date, address"),
    "parties": _("an organisation: maker, agency, authority, newsroom; never a private person"),
    "products": _("a named product, with its maker and technology"),
    "transfers": _("a movement of technology to a destination, or a step towards one"),
    "licences": _("a licence or an application, with its dated events"),
    "incidents": _("documented abuse; victims are counts by group"),
    "campaigns": _("letters that pursue one aim"),
    "outreach": _("a round of letters, with who answered and who did not"),
    "demands": _("a letter, resolution or pledge: what it demands, who joined, who stands where"),
    "policies": _("how a state licenses, and what it publishes"),
    "restrictions": _("a listing, asset freeze, settlement or divestment"),
}
# After a number, in the form that the number asks for.
COUNTED: Mapping[str, str | Promise] = {
    "sources": npgettext_lazy("after a number", "source", "sources"),
    "parties": npgettext_lazy("after a number", "party", "parties"),
    "products": npgettext_lazy("after a number", "product", "products"),
    "transfers": npgettext_lazy("after a number", "transfer", "transfers"),
    "licences": npgettext_lazy("after a number", "licence", "licences"),
    "incidents": npgettext_lazy("after a number", "incident", "incidents"),
    "campaigns": npgettext_lazy("after a number", "campaign", "campaigns"),
    "outreach": npgettext_lazy("after a number", "letter", "letters"),
    "demands": npgettext_lazy("after a number", "statement", "statements"),
    "policies": npgettext_lazy("after a number", "policy", "policies"),
    "restrictions": npgettext_lazy("after a number", "restriction", "restrictions"),
}
CHANGES: Mapping[str, str | Promise] = {
    "added": _("added"),
    "changed": _("changed"),
    "withdrawn": _("withdrawn"),
}
