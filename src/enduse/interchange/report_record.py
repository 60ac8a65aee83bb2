"""The side of the record in a report: the parties, what weighs, red flags, earlier decisions."""

from collections.abc import Iterator
from typing import NamedTuple

from enduse.assessment.result import (
    Assessment,
    Concern,
    DealAssessed,
    PartyInDeal,
    Precedent,
)
from enduse.interchange import report_words as words
from enduse.interchange.report_sources import Citations, Place, Statement
from enduse.interchange.report_words import clean, say

FEW = 8
PLACE = "destination"


class Chapter(NamedTuple):
    """What the deal says of one of its sides, and what is on record about it."""

    heading: str
    given: tuple[str, ...]
    statements: tuple[Statement, ...]


def chapters(assessment: Assessment, cited: Citations) -> Iterator[Chapter]:
    """Destination, end user, supplier, technology: the heaviest statement first."""
    number = 0
    deal = assessment.deal
    for about, heading in words.CHAPTERS.items():
        here = [concern for concern in assessment.record if concern.about == about]
        statements = tuple(
            _weighing(concern, number + place, cited)
            for place, concern in enumerate(sorted(here, key=lambda c: -c.weight), 1)
        )
        number += len(here)
        titled = _titled(heading, deal) if about == PLACE else heading
        yield Chapter(titled, tuple(_given(deal, about)), statements)


def _titled(heading: str, deal: DealAssessed) -> str:
    return say("{first}: {second}", first=heading, second=_country(deal.destination, deal))


def _weighing(concern: Concern, number: int, cited: Citations) -> Statement:
    return cited.statement(
        Place(f"record-{number}", say("record {number}", number=number)),
        concern.text,
        concern.evidence,
        label=words.WEIGHTS.get(str(concern.weight), str(concern.weight)),
        strength=concern.strength or "",
    )


def _given(deal: DealAssessed, about: str) -> Iterator[str]:
    if about == "end-user":
        yield _party(deal.end_user, deal, say("The deal names no end user."))
        stated = clean(deal.end_use or "")
        yield say("Stated end use: {use}.", use=stated) if stated else say("No end use is stated.")
    if about == "supplier":
        yield _party(deal.exporter, deal, say("The deal names no exporter."))
        for between in deal.intermediaries:
            yield say(
                "Through an intermediary: {party}",
                party=_party(between, deal, say("it is not named.")),
            )


def _party(party: PartyInDeal, deal: DealAssessed, unnamed: str) -> str:
    if not party.name:
        return unnamed
    bodies = ", ".join(words.BODIES.get(body, words.plain(body)) for body in party.bodies)
    return say(
        "{name}{country}: {known}{bodies}.",
        name=clean(party.name),
        country=f" ({clean(party.country_name or _country(party.country, deal))})"
        if party.country
        else "",
        known=_known(party),
        bodies=f"; {bodies}" if bodies else "",
    )


def _known(party: PartyInDeal) -> str:
    if not party.party:
        return say("no party of that name was found on record")
    if party.matched == party.name:
        return say("on record")
    return say("on record as {name}", name=clean(party.matched or party.party))


def _country(code: str, deal: DealAssessed) -> str:
    if code == deal.destination and deal.destination_name:
        return clean(deal.destination_name)
    return code.upper() if len(code) == len("xx") else clean(code)


def flags(assessment: Assessment, cited: Citations) -> Iterator[Statement]:
    """Red flags, each with its reason and who counts it as one."""
    for number, flag in enumerate(assessment.red_flags, 1):
        place = Place(f"flag-{number}", say("red flag {number}", number=number))
        label = words.capital(flag.text.rstrip(".") or words.plain(flag.flag))
        yield cited.statement(place, flag.reason, flag.evidence, label=label, note=flag.source)


def precedents(assessment: Assessment, cited: Citations) -> Iterator[Statement]:
    """Earlier decisions on like deals, as dated."""
    for number, earlier in enumerate(assessment.precedents, 1):
        place = Place(f"precedent-{number}", say("precedent {number}", number=number))
        decision = words.DECISIONS.get(earlier.decision, words.plain(earlier.decision))
        yield cited.statement(
            place,
            _precedent(earlier, assessment.deal),
            (earlier.licence,),
            label=f"{words.day(earlier.date)}: {decision}",
        )


def _precedent(earlier: Precedent, deal: DealAssessed) -> str:
    return say(
        "{exporter}: {item}, to {places}. Decided by {authority}. Alike: {why}.",
        exporter=earlier.exporter,
        item=earlier.item.rstrip("."),
        places=_destinations(earlier.destinations, earlier.destination_names, deal),
        authority=earlier.authority.rstrip("."),
        why=earlier.why_similar.rstrip("."),
    )


def _destinations(codes: tuple[str, ...], names: tuple[str, ...], deal: DealAssessed) -> str:
    if not codes:
        return say("destinations that are not on record")
    if len(codes) <= FEW:
        return ", ".join(map(clean, names) if names else (_country(c, deal) for c in codes))
    if deal.destination in codes:
        place = clean(deal.destination_name)
        return say("{count} destinations, {place} among them", count=len(codes), place=place)
    return say("{count} destinations", count=len(codes))
