"""Regulation (EC) No 428/2009, the dual-use regulation from 27 August 2009 to 8 September 2021."""

from enduse.law.eu_export import (
    annex_i,
    calls_for_questions,
    cyber_surveillance_item,
    decision_on,
    general_licences,
    listed,
    military_use,
    national,
    transfer_inside,
    unlisted_surveillance,
    weapons_use,
)
from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown

REGULATION = Instrument(
    cite="Regulation (EC) No 428/2009",
    url="https://eur-lex.europa.eu/eli/reg/2009/428/oj",
    jurisdiction="eu",
    regime="EU dual-use regulation",
    since="2009-08-27",
    until="2021-09-08",
)


@REGULATION.provision("eu-428-2009-art-3-1", "Article 3(1)", checked="verified")
def listed_item(facts: Facts) -> Reasons:
    """An item of Annex I may leave the Union only with an export authorisation."""
    yield from annex_i(facts)


@REGULATION.provision("eu-428-2009-art-4-1", "Article 4(1) and (4)", checked="verified")
def weapons(facts: Facts) -> Reasons:
    """An unlisted item needs an authorisation once the exporter has been informed that it is or may
    be intended for weapons of mass destruction or their missiles; an exporter who knows must tell
    the authority."""
    yield from weapons_use(facts)


@REGULATION.provision("eu-428-2009-art-4-2", "Article 4(2) and (4)", checked="verified")
def embargoed_destination(facts: Facts) -> Reasons:
    """An unlisted item needs an authorisation for a country under an arms embargo once the exporter
    has been informed that it is to be built into military goods or to make them; an exporter who
    knows must tell the authority. Sale to an armed force is not enough by itself, and Article 4 has
    no limb for human rights."""
    yield from military_use(facts)


@REGULATION.provision("eu-428-2009-art-7", "Article 7", checked="verified")
def services(facts: Facts) -> Reasons:
    """The Regulation does not reach services, or technology, supplied by persons who cross the
    border; technical assistance as such has no article."""
    if "technical-assistance" not in facts.features or not listed(facts):
        yield not_met("the deal names no training or servicing of a listed item")
    else:
        yield bites(
            Outcome.NO_LICENCE,
            "training and servicing by persons who travel are free; goods, software and documents "
            "that go with them are not",
        )


@REGULATION.provision("eu-428-2009-art-8-1", "Article 8(1)", checked="verified")
def national_measure(facts: Facts) -> Reasons:
    """A member state may bar unlisted items, or make them subject to authorisation, for public
    security or human rights. Italy did so for one deal in 2012, Germany for monitoring centres in
    2015."""
    stop = unlisted_surveillance(facts)
    home = national(facts)
    if stop:
        yield not_met(stop)
    elif facts.answer("national-measure"):
        yield bites(Outcome.LICENCE_REQUIRED, f"a measure of {facts.home} covers the deal")
    elif home:
        code = home[0].code
        yield bites(Outcome.NO_LICENCE, f"the German list, which has {code}, rests on this Article")
    elif facts.answer("national-measure") is None and _may_be_singled_out(facts):
        yield unknown(
            "national-measure",
            f"whether {facts.home} made this deal subject to a licence is not established",
        )
    else:
        yield not_met(f"no national measure on {facts.item} is known")


def _may_be_singled_out(facts: Facts) -> bool:
    """Whether to ask after a measure: where the authority spoke, or of plain surveillance."""
    if facts.informed is None:
        return cyber_surveillance_item(facts) is True and calls_for_questions(facts)
    return facts.informed


@REGULATION.provision("eu-428-2009-art-9-1", "Article 9(1), Annexes IIa to IIf", checked="verified")
def union_general_licence(facts: Facts) -> Reasons:
    """Union general export authorisations let listed items go to certain destinations without a
    decision on the deal. EU001 leaves out no surveillance item but cryptanalysis and, at the end,
    forensic software; EU005 covers telecommunications equipment, not surveillance."""
    yield from general_licences(facts)


@REGULATION.provision("eu-428-2009-art-9-2", "Article 9(2)", checked="verified")
def who_decides(facts: Facts) -> Reasons:
    """Every other authorisation, individual or global, is for the authority of the member state in
    which the exporter is established; it may ask for an end-use statement."""
    if decision_on(facts):
        yield bites(
            Outcome.NO_LICENCE,
            f"the authority of {facts.home} decides, by an individual or a global licence",
        )
    else:
        yield not_met("no decision on the deal is needed")


@REGULATION.provision("eu-428-2009-art-12-1", "Article 12(1) and (2)", checked="verified")
def considerations(facts: Facts) -> Reasons:
    """In deciding, the authority must take into account international commitments, sanctions,
    foreign and security policy with the criteria of Common Position 2008/944, the end use and the
    risk of diversion; for a global licence also how the exporter makes sure to comply."""
    why = decision_on(facts)
    if why:
        yield bites(Outcome.NO_LICENCE, f"{why}, and the decision must weigh all four heads")
    else:
        yield not_met("no decision on the deal is needed")


@REGULATION.provision("eu-428-2009-art-13-1", "Article 13(1)", checked="verified")
def later_change(facts: Facts) -> Reasons:
    """The authority may annul, suspend, change or revoke a licence that it has granted, and must
    tell the other member states and the Commission."""
    if facts.answer("already-authorised") and decision_on(facts):
        yield bites(Outcome.NO_LICENCE, "the licence granted can be suspended or revoked")
    else:
        yield not_met("the deal names no licence already granted")


@REGULATION.provision("eu-428-2009-art-13-5", "Article 13(5)", checked="verified")
def earlier_denials(facts: Facts) -> Reasons:
    """Before it grants a licence the authority must look at all valid denials by other member
    states for an essentially identical transaction and consult those that issued them."""
    if decision_on(facts):
        yield bites(
            Outcome.NO_LICENCE, "denials of the same deal by other member states must be looked up"
        )
    else:
        yield not_met("no decision on the deal is needed")


@REGULATION.provision("eu-428-2009-art-20-3", "Article 20(3)", checked="verified")
def records(facts: Facts) -> Reasons:
    """Registers and records of exports are kept for three years from the end of the calendar year
    of the export."""
    if decision_on(facts):
        yield bites(Outcome.NO_LICENCE, f"{facts.exporter} must keep its records for three years")
    else:
        yield not_met("no decision on the deal is needed")


@REGULATION.provision("eu-428-2009-art-22-1", "Article 22(1)", checked="partly")
def transfer(facts: Facts) -> Reasons:
    """An item of Annex IV, cryptanalysis and for a time forensic software among them, needs a
    licence from one member state to another too."""
    yield from transfer_inside(facts)


PROVISIONS: tuple[Provision, ...] = (
    listed_item,
    weapons,
    embargoed_destination,
    services,
    national_measure,
    union_general_licence,
    who_decides,
    considerations,
    later_change,
    earlier_denials,
    records,
    transfer,
)
