"""What US export rules ask for a listed item: the reason for control, the Chart, the exceptions."""

from collections.abc import Iterator
from typing import NamedTuple

from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.outcome import Outcome, Reason, bites, not_met, unknown
from enduse.law.provision import Instrument
from enduse.law.surveillance import serves_surveillance
from enduse.law.us_lists import (
    Control,
    control,
    embargoed,
    in_group,
    in_group_d,
    in_group_d5,
    marked,
)

ACE_SINCE = "2022-03-07"
OVER_THE_AIR = ("5A001.f", "5A001.i")  # .i from 2012 to 2013
CARVED_OUT = frozenset({"cy", "il", "tw"})  # their police and courts, for cyber incidents
NO_CONTENT = frozenset({"metadata", "jamming", "interception-detection"})
TITLE_15 = "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C"


def section(
    number: str, since: str, until: str | None = None, *, only_to: tuple[str, ...] = ()
) -> Instrument:
    """A section of the US Export Administration Regulations."""
    return Instrument(
        cite=f"US Export Administration Regulations, 15 CFR {number}",
        url=f"{TITLE_15}/part-{number.partition('.')[0]}/section-{number}",
        jurisdiction="us",
        regime="US export control",
        since=since,
        until=until,
        only_to=only_to,
    )


class Answer(NamedTuple):
    """A licence that an item needs, and why that one."""

    outcome: Outcome
    text: str


def out_of_reach(facts: Facts) -> str | None:
    """Why the Commerce Control List does not decide on the deal, if it does not."""
    if facts.destination == "us":
        return "the destination is the United States: nothing is exported from there"
    if facts.subject_to_ear is not True:
        return "nothing in the deal says that the item is subject to US export rules"
    if facts.services_only:
        return "services alone are no export of a listed item"
    if embargoed(facts.destination, facts.day):
        return f"{facts.place} has no marks on the Country Chart; part 746 decides"
    return None


def listed(facts: Facts, kind: str) -> tuple[tuple[Match, Control], ...]:
    """The entries of the Commerce Control List that the item meets or may meet, of one kind."""
    found = ((match, control(match.code)) for match in facts.entries("us-ccl"))
    return tuple((match, row) for match, row in found if row is not None and row.kind == kind)


def chart(facts: Facts, kind: str) -> Iterator[Reason]:
    """One reason for each entry of a kind: what the Chart asks for it at this destination."""
    stop = out_of_reach(facts)
    if stop:
        yield not_met(stop)
        return
    found = listed(facts, kind)
    if not found:
        yield not_met(f"no entry controlled for this reason was found for {facts.item}")
    for match, row in found:
        yield _by_chart(facts, match, row)


def _by_chart(facts: Facts, match: Match, row: Control) -> Reason:
    columns = [c for c in _columns(facts, row) if marked(c, facts.destination, facts.day)]
    if not columns:
        return not_met(f"the Country Chart asks no licence for {match.code} to {facts.place}")
    answer = _licence(facts, row)
    why = (
        f"controlled under {_said(columns)} of the Country Chart, which is marked for {facts.place}"
    )
    if not match.certain:
        text = f"whether {facts.item} meets {match.code} is not established; it would be {why}"
        return unknown(match.question, text, answer.outcome)
    return bites(answer.outcome, f"{match.code} ({match.title}) is {why}; {answer.text}")


def _columns(facts: Facts, row: Control) -> tuple[str, ...]:
    return ("ns-1",) if row.code in OVER_THE_AIR and "jamming" in facts.features else row.columns


def _said(columns: list[str]) -> str:
    return " and ".join(f"{c[:2].upper()} column {c[3:]}" for c in columns)


def _licence(facts: Facts, row: Control) -> Answer:
    if row.exception == "ace" and facts.day >= ACE_SINCE:
        return ace(facts)
    if row.exception == "enc":
        return enc(facts)
    return Answer(Outcome.LICENCE_REQUIRED, "no licence exception that would cover it is encoded")


def licence_needed(facts: Facts) -> bool:
    """Whether US rules ask an individual licence for the item, whatever it is controlled for."""
    if out_of_reach(facts):
        return False
    if any(match.certain for match, _ in listed(facts, "sl")):
        return True
    if any(match.certain for match, _ in over_the_air(facts)) and "content" in facts.features:
        return True
    charted = (*chart(facts, "ns"), *chart(facts, "cc"))
    return any(reason.outcome == Outcome.LICENCE_REQUIRED for reason in charted)


def over_the_air(facts: Facts) -> tuple[tuple[Match, Control], ...]:
    """Mobile interception (5A001.f), unless it is known to do no more than take identifiers, jam
    or find such equipment."""
    if "content" not in facts.features and facts.features & NO_CONTENT:
        return ()
    return tuple((m, row) for m, row in listed(facts, "ns") if row.code in OVER_THE_AIR)


def government_end_user(facts: Facts) -> bool | None:
    """Whether the end user is a government in the sense of licence exception ACE, which takes in
    firms that a government owns to a quarter; None where the deal does not say."""
    given = facts.answer("government-end-user")
    if given is not None:
        return given
    if facts.security_body or "government" in facts.bodies:
        return True
    return False if "company" in facts.bodies else None


def ace(facts: Facts) -> Answer:
    """Whether licence exception ACE (15 CFR 740.22) covers a cybersecurity item."""
    closed = _ace_closed(facts)
    if closed:
        return Answer(Outcome.LICENCE_REQUIRED, f"licence exception ACE is closed: {closed}")
    return Answer(Outcome.GENERAL_LICENCE, "licence exception ACE covers it, if its terms are kept")


def made_for_intrusion(facts: Facts) -> bool:
    """Whether the item is spyware, which serves to enter systems without their owners' leave."""
    return "intrusion-spyware" in facts.technologies and serves_surveillance(facts)


def _ace_closed(facts: Facts) -> str | None:
    authorised = facts.answer("unauthorised-use-known") is False
    if facts.answer("unauthorised-use-known") or facts.aware:
        return "the exporter knows of use without the authorisation of the system's owner"
    if made_for_intrusion(facts) and not authorised:
        return (
            "spyware is made for use on systems whose owners do not authorise it, which its "
            "exporter has reason to know"
        )
    if not in_group_d(facts.destination, facts.day):
        return None
    return _ace_closed_in_group_d(facts, facts.place)


def _ace_closed_in_group_d(facts: Facts, place: str) -> str | None:
    government = government_end_user(facts)
    if government and facts.destination in CARVED_OUT and facts.answer("cyber-incident-response"):
        return None
    if government:
        return f"the end user is a government and {place} is in Country Group D"
    if facts.answer("cyber-incident-response"):
        return None
    if in_group("d-1", facts.destination, facts.day) or in_group_d5(facts.destination, facts.day):
        return f"{place} is in group D:1 or D:5 and no incident response is at issue"
    if government is None:
        return f"{place} is in Country Group D and the end user is not shown to be private"
    return None


def enc(facts: Facts) -> Answer:
    """Whether licence exception ENC (15 CFR 740.17) may cover an encryption item; unverified."""
    forensic = "bypasses-lock" in facts.features or "device-forensics" in facts.technologies
    sensitive = forensic or (facts.repression_capable and government_end_user(facts) is not False)
    if sensitive and not in_group("enc-government", facts.destination, facts.day):
        text = "licence exception ENC may cover it after classification; its terms are not encoded"
        return Answer(Outcome.LICENCE_REQUIRED, text)
    return Answer(Outcome.GENERAL_LICENCE, "licence exception ENC covers it, if its terms are kept")
