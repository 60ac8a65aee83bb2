"""British export control: the retained dual-use regulation, end-use control, Northern Ireland."""

from enduse.law.facts import Facts
from enduse.law.places import art_2_19_embargo, eu_export_law, member
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown

LAST_EU_DAY = "2020-12-31"
HOME = frozenset({"gb", "im"})
CHINA = frozenset({"cn", "hk", "mo"})
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
    """Whether a country is an embargoed destination; China, Hong Kong and Macao since 2022."""
    return art_2_19_embargo(country, day) is not None or (country in CHINA and day >= ORDER.since)


def _no_embargo(facts: Facts) -> str:
    if facts.harmless:
        return f"{facts.item} was recognised as ordinary goods: {facts.harmless}"
    return f"{facts.place} is no embargoed destination on {facts.day}"


def unlisted_surveillance(facts: Facts) -> bool:
    """Whether the deal is about surveillance technology of which no entry is certain."""
    goods = set(facts.technologies) - {"other"}
    return bool(goods) and not any(match.certain for match in facts.entries("uk"))


@RETAINED.provision("uk-428-2009-art-3-1", "Article 3(1)", checked="partly")
def listed_item(facts: Facts) -> Reasons:
    """A dual-use item on the British list may leave Great Britain only with an export licence,
    also to the European Union, where an open general licence stands ready. There is no
    counterpart of Article 5 of Regulation (EU) 2021/821."""
    if facts.destination in HOME:
        yield not_met(f"{facts.place} is in the customs territory of the United Kingdom")
        return
    found = facts.entries("uk")
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
    """An unlisted item for military end use in an embargoed country needs a licence once the
    exporter is informed of that use; one who knows of it must tell the authority. There is no
    human-rights limb."""
    if facts.harmless or not embargoed(facts.destination, facts.day):
        yield not_met(_no_embargo(facts))
    elif not unlisted_surveillance(facts) or facts.military is not True:
        yield not_met("no unlisted item for military end use")
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
    if facts.harmless or not embargoed(facts.destination, facts.day):
        yield not_met(_no_embargo(facts))
    elif not unlisted_surveillance(facts) or facts.security_body is False:
        yield not_met(f"no unlisted item for a security force: the end user is {who}")
    elif facts.informed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed about {who}")
    elif facts.informed is None:
        yield unknown(
            "exporter-informed",
            f"whether the Secretary of State informed {facts.exporter} about {who} is not "
            "established",
        )
    else:
        yield not_met(f"{facts.exporter} was not informed")


@NORTHERN_IRELAND.provision("uk-northern-ireland", "", checked="partly")
def from_northern_ireland(facts: Facts) -> Reasons:
    """Northern Ireland still applies the dual-use law of the Union, so that goods leaving from
    there for outside the Union need its licence, and unlisted surveillance items fall under
    Article 5 of Regulation (EU) 2021/821."""
    listed = [match for match in facts.entries("eu-annex-i") if match.certain]
    if not facts.answer("exporter-in-northern-ireland"):
        yield not_met("nothing says that the goods leave from Northern Ireland")
    elif facts.destination in HOME or eu_export_law(facts.destination, facts.day):
        yield not_met(f"{facts.place} is no export from Northern Ireland")
    elif listed:
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.item} is listed: {listed[0].code}")
    elif facts.informed and facts.cyber_surveillance != "no" and facts.day >= "2021-09-09":
        yield bites(Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed of a use of concern")
    else:
        yield not_met("the item is not listed, and nobody informed the exporter")


PROVISIONS: tuple[Provision, ...] = (
    listed_item,
    military_end_use,
    security_force_end_use,
    from_northern_ireland,
)
