"""The real British table: nothing is lost, and no row takes another's place."""

from collections import Counter
from pathlib import Path

import pytest

from tests.build_registers import read

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "uk-export-licences"
VALUES = FOLDER / "values_2008_2012.csv"

pytestmark = pytest.mark.skipif(not VALUES.is_file(), reason=f"{VALUES.name} is not in ../shared")


def test_every_row_of_five_years_is_an_entry() -> None:
    entries, rejected = read("uk", VALUES, criteria=FOLDER / "refusal-criteria.csv")
    assert (len(entries), rejected) == (63_404, [])
    assert Counter(e.outcome for e in entries) == {"granted": 62_465, "refused": 939}
    assert len({e.reference for e in entries}) == len(entries)
    assert all((e.value is None) == (e.outcome == "refused") for e in entries)
    assert sum(e.count or 0 for e in entries) == 69_375


def test_the_grounds_of_refusals_come_from_the_second_table() -> None:
    entries, _ = read("uk", VALUES, criteria=FOLDER / "refusal-criteria.csv")
    told = [e for e in entries if e.grounds is not None]
    assert {e.outcome for e in told} == {"refused"}
    assert len(told) == 938
    assert sum("Criterion 2" in (e.grounds or ()) for e in told) > 200


def test_places_without_a_code_keep_their_names() -> None:
    entries, _ = read("uk", VALUES)
    nameless = Counter(e.destination_name for e in entries if e.destination is None)
    assert sum(nameless.values()) == 472
    assert nameless["Channel Islands"] == 323
    assert "Hong Kong Special Administrative Region" not in nameless
