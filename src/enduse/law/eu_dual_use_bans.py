"""Sanctions of the Union on dual-use items for Myanmar, Belarus, Russia and Syria."""

from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown

HEADING = "EU sanctions: dual-use items"
HOME_AFFAIRS = frozenset({"police", "interior-ministry"})
REG_833_ALL, RUSSIA_CLEARANCE_ENDS = "2022-02-26", "2022-05-01"
REG_36 = Instrument(
    cite="Regulation (EU) No 36/2012",
    url="https://eur-lex.europa.eu/eli/reg/2012/36/oj",
    jurisdiction="eu",
    regime=HEADING,
    since="2012-01-19",
    only_to=("sy",),
)
REG_401 = Instrument(
    cite="Regulation (EU) No 401/2013",
    url="https://eur-lex.europa.eu/eli/reg/2013/401/oj",
    jurisdiction="eu",
    regime=HEADING,
    since="2013-05-03",
    only_to=("mm",),
)
REG_765 = Instrument(
    cite="Regulation (EC) No 765/2006",
    url="https://eur-lex.europa.eu/eli/reg/2006/765/oj",
    jurisdiction="eu",
    regime=HEADING,
    since="2021-06-25",
    only_to=("by",),
)
REG_833 = Instrument(
    cite="Regulation (EU) No 833/2014",
    url="https://eur-lex.europa.eu/eli/reg/2014/833/oj",
    jurisdiction="eu",
    regime=HEADING,
    since="2014-08-01",
    only_to=("ru",),
)


def _listed(facts: Facts) -> Match | None:
    """The entry of Annex I that an item meets, or may meet."""
    found = facts.entries("eu-annex-i")
    return found[0] if found else None


def _no_item_for(facts: Facts, place: str) -> str | None:
    """Why a ban on dual-use items for a place does not concern the deal, or None if it may."""
    if facts.destination != place:
        return f"{facts.place} is not the country of this ban"
    if facts.harmless:
        return f"{facts.item} was recognised as ordinary goods: {facts.harmless}"
    if _listed(facts) is None:
        return f"no entry of Annex I was found for {facts.item}"
    if facts.answer("earlier-contract") and not _too_late(facts):
        return "the contract is older than the ban, which spares it or lets it be authorised"
    return None


def _too_late(facts: Facts) -> bool:
    """Whether an older contract can no longer be cleared: for Russia it had to be asked before May
    2022."""
    asked = facts.day < RUSSIA_CLEARANCE_ENDS or facts.answer("already-authorised")
    return facts.destination == "ru" and facts.day >= REG_833_ALL and not asked


def _forbid(facts: Facts, ground: str) -> Reasons:
    """The ban itself, for an item that is, or may be, in Annex I."""
    match = _listed(facts)
    if match is None:
        yield not_met(f"no entry of Annex I was found for {facts.item}")
    elif match.certain:
        yield bites(Outcome.PROHIBITED, f"{facts.item} is listed ({match.code}) and {ground}")
    else:
        yield unknown(
            match.question,
            f"whether {facts.item} meets {match.code} is not established; if it does, it is "
            f"barred: {ground}",
            Outcome.PROHIBITED,
        )


def _forbid_for_forces(facts: Facts, place: str) -> Reasons:
    """A ban that turns on military use or a military end user."""
    why = _no_item_for(facts, place)
    who = facts.end_user or "the end user"
    if why:
        yield not_met(why)
    elif facts.military:
        yield from _forbid(facts, f"{who} is a military end user, or the use is military")
    elif facts.military is None and facts.security_body is not False:
        yield unknown(
            "military-end-use",
            f"whether {who} is military, or the use of {facts.item}, is not established",
            Outcome.PROHIBITED,
        )
    else:
        yield not_met("nothing points to military use or a military end user")


def _forbid_for_all(facts: Facts, place: str) -> Reasons:
    """A ban on every dual-use item, with exceptions for civil ends."""
    why = _no_item_for(facts, place)
    excepted = facts.answer("sanctions-exception")
    if why:
        yield not_met(why)
    elif excepted and not facts.security_body:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            "an exception for civil ends is claimed; the licence duties of the dual-use "
            "regulation remain, or an authorisation replaces the ban",
        )
    else:
        yield from _forbid(facts, f"no dual-use item may go to {facts.place}")
        if excepted is None and facts.security_body is False:
            yield unknown(
                "sanctions-exception",
                "whether an exception for civil ends applies (health, consumer devices, civil "
                "networks, a firm owned from the Union, an embassy) is not established",
                Outcome.LICENCE_REQUIRED,
            )


@REG_401.provision("eu-401-2013-art-3a", "Article 3a", checked="verified", since="2018-04-27")
def myanmar_forces(facts: Facts) -> Reasons:
    """Items of Annex I to the dual-use regulation may not go to Myanmar if they are or may be
    intended for military use, a military end user or the Border Guard Police; a licence must be
    refused where the end user might be one of these. Contracts before 27 April 2018 are spared."""
    why = _no_item_for(facts, "mm")
    if why is None and "border guard" in (facts.end_user or "").casefold():
        yield from _forbid(facts, "the end user is the Border Guard Police")
    elif why is None and facts.military is False and facts.bodies & HOME_AFFAIRS:
        yield unknown(
            "military-end-use",
            f"whether {facts.item} may be meant for the Border Guard Police or the military is not "
            "established; a licence must be refused if it might be",
            Outcome.PROHIBITED,
        )
    else:
        yield from _forbid_for_forces(facts, "mm")


@REG_765.provision(
    "eu-765-2006-art-1e-2021", "Article 1e (first version)", checked="verified", until="2022-03-02"
)
def belarus_forces(facts: Facts) -> Reasons:
    """Items of Annex I to the dual-use regulation may not go to Belarus if they are or may be
    intended for military use or a military end user; a licence must be refused where that might
    be so. Contracts before 25 June 2021 could be authorised."""
    yield from _forbid_for_forces(facts, "by")


@REG_765.provision("eu-765-2006-art-1e", "Article 1e", checked="verified", since="2022-03-03")
def belarus_all(facts: Facts) -> Reasons:
    """No item of Annex I to the dual-use regulation may go to Belarus, nor assistance with one.
    Exceptions for non-military ends and users are narrow: health, news media, consumer devices,
    software updates, the cyber security of others than the state; some need an authorisation."""
    yield from _forbid_for_all(facts, "by")


@REG_833.provision(
    "eu-833-2014-art-2-2014", "Article 2 (first version)", checked="unverified", until="2022-02-25"
)
def russia_forces(facts: Facts) -> Reasons:
    """Items of Annex I to the dual-use regulation may not go to Russia if they are or may be
    intended for military use or a military end user. Contracts before 1 August 2014 could be
    authorised."""
    yield from _forbid_for_forces(facts, "ru")


@REG_833.provision("eu-833-2014-art-2", "Article 2", checked="verified", since=REG_833_ALL)
def russia_all(facts: Facts) -> Reasons:
    """No item of Annex I to the dual-use regulation may go to Russia, nor assistance with one.
    Exceptions for non-military ends and users are narrow, and narrower since: health, news media,
    consumer devices, software updates; civil networks and cyber security need an authorisation.
    Contracts before 26 February 2022 could be authorised if that was asked before 1 May 2022."""
    yield from _forbid_for_all(facts, "ru")


@REG_36.provision("eu-36-2012-art-2d", "Article 2d", checked="verified", since="2013-07-24")
def syria_national_measure(facts: Facts) -> Reasons:
    """A member state may prohibit, or make subject to a licence, the export to Syria of unlisted
    dual-use items for military use. Syria being under no arms embargo of the Union since 1 June
    2013, the dual-use regulation itself no longer does so."""
    listed = _listed(facts)
    goods = set(facts.technologies) - {"other"} and not facts.harmless
    if facts.destination != "sy":
        yield not_met(f"{facts.place} is not Syria")
    elif not goods or (listed and listed.certain) or not facts.military:
        yield not_met("no unlisted item for military use in Syria")
    elif facts.answer("national-measure") is False:
        yield not_met("the exporter's state has not made use of this power")
    elif facts.answer("national-measure"):
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"the exporter's state requires a licence for {facts.item} to the military of Syria",
        )
    else:
        yield unknown(
            "national-measure",
            f"whether the exporter's state prohibits or licenses {facts.item} for military use in "
            "Syria is not established",
        )


PROVISIONS: tuple[Provision, ...] = (
    syria_national_measure,
    myanmar_forces,
    belarus_forces,
    belarus_all,
    russia_forces,
    russia_all,
)
