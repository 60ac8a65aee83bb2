"""What the words of a name say of a body."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from enduse.law.facts import CIVIL_BODIES, SECURITY_BODIES
from enduse.screening.exact import kind_of_body

NAMES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "bodies.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("named", NAMES, ids=lambda n: n["name"])
def test_kind_of_body(named: dict[str, Any]) -> None:
    assert kind_of_body(named["name"]) == frozenset(named["kinds"])


def test_the_kinds_are_those_the_law_asks_about() -> None:
    kinds = {kind for named in NAMES for kind in named["kinds"]}
    assert kinds == SECURITY_BODIES | CIVIL_BODIES | {"government"}


def test_no_name_says_nothing() -> None:
    assert kind_of_body("") == kind_of_body("?!") == frozenset()
