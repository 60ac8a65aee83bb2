"""The terms of the field, each in plain words, as every page uses them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By anchor: the term, and what it means here.
TERMS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "acknowledgement": (
        _("Acknowledgement"),
        _("Word that a letter arrived. It is no answer, and is counted apart."),
    ),
    "addressee": (
        _("Addressee"),
        _("Whom a demand is made of: a state, an organisation, or a group of them."),
    ),
    "authority": (
        _("Authority"),
        _("The public body that decides on export licences, or that imposes a restriction."),
    ),
    "campaign": (_("Campaign"), _("Rounds of letters that pursue one aim.")),
    "catch-all": (
        _("Catch-all"),
        _(
            "A rule by which goods that are on no control list need a licence, because of who "
            "would use them or for what."
        ),
    ),
    "coverage": (
        _("Coverage"),
        _("How many of the 100 points of a transparency score rest on something known."),
    ),
    "demand": (_("Demand"), _("One thing that a letter, resolution or report asks of somebody.")),
    "destination": (_("Destination"), _("The country that the goods are meant for.")),
    "dual-use": (
        _("Dual-use item"),
        _(
            "Goods, software or technology that can serve civil and military ends; in law also "
            "surveillance technology that stands on the same lists."
        ),
    ),
    "edition": (
        _("Edition"),
        _("One published state of a register. Every edition is kept; none overwrites another."),
    ),
    "end-use": (_("End use"), _("What the goods are meant for.")),
    "end-user": (
        _("End user"),
        _(
            "The body that is meant to use the goods. Left out where no source names it: a "
            "country is not its end user."
        ),
    ),
    "exporter": (
        _("Exporter"),
        _("Who asks for the licence; the supplier, or somebody who sells for it."),
    ),
    "general-licence": (
        _("General licence"),
        _("A licence open to every exporter who meets its conditions, for named goods and places."),
    ),
    "global-licence": (
        _("Global licence"),
        _("A licence of one exporter that can cover several end users or countries."),
    ),
    "individual-licence": (
        _("Individual licence"),
        _("A licence of one exporter for one end user or consignee."),
    ),
    "incident": (
        _("Incident"),
        _("Documented abuse: who did it, with what, and how many of which groups it met."),
    ),
    "known": (
        _("As known on a day"),
        _("The record as it could be known then: only what was published by that day."),
    ),
    "open-licence": (
        _("Open licence"),
        _("In some registers: a licence for any number of deliveries, rather than for one deal."),
    ),
    "pack": (
        _("Pack"),
        _("All that is published here, as plain files: one for each kind of record."),
    ),
    "party": (
        _("Party"),
        _(
            "An organisation in any role: maker, buyer, authority, newsroom. Never a private "
            "person."
        ),
    ),
    "pledge": (_("Pledge"), _("A code or statement that states joined; it is not law.")),
    "policy": (_("Policy"), _("How a state licenses exports, and what it publishes of it.")),
    "precedent": (
        _("Precedent"),
        _("An earlier decision on a deal with the same end user, supplier, place or technology."),
    ),
    "provision": (
        _("Provision"),
        _("One rule of law, with the days on which it was in force and how well it was checked."),
    ),
    "recipient": (_("Recipient"), _("Whom a letter went to.")),
    "red-flag": (
        _("Red flag"),
        _("A warning sign in a deal or on record that calls for a closer look before going on."),
    ),
    "register": (_("Register"), _("What an authority publishes of its licences, row by row.")),
    "restriction": (
        _("Restriction"),
        _("A listing, an asset freeze, a settlement or a divestment aimed at a party."),
    ),
    "round": (_("Round"), _("The letters that were sent at one time with the same questions.")),
    "silence": (
        _("Silence"),
        _("A letter without a reply, as a source says; it has an age and is not interpreted."),
    ),
    "source": (_("Source"), _("A published document. No statement stands here without one.")),
    "supplier": (_("Supplier"), _("Who sells or gives the technology.")),
    "transfer": (
        _("Transfer"),
        _("A movement of technology from a supplier to a country, or a step towards one."),
    ),
    "vendor": (_("Vendor"), _("A company that makes or sells surveillance technology.")),
}
