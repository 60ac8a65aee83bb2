"""Whatever a record says, it is read back as it was written."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.interchange.pack import NOUNS, written
from enduse.interchange.pack_schema import schema
from enduse.taxonomy.tables import parse_yaml

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["no", "on", "1e3", "2016-06", "~", "null", "- a: b", "a: b #c", " x ", "x\n\n y", "فهد", "🙂"]
)
DATES = st.dates().map(str) | st.sampled_from(["2016", "2016-06", "2010/2012-03"])
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False).map(str)


def like(part: dict[str, Any], names: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a part of a schema allows."""
    if "$ref" in part:
        return like(names[part["$ref"].rpartition("/")[2]], names)
    if "anyOf" in part:
        return st.one_of(*(like(choice, names) for choice in part["anyOf"]))
    if "enum" in part:
        return st.sampled_from(part["enum"])
    made = {"array": a_list, "object": an_object, "string": a_text}.get(part["type"])
    if made:
        return made(part, names)
    return st.none() if part["type"] == "null" else st.integers(-(2**60), 2**60)


def a_list(part: dict[str, Any], names: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.lists(like(part["items"], names), min_size=part.get("minItems", 0), max_size=3)


def an_object(part: dict[str, Any], names: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "properties" not in part:
        return st.dictionaries(TEXT, like(part["additionalProperties"], names), max_size=3)
    fields = {name: like(field, names) for name, field in part["properties"].items()}
    needed = {name: fields.pop(name) for name in part.get("required", ())}
    return st.fixed_dictionaries(needed, optional=fields)


def a_text(part: dict[str, Any], _: dict[str, Any]) -> st.SearchStrategy[Any]:
    if part.get("format") == "decimal":
        return AMOUNTS
    if part.get("format") == "partial-date":
        return DATES
    return st.from_regex(part["pattern"], fullmatch=True) if "pattern" in part else TEXT


@pytest.mark.parametrize("noun", NOUNS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reading_what_was_written_gives_it_back(noun: str, data: st.DataObject) -> None:
    whole = schema(noun)
    rows = data.draw(st.lists(like(whole["items"], whole["$defs"]), max_size=2))
    records = sorted((msgspec.convert(row, NOUNS[noun]) for row in rows), key=lambda r: str(r.id))  # type: ignore[attr-defined]
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
