"""Files of deals with acceptable outcomes, for `enduse backtest`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enduse.assessment.backtest import RISKS, Expectation
from enduse.interchange.deal_yaml import deal_from
from enduse.interchange.gazetteer import Gazetteer
from enduse.law.outcome import OUTCOMES
from enduse.taxonomy.tables import BadInput, read_yaml

HARMLESS = Path(__file__).parent.parent / "assessment" / "harmless.yaml"
KEYS = {"id", "case", "deal", "expect", "note"}
EXPECT = {"outcome", "risk_at_least", "cites"}


def read_expectations(path: Path, gazetteer: Gazetteer) -> tuple[Expectation, ...]:
    """A YAML or JSON list of `{id, case, deal, expect}`; raises BadInput naming the row."""
    rows = read_yaml(path)
    if not isinstance(rows, list) or not rows:
        raise BadInput(f"{path}: holds no list of deals; write each with id, deal and expect")
    return tuple(_expectation(row, f"{path}: row {n}", gazetteer) for n, row in enumerate(rows, 1))


def _expectation(row: Any, where: str, gazetteer: Gazetteer) -> Expectation:
    if not isinstance(row, Mapping) or "deal" not in row:
        raise BadInput(f"{where}: has no deal; write id, deal and expect")
    name = "".join(c for c in str(row.get("id", "no id"))[:200] if c.isprintable())
    where = f"{where} ({name[:60]})"
    expect = row.get("expect") or {}
    if not isinstance(expect, Mapping):
        raise BadInput(f"{where}: expect says nothing; write outcome, risk_at_least or cites")
    for key, known in [*((k, KEYS) for k in row), *((k, EXPECT) for k in expect)]:
        if key not in known:
            fields = ", ".join(sorted(known))
            raise BadInput(f"{where}: no field {str(key)[:60]!r}; there are {fields}")
    return Expectation(
        id=name,
        deal=deal_from(row["deal"], where, gazetteer),
        outcomes=_known(expect.get("outcome"), OUTCOMES, f"{where}: outcome"),
        risk_at_least=next(
            iter(_known(expect.get("risk_at_least"), RISKS, f"{where}: risk")), None
        ),
        cites=tuple(_listed(expect.get("cites"))),
    )


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _known(value: Any, words: Any, where: str) -> tuple[str, ...]:
    said = tuple(_listed(value))
    for word in said:
        if word not in words:
            raise BadInput(f"{where}: no {word[:60]!r}; there are {', '.join(words)}")
    return said
