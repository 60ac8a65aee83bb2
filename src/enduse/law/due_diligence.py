"""What sellers owe whatever the licence answer: UN Guiding Principles, OECD, the CSDDD."""

from enduse.law.facts import Facts
from enduse.law.places import eu_export_law
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met
from enduse.law.surveillance import calls_for_care, serves_surveillance, shown_by_record

REGIME = "Business and human rights"
CSDDD_CUT = "2026-03-18"

GUIDING_PRINCIPLES = Instrument(
    cite="UN Guiding Principles on Business and Human Rights",
    url="https://www.readkong.com/page/guiding-principles-on-business-and-human-rights-3954467",
    jurisdiction="int",
    regime=REGIME,
    since="2011-06-16",
)
OECD_GUIDELINES = Instrument(
    cite="OECD Guidelines for Multinational Enterprises (2011)",
    url="https://privacyinternational.org./legal-action/oecd-complaint-v-gamma-surveillance-technology-exports-uk-bahrain",
    jurisdiction="int",
    regime=REGIME,
    since="2011-05-25",
)
OECD_GUIDANCE = Instrument(
    cite="OECD Due Diligence Guidance for Responsible Business Conduct",
    url="https://www.readkong.com/page/oecd-due-diligence-guidance-for-responsible-business-conduct-9462557",
    jurisdiction="int",
    regime=REGIME,
    since="2018-05-30",
)
CSDDD = Instrument(
    cite="Directive (EU) 2024/1760 on corporate sustainability due diligence",
    url="http://publications.europa.eu/resource/celex/02024L1760-20260318",
    jurisdiction="eu",
    regime=REGIME,
    since="2024-07-25",
)


def _at_risk(facts: Facts) -> bool:
    return serves_surveillance(facts) and facts.risk is not None and facts.risk.level != "none"


def _step(facts: Facts, text: str) -> Reasons:
    """A step of due diligence that surveillance technology calls for and ordinary goods do not."""
    if calls_for_care(facts):
        yield bites(Outcome.NO_LICENCE, text)
    else:
        yield not_met(
            f"{facts.item} to {facts.place} can hardly serve repression: the duty is "
            "proportionate to that"
        )


@GUIDING_PRINCIPLES.provision("ungp-13", "Principle 13", checked="partly")
def responsibility(facts: Facts) -> Reasons:
    """A business answers for harm to human rights that it causes or contributes to, and for harm
    that is directly linked to its products by those it deals with."""
    if _at_risk(facts) and facts.risk:
        shown = shown_by_record(facts)
        text = f"harm done with {facts.item} would be linked to the seller, and {shown}"
        yield bites(Outcome.NO_LICENCE, text, facts.risk.evidence)
    elif calls_for_care(facts):
        text = f"harm done with {facts.item} in {facts.place} would be linked to the seller"
        yield bites(Outcome.NO_LICENCE, text)
    else:
        yield bites(Outcome.NO_LICENCE, "applies to every sale, in proportion to its risks")


@GUIDING_PRINCIPLES.provision("ungp-15", "Principle 15", checked="partly")
def policy_diligence_remedy(facts: Facts) -> Reasons:
    """A business needs a policy commitment, a process of human-rights due diligence and a way to
    remedy, in keeping with its size and circumstances."""
    yield from _step(facts, "policy, due diligence and remedy must be in place before the sale")


@GUIDING_PRINCIPLES.provision("ungp-17", "Principle 17", checked="partly")
def due_diligence(facts: Facts) -> Reasons:
    """Due diligence covers harm that the business may cause, contribute to or be linked to, and
    goes on as long as the business does."""
    yield from _step(facts, "due diligence covers the use of the item, and goes on after delivery")


@GUIDING_PRINCIPLES.provision("ungp-18", "Principle 18", checked="partly")
def assess_impact(facts: Facts) -> Reasons:
    """Actual and possible harm is assessed, with outside expertise and with those who may suffer
    it."""
    who = facts.end_user or "the end user"
    yield from _step(
        facts, f"assess what {who} may do with it, and ask those who may suffer from it"
    )


@GUIDING_PRINCIPLES.provision("ungp-19", "Principle 19", checked="partly")
def act_on_findings(facts: Facts) -> Reasons:
    """A business acts on what it finds: it uses its leverage, and where it has none and the harm
    is severe, it considers ending the relationship."""
    if _at_risk(facts) and facts.risk:
        text = f"use leverage or do not sell, for {shown_by_record(facts)}"
        yield bites(Outcome.NO_LICENCE, text, facts.risk.evidence)
    else:
        yield not_met("no risk on record calls for action on this deal")


@GUIDING_PRINCIPLES.provision("ungp-20-21", "Principles 20 and 21", checked="partly")
def track_and_communicate(facts: Facts) -> Reasons:
    """A business tracks whether its response works, and gives account of it to those concerned."""
    yield from _step(facts, "track use after delivery and give account of it")


@GUIDING_PRINCIPLES.provision("ungp-29-31", "Principles 29 and 31", checked="partly")
def grievance(facts: Facts) -> Reasons:
    """A business offers those who may be harmed a way to complain that is legitimate, accessible,
    predictable, equitable, transparent and compatible with rights."""
    yield from _step(facts, "offer persons under surveillance abroad a way to complain")


@OECD_GUIDELINES.provision("oecd-guidelines-2011", "Chapters II and IV", checked="partly")
def oecd_guidelines(facts: Facts) -> Reasons:
    """Enterprises of adhering states avoid adverse impact, carry out due diligence and can be
    brought before a National Contact Point, as Gamma was in the United Kingdom over FinFisher in
    Bahrain (statement of December 2014: inconsistent with chapters II and IV). The day is that of
    the revision of 2011 and was not checked."""
    yield from _step(facts, "a National Contact Point may examine the sale if the state adheres")


@OECD_GUIDANCE.provision("oecd-due-diligence-2018", "", checked="partly")
def oecd_guidance(facts: Facts) -> Reasons:
    """Six steps: embed responsible conduct, identify harm, cease or prevent it, track,
    communicate, remedy."""
    if calls_for_care(facts):
        text = f"all six steps, in depth, before {facts.item} goes to {facts.place}"
    else:
        text = "the six steps, in proportion to the risks"
    yield bites(Outcome.NO_LICENCE, text)


@CSDDD.provision("eu-2024-1760-art-3-1-g", "Article 3(1)(g)(ii)", checked="verified")
def chain_of_activities(facts: Facts) -> Reasons:
    """The chain of activities that large firms must look through leaves out the distribution of an
    item under dual-use export control once its export is authorised."""
    if eu_export_law(facts.destination, facts.day) or not calls_for_care(facts):
        yield not_met(f"{facts.item} to {facts.place} is no export of surveillance technology")
    elif facts.answer("already-authorised"):
        yield bites(Outcome.NO_LICENCE, "the export is authorised: the directive looks no further")
    else:
        text = (
            "the buyer's side counts until the export is authorised; no firm is bound before 2029"
        )
        yield bites(Outcome.NO_LICENCE, text if facts.day >= CSDDD_CUT else _BEFORE_CUT)


_BEFORE_CUT = (
    "the buyer's side counts until the export is authorised; states must first transpose it"
)


@CSDDD.provision(
    "eu-2026-470", "as cut back by Directive (EU) 2026/470", checked="verified", since=CSDDD_CUT
)
def only_the_largest(facts: Facts) -> Reasons:
    """Only firms with more than 5,000 staff and more than 1.5 billion euros of turnover are
    covered; states transpose by 26 July 2028 and firms comply from 26 July 2029."""
    yield from _step(facts, "few makers of surveillance technology are large enough to be covered")


PROVISIONS: tuple[Provision, ...] = (
    responsibility,
    policy_diligence_remedy,
    due_diligence,
    assess_impact,
    act_on_findings,
    track_and_communicate,
    grievance,
    oecd_guidelines,
    oecd_guidance,
    chain_of_activities,
    only_the_largest,
)
