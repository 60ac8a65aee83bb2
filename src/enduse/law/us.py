"""United States: the Commerce Control List and how licences for listed items are reviewed."""

from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.provision import (
    Outcome,
    Provision,
    Reason,
    Reasons,
    bites,
    not_met,
    unknown,
)
from enduse.law.surveillance import shown_by_record
from enduse.law.us_licences import (
    ACE_SINCE,
    OVER_THE_AIR,
    ace,
    chart,
    government_end_user,
    licence_needed,
    listed,
    out_of_reach,
    over_the_air,
    section,
)
from enduse.law.us_lists import in_group_d, marked

EAR_SINCE = "1996-03-25"


@section("742.4", EAR_SINCE).provision("us-ear-742-4", "", checked="partly")
def national_security(facts: Facts) -> Reasons:
    """An item that the Commerce Control List controls for national security needs a licence to
    every destination that the Country Chart marks for that reason, unless a licence exception
    covers it. The Chart is that of July 2026; earlier states of it were not read."""
    yield from chart(facts, "ns")


@section("742.7", EAR_SINCE).provision("us-ear-742-7", "(a)", checked="verified")
def crime_control(facts: Facts) -> Reasons:
    """Crime control and detection gear, among it voice-print systems, fingerprint gear and
    polygraphs, needs a licence to most destinations. Applications are judged case by case, and
    favourably unless there is civil disorder or a risk that the gear serves to abuse human
    rights."""
    yield from chart(facts, "cc")


@section("742.7", "2020-10-06").provision("us-ear-742-7-b", "(b)", checked="verified")
def human_rights_review(facts: Facts) -> Reasons:
    """Since 6 October 2020 human rights are weighed in every application for an item that needs a
    licence, whatever the reason it is controlled for, short supply excepted."""
    if not licence_needed(facts):
        yield not_met("no US licence for a listed item is needed, so there is nothing to review")
    elif facts.risk is None or facts.risk.level == "none":
        text = "human rights are weighed in the application; no record speaks against it"
        yield bites(Outcome.LICENCE_REQUIRED, text)
    else:
        text = f"human rights are weighed in the application, and {shown_by_record(facts)}"
        yield bites(Outcome.LICENCE_REQUIRED, text, facts.risk.evidence)


@section("742.13", "2006-11-20").provision("us-ear-742-13", "", checked="verified")
def surreptitious_listening(facts: Facts) -> Reasons:
    """Devices primarily useful for listening in secret to wire, oral or electronic communications
    need a licence to every destination, Canada included. Communications providers in their normal
    business and US public bodies get one as a rule; others are generally denied."""
    stop = out_of_reach(facts)
    if stop:
        yield not_met(stop)
        return
    found = _listening_entries(facts)
    if not found:
        yield not_met(f"no entry for surreptitious listening was found for {facts.item}")
    for match in found:
        yield _listening(facts, match)


def _listening_entries(facts: Facts) -> list[Match]:
    """Mobile interception has its own entry, which 5A980 leaves out."""
    mobile = [match for match, row in listed(facts, "ns") if row.code in OVER_THE_AIR]
    devices = [match for match, _ in listed(facts, "sl") if match.certain or not mobile]
    if facts.harmless:
        devices = []
    return devices + [match for match, _ in over_the_air(facts)]


def _listening(facts: Facts, match: Match) -> Reason:
    told = f"{match.code} needs a licence to every destination for surreptitious listening"
    outcome = Outcome.REFUSE if facts.security_body else Outcome.LICENCE_REQUIRED
    if not match.certain:
        return unknown(match.question, f"if {facts.item} meets {match.code}, {told}", outcome)
    if match.code.startswith(OVER_THE_AIR) and "content" not in facts.features:
        text = f"whether {facts.item} takes content over the air (5A001.f.1) is not established"
        return unknown("content-interception", text, outcome)
    if facts.security_body:
        end = f"the end user in {facts.place} is neither a communications provider nor a US body"
        return bites(outcome, f"{told}, and applications are generally denied: {end}")
    return bites(outcome, f"{told}; outside providers and US bodies it is generally denied")


@section("740.22", ACE_SINCE).provision("us-ear-740-22", "", checked="partly")
def cybersecurity_exports(facts: Facts) -> Reasons:
    """Licence exception ACE frees cybersecurity items (4A005, 4D004, 4E001, 5A001.j) to most
    destinations. It is closed to groups E:1 and E:2, to governments in groups D:1 to D:5, to
    others in D:1 and D:5 save for incident response, and to whoever knows, or has reason to know,
    of use that the owner of the system did not authorise. Spyware is made for such use, so for it
    the exception is read as closed unless the exporter says otherwise."""
    found = _excepted(facts)
    if not found:
        yield not_met(f"{facts.item} is no cybersecurity item that needs a US licence there")
        return
    answer = ace(facts)
    yield bites(answer.outcome, f"{found[0]} to {facts.place}: {answer.text}")
    known = facts.answer("unauthorised-use-known")
    if answer.outcome == Outcome.GENERAL_LICENCE and known is None:
        text = "whether the exporter knows of use against the will of system owners is not said"
        yield unknown("unauthorised-use-known", text)


@section("740.22", "2022-05-26").provision("us-ear-740-22-government", "(b)", checked="verified")
def government_by_ownership(facts: Facts) -> Reasons:
    """Since 26 May 2022 a firm counts as a government end user where a government owns a quarter
    of it or names most of its board, so exception ACE is closed to it in groups D:1 to D:5."""
    if not _excepted(facts) or not in_group_d(facts.destination, facts.day):
        yield not_met("no cybersecurity item goes to a country of Country Group D")
    elif facts.answer("government-end-user") is not None or government_end_user(facts):
        yield not_met("whether the end user is a government is settled")
    else:
        text = f"whether a government owns or directs the end user in {facts.place} is not said"
        yield unknown("government-end-user", text)


def _excepted(facts: Facts) -> list[str]:
    """The cybersecurity items among the entries that the Chart asks a licence for."""
    if out_of_reach(facts):
        return []
    return [
        match.code
        for match, row in listed(facts, "ns")
        if match.certain
        and row.exception == "ace"
        and any(marked(column, facts.destination, facts.day) for column in row.columns)
    ]


PROVISIONS: tuple[Provision, ...] = (
    national_security,
    crime_control,
    human_rights_review,
    surreptitious_listening,
    cybersecurity_exports,
    government_by_ownership,
)
