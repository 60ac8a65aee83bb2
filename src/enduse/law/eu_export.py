"""What leaves the Union under which entry: the tests that its three dual-use regulations share."""

from functools import lru_cache

from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.general_authorisations import (
    GeneralAuthorisation,
    availability,
    in_annex_iv,
    open_authorisation,
)
from enduse.law.places import art_2_19_embargo, eu_export_law, member
from enduse.law.provision import Outcome, Reasons, bites, not_met, unknown
from enduse.law.surveillance import ORDINARY_USES, serves_surveillance

ANNEX_I = "eu-annex-i"
NATIONAL_SURVEILLANCE = ("5A902", "5D902", "5E902")
RECAST = "2021-09-09"
# Ordinary goods of which cryptography is the main function; the notes on others take them out.
PROTECTION = frozenset({"encryption", "network-security"})


def inside(facts: Facts) -> bool:
    """Whether the destination is under the Union's export law itself, so that nothing leaves it."""
    return eu_export_law(facts.destination, facts.day)


@lru_cache(maxsize=16)
def no_export(facts: Facts) -> str | None:
    """Why a deal is no export of an item that could be controlled, if it is none."""
    if inside(facts):
        return f"{facts.place} is inside the Union on {facts.day}: no export"
    if facts.harmless and not facts.features >= PROTECTION:
        return f"{facts.item} was recognised as ordinary goods: {facts.harmless}"
    if facts.services_only:
        return "the deal is for services only: no goods, software or documents are sent"
    if facts.answer("brokering"):
        return f"{facts.exporter} only brokers goods that are outside the Union"
    return None


@lru_cache(maxsize=16)
def listed(facts: Facts) -> tuple[Match, ...]:
    """The entries of Annex I that the item surely meets."""
    return tuple(match for match in facts.entries(ANNEX_I) if match.certain)


def national(facts: Facts) -> tuple[Match, ...]:
    """The entries of a national list for human rights (Germany's) that the item surely meets, to a
    destination that the list is for."""
    if facts.exporter_country != "de" or member("eu001", facts.destination, facts.day):
        return ()
    return tuple(
        match
        for match in facts.entries("de-al")
        if match.certain and match.code in NATIONAL_SURVEILLANCE
    )


def annex_i(facts: Facts) -> Reasons:
    """Article 3(1) of both regulations and of the one before them."""
    stop = no_export(facts)
    found = facts.entries(ANNEX_I)
    sure = listed(facts)
    if stop:
        yield not_met(stop)
    elif not found:
        yield not_met(f"no entry of Annex I was found for {facts.item} on {facts.day}")
    elif sure:
        general = open_authorisation(facts, sure)
        for match in sure:
            yield bites(_outcome(general), _says(match, facts, general))
    else:
        yield from _open(facts, found)


def _outcome(general: GeneralAuthorisation | None) -> Outcome:
    return Outcome.GENERAL_LICENCE if general else Outcome.LICENCE_REQUIRED


def _says(match: Match, facts: Facts, general: GeneralAuthorisation | None) -> str:
    row = match.listed
    cover = f"; {general.code} covers it to {facts.place}" if general else ""
    return (
        f"Annex I lists {facts.item} as {match.code}, {match.title}, since {row.since} ({row.act})"
        f"{cover}"
    )


def _open(facts: Facts, found: tuple[Match, ...]) -> Reasons:
    """One question for all the entries that the same answer would settle."""
    for question in dict.fromkeys(match.question for match in found):
        those = tuple(match for match in found if match.question == question)
        names = " or ".join(f"{match.code}, {match.title}" for match in those)
        yield unknown(
            question,
            f"whether {facts.item} meets {names}, is not established",
            _outcome(open_authorisation(facts, those)),
        )


def general_licences(facts: Facts) -> Reasons:
    """Each general licence towards the destination: open to the deal, or why it is not."""
    sure = () if no_export(facts) else listed(facts)
    if not sure:
        yield not_met(f"{facts.item} needs no licence as a listed item, so no general one either")
        return
    told = False
    for one, closed in availability(facts, sure):
        told = True
        if closed:
            yield not_met(f"{one.of}: {closed}")
        else:
            yield bites(Outcome.GENERAL_LICENCE, f"{one.code} ({one.of}) is open: {one.terms}")
    if not told:
        yield not_met(f"no general licence leads to {facts.place} on {facts.day}")


@lru_cache(maxsize=16)
def decision_on(facts: Facts) -> str | None:
    """Why an authority decides on this deal alone: an entry, its own word, or a national list. None
    where no licence is needed or a general one covers the deal."""
    if no_export(facts):
        return None
    sure = listed(facts)
    if sure:
        if open_authorisation(facts, sure):
            return None
        return f"{facts.item} needs a licence as {', '.join(m.code for m in sure)} of Annex I"
    if singled_out(facts):
        return f"the authority made this export of {facts.exporter} subject to a licence"
    home = national(facts)
    if home:
        return f"{facts.item} needs a licence as {home[0].code} of the German list"
    return None


def singled_out(facts: Facts) -> bool:
    """Whether an authority has made this export of an unlisted item subject to a licence: by a
    national measure, or by informing the exporter where its word has that effect."""
    surveillance = cyber_surveillance_item(facts) is not False
    if facts.answer("national-measure"):
        return surveillance
    if not facts.informed:
        return False
    told = facts.day >= RECAST or facts.exporter_country == "it"
    return (surveillance and told) or _for_weapons(facts)


def _for_weapons(facts: Facts) -> bool:
    """Whether the use is one that binds an informed exporter of any unlisted item."""
    embargoed = art_2_19_embargo(facts.destination, facts.day)
    return bool(facts.answer("wmd-use") or (facts.answer("military-end-use") and embargoed))


def military_use(facts: Facts) -> Reasons:
    """Use in or for military goods at an embargoed destination: what both regulations ask."""
    embargo = art_2_19_embargo(facts.destination, facts.day)
    if stop := no_export(facts):
        yield not_met(stop)
    elif embargo is None:
        yield not_met(f"{facts.place} is under no arms embargo of this kind on {facts.day}")
    elif listed(facts):
        yield not_met(f"{facts.item} is listed, so Article 3 applies")
    elif facts.answer("military-end-use"):
        where = f"{facts.place}, under an arms embargo ({embargo.act})"
        yield from _known(facts, f"for a military end use in {where}")
    elif facts.military is False or not serves_surveillance(facts):
        yield not_met(f"nothing in the deal points to a military end use in {facts.place}")
    else:
        yield unknown(
            "military-end-use",
            f"{facts.place} is under an arms embargo ({embargo.act}); whether the item will be "
            "built into military goods or serve to make them is not established",
        )


def weapons_use(facts: Facts) -> Reasons:
    """Use for chemical, biological or nuclear weapons or their missiles."""
    if stop := no_export(facts):
        yield not_met(stop)
    elif listed(facts):
        yield not_met(f"{facts.item} is listed, so Article 3 applies")
    elif facts.answer("wmd-use"):
        yield from _known(facts, "for weapons of mass destruction or their missiles")
    else:
        yield not_met("nothing in the deal points to weapons of mass destruction")


def _known(facts: Facts, use: str) -> Reasons:
    """A use of concern bites once the exporter is informed of it, or knows and must tell."""
    if facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed of use {use}")
    elif facts.aware:
        yield bites(Outcome.NOTIFY, f"{facts.exporter} knows of use {use} and must tell")
    elif facts.aware is None:
        yield unknown(
            "exporter-aware",
            f"the deal is {use}; whether {facts.exporter} knows it is not established",
            Outcome.NOTIFY,
        )
    else:
        yield not_met(f"{facts.exporter} was not informed of use {use} and does not know of it")


def transfer_inside(facts: Facts) -> Reasons:
    """Annex IV: the few items that need a licence from one member state to another too."""
    crosses = inside(facts) and facts.destination != facts.exporter_country
    if not crosses or facts.harmless or facts.services_only:
        yield not_met("nothing is transferred from one member state to another")
        return
    found = [m for m in facts.entries(ANNEX_I) if in_annex_iv(m.code, facts.day)]
    if not found:
        yield not_met(f"{facts.item} is in no entry of Annex IV, so it may move freely")
    for match in found:
        text = f"{match.code}, which is in Annex IV, and goes to {facts.place}"
        if match.certain:
            yield bites(Outcome.LICENCE_REQUIRED, f"{facts.item} meets {text}")
        else:
            yield unknown(
                match.question, f"it is not established whether {facts.item} meets {text}"
            )


def unlisted_surveillance(facts: Facts) -> str | None:
    """Why a deal is no export of an unlisted item that could be surveillance technology, if so."""
    if stop := no_export(facts):
        return stop
    if cyber_surveillance_item(facts) is False:
        return f"{facts.item} is not of the kind that watches people through telecommunications"
    if listed(facts):
        return f"{facts.item} is listed, so Article 3 applies"
    return None


def cyber_surveillance_item(facts: Facts) -> bool | None:
    """Whether the item is specially designed for covert surveillance of persons through information
    and telecommunication systems; None where that depends on the product."""
    if facts.harmless or facts.cyber_surveillance == "no":
        return False
    if listed(facts):
        return True
    answer = facts.answer("covert-design")
    if answer is not None:
        return answer
    if "covert" in facts.features:
        return True
    # Purely commercial use is out as a rule: Recommendation (EU) 2024/2659.
    if facts.features & ORDINARY_USES:
        return False
    return True if facts.cyber_surveillance == "yes" else None


def calls_for_questions(facts: Facts) -> bool:
    """Whether use for repression is worth asking after: not where nothing is on record of it and
    the Union itself counts exports to the place as low in risk."""
    on_record = facts.risk is not None and facts.risk.level != "none"
    return on_record or not member("eu001", facts.destination, facts.day)
