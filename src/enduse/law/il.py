"""Israel: the Defence Export Control Law, the lists it follows, and what buyers must sign."""

from enduse.law.entries import Match
from enduse.law.facts import Facts
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

SPYWARE = ("4A005", "4D004")
ELIGIBLE = frozenset(
    {
        "at", "au", "be", "bg", "ca", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb",
        "gr", "hr", "ie", "in", "is", "it", "jp", "kr", "li", "lt", "lu", "lv", "mt", "nl", "no",
        "nz", "pt", "ro", "se", "si", "sk", "us",
    }
)  # fmt: skip

LAW = Instrument(
    cite="Israel, Defence Export Control Law 2007",
    url="https://www.israelnationalnews.com/news/318201",
    jurisdiction="il",
    regime="Israeli export control",
    since="2007-12-31",
)
ORDER = Instrument(
    cite="Israel, dual-use order of 2006 and Defence Export Control Law 2007",
    url="https://www.lexology.com/library/detail.aspx?g=a0fd3315-764a-4aea-a276-291eac7facc2",
    jurisdiction="il",
    regime="Israeli export control",
    since="2007-12-31",
)
DECLARATION = Instrument(
    cite="Israel, end-use declaration for cyber systems",
    url="https://www.israeldefense.co.il/en/node/52921",
    jurisdiction="il",
    regime="Israeli export control",
    since="2021-12-06",
)
STATES = Instrument(
    cite="Israel, unpublished list of states eligible for cyber exports, as reported",
    url="https://www.vpnranks.com/news/israel-restricts-export-of-spyware-tools-amidst-controversy/",
    jurisdiction="il",
    regime="Israeli export control",
    since="2021-11-30",
)


def _entries(facts: Facts) -> tuple[Match, ...]:
    return () if facts.destination == "il" else facts.entries("il")


def _spyware(facts: Facts) -> bool:
    return any(m.certain and m.code.startswith(SPYWARE) for m in _entries(facts))


@ORDER.provision("il-dual-use-order", "", checked="verified")
def listed_item(facts: Facts) -> Reasons:
    """Israel is not in the Wassenaar Arrangement but takes its lists over by itself. A listed item
    needs a licence to every country: of the Ministry of Defence for military and security users,
    of the Ministry of Economy for others."""
    found = _entries(facts)
    if not found:
        yield not_met(f"no entry of the Israeli list was found for {facts.item}")
    for match in found:
        if match.certain:
            text = (
                f"{facts.item} is listed: {match.code}, {match.title}; there is no exempt country"
            )
            yield bites(Outcome.LICENCE_REQUIRED, text)
        else:
            text = f"whether {facts.item} meets {match.code} is not established"
            yield unknown(match.question, text)


@LAW.provision("il-decl-defence-equipment", "", checked="unverified")
def defence_equipment(facts: Facts) -> Reasons:
    """The law also covers defence equipment and know-how. Surveillance systems for security
    services were licensed under it before any entry named them, so for an unlisted system that
    goes to such a service the question stays open."""
    who = facts.end_user or "the end user"
    if facts.destination == "il" or not serves_surveillance(facts):
        yield not_met(f"{facts.item} is not surveillance technology that leaves Israel")
    elif any(match.certain for match in _entries(facts)):
        yield not_met(f"{facts.item} is listed and needs a licence for that reason")
    elif facts.security_body is False or facts.cyber_surveillance == "no":
        yield not_met(f"{who} is no security service, or {facts.item} intercepts nothing")
    else:
        text = f"whether Israel holds {facts.item} to be defence equipment is not established"
        yield unknown("il-defence-equipment", text)


@LAW.provision("il-cyber-governments-only", "", checked="partly")
def governments_only(facts: Facts) -> Reasons:
    """Intrusion systems may be sold to governments only, and for the prevention of serious crime
    and terrorism."""
    who = facts.end_user or "the end user"
    private = "company" in facts.bodies and not facts.security_body
    if not _spyware(facts):
        yield not_met(f"{facts.item} is not intrusion software that leaves Israel")
    elif private:
        yield bites(Outcome.REFUSE, f"{who} is a company and not a government")
    elif facts.end_use:
        text = f"only serious crime and terrorism are allowed; the declared use is: {facts.end_use}"
        yield bites(Outcome.LICENCE_REQUIRED, text)
    else:
        text = f"that {who} will use it against serious crime and terrorism only is not established"
        yield unknown("end-use", text, Outcome.REFUSE)


@DECLARATION.provision("il-end-use-declaration", "", checked="verified")
def end_use_declaration(facts: Facts) -> Reasons:
    """Since 6 December 2021 the buying state must sign a declaration that defines terrorism and
    serious crime and bars other uses; the system may be limited or shut off if it is broken."""
    if _spyware(facts):
        text = f"no licence without a declaration signed by the government of {facts.place}"
        yield bites(Outcome.LICENCE_REQUIRED, text)
    else:
        yield not_met(f"{facts.item} is not intrusion software that leaves Israel")


@STATES.provision("il-eligible-states", "", checked="partly")
def eligible_states(facts: Facts) -> Reasons:
    """The press reported in November 2021 that Israel cut the states eligible for cyber exports
    from 102 to 37. The list is not published; it weighs, and does not decide here."""
    if not _spyware(facts):
        yield not_met(f"{facts.item} is not intrusion software that leaves Israel")
    elif facts.destination in ELIGIBLE:
        text = f"{facts.place} is on the reported list of 37 states; a licence is still needed"
        yield bites(Outcome.NO_LICENCE, text)
    else:
        text = f"{facts.place} is not on the reported list of 37 states eligible for cyber exports"
        yield bites(Outcome.LICENCE_REQUIRED, text)


PROVISIONS: tuple[Provision, ...] = (
    listed_item,
    defence_equipment,
    governments_only,
    end_use_declaration,
    eligible_states,
)
