"""United States: listed parties, and what US firms owe before they sell."""

from enduse.law.facts import Facts, Listing
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
from enduse.law.surveillance import serves_surveillance

XINJIANG_RULE = "84 FR 54004"

ENTITY_LIST = Instrument(
    cite="US Entity List, 15 CFR 744.11 and Supplement No. 4 to part 744",
    url="https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-744/section-744.11",
    jurisdiction="us",
    regime="US Entity List",
    since="2008-08-21",
)
BLOCKED = Instrument(
    cite="US Treasury, list of Specially Designated Nationals and Blocked Persons",
    url="https://wp.dig.watch/updates/us-imposes-sanctions-on-intellexa-spyware-vendor",
    jurisdiction="us",
    regime="US blocking sanctions",
    since="1977-12-28",
)
STATE_GUIDANCE = Instrument(
    cite="US Department of State, guidance on products with surveillance capabilities",
    url="https://www.herbertsmithfreehills.com/lang-zh-hans/latest-thinking/us-department-of-state-issues-guidance-on-human-rights-due-diligence-for",
    jurisdiction="us",
    regime="US due-diligence guidance",
    since="2020-09-30",
)
SPYWARE_ORDER = Instrument(
    cite="US Executive Order 14093",
    url="https://www.meritalk.com/articles/commerce-dept-blacklists-two-european-spyware-companies/",
    jurisdiction="us",
    regime="US rules on commercial spyware",
    since="2023-03-27",
)


def _listed(facts: Facts, on: str) -> tuple[Listing, ...]:
    return tuple(row for row in facts.listings if row.list == on and row.since <= facts.day)


@ENTITY_LIST.provision("us-ear-744-11", "", checked="verified")
def entity_list(facts: Facts) -> Reasons:
    """Whatever is subject to US export rules, ordinary goods included, needs a licence when a
    party on the Entity List is its buyer, intermediary, consignee or end user, and a denial is
    presumed. The list binds supply to the listed firm; what that firm sells is another matter."""
    found = _listed(facts, "us-entity-list")
    if not found:
        yield not_met(f"no party to the deal stood on the Entity List on {facts.day}")
    for row in found:
        yield _supply_to(facts, row)


def _supply_to(facts: Facts, row: Listing) -> Reason:
    told = f"{row.name} ({row.role}) is on the Entity List since {row.since} ({row.cite})"
    if row.role == "exporter":
        return not_met(f"{told}; it binds supply to {row.name}, not what {row.name} sells")
    outcome, policy = _policy(facts, row)
    if facts.subject_to_ear:
        return bites(outcome, f"{told}: a licence is needed, and {policy}")
    if facts.subject_to_ear is None:
        text = f"{told}; whether {facts.item} is subject to US export rules is not established"
        return unknown("us-origin", text, outcome)
    return not_met(f"{told}, but {facts.item} is not subject to US export rules")


def _policy(facts: Facts, row: Listing) -> tuple[Outcome, str]:
    if XINJIANG_RULE in row.cite and facts.answer("xinjiang-case-by-case-item"):
        return Outcome.LICENCE_REQUIRED, "items of this kind are reviewed case by case"
    return Outcome.REFUSE, "a denial is presumed"


@BLOCKED.provision("us-ofac-sdn", "", checked="verified")
def blocked_persons(facts: Facts) -> Reasons:
    """US persons may not deal with a blocked party or with what it owns by half or more."""
    found = _listed(facts, "us-sdn")
    if not found:
        yield not_met(f"no party to the deal was blocked by the US Treasury on {facts.day}")
    for row in found:
        told = f"{row.name} ({row.role}) is blocked since {row.since} ({row.cite})"
        if facts.exporter_country == "us":
            yield bites(Outcome.PROHIBITED, f"{told}: a US exporter may not deal with it")
        else:
            yield not_met(
                f"{told}, which binds US persons; the exporter is not in the United States"
            )


@STATE_GUIDANCE.provision("us-state-guidance-2020", "", checked="verified")
def state_guidance(facts: Facts) -> Reasons:
    """US firms are asked, without being bound, to look into human rights before they sell products
    that can be used for surveillance to foreign governments or those close to them."""
    if facts.exporter_country != "us" or facts.destination == "us":
        yield not_met("the guidance speaks to US firms that sell abroad")
    elif serves_surveillance(facts):
        text = f"{facts.item} can serve surveillance: the eight steps of the guidance apply"
        yield bites(Outcome.NO_LICENCE, text)
    else:
        yield not_met(f"nothing says that {facts.item} can serve surveillance")


@SPYWARE_ORDER.provision("us-eo-14093", "", checked="partly")
def no_federal_use(facts: Facts) -> Reasons:
    """US federal agencies may not use commercial spyware that endangers national security or has
    been misused abroad. The order bars use, not export."""
    if facts.destination != "us" or "intrusion-spyware" not in facts.technologies:
        yield not_met("the order is about spyware for US federal agencies")
    else:
        text = "a federal agency may not use spyware that has been misused against persons abroad"
        yield bites(Outcome.NO_LICENCE, text)


PROVISIONS: tuple[Provision, ...] = (entity_list, blocked_persons, state_guidance, no_federal_use)
