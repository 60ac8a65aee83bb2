"""Complete, unremarkable values that a test changes only where it is about something."""

from typing import Any

from enduse.law.facts import Facts, RepressionRisk
from enduse.taxonomy import TECHNOLOGIES


def facts(**said: Any) -> Facts:
    """Facts from the words of a case: see tests/law/cases/README.md."""
    said = dict(said)
    technology = said.pop("technology", ())
    technologies = (technology,) if isinstance(technology, str) else tuple(technology)
    classes = [TECHNOLOGIES[code] for code in technologies]
    surveillance = {c.cyber_surveillance for c in classes}
    risk = said.pop("risk", None)
    return Facts(
        day=str(said.pop("day")),
        exporter_country=said.pop("from"),
        destination=said.pop("to"),
        technologies=technologies,
        features=frozenset(said.pop("features", ())),
        bodies=frozenset(said.pop("bodies", ())),
        answers=said.pop("answers", {}),
        cyber_surveillance=next((s for s in ("yes", "possible") if s in surveillance), "no"),
        repression_capable=any(c.repression_capable for c in classes),
        risk=RepressionRisk(risk, "as the case says") if risk else None,
        **said,
    )
