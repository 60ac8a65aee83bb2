"""Complete, unremarkable values that a test changes only where it is about something."""

from typing import Any

from enduse.law.facts import Facts, RepressionRisk
from enduse.taxonomy import TECHNOLOGIES, cyber_surveillance


def facts(**said: Any) -> Facts:
    """Facts from the words of a case: see tests/law/cases/README.md."""
    said = dict(said)
    technology = said.pop("technology", ())
    technologies = (technology,) if isinstance(technology, str) else tuple(technology)
    classes = [TECHNOLOGIES[code] for code in technologies]
    risk = said.pop("risk", None)
    features = frozenset(said.pop("features", ()))
    return Facts(
        day=str(said.pop("day")),
        exporter_country=said.pop("from"),
        destination=said.pop("to"),
        technologies=technologies,
        features=features,
        bodies=frozenset(said.pop("bodies", ())),
        answers=said.pop("answers", {}),
        cyber_surveillance=cyber_surveillance(technologies, features),
        repression_capable=any(c.repression_capable for c in classes),
        risk=RepressionRisk(risk, "as the case says") if risk else None,
        **said,
    )
