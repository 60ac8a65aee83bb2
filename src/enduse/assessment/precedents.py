"""Earlier licence decisions for the same end user, supplier, destination or technology."""

from collections.abc import Iterator
from typing import NamedTuple

from enduse.assessment.result import Precedent
from enduse.record import Known, before
from enduse.trade import Decision, Licence

SHOWN = 8


class Likeness(NamedTuple):
    """What precedents are looked for."""

    day: str
    authority_country: str
    destination: str
    destination_name: str
    technologies: tuple[str, ...]
    suppliers: tuple[str, ...]
    end_users: tuple[str, ...]


def precedents(known: Known, like: Likeness) -> tuple[Precedent, ...]:
    """The most alike licences that had a known decision by the day, the most alike first."""
    found = []
    for licence in _candidates(known, like):
        why, weight = _similar(licence, like)
        decision = _last_decision(known, licence, like)
        if decision and weight > 1:
            found.append((weight, decision.date, _precedent(known, licence, decision, why)))
    found.sort(key=lambda row: (-row[0], row[1], row[2].licence))
    return tuple(precedent for _, _, precedent in found[:SHOWN])


def _candidates(known: Known, like: Likeness) -> Iterator[Licence]:
    keys = [*like.end_users, *like.suppliers, f"to:{like.destination}"]
    seen: set[str] = set()
    for key in keys:
        for licence in known.licences(key):
            if licence.id not in seen:
                seen.add(licence.id)
                yield licence


def _similar(licence: Licence, like: Likeness) -> tuple[str, int]:
    alike = [
        ("the same end user", 5, licence.end_user in like.end_users),
        ("the same supplier", 2, licence.exporter in like.suppliers),
        (f"to {like.destination_name} too", 1, like.destination in licence.destinations),
        ("the same technology", 1, licence.technology in like.technologies),
    ]
    hits = [(text, weight) for text, weight, hit in alike if hit]
    return ", ".join(text for text, _ in hits), sum(weight for _, weight in hits)


def _last_decision(known: Known, licence: Licence, like: Likeness) -> Decision | None:
    decisions = [
        decision
        for decision in known.decisions(licence, like.authority_country)
        if known.hindsight or before(decision.date, like.day)
    ]
    return decisions[-1] if decisions else None


def _precedent(known: Known, licence: Licence, decision: Decision, why: str) -> Precedent:
    parties, countries = known.record.parties, known.record.countries

    def named(party: str) -> str:
        return parties[party].name if party in parties else party

    return Precedent(
        licence=licence.id,
        decision=decision.decision,
        date=decision.date,
        exporter=named(licence.exporter),
        authority=named(licence.authority),
        destinations=licence.destinations,
        destination_names=tuple(
            countries[code].name if code in countries else code for code in licence.destinations
        ),
        item=licence.item,
        why_similar=why,
    )
