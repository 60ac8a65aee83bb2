"""What the Union's bodies have said of the trade without making law: it weighs, it binds nobody."""

from enduse.law.eu_export import cyber_surveillance_item, decision_on, no_export
from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met
from enduse.law.surveillance import ORDINARY_USES

HEADING = "EU policy"
COUNCIL = Instrument(
    cite="Council conclusions on Egypt of 21 August 2013",
    url="http://ue.eu.int/homepage/highlights/egypt-eu-calls-for-an-end-to-violence?lang=ga",
    jurisdiction="eu",
    regime=HEADING,
    since="2013-08-21",
    only_to=("eg",),
)
PARLIAMENT_EGYPT = Instrument(
    cite="European Parliament resolution of 10 March 2016 on Egypt",
    url="https://www.liberties.eu/en/stories/surveillance-company-authorization-to-export-"
    "surveillance-systems-to-egyptian-government-revoked/11389",
    jurisdiction="eu",
    regime=HEADING,
    since="2016-03-10",
    only_to=("eg",),
)
PARLIAMENT_SPYWARE = Instrument(
    cite="European Parliament recommendation of 15 June 2023 on spyware, P9_TA(2023)0244",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A52023IP0244",
    jurisdiction="eu",
    regime=HEADING,
    since="2023-06-15",
)
GUIDELINES = Instrument(
    cite="Commission Recommendation (EU) 2024/2659",
    url="https://eur-lex.europa.eu/eli/reco/2024/2659",
    jurisdiction="eu",
    regime=HEADING,
    since="2024-10-16",
)
REPORTING = Instrument(
    cite="Commission Recommendation (EU) 2024/214",
    url="https://eur-lex.europa.eu/eli/reco/2024/214/oj",
    jurisdiction="eu",
    regime=HEADING,
    since="2024-01-17",
)


def _not_to_egypt(facts: Facts) -> str | None:
    if facts.destination != "eg":
        return f"{facts.place} is not Egypt"
    if facts.harmless or not facts.repression_capable:
        return f"nothing says that {facts.item} can serve internal repression"
    return None


@COUNCIL.provision("eu-council-egypt-2013", "", checked="verified")
def council_on_egypt(facts: Facts) -> Reasons:
    """The member states agreed to suspend licences to Egypt for equipment that can be used for
    internal repression. The conclusions are political and were never formally withdrawn. Where an
    item needs a licence and the end user is not a civil body, we read them as refusal; where none
    is needed they only weigh."""
    why = decision_on(facts)
    if stop := _not_to_egypt(facts):
        yield not_met(stop)
    elif why and facts.security_body is not False:
        yield bites(
            Outcome.REFUSE,
            f"{why}, and member states agreed to suspend licences for such equipment to Egypt",
        )
    elif why:
        yield bites(
            Outcome.NO_LICENCE,
            f"{why}; the end user is a civil body, so the conclusions only weigh",
        )
    else:
        yield bites(
            Outcome.NO_LICENCE,
            f"no licence is known to be needed for {facts.item} that could be suspended; the "
            "conclusions weigh all the same",
        )


@PARLIAMENT_EGYPT.provision("eu-parliament-egypt-2016", "", checked="verified")
def parliament_on_egypt(facts: Facts) -> Reasons:
    """The Parliament called for any security cooperation with the Egyptian authorities to be
    suspended. It binds nobody."""
    if stop := _not_to_egypt(facts):
        yield not_met(stop)
    else:
        yield bites(
            Outcome.NO_LICENCE, "the Parliament has called for an end to security cooperation"
        )


@PARLIAMENT_SPYWARE.provision("eu-parliament-spyware-2023", "", checked="partly")
def parliament_on_spyware(facts: Facts) -> Reasons:
    """The Parliament called for spyware to be used on conditions only, and for export licences that
    do not accord with the dual-use regulation to be withdrawn. It binds nobody."""
    if stop := no_export(facts):
        yield not_met(stop)
    elif "intrusion-spyware" not in facts.technologies:
        yield not_met(f"{facts.item} is no spyware as far as is known")
    else:
        yield bites(
            Outcome.NO_LICENCE,
            "the Parliament asks for every spyware licence to be looked at again",
        )


@GUIDELINES.provision("eu-recommendation-2024-2659", "", checked="partly")
def due_diligence(facts: Facts) -> Reasons:
    """An exporter of what may be a cyber-surveillance item should find out whether it is one, what
    misuse it allows, who stands behind end user and consignees, and how harm is prevented. Items
    marketed for covert use, and the like of items known to have been misused, are warning signs;
    billing, marketing, service quality and network security are out as a rule."""
    answer = cyber_surveillance_item(facts)
    if stop := no_export(facts):
        yield not_met(stop)
    elif answer is False and facts.features & ORDINARY_USES:
        yield not_met(f"{facts.item} serves a commercial purpose, which is out as a rule")
    elif answer is False:
        yield not_met(f"{facts.item} is not a cyber-surveillance item as far as is known")
    elif "covert" in facts.features:
        yield bites(Outcome.NO_LICENCE, "warning sign: the item is offered for covert surveillance")
    else:
        yield bites(
            Outcome.NO_LICENCE, "each transaction calls for the four steps of due diligence"
        )


@REPORTING.provision("eu-recommendation-2024-214", "", checked="verified")
def reporting(facts: Facts) -> Reasons:
    """Member states should report their decisions on cyber-surveillance items to the Commission in
    a common form, for the annual report."""
    if cyber_surveillance_item(facts) and decision_on(facts):
        yield bites(Outcome.NO_LICENCE, "the decision should be reported to the Commission")
    else:
        yield not_met("no decision on a cyber-surveillance item is needed")


PROVISIONS: tuple[Provision, ...] = (
    council_on_egypt,
    parliament_on_egypt,
    parliament_on_spyware,
    due_diligence,
    reporting,
)
