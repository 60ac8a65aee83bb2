"""The Wassenaar lists as the origin of the entries, and exporters whose own law is not encoded."""

from enduse.law.facts import Facts
from enduse.law.places import eu_export_law, member
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

ENCODED = frozenset({"us", "gb", "ch", "il"})
ARRANGEMENT_SINCE = "1996-07-12"

WASSENAAR = Instrument(
    cite="Wassenaar Arrangement, List of Dual-Use Goods and Technologies",
    url="https://www.wassenaar.org/control-lists/",
    jurisdiction="int",
    regime="Wassenaar Arrangement",
    since=ARRANGEMENT_SINCE,
)
ELSEWHERE = Instrument(
    cite="Export law of states that Enduse does not encode",
    url="https://www.wassenaar.org/participating-states/",
    jurisdiction="int",
    regime="Law not encoded",
    since=ARRANGEMENT_SINCE,
)


def _encoded(facts: Facts) -> bool:
    home = facts.exporter_country
    return home in ENCODED or eu_export_law(home, facts.day)


def _no_candidate(facts: Facts) -> str | None:
    """Why a deal calls for no question about law that is not encoded, if it does not."""
    home = facts.home
    if _encoded(facts):
        return f"the export law of {home} is encoded"
    if facts.destination == facts.exporter_country:
        return f"the item does not leave {home}"
    if not serves_surveillance(facts):
        return f"nothing says that {facts.item} can serve surveillance"
    return None


@WASSENAAR.provision("wassenaar-lists", "", checked="verified")
def origin_of_entries(facts: Facts) -> Reasons:
    """The participating states agree on the entries once a year. An entry binds nobody until
    national law takes it over: at once in Israel, a year later in the Union and the United
    Kingdom, in the United States eight years later."""
    found = [match for match in facts.entries("wassenaar") if match.certain]
    if not found:
        yield not_met(f"{facts.item} surely meets no entry of the Wassenaar list on {facts.day}")
    for match in found:
        since = match.listed.since
        text = f"{facts.item} meets {match.code}, agreed on by {since}; national law decides"
        yield bites(Outcome.NO_LICENCE, text)


@WASSENAAR.provision("wassenaar-national-law", "as national law takes it over", checked="partly")
def participating_state(facts: Facts) -> Reasons:
    """A state that takes part in the Arrangement is to carry the entries into its own law. Where
    Enduse does not encode that law, whether a licence is needed stays open."""
    home = facts.home
    found = facts.entries("wassenaar")
    stop = _no_candidate(facts)
    if stop:
        yield not_met(stop)
    elif not member("wassenaar", facts.exporter_country, facts.day):
        yield not_met(f"{home} does not take part in the Arrangement on {facts.day}")
    elif found:
        meets = f"{facts.item} meets {found[0].code}; the law of {home} is not encoded"
        may = f"{facts.item} may meet {found[0].code}; the law of {home} is not encoded"
        yield unknown("national-law", meets if found[0].certain else may)
    elif facts.cyber_surveillance == "no":
        yield not_met(f"{facts.item} meets no entry and intercepts nothing")
    else:
        text = f"{facts.item} can serve surveillance; whether {home} controls it is not encoded"
        yield unknown("national-law", text)


@ELSEWHERE.provision("national-law-not-encoded", "", checked="unverified")
def other_state(facts: Facts) -> Reasons:
    """For exporters in states outside the Arrangement, other than Israel, Enduse knows no export
    law: whether surveillance technology needs a licence there stays open."""
    home = facts.home
    stop = _no_candidate(facts)
    if stop:
        yield not_met(stop)
    elif member("wassenaar", facts.exporter_country, facts.day):
        yield not_met(f"{home} takes part in the Wassenaar Arrangement on {facts.day}")
    else:
        text = f"{facts.item} can serve surveillance and leaves {home}, whose law is not encoded"
        yield unknown("national-law", text)


PROVISIONS: tuple[Provision, ...] = (origin_of_entries, participating_state, other_state)
