"""Italy: who decides on dual-use exports, how, and the national catch-all."""

from enduse.law.facts import Facts
from enduse.law.places import eu_export_law
from enduse.law.provision import (
    Instrument,
    Outcome,
    Provision,
    Reasons,
    bites,
    not_met,
    unknown,
)
from enduse.law.surveillance import serves_surveillance

OFFICIAL_221 = "http://www.edizionieuropee.it/law/html/210/zn22_06_199.html"

DECREE_96 = Instrument(
    cite="Italy, Legislative Decree 96/2003",
    url="http://www.publicpolicy.it/software-spia-venduto-egitto-versione-mise-68861.html",
    jurisdiction="it",
    regime="Italian export control",
    since="2003-05-20",
    until="2018-01-31",
)
DECREE_221 = Instrument(
    cite="Italy, Legislative Decree 221/2017",
    url=OFFICIAL_221,
    jurisdiction="it",
    regime="Italian export control",
    since="2018-02-01",
)
UAMA = Instrument(
    cite="Italy, transfer of dual-use licensing to UAMA",
    url="https://portolano.it/newsletter/portolano-cavallo-inform-compliance/italian-ministry-of-foreign-affairs-and-international-cooperation-establishes-measures-to-simplify-authorization-procedures-in-accordance-with-italian-legislative-decree-no-2212017",
    jurisdiction="it",
    regime="Italian export control",
    since="2020-01-01",
)
AD_HOC = Instrument(
    cite="Italy, measure of September 2012 on supplies of Area SpA to Syria",
    url="https://privacyinternational.org/advocacy-briefing/759/italy-cancels-surveillance-export-egypt-new-undercover-documentary-shows",
    jurisdiction="it",
    regime="Italian export control",
    since="2012-09-30",
)


def _listed(facts: Facts) -> str | None:
    """The entry of Annex I, certainly met, under which the item leaves the Union."""
    if eu_export_law(facts.destination, facts.day):
        return None
    return next((m.code for m in facts.entries("eu-annex-i") if m.certain), None)


def _procedure(facts: Facts, text: str) -> Reasons:
    """A step of procedure: it bites, without a licence of its own, where one is needed at all."""
    code = _listed(facts)
    if code is None:
        yield not_met(f"no listed item leaves the Union: {facts.item} to {facts.place}")
    else:
        yield bites(Outcome.NO_LICENCE, f"{facts.item} is listed ({code}): {text}")


def _catch_all(facts: Facts) -> Reasons:
    """An authorisation for an unlisted item, once the authority tells the exporter of a use that
    human rights or public security speak against."""
    if eu_export_law(facts.destination, facts.day) or _listed(facts):
        yield not_met(f"{facts.item} is listed, or does not leave the Union")
    elif facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"the authority informed {facts.exporter}")
    elif facts.informed is False or not _candidate(facts):
        yield not_met(f"{facts.exporter} was not informed, or {facts.item} calls for no such step")
    else:
        text = (
            f"whether the authority told {facts.exporter} to ask for a licence is not established"
        )
        yield unknown("exporter-informed", text)


def _candidate(facts: Facts) -> bool:
    if not serves_surveillance(facts):
        return False
    at_risk = facts.risk is not None and facts.risk.level != "none"
    return facts.cyber_surveillance == "yes" or (facts.cyber_surveillance == "possible" and at_risk)


@DECREE_96.provision("it-dlgs-96-2003", "", checked="verified")
def ministry_of_development(facts: Facts) -> Reasons:
    """Until January 2018 the Ministry of Economic Development decided on dual-use licences after
    an opinion of a consultative committee."""
    yield from _procedure(
        facts, "the Ministry of Economic Development decides, the committee advises"
    )


@DECREE_96.provision(
    "it-428-2009-art-8-national",
    "catch-all on the ground of Regulation (EC) No 428/2009, Article 8",
    checked="partly",
    since="2009-08-27",
)
def catch_all_before_2018(facts: Facts) -> Reasons:
    """Italy could ask a licence for an unlisted item for reasons of public security or human
    rights, as it did with Area SpA in 2012 and began to do with Hacking Team in 2014."""
    yield from _catch_all(facts)


@AD_HOC.provision("it-ad-hoc-2012-area-ste", "", checked="verified")
def area_for_syria(facts: Facts) -> Reasons:
    """In September 2012 Italy made what Area SpA supplies to the Syrian Telecommunications
    Establishment subject to a licence. The day in September is not known."""
    buyer = (facts.end_user or "").casefold()
    seller = facts.exporter.casefold().split()
    syrian_telecom = "syrian telecom" in buyer or buyer == "ste"
    if facts.destination == "sy" and "area" in seller and syrian_telecom:
        text = f"{facts.exporter} supplies {facts.end_user}: a licence is needed for any item"
        yield bites(Outcome.LICENCE_REQUIRED, text)
    else:
        yield not_met(
            "the measure is about Area SpA and the Syrian Telecommunications Establishment"
        )


@DECREE_221.provision("it-dlgs-221-2017-art-4", "Article 4", checked="verified", until="2019-12-31")
def ministry_until_2019(facts: Facts) -> Reasons:
    """Until the end of 2019 the Ministry of Economic Development was the authority."""
    yield from _procedure(facts, "the Ministry of Economic Development decides")


@UAMA.provision("it-uama", "", checked="verified")
def foreign_ministry_since_2020(facts: Facts) -> Reasons:
    """Since 1 January 2020 UAMA, in the Ministry of Foreign Affairs, is the authority."""
    yield from _procedure(facts, "UAMA in the Ministry of Foreign Affairs decides")


@DECREE_221.provision("it-dlgs-221-2017-art-8", "Articles 5 and 8", checked="verified")
def procedure(facts: Facts) -> Reasons:
    """An application is examined by the authority, and a consultative committee gives its
    opinion."""
    yield from _procedure(facts, "the consultative committee gives its opinion")


@DECREE_221.provision("it-dlgs-221-2017-art-9", "Article 9", checked="verified")
def catch_all(facts: Facts) -> Reasons:
    """The authority may ask a licence for an unlisted item, also for public security or human
    rights, and also when the ministries of Foreign Affairs, Interior or Defence or the customs ask
    it to."""
    yield from _catch_all(facts)


@DECREE_221.provision("it-dlgs-221-2017-art-10-11", "Articles 10 and 11", checked="verified")
def types_of_licence(facts: Facts) -> Reasons:
    """A licence is individual (one user) or global (one exporter, several countries); a global one
    for surveillance technology calls for a look at each country in it."""
    yield from _procedure(facts, "the licence may be individual or global")


@DECREE_221.provision("it-dlgs-221-2017-art-14", "Article 14", checked="verified")
def refusal_and_revocation(facts: Facts) -> Reasons:
    """A licence may be refused, annulled, revoked, suspended or changed."""
    yield from _procedure(facts, "a licence granted may be suspended or revoked on new facts")


@DECREE_221.provision(
    "it-adaptation-2023",
    "as adapted to Regulation (EU) 2021/821 in 2023",
    checked="partly",
    since="2023-08-10",
)
def adaptation(facts: Facts) -> Reasons:
    """The decree was adapted to Regulation (EU) 2021/821 by a decree-law of 2023, whose
    coordinated text came out on 10 August 2023; what it changed was not read."""
    yield from _procedure(facts, "the decree is read with Regulation (EU) 2021/821")


PROVISIONS: tuple[Provision, ...] = (
    ministry_of_development,
    catch_all_before_2018,
    area_for_syria,
    ministry_until_2019,
    foreign_ministry_since_2020,
    procedure,
    catch_all,
    types_of_licence,
    refusal_and_revocation,
    adaptation,
)
