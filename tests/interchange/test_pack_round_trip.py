"""Whatever a record says, it is read back as it was written."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.interchange.pack import NOUNS, written
from enduse.taxonomy.tables import parse_yaml
from tests.odd_packs import any_rows


@pytest.mark.parametrize("noun", NOUNS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reading_what_was_written_gives_it_back(noun: str, data: st.DataObject) -> None:
    told = data.draw(st.lists(any_rows(noun), max_size=2))
    records = sorted((msgspec.convert(row, NOUNS[noun]) for row in told), key=lambda r: str(r.id))  # type: ignore[attr-defined]
    text = written(noun, records)
    again = [msgspec.convert(row, NOUNS[noun]) for row in parse_yaml(text, noun)]
    assert again == records
    assert written(noun, again) == text


def test_an_amount_stays_exact() -> None:
    money = {"amount": "0.10", "currency": "EUR"}
    row = {
        "id": "tr-example",
        "supplier": "example-systems",
        "technology": "other",
        "destination": "no",
        "stage": "supplied",
        "reported": "2016",
        "strength": "reported",
        "how_known": "press",
        "value": money,
        "confidence": "high",
        "sources": ["example-news"],
    }
    text = written("transfers", [msgspec.convert(row, NOUNS["transfers"])])
    assert "amount: '0.10'" in text
    assert "destination: 'no'" in text
    assert "reported: '2016'" in text
    assert parse_yaml(text, "")[0] == row
    assert Decimal(parse_yaml(text, "")[0]["value"]["amount"]) == Decimal("0.10")
