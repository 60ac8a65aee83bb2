"""Regulation (EU) 2021/821: kinds of licence, what the authority weighs, and duties that follow."""

from enduse.law.eu_export import cyber_surveillance_item, decision_on, general_licences
from enduse.law.eu_recast import REGULATION
from enduse.law.facts import Facts
from enduse.law.provision import Outcome, Provision, Reasons, bites, not_met

NO_DECISION = "no decision on the deal is needed"


def _if_decided(facts: Facts, text: str) -> Reasons:
    """A duty that comes with a decision of the authority on the deal."""
    if decision_on(facts):
        yield bites(Outcome.NO_LICENCE, text)
    else:
        yield not_met(NO_DECISION)


@REGULATION.provision(
    "eu-2021-821-art-12-1-d", "Article 12(1)(d), Annex II, Sections A to H", checked="verified"
)
def union_general_licence(facts: Facts) -> Reasons:
    """Union general export authorisations let listed items go to certain destinations without a
    decision on the deal. EU001 leaves out no surveillance item but cryptanalysis; EU003 and EU004
    are open to surveillance equipment for repair and fairs, EU007 and EU008 not to security bodies.
    An authority may bar an exporter from them (Article 12(7))."""
    yield from general_licences(facts)


@REGULATION.provision("eu-2021-821-art-12-4", "Article 12(2) to (4)", checked="verified")
def application(facts: Facts) -> Reasons:
    """The authority of the member state where the exporter is resident or established decides, for
    up to two years unless it says otherwise. An individual licence needs an end-use statement
    unless it is waived; a global one, as a rule, an internal compliance programme."""
    yield from _if_decided(
        facts,
        f"the authority of {facts.home} decides; an individual licence needs an end-use "
        "statement, a global one a compliance programme",
    )


@REGULATION.provision("eu-2021-821-art-15-1", "Article 15(1) and (2)", checked="verified")
def considerations(facts: Facts) -> Reasons:
    """In deciding, the authority must take into account international commitments, sanctions,
    foreign and security policy with the criteria of Common Position 2008/944, the end use and the
    risk of diversion, and whatever else matters."""
    why = decision_on(facts)
    yield from _if_decided(facts, f"{why}, and the decision must weigh all four heads")


@REGULATION.provision("eu-2021-821-art-16-1", "Article 16(1)", checked="verified")
def later_change(facts: Facts) -> Reasons:
    """The authority may annul, suspend, change or revoke a licence that it has granted, and must
    tell the other member states and the Commission."""
    if facts.answer("already-authorised"):
        yield from _if_decided(facts, "the licence granted can be suspended or revoked")
    else:
        yield not_met("the deal names no licence already granted")


@REGULATION.provision("eu-2021-821-art-16-5", "Article 16(5)", checked="verified")
def earlier_denials(facts: Facts) -> Reasons:
    """Before it decides, the authority must look at all valid denials by other member states for an
    essentially identical transaction and consult those that issued them; if it grants all the same,
    it must explain itself to them."""
    yield from _if_decided(
        facts, "denials of the same deal by other member states must be looked up"
    )


@REGULATION.provision("eu-2021-821-art-26-2", "Article 26(2)", checked="verified")
def annual_report(facts: Facts) -> Reasons:
    """The Commission's annual report tells for cyber-surveillance items how many applications there
    were by item, member state and destination, and how they were decided."""
    if cyber_surveillance_item(facts):
        yield from _if_decided(
            facts, "the application must appear in the Commission's annual report"
        )
    else:
        yield not_met(f"{facts.item} is not known to be a cyber-surveillance item")


@REGULATION.provision("eu-2021-821-art-27-3", "Article 27(3)", checked="verified")
def records(facts: Facts) -> Reasons:
    """Registers and records of exports are kept for five years from the end of the calendar year of
    the export."""
    yield from _if_decided(facts, f"{facts.exporter} must keep its records for five years")


PROVISIONS: tuple[Provision, ...] = (
    union_general_licence,
    application,
    considerations,
    later_change,
    earlier_denials,
    annual_report,
    records,
)
