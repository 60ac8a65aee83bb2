"""Regulation (EU) 2021/821, the dual-use regulation from 9 September 2021: what it covers."""

from enduse.law.eu_export import (
    annex_i,
    calls_for_questions,
    cyber_surveillance_item,
    listed,
    military_use,
    national,
    no_export,
    transfer_inside,
    unlisted_surveillance,
    weapons_use,
)
from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown
from enduse.law.surveillance import ORDINARY_USES

REGULATION = Instrument(
    cite="Regulation (EU) 2021/821",
    url="https://eur-lex.europa.eu/eli/reg/2021/821/oj",
    jurisdiction="eu",
    regime="EU dual-use regulation",
    since="2021-09-09",
)
NOT_THIS = "is not of the kind that watches people through telecommunications"


@REGULATION.provision("eu-2021-821-art-2-20", "Article 2(20)", checked="verified")
def cyber_surveillance(facts: Facts) -> Reasons:
    """A cyber-surveillance item is specially designed to enable covert surveillance of natural
    persons by monitoring, extracting, collecting or analysing data from information and
    telecommunication systems."""
    answer = cyber_surveillance_item(facts)
    if stop := no_export(facts):
        yield not_met(stop)
    elif answer:
        yield bites(Outcome.NO_LICENCE, f"{facts.item} counts as a cyber-surveillance item")
    elif answer is None and calls_for_questions(facts):
        yield unknown(
            "covert-design",
            f"whether {facts.item} is made for covert surveillance is not established",
        )
    elif facts.features & ORDINARY_USES:
        yield not_met(f"{facts.item} serves a commercial purpose, which is out as a rule")
    else:
        yield not_met(f"{facts.item} {NOT_THIS}, as far as is known")


@REGULATION.provision("eu-2021-821-art-3-1", "Article 3(1)", checked="verified")
def listed_item(facts: Facts) -> Reasons:
    """An item of Annex I may leave the customs territory of the Union only with an export
    authorisation."""
    yield from annex_i(facts)


@REGULATION.provision("eu-2021-821-art-4-1-a", "Article 4(1)(a) and (2)", checked="verified")
def weapons(facts: Facts) -> Reasons:
    """An unlisted item needs an authorisation once the exporter has been informed that it is or may
    be intended for weapons of mass destruction or their missiles; an exporter who knows must tell
    the authority."""
    yield from weapons_use(facts)


@REGULATION.provision("eu-2021-821-art-4-1-b", "Article 4(1)(b) and (2)", checked="verified")
def embargoed_destination(facts: Facts) -> Reasons:
    """An unlisted item needs an authorisation for a country under an arms embargo once the exporter
    has been informed that it is or may be intended to be built into military goods or to make them;
    an exporter who knows must tell the authority. Sale to an armed force alone is not enough."""
    yield from military_use(facts)


@REGULATION.provision("eu-2021-821-art-5-1", "Article 5(1)", checked="verified")
def informed_of_repression(facts: Facts) -> Reasons:
    """A cyber-surveillance item outside Annex I needs an authorisation once the authority has
    informed the exporter that it is or may be intended for internal repression or serious
    violations of human rights and international humanitarian law."""
    on_record = facts.risk is not None and facts.risk.level != "none"
    if stop := unlisted_surveillance(facts):
        yield not_met(stop)
    elif facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed of a use of concern")
    elif facts.informed is False:
        yield not_met(f"{facts.exporter} was not informed of a use of concern")
    elif not calls_for_questions(facts):
        yield not_met(f"nothing is on record that points to such a use in {facts.place}")
    elif cyber_surveillance_item(facts) or on_record:
        yield unknown(
            "exporter-informed",
            f"whether {facts.exporter} was informed of a use of concern is not established",
        )
    else:
        yield not_met("whether the item is for covert surveillance comes first (Article 2(20))")


@REGULATION.provision("eu-2021-821-art-5-2", "Article 5(2)", checked="verified")
def aware_of_repression(facts: Facts) -> Reasons:
    """An exporter who knows, from its due diligence, that such an item is intended for such a use
    must tell the authority, which decides whether a licence is needed. Knowledge means more than a
    possibility, but an exporter may not stay passive."""
    if stop := unlisted_surveillance(facts):
        yield not_met(stop)
    elif facts.informed:
        yield not_met("the authority itself has informed the exporter")
    elif facts.aware:
        yield bites(Outcome.NOTIFY, f"{facts.exporter} knows of a use of concern and must tell")
    elif facts.aware is None and facts.risk is not None and facts.risk.level != "none":
        yield unknown(
            "exporter-aware",
            f"there is a record of repression ({facts.risk.text}); whether {facts.exporter} knows "
            "that the item is intended for it is not established",
            Outcome.NOTIFY,
        )
    else:
        yield not_met(f"nothing shows that {facts.exporter} knows of such a use")


@REGULATION.provision("eu-2021-821-art-5-3", "Article 5(3)", checked="verified")
def suspicion(facts: Facts) -> Reasons:
    """A member state may require a licence for such an item on grounds for suspecting such a use.
    Which states do is not known; the German ordinance of March 2022 did not."""
    stop = unlisted_surveillance(facts)
    if stop or not cyber_surveillance_item(facts):
        yield not_met(stop or "whether the item is for covert surveillance is not established")
    elif facts.risk is None or facts.risk.level != "clear":
        yield not_met("the record gives no grounds for suspicion of that weight")
    else:
        yield bites(
            Outcome.NO_LICENCE,
            f"the record gives grounds for suspicion ({facts.risk.text}); whether the law of "
            f"{facts.home} makes that enough must be looked up",
            facts.risk.evidence,
        )


@REGULATION.provision("eu-2021-821-art-6-1", "Article 6(1) and (2)", checked="verified")
def brokering(facts: Facts) -> Reasons:
    """Brokering of an item of Annex I between third countries needs a licence only for the uses of
    Article 4(1), weapons and military goods under embargo, and only once the broker is informed;
    one who knows must tell. Repression is not among these uses."""
    if not facts.answer("brokering") or not listed(facts):
        yield not_met(f"{facts.exporter} does not broker a listed item between third countries")
    else:
        yield from _for_article_4_uses(facts, "brokering")


@REGULATION.provision("eu-2021-821-art-8-1", "Article 8(1) to (3)", checked="verified")
def technical_assistance(facts: Facts) -> Reasons:
    """Technical assistance with an item of Annex I needs a licence only for the uses of Article
    4(1) and only once its provider is informed; one who knows must tell. Repression is not among
    these uses, and help with installing and running what was licensed is free."""
    helps = "technical-assistance" in facts.features or facts.services_only
    if not helps or not listed(facts) or facts.harmless:
        yield not_met("the deal names no technical assistance with a listed item")
    else:
        yield from _for_article_4_uses(facts, "technical assistance")


def _for_article_4_uses(facts: Facts, what: str) -> Reasons:
    if not (facts.answer("wmd-use") or facts.answer("military-end-use")):
        yield bites(
            Outcome.NO_LICENCE, f"{what} is controlled for weapons only, not for use in repression"
        )
    elif facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed: {what} for weapons")
    elif facts.aware:
        yield bites(Outcome.NOTIFY, f"{facts.exporter} knows that its {what} is for weapons")
    else:
        yield unknown(
            "exporter-aware",
            f"whether {facts.exporter} knows that its {what} is for weapons is not established",
            Outcome.NOTIFY,
        )


@REGULATION.provision("eu-2021-821-art-9-1", "Article 9(1)", checked="verified")
def national_measure(facts: Facts) -> Reasons:
    """A member state may bar unlisted items, or make them subject to authorisation, for public
    security, the prevention of terrorism included, or for human rights; its list is published."""
    home = national(facts)
    if stop := unlisted_surveillance(facts):
        yield not_met(stop)
    elif home:
        code = home[0].code
        yield bites(Outcome.NO_LICENCE, f"the German list, which has {code}, rests on this Article")
    else:
        yield not_met(f"no national entry of {facts.home} for it is known")


@REGULATION.provision("eu-2021-821-art-10-1", "Article 10(1)", checked="verified")
def list_of_another_state(facts: Facts) -> Reasons:
    """An unlisted item needs an authorisation if it stands on the published national list of
    another member state and the exporter has been informed of a use of concern for public security
    or human rights."""
    if stop := unlisted_surveillance(facts):
        yield not_met(stop)
    elif facts.answer("other-national-list") and facts.informed:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"another member state lists {facts.item}, and {facts.exporter} was informed",
        )
    else:
        yield not_met("the deal names no published list of another member state with the item")


@REGULATION.provision("eu-2021-821-art-11-1", "Article 11(1)", checked="verified")
def transfer(facts: Facts) -> Reasons:
    """An item of Annex IV, cryptanalysis among them, needs a licence from one member state to
    another too."""
    yield from transfer_inside(facts)


PROVISIONS: tuple[Provision, ...] = (
    cyber_surveillance,
    listed_item,
    weapons,
    embargoed_destination,
    informed_of_repression,
    aware_of_repression,
    suspicion,
    brokering,
    technical_assistance,
    national_measure,
    list_of_another_state,
    transfer,
)
