"""The law, case by case."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from enduse.law import PROVISIONS, judge, outcome
from enduse.law.facts import Listing
from enduse.law.provision import Provision
from tests.build import facts

HERE = Path(__file__).parent
CASES = [
    case | {"file": file.name}
    for file in sorted(HERE.glob("cases/*.yaml"))
    for case in yaml.load(file.read_text(), Loader=yaml.CSafeLoader)
]
VERDICT = {"case", "file", "outcome", "cites", "silent"}


def _said(case: dict[str, Any]) -> dict[str, Any]:
    said = {key: value for key, value in case.items() if key not in VERDICT}
    return said | {"listings": tuple(Listing(**row) for row in said.get("listings", ()))}


def judged(case: dict[str, Any]) -> Any:
    return judge(facts(**_said(case)))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['file']}: {c['case']}")
def test_case(case: dict[str, Any]) -> None:
    findings = judged(case)
    cited = {finding.provision.id for finding in findings}
    assert outcome(findings).code == case["outcome"]
    assert not set(case.get("cites", ())) - cited
    assert not set(case.get("silent", ())) & cited


def test_every_provision_is_reached_by_a_case_that_names_it() -> None:
    named = {cite for case in CASES for cite in case.get("cites", ())}
    assert not {p.id for p in PROVISIONS} - named


def test_every_boundary_day_is_tested_on_both_sides() -> None:
    days = {str(case["day"]) for case in CASES}
    from datetime import date, timedelta

    def before(day: str) -> str:
        return str(date.fromisoformat(day) - timedelta(days=1))

    def after(day: str) -> str:
        return str(date.fromisoformat(day) + timedelta(days=1))

    starts = {p.since for p in PROVISIONS if p.since > "2000"}
    ends = {p.until for p in PROVISIONS if p.until}
    missing = {d for s in starts for d in (s, before(s))} | {d for e in ends for d in (e, after(e))}
    assert not sorted(missing - days)


@pytest.mark.parametrize("provision", [p for p in PROVISIONS if p.only_to], ids=lambda p: p.id)
def test_what_concerns_some_destinations_bites_on_no_other(provision: Provision) -> None:
    for case in CASES:
        found = facts(**_said(case))
        if found.destination not in provision.only_to:
            assert all(reason.outcome is None for reason in provision.test(found))
