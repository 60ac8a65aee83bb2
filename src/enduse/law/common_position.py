"""Common Position 2008/944/CFSP: the criteria that dual-use decisions must weigh too.

For dual-use items they apply through Article 12(1)(c) of Regulation (EC) No 428/2009 and
Article 15(1)(c) of Regulation (EU) 2021/821, and through Article 6 of the Common Position itself.
"""

from enduse.law.eu_export import decision_on, listed
from enduse.law.facts import Facts
from enduse.law.places import art_2_19_embargo, embargoes
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown

COMMON_POSITION = Instrument(
    cite="Common Position 2008/944/CFSP",
    url="https://eur-lex.europa.eu/eli/compos/2008/944/oj",
    jurisdiction="eu",
    regime="EU criteria for export licences",
    since="2008-12-08",
)
NO_DECISION = "no decision on the deal is needed, so no criterion is weighed"
FORCES = frozenset({"military", "paramilitary"})


@COMMON_POSITION.provision("eu-cp-2008-944-art-6", "Article 6", checked="partly")
def dual_use_for_forces(facts: Facts) -> Reasons:
    """The criteria, and consultation on denials, apply to a dual-use item of Annex I as well if
    there are serious grounds to believe that the end user will be the armed forces, internal
    security forces or a similar body."""
    who = facts.end_user or "the end user"
    if not decision_on(facts):
        yield not_met(NO_DECISION)
    elif not listed(facts):
        yield not_met(f"{facts.item} is not in Annex I; the criteria are weighed all the same")
    elif facts.security_body:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"{who} is an armed force, a security force or the like: all eight criteria apply",
        )
    elif facts.security_body is None:
        yield unknown("end-user-security-body", f"whether {who} is a security body is not known")
    else:
        yield not_met(f"{who} is no security body")


@COMMON_POSITION.provision("eu-cp-2008-944-criterion-1", "Article 2, criterion 1", checked="partly")
def international_obligations(facts: Facts) -> Reasons:
    """A licence is denied if it would be inconsistent with international obligations and
    commitments, sanctions and arms embargoes among them. An arms embargo does not name dual-use
    items; we read supply to the forces under embargo as inconsistent with it, and supply to others
    as a matter to weigh."""
    embargo = art_2_19_embargo(facts.destination, facts.day)
    if not decision_on(facts):
        yield not_met(NO_DECISION)
    elif embargo is None:
        yield not_met(f"{facts.place} is under no arms embargo on the whole country on {facts.day}")
    elif facts.repression_capable and (facts.bodies & FORCES or facts.answer("military-end-use")):
        yield bites(
            Outcome.REFUSE,
            f"the item would go to forces of {facts.place}, under an arms embargo ({embargo.act})",
        )
    else:
        yield bites(
            Outcome.LICENCE_REQUIRED, f"{facts.place} is under an arms embargo ({embargo.act})"
        )


@COMMON_POSITION.provision("eu-cp-2008-944-criterion-2", "Article 2, criterion 2", checked="partly")
def human_rights(facts: Facts) -> Reasons:
    """A licence is denied if there is a clear risk that the item might be used for internal
    repression; special caution is due where bodies of the United Nations, the Union or the Council
    of Europe have established serious violations of human rights."""
    if not decision_on(facts):
        yield not_met(NO_DECISION)
    elif not facts.repression_capable:
        yield not_met(f"nothing says that {facts.item} can serve internal repression")
    elif facts.risk is None or facts.risk.level == "none":
        yield not_met(f"no risk of repression in {facts.place} was on record on {facts.day}")
    elif facts.risk.level == "clear":
        yield bites(
            Outcome.REFUSE,
            f"there is a clear risk of use for internal repression: {facts.risk.text}",
            facts.risk.evidence,
        )
    else:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"special caution is due: {facts.risk.text}",
            facts.risk.evidence,
        )


@COMMON_POSITION.provision("eu-cp-2008-944-criterion-3", "Article 2, criterion 3", checked="partly")
def internal_situation(facts: Facts) -> Reasons:
    """A licence is denied if the item would provoke or prolong armed conflict or worsen tensions in
    the country of destination."""
    conflict = facts.answer("armed-conflict")
    near = facts.bodies & FORCES or embargoes(facts.destination, facts.day)
    if not decision_on(facts):
        yield not_met(NO_DECISION)
    elif conflict:
        yield bites(
            Outcome.REFUSE, f"the item would prolong conflict or worsen tensions in {facts.place}"
        )
    elif conflict is None and near and facts.repression_capable:
        yield unknown(
            "armed-conflict",
            f"whether the item would prolong conflict or worsen tensions in {facts.place} is not "
            "established",
            Outcome.REFUSE,
        )
    else:
        yield not_met(f"nothing points to conflict or tensions in {facts.place}")


@COMMON_POSITION.provision("eu-cp-2008-944-criterion-6", "Article 2, criterion 6", checked="partly")
def conduct_of_buyer(facts: Facts) -> Reasons:
    """The conduct of the buyer country counts: its attitude to terrorism and its respect for
    international law. We take arms embargoes on it, even on parts of it, as the sign."""
    measures = embargoes(facts.destination, facts.day)
    if not decision_on(facts):
        yield not_met(NO_DECISION)
    elif measures:
        acts = "; ".join(measure.act for measure in measures)
        yield bites(
            Outcome.LICENCE_REQUIRED, f"measures in force against {facts.place} must weigh: {acts}"
        )
    else:
        yield not_met(f"no measures in force against {facts.place} are on record")


@COMMON_POSITION.provision("eu-cp-2008-944-criterion-7", "Article 2, criterion 7", checked="partly")
def diversion(facts: Facts) -> Reasons:
    """The risk that the item is diverted in the buyer country or passed on must be weighed."""
    if not decision_on(facts):
        yield not_met(NO_DECISION)
    elif facts.intermediaries:
        via = ", ".join(facts.intermediaries)
        yield bites(Outcome.LICENCE_REQUIRED, f"it would pass through {via}: weigh diversion")
    elif facts.end_user is None and not facts.bodies:
        yield unknown(
            "end-user-identity",
            f"who will use the item in {facts.place} is not known, so diversion cannot be judged",
            Outcome.REFUSE,
        )
    else:
        yield not_met("the end user is named and nobody stands between")


@COMMON_POSITION.provision(
    "eu-cp-2008-944-art-1-1a", "Article 1(1a)", checked="verified", since="2019-09-17"
)
def review(facts: Facts) -> Reasons:
    """Where new information comes up, member states are encouraged to look again at licences
    granted for military goods. For dual-use items this is an example to follow and no duty."""
    if facts.answer("already-authorised") and decision_on(facts):
        yield bites(Outcome.NO_LICENCE, "the licence granted should be looked at again")
    else:
        yield not_met("the deal names no licence already granted")


PROVISIONS: tuple[Provision, ...] = (
    dual_use_for_forces,
    international_obligations,
    human_rights,
    internal_situation,
    conduct_of_buyer,
    diversion,
    review,
)
