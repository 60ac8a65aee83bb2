"""British export control: the retained dual-use regulation, end-use control, Northern Ireland."""

from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.places import embargoes, eu_export_law, member
from enduse.law.provision import (
    Instrument,
    Outcome,
    Provision,
    Reason,
    Reasons,
    bites,
    not_met,
    unknown,
)

LAST_EU_DAY = "2020-12-31"
RECAST_DAY = "2021-09-09"
HOME = frozenset({"gb", "im"})
CHINA = frozenset({"cn", "hk", "mo"})
LEFT_OUT = ("clothing", "food", "furniture", "household", "medic")
NO_GENERAL_LICENCE = ("5A004.a",)

RETAINED = Instrument(
    cite="Regulation (EC) No 428/2009 as retained in Great Britain",
    url="https://www.legislation.gov.uk/eur/2009/428",
    jurisdiction="gb",
    regime="UK export control",
    since="2021-01-01",
)
ORDER = Instrument(
    cite="Export Control Order 2008 (SI 2008/3231)",
    url="https://www.legislation.gov.uk/uksi/2008/3231",
    jurisdiction="gb",
    regime="UK export control",
    since="2022-05-19",
)
NORTHERN_IRELAND = Instrument(
    cite="Regulations (EC) No 428/2009 and (EU) 2021/821 in Northern Ireland",
    url="https://eur-lex.europa.eu/eli/reg/2021/821/oj",
    jurisdiction="gb",
    regime="UK export control",
    since="2021-01-01",
)


def general_licence(destination: str, day: str, code: str) -> str | None:
    """The general licence that covers a listed item to a destination from 2021, if there is one."""
    if code.startswith(NO_GENERAL_LICENCE):
        return None
    if member("eu", destination, day):
        return "the open general export licence for dual-use items to EU member states"
    if member("eu001", destination, LAST_EU_DAY):
        return "the retained general export authorisation EU001"
    return None


def embargoed(country: str, day: str) -> bool:
    """Whether a country is an embargoed destination: under an arms embargo of the Union kept in
    British law, the United Nations or the OSCE, whatever its reach (Armenia, Azerbaijan and Iraq
    are), and China with Hong Kong and Macao since 2022."""
    if country in CHINA:
        return day >= ORDER.since
    return bool(embargoes(country, day))


def from_belfast(facts: Facts) -> bool:
    """Whether the goods leave from Northern Ireland, as only the deal file can say."""
    return facts.answer("exporter-in-northern-ireland") is True


def general_licence_from_belfast(destination: str, day: str, code: str) -> bool:
    """Whether EU001 covers a listed item that leaves Northern Ireland."""
    return member("eu001", destination, day) and not code.startswith(NO_GENERAL_LICENCE)


def informed_in_belfast(facts: Facts) -> bool:
    """Whether Article 5 of the recast makes an unlisted item licensable in Northern Ireland."""
    listed = any(match.certain for match in facts.entries("eu-annex-i"))
    surveillance = facts.cyber_surveillance != "no" and not listed and not facts.services_only
    return bool(from_belfast(facts) and facts.informed and surveillance and facts.day >= RECAST_DAY)


def _listed(facts: Facts) -> bool:
    return any(match.certain for match in facts.entries("uk"))


def _outside(facts: Facts) -> str | None:
    """Why an end-use control for unlisted goods to an embargoed country is out of the question."""
    if not embargoed(facts.destination, facts.day):
        return f"{facts.place} is no embargoed destination on {facts.day}"
    if facts.services_only:
        return "services alone are no export of goods, software or technology"
    if _listed(facts):
        return f"{facts.item} is listed, so the control of unlisted items is not needed"
    return None


def _unlisted_surveillance(facts: Facts) -> bool:
    return not facts.harmless and bool(set(facts.technologies) - {"other"})


def _no_security_force(facts: Facts) -> str | None:
    """Why the control of 2022 is out of the question, if it is."""
    if stop := _outside(facts):
        return stop
    if facts.security_body is False:
        return f"the end user is no security force: {facts.end_user or 'not named'}"
    if (facts.harmless or "").startswith(LEFT_OUT):
        return f"medical and consumer goods are left out: {facts.item}"
    return None


def informed_about_security_force(facts: Facts) -> bool:
    """Whether the control of 2022 makes an unlisted item licensable."""
    since = facts.day >= ORDER.since
    return bool(since and facts.informed and not _no_security_force(facts))


@RETAINED.provision("uk-428-2009-art-3-1", "Article 3(1)", checked="partly")
def listed_item(facts: Facts) -> Reasons:
    """A dual-use item on the British list may leave Great Britain only with an export licence,
    also to the European Union, where an open general licence stands ready. There is no
    counterpart of Article 5 of Regulation (EU) 2021/821."""
    if facts.destination in HOME or from_belfast(facts):
        yield not_met(f"from here to {facts.place} nothing leaves Great Britain")
        return
    found = () if facts.services_only else facts.entries("uk")
    if not found:
        yield not_met(f"no entry of the British list was found for {facts.item}")
    for match in found:
        open_licence = general_licence(facts.destination, facts.day, match.code)
        needed = Outcome.GENERAL_LICENCE if open_licence else Outcome.LICENCE_REQUIRED
        if not match.certain:
            text = f"whether {facts.item} meets {match.code} is not established"
            yield unknown(match.question, text, needed)
        elif open_licence:
            text = f"{facts.item} is listed ({match.code}); {open_licence} covers {facts.place}"
            yield bites(needed, text)
        else:
            yield bites(needed, f"{facts.item} is listed: {match.code}, {match.title}")


@RETAINED.provision("uk-428-2009-art-4", "Article 4(2) and (4)", checked="partly")
def military_end_use(facts: Facts) -> Reasons:
    """An unlisted item needs a licence for an embargoed country once the exporter is informed that
    it is to be built into military goods or to make them; one who knows of it must tell the
    authority. There is no human-rights limb."""
    said = facts.answer("military-end-use")
    if stop := "it leaves from Northern Ireland" if from_belfast(facts) else _outside(facts):
        yield not_met(stop)
    elif said is None and facts.military and _unlisted_surveillance(facts):
        text = f"whether {facts.item} will be built into military goods or make them is not said"
        yield unknown("military-end-use", text)
    elif not said:
        yield not_met("nothing in the deal points to a military end use")
    elif facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed of military end use")
    elif facts.aware:
        yield bites(Outcome.NOTIFY, f"{facts.exporter} knows of military end use")
    elif facts.informed is None:
        yield unknown(
            "exporter-informed",
            f"whether {facts.exporter} was informed of military end use is not established",
        )
    else:
        yield not_met(f"{facts.exporter} was not informed and knows of no military end use")


@ORDER.provision("uk-eco-2008-art-12a", "Articles 12A and 12B", checked="verified")
def security_force_end_use(facts: Facts) -> Reasons:
    """An unlisted dual-use item may not be exported, or sent electronically, once the Secretary of
    State has informed the exporter that it is or may be for the military, paramilitary, police,
    security or intelligence services of an embargoed country, unless licensed. Knowledge alone
    does not suffice; assistance, medical and consumer goods are left out."""
    who = facts.end_user or "the end user"
    if stop := _no_security_force(facts):
        yield not_met(stop)
    elif facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed about {who}")
    elif facts.informed is None and _unlisted_surveillance(facts):
        yield unknown(
            "exporter-informed",
            f"whether the Secretary of State informed {facts.exporter} about {who} is not "
            "established",
        )
    else:
        yield not_met(f"{facts.exporter} was not informed, or {facts.item} calls for no question")


@NORTHERN_IRELAND.provision("uk-northern-ireland", "", checked="partly")
def from_northern_ireland(facts: Facts) -> Reasons:
    """Northern Ireland still applies the dual-use law of the Union, so that goods leaving from
    there for outside the Union need its licence, and unlisted surveillance items fall under
    Article 5 of Regulation (EU) 2021/821."""
    if not from_belfast(facts):
        yield not_met("nothing says that the goods leave from Northern Ireland")
        return
    if facts.destination in HOME or eu_export_law(facts.destination, facts.day):
        yield not_met(f"{facts.place} is no export from Northern Ireland")
        return
    found = () if facts.services_only else facts.entries("eu-annex-i")
    yield from (_from_belfast(facts, match) for match in found)
    if informed_in_belfast(facts):
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed of a use of concern")
    elif not found:
        yield not_met("the item is not listed, and nobody informed the exporter")


def _from_belfast(facts: Facts, match: Match) -> Reason:
    open_licence = general_licence_from_belfast(facts.destination, facts.day, match.code)
    needed = Outcome.GENERAL_LICENCE if open_licence else Outcome.LICENCE_REQUIRED
    if not match.certain:
        text = f"whether {facts.item} meets {match.code} is not established"
        return unknown(match.question, text, needed)
    covered = f"; EU001 covers {facts.place}" if open_licence else ""
    return bites(needed, f"{facts.item} is listed: {match.code}{covered}")


PROVISIONS: tuple[Provision, ...] = (
    listed_item,
    military_end_use,
    security_force_end_use,
    from_northern_ireland,
)
