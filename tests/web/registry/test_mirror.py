"""Every table can hold whatever a pack without a fault says."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.db import connection, models

from enduse.interchange.pack_schema import schema
from enduse.taxonomy import TECHNOLOGIES, harms
from enduse.trade.campaigns import GROUPS
from enduse.web.demands.models import Addressee
from enduse.web.outreach.models import Outreach
from enduse.web.pack import MODELS
from enduse.web.registry.models import Mirror, Part, Published, VictimCount
from enduse.web.registry.models.mirror import columns_of, parts_of

PLACES = {"technologies": list(TECHNOLOGIES), "victims": list(harms().victims), "countries": ["eg"]}
NOUN_OF = {model: noun for noun, model in MODELS.items()}
# Where a column is not called like the field that it holds.
CALLED = {"Demand": {"code": "id"}, "Question": {"number": "id"}}


def held(model: type[Mirror], field: Any) -> str:
    return str(CALLED.get(model.__name__, {}).get(field.name, field.name))


def leaves(part: Any) -> Iterator[dict[str, Any]]:
    """What a field may hold, other than nothing."""
    for one in part.get("anyOf", [part]):
        if one.get("type") != "null":
            yield one


def mirrored() -> Iterator[tuple[type[Mirror], Any, dict[str, Any]]]:
    """Each column of a noun of the pack, with each thing that its field may hold."""
    for noun in MODELS.values():
        yield from _mirrored(noun, schema(NOUN_OF[noun])["$defs"])


def _mirrored(
    model: type[Mirror], names: dict[str, Any]
) -> Iterator[tuple[type[Mirror], Any, dict[str, Any]]]:
    told = names.get(getattr(getattr(model, "noun", None), "__name__", ""), {})
    for field in model._meta.concrete_fields:
        for leaf in leaves(told.get("properties", {}).get(held(model, field), {})):
            if leaf:
                yield model, field, names.get(leaf.get("$ref", "").rpartition("/")[2], leaf)
    for relation in parts_of(model):
        yield from _mirrored(relation.related_model, names)  # type: ignore[arg-type]


COLUMNS = list(mirrored())


def name(value: object) -> str:
    if isinstance(value, models.Field):
        return value.name
    return value.__name__ if isinstance(value, type) else "-"


def longest(leaf: dict[str, Any]) -> float:
    if "enum" in leaf:
        return max(map(len, leaf["enum"]))
    if leaf.get("refersTo") in PLACES:
        return max(map(len, PLACES[leaf["refersTo"]]))
    if leaf.get("format") == "partial-date":
        return len("2016-06-29/2017-06-29")
    return float(leaf.get("maxLength", "inf"))


@pytest.mark.parametrize(("model", "field", "leaf"), COLUMNS, ids=name)
def test_no_text_and_no_number_of_a_pack_is_too_much(
    model: type[Mirror], field: Any, leaf: dict[str, Any]
) -> None:
    if isinstance(field, models.CharField) and leaf.get("type", "string") == "string":
        assert longest(leaf) <= (field.max_length or 0), model
    if isinstance(field, models.IntegerField) and leaf.get("type", "string") == "integer":
        least, most = connection.ops.integer_field_range(field.get_internal_type())
        assert (least or 0) <= leaf["minimum"]
        assert leaf["maximum"] <= (most or 2**63)


def test_the_test_sees_the_columns() -> None:
    seen = {(model.__name__, field.name) for model, field, _ in COLUMNS}
    assert {("Party", "id"), ("Demand", "code"), ("Outreach", "count_recipients")} <= seen
    assert {("Question", "number"), ("Answer", "question"), ("PolicyDelay", "months")} <= seen


@pytest.mark.parametrize("noun", MODELS)
def test_every_field_of_a_noun_has_its_place(noun: str) -> None:
    """A field that the tables forgot would be lost without a word."""
    for model in family(MODELS[noun]):
        if not hasattr(model, "noun"):
            continue
        parts = {relation.get_accessor_name() for relation in parts_of(model)}
        columns = {held(model, field) for field in model._meta.concrete_fields}
        of_its_own = {"sources", "value", "addressee"}
        assert set(model.noun.__struct_fields__) <= parts | columns | of_its_own, model


def family(model: type[Mirror]) -> Iterator[type[Mirror]]:
    yield model
    for relation in parts_of(model):
        yield from family(relation.related_model)  # type: ignore[arg-type]


def test_columns_are_named_as_fields_are() -> None:
    for model in apps.get_models():
        if issubclass(model, Published | Part) and hasattr(model, "noun"):
            assert columns_of(model).keys() <= set(model.noun.__struct_fields__)


def test_groups_of_victims_and_addressees_fit() -> None:
    victims: Any = VictimCount._meta.get_field("group")
    assert max(map(len, harms().victims)) <= victims.max_length
    addressed: Any = Addressee._meta.get_field("group")
    assert max(map(len, GROUPS)) <= addressed.max_length


@pytest.mark.django_db
def test_parts_come_in_their_order_whatever_the_order_of_their_rows() -> None:
    """Rows that were written last may be read first; only `position` and `place` count."""
    for model in MODELS.values():
        for part in family(model):
            if issubclass(part, Part):
                assert part._meta.ordering == ["position"], part
    outreach = Outreach.objects.get(pk="out-bhrrc-mena-2022")
    before = outreach.to_trade()
    first = outreach.questions.all()[0]
    first.delete()
    first.pk = None
    first.save()
    again = Outreach.objects.get(pk=outreach.pk)
    assert again.questions.order_by("pk").last() == first
    assert msgspec.json.encode(again.to_trade()) == msgspec.json.encode(before)
