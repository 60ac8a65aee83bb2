"""What the record says against a deal, and the risk that follows: the project's own scale.

Nothing weighs here that is not a cited record known on the day. Weights: 1 concern, 2 serious,
3 severe. docs/decisions/0007-risk.md gives the rule and its limits.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from enduse.assessment.result import Concern, RiskLevel
from enduse.evidence import Strength, first_day
from enduse.law.facts import RepressionRisk
from enduse.record import Figure, Known
from enduse.trade import Incident, Restriction

GRAVE_HARMS = frozenset({"torture", "killing", "disappearance"})
PROVEN = frozenset({Strength.DOCUMENTED, Strength.CONFIRMED})
SERIOUS, SEVERE = 2, 3
TERROR_SERIOUS, TERROR_SOME = 4, 3
VOICE_LOW, VOICE_WEAK = 20, 40
LIBERAL_LOW = 0.2
SHOWN = 3
MEASURES = {
    "entity-list": "on the Entity List of the {by} since {date}",
    "asset-freeze": "assets frozen by the {by} since {date}",
    "settlement": "settlement with the {by}, {date}",
    "divestment": "shut out from investment by {by}, {date}",
}

About = Literal["destination", "end-user", "supplier", "technology"]


def on_destination(known: Known, country: str, name: str) -> Iterator[Concern]:
    """Indices of repression, documented abuse by the state, and what bodies concluded about it."""
    for figure in known.figures(country):
        weight = _figure_weight(figure)
        if weight:
            yield Concern(
                about="destination",
                weight=weight,
                text=f"{name}: {figure.measure.title} {figure.value:g} for {figure.year}, on a "
                f"scale of {figure.measure.scale}",
                evidence=(figure.measure.id,),
            )
    yield from _abuse("destination", known.incidents_in(country), f"the state of {name}")
    for statement in known.statements_on(country):
        if statement.type in {"council-conclusions", "parliament-resolution", "un-statement"}:
            yield Concern(
                about="destination",
                weight=1,
                text=f"{statement.title} ({statement.date}) names {name}",
                evidence=(statement.id,),
            )


def on_end_user(known: Known, family: Sequence[str], name: str) -> Iterator[Concern]:
    """Abuse by the end user, what it bought before, and listings against it."""
    for party in family:
        yield from _abuse("end-user", known.incidents_of(party), name)
        bought = [t for t in known.transfers_of(party) if t.end_user == party]
        if bought:
            yield Concern(
                about="end-user",
                weight=1,
                text=f"{name} is on record as a buyer of surveillance technology in "
                f"{_count(len(bought), 'transfer')}",
                evidence=tuple(t.id for t in bought[-SHOWN:]),
            )
        yield from _restrictions("end-user", known, party, name)


def on_supplier(known: Known, family: Sequence[str], name: str) -> Iterator[Concern]:
    """Abuse with what the supplier or its group sold, and measures against it."""
    for party in family:
        of = known.record.parties[party].name
        label = name if party == family[0] else f"{of}, of the same group as {name},"
        yield from _abuse("supplier", known.incidents_of(party), f"technology of {label}")
        yield from _restrictions("supplier", known, party, label)


def on_technology(known: Known, code: str, title: str) -> Iterator[Concern]:
    """Proven abuse elsewhere with the same technology."""
    proven = [i for i in known.incidents_with(code) if i.strength in PROVEN]
    if proven:
        yield Concern(
            about="technology",
            weight=1,
            text=f"{title}: {_count(len(proven), 'case')} of proven abuse on record by then",
            evidence=tuple(i.id for i in proven[-SHOWN:]),
        )


def _figure_weight(figure: Figure) -> int:
    if figure.measure.id == "pts":
        return max(0, int(figure.value) - 2)
    if figure.measure.id == "voice":
        return 2 if figure.value <= VOICE_LOW / 2 else int(figure.value <= VOICE_LOW)
    return int(figure.value < LIBERAL_LOW)


def _abuse(about: About, incidents: Sequence[Incident], by: str) -> Iterator[Concern]:
    for incident in sorted(incidents, key=_gravity, reverse=True)[:SHOWN]:
        yield Concern(
            about=about,
            weight=_gravity(incident),
            text=f"{incident.title} ({by}; {incident.strength})",
            evidence=(incident.id,),
            strength=incident.strength,
        )


def _gravity(incident: Incident) -> int:
    if incident.strength not in PROVEN:
        return 1
    return SEVERE if GRAVE_HARMS.intersection(incident.harms) else SERIOUS


def _restrictions(about: About, known: Known, party: str, name: str) -> Iterator[Concern]:
    for measure in known.restrictions_on(party):
        if measure.ended is None or known.day < first_day(measure.ended):
            yield Concern(
                about=about,
                weight=SERIOUS,
                text=f"{name}: {_measure(measure, known)}",
                evidence=(measure.id,),
            )


def _measure(measure: Restriction, known: Known) -> str:
    authority = known.record.parties.get(measure.authority)
    by = authority.name if authority else measure.authority
    said = MEASURES[measure.measure].format(by=by, date=measure.date)
    told = measure.note if measure.measure == "settlement" else None
    return f"{said} ({told.rstrip('.')})" if told else said


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def risk_level(concerns: Iterable[Concern], *, capable: bool, harmless: bool) -> RiskLevel:
    """The risk of a deal: the heaviest of what is on record, and how it comes together.

    Severe: grave on the destination or the end user, or serious on both, for a technology that can
    serve repression. Serious: serious on one of them. A supplier's record alone is a concern.
    """
    heaviest = {"destination": 0, "end-user": 0, "supplier": 0, "technology": 0}
    for concern in concerns:
        heaviest[concern.about] = max(heaviest[concern.about], concern.weight)
    place, user = heaviest["destination"], heaviest["end-user"]
    if harmless or not capable:
        feared = user >= SERIOUS or (place >= SEVERE and not harmless)
        return "concern" if feared else "none-known"
    if max(place, user) >= SEVERE or min(place, user) >= SERIOUS:
        return "severe"
    if max(place, user) >= SERIOUS:
        return "serious"
    return "concern" if place or user or heaviest["supplier"] else "none-known"


def repression_risk(
    known: Known, country: str, name: str, concerns: Sequence[Concern], *, state_buyer: bool | None
) -> RepressionRisk | None:
    """What the record lets the law infer of use for repression; None where nothing is known.

    `clear` needs a state that represses (Political Terror Scale 4 or 5 with voice and
    accountability in the lower two fifths; or 3 with the lowest fifth; or proven abuse with
    surveillance) and a buyer that is a security body or the state; proven abuse by the end user
    itself is enough.
    """
    figures = {figure.measure.id: figure.value for figure in known.figures(country)}
    by_user = [c for c in concerns if c.about == "end-user" and c.strength in PROVEN]
    by_state = [c for c in concerns if c.about == "destination"]
    evidence = tuple(dict.fromkeys(e for c in (*by_user, *by_state) for e in c.evidence))
    if by_user:
        return RepressionRisk("clear", by_user[0].text, evidence)
    if not figures and not by_state:
        return None
    severe = _represses(figures, proven=any(c.strength in PROVEN for c in by_state))
    if severe and state_buyer:
        return RepressionRisk("clear", _said(by_state, name), evidence)
    if severe or any(c.weight >= SERIOUS for c in by_state):
        return RepressionRisk("some", _said(by_state, name), evidence)
    return RepressionRisk("none", f"nothing serious is on record of {name}", evidence)


def _represses(figures: dict[str, float], *, proven: bool) -> bool:
    terror, voice = figures.get("pts", 0), figures.get("voice", 100)
    if terror >= TERROR_SERIOUS and voice < VOICE_WEAK:
        return True
    return terror >= TERROR_SOME and (voice <= VOICE_LOW or proven)


def _said(concerns: Sequence[Concern], name: str) -> str:
    heaviest = max(concerns, key=lambda c: c.weight, default=None)
    return heaviest.text if heaviest else f"indices show repression in {name}"
