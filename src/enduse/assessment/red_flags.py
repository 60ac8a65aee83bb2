"""Warning signs that the deal or the record shows; each test is named in red_flags.yaml."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from enduse.assessment.checklists import RedFlag, epochs, red_flags
from enduse.assessment.result import Concern, RedFlagRaised
from enduse.law.facts import Facts
from enduse.law.places import art_2_19_embargo
from enduse.record import Known

MANY_DESTINATIONS = 10
Sign = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a red-flag test may look at."""

    facts: Facts
    known: Known
    concerns: Sequence[Concern]
    suppliers: tuple[str, ...]
    end_users: tuple[str, ...]
    intermediary_countries: tuple[str | None, ...]

    def heaviest(self, about: str) -> Concern | None:
        """The heaviest concern about one part of the deal."""
        found = [c for c in self.concerns if c.about == about]
        return max(found, key=_weight) if found else None


def _weight(concern: Concern) -> int:
    return concern.weight


def raised(scene: Scene) -> Iterator[RedFlagRaised]:
    """The red flags known by the day of the law whose test is met, with the reason."""
    if scene.facts.harmless:
        return
    for flag, test, origin in _tests(epochs().start(scene.facts.day)):
        sign = test(scene)
        if sign:
            yield RedFlagRaised(
                flag=flag.id, text=flag.text, reason=sign[0], evidence=sign[1], source=origin
            )


@cache
def _tests(day: str) -> tuple[tuple[RedFlag, "Test", str], ...]:
    """The flags that a test can find and that somebody had named by a day, and who."""
    return tuple(
        (flag, TESTS[flag.test], "; ".join(flag.origins(day)))
        for flag in red_flags()
        if flag.test and flag.test in TESTS and flag.origins(day)
    )


def _abuse_on_record(about: str) -> Callable[[Scene], Sign | None]:
    def test(scene: Scene) -> Sign | None:
        worst = scene.heaviest(about)
        weighs = worst and worst.weight > 1 and scene.facts.repression_capable
        return (worst.text, worst.evidence) if worst and weighs else None

    return test


def _known_misuse_of_item(scene: Scene) -> Sign | None:
    worst = scene.heaviest("technology")
    return (worst.text, worst.evidence) if worst else None


def _hidden_end_user(scene: Scene) -> Sign | None:
    facts = scene.facts
    if facts.end_user is None and facts.repression_capable:
        return "the deal names no end user", ()
    return None


def _civil_front(scene: Scene) -> Sign | None:
    facts = scene.facts
    if facts.repression_capable and "telecom-operator" in facts.bodies:
        return f"{facts.end_user} is a telecom operator; who uses the system stays open", ()
    return None


def _third_country(scene: Scene) -> Sign | None:
    facts = scene.facts
    ends = {facts.exporter_country, facts.destination}
    via = [country for country in scene.intermediary_countries if country and country not in ends]
    return (f"goes through {', '.join(c.upper() for c in via)}", ()) if via else None


def _embargoed(scene: Scene) -> Sign | None:
    embargo = art_2_19_embargo(scene.facts.destination, scene.facts.day)
    return (
        (f"{scene.facts.place} is under an arms embargo ({embargo.act})", ()) if embargo else None
    )


def _security_end_user(scene: Scene) -> Sign | None:
    facts = scene.facts
    if facts.security_body and facts.repression_capable:
        return f"{facts.end_user or 'the end user'} is a security body", ()
    return None


def _prior_denial(scene: Scene) -> Sign | None:
    for key in (*scene.end_users, f"to:{scene.facts.destination}"):
        for licence in scene.known.licences(key):
            if licence.kind == "global" or licence.technology not in scene.facts.technologies:
                continue
            for decision in scene.known.decisions(licence, scene.facts.exporter_country):
                if decision.decision in {"refused", "revoked"}:
                    text = f"a licence for {licence.item} was {decision.decision} ({decision.date})"
                    return text, (licence.id,)
    return None


def _many_destinations(scene: Scene) -> Sign | None:
    for key in scene.suppliers:
        for licence in scene.known.licences(key):
            if len(licence.destinations) >= MANY_DESTINATIONS:
                text = f"a licence of the supplier covers {len(licence.destinations)} countries"
                return text, (licence.id,)
    return None


def _covert_marketing(scene: Scene) -> Sign | None:
    if "covert" in scene.facts.features:
        return f"{scene.facts.item} is described as covert", ()
    return None


def _assistance(scene: Scene) -> Sign | None:
    if "technical-assistance" in scene.facts.features and scene.facts.repression_capable:
        return "training, support or maintenance is part of the deal", ()
    return None


Test = Callable[[Scene], Sign | None]
TESTS: Mapping[str, Test] = {
    "covert-marketing": _covert_marketing,
    "known-misuse-of-item": _known_misuse_of_item,
    "known-misuse-by-end-user": _abuse_on_record("end-user"),
    "end-user-hidden": _hidden_end_user,
    "civil-front-end-user": _civil_front,
    "intermediary-in-third-country": _third_country,
    "embargoed-destination": _embargoed,
    "severe-destination": _abuse_on_record("destination"),
    "security-end-user": _security_end_user,
    "many-destinations": _many_destinations,
    "supplier-restricted": _abuse_on_record("supplier"),
    "prior-denial": _prior_denial,
    "technical-assistance-without-licence": _assistance,
}
