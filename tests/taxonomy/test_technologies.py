"""The taxonomy: its codes are those of the evidence, and a slip is met with the nearest."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from enduse.taxonomy import (
    TECHNOLOGIES,
    UnknownTechnology,
    cyber_surveillance,
    harms,
    nearest_technology,
    technology,
)
from enduse.taxonomy.tables import BadInput
from enduse.taxonomy.vocabulary import titles

FACTS = Path(__file__).parents[3] / "shared" / "facts"
needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="../shared/facts is not here")


def facts(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(
        (FACTS / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return found


def test_what_technologies_name_is_defined() -> None:
    known = harms()
    for one in TECHNOLOGIES.values():
        assert set(one.capabilities) <= set(known.capabilities)
        assert set(one.harms) <= set(known.harms)
        assert set(one.possible_with) <= set(titles())
        assert one.repression_capable or one.code == "other"


@needs_facts
def test_the_codes_are_those_of_the_facts() -> None:
    records = [*facts("products.yaml"), *facts("transfers.yaml"), *facts("licences.yaml")]
    assert {record["technology"] for record in records if record.get("technology")} == set(
        TECHNOLOGIES
    )


@needs_facts
def test_harms_and_victims_of_the_facts_are_defined() -> None:
    known = harms()
    for incident in facts("incidents.yaml"):
        assert set(incident["harms"]) <= set(known.harms)
        assert set(incident["victims"]) <= set(known.victims)


def test_totals_are_not_groups() -> None:
    sums = {code for code, group in harms().victims.items() if group.sum}
    assert sums == {"institutions", "total", "total_selected"}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("ismi", "mobile-interception-imsi"),
        ("spyware", "intrusion-spyware"),
        ("Facial_Recognition", "facial-recognition"),
        ("monitoring-center", "monitoring-centre"),
        ("zzz", None),
    ],
)
def test_the_nearest_code(slip: str, meant: str | None) -> None:
    assert nearest_technology(slip) == meant


def test_an_unknown_code_says_where_and_what_to_do() -> None:
    with pytest.raises(
        UnknownTechnology, match=r"deal.yaml:4: no technology 'drone'; did you mean"
    ):
        technology("drone", "deal.yaml:4")
    with pytest.raises(BadInput, match="use one of: intrusion-spyware, "):
        technology("zzz", "deal.yaml:4")
    assert technology("biometrics", "deal.yaml:4").title


def test_a_covert_camera_may_be_a_cyber_surveillance_item() -> None:
    assert cyber_surveillance(["audio-video-surveillance"]) == "no"
    assert cyber_surveillance(["audio-video-surveillance"], {"covert"}) == "possible"
    assert cyber_surveillance(["facial-recognition", "intrusion-spyware"]) == "yes"
    assert cyber_surveillance([]) == "no"
