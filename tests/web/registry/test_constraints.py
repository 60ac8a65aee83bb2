"""What the database itself refuses, whoever writes to it and however."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from enduse.web.demands.models import Demand
from enduse.web.ledger.models import Edition, Licence, RegisterEntry
from enduse.web.outreach.models import Deadline, Outreach
from enduse.web.registry.models import (
    Change,
    Incident,
    IncidentFact,
    Mirror,
    Part,
    Party,
    Published,
    Release,
    Transfer,
    VictimCount,
)
from enduse.web.registry.models.fields import PartialDateField

pytestmark = pytest.mark.django_db
TABLES = [model for model in apps.get_models() if issubclass(model, (Mirror, Change))]
MIRRORS = [model for model in TABLES if issubclass(model, Mirror)]
WORDS = [(m, f.name) for m in TABLES for f in m._meta.concrete_fields if f.choices]
DATES = [
    (m, f.name) for m in MIRRORS for f in m._meta.concrete_fields if isinstance(f, PartialDateField)
]
NO_DATES = [
    "", "yesterday", "16", "2016-6", "2016-13", "2016-00", "2016-06-31", "2016-02-30", "2015-02-29",
    "1900-02-29", "0000", "2016-06-29T12:00", "2016\n", "2016/", "/2016", "2016/2017/2018",
    "2010/2012-13", "٢٠١٦", " 2016",
]  # fmt: skip
REAL_DATES = [
    "2016", "2016-06", "2016-06-30", "2016-02-29", "2000-02-29", "0001", "9999-12-31",
    "2010/2012", "2010-01/2010-02-28",
]  # fmt: skip


def a_row(model: type[models.Model]) -> Any:
    """A row of the pack that ships, or one made here of what it does not hold."""
    made: dict[Any, Any] = {RegisterEntry: an_entry, Deadline: a_deadline}
    found = model._default_manager.first() or made.get(model, lambda: None)()
    assert found is not None, f"the pack that ships has no {model.__name__}"
    return found


def a_deadline() -> Deadline:
    return Deadline.objects.create(
        outreach=Outreach.objects.all()[0], position=0, rule="days", length=30
    )


def an_entry() -> RegisterEntry:
    edition, _ = Edition.objects.get_or_create(
        register="xx", day=timezone.now().date(), digest="0" * 32, defaults={"rows": 1}
    )
    return RegisterEntry.objects.create(
        register="xx", reference="1", edition=edition, last_edition=edition, outcome="granted",
        date="2016", year=2016, kind="individual", digest="1" * 32,
    )  # fmt: skip


def refused(model: type[models.Model], pk: Any, **columns: Any) -> bool:
    """Whether a bare UPDATE is refused, as SQL written by hand would be."""
    sets = ", ".join(f'"{name}" = %s' for name in columns)
    key = model._meta.pk.column
    sql = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{key}" = %s'  # noqa: S608 - names of our own
    return fails(sql, *columns.values(), pk)


def fails(sql: str, *values: Any) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            connection.check_constraints()
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(("model", "name"), WORDS, ids=lambda v: getattr(v, "__name__", v))
def test_a_column_of_words_takes_no_other_word(model: type[models.Model], name: str) -> None:
    row = a_row(model)
    assert not refused(model, row.pk, **{name: getattr(row, name)})
    for word in ("no-such-word", "", f"{getattr(row, name)} "):
        assert refused(model, row.pk, **{name: word}), word


@pytest.mark.parametrize(("model", "name"), DATES, ids=lambda v: getattr(v, "__name__", v))
def test_a_column_of_dates_takes_no_day_that_does_not_exist(
    model: type[models.Model], name: str
) -> None:
    row = a_row(model)
    assert [said for said in NO_DATES if not refused(model, row.pk, **{name: said})] == []
    assert [said for said in REAL_DATES if refused(model, row.pk, **{name: said})] == []


@pytest.mark.parametrize("model", [m for m in MIRRORS if issubclass(m, Published)])
def test_nothing_is_published_without_a_citation(model: type[Published]) -> None:
    row = a_row(model)
    assert refused(model, row.pk, cited=0)
    assert refused(model, row.pk, cited=-1)
    assert not refused(model, row.pk, cited=0, public_since=None)


@pytest.mark.parametrize("model", [m for m in MIRRORS if issubclass(m, Published)])
def test_nothing_is_withdrawn_that_was_not_published(model: type[Published]) -> None:
    row = a_row(model)
    assert refused(model, row.pk, public_since=None, withdrawn_since=timezone.now())
    assert not refused(model, row.pk, withdrawn_since=timezone.now())


def test_no_party_is_its_own_parent() -> None:
    assert refused(Party, "area", parent_id="area")
    assert not refused(Party, "area", parent_id="nso")


@pytest.mark.parametrize(
    "columns",
    [
        {"country_id": "it", "party_id": "area", "group": None},
        {"country_id": "it", "party_id": None, "group": "companies"},
        {"country_id": None, "party_id": "area", "group": "companies"},
        {"country_id": None, "party_id": None, "group": None},
        {"country_id": None, "party_id": None, "group": "no-such-group"},
    ],
)
@pytest.mark.parametrize("name", ["Addressee", "DemandAddressee", "Position"])
def test_an_addressee_is_one_of_three(name: str, columns: dict[str, str | None]) -> None:
    model = apps.get_model("demands", name)
    row = a_row(model)
    assert refused(model, row.pk, **columns)
    assert not refused(model, row.pk, country_id="it", party_id=None, group=None)


@pytest.mark.parametrize(
    "columns",
    [
        {"value_amount": "5", "value_scale": 0, "value_currency": None},
        {"value_amount": "5", "value_scale": None, "value_currency": "EUR"},
        {"value_amount": None, "value_scale": 0, "value_currency": "EUR"},
        {"value_amount": "5", "value_scale": 0, "value_currency": "eur"},
        {"value_amount": "5", "value_scale": 0, "value_currency": "EU"},
        {"value_amount": "5", "value_scale": 7, "value_currency": "EUR"},
        {"value_amount": "5", "value_scale": -1, "value_currency": "EUR"},
    ],
)
@pytest.mark.parametrize("model", [Transfer, Licence, RegisterEntry])
def test_half_a_sum_of_money_is_none(model: type[models.Model], columns: dict[str, Any]) -> None:
    row = a_row(model)
    assert refused(model, row.pk, **columns)
    assert not refused(model, row.pk, value_amount="5.10", value_scale=2, value_currency="EUR")


def test_a_number_is_stated_in_digits_or_in_words() -> None:
    row = a_row(IncidentFact)
    assert refused(IncidentFact, row.pk, number=5, text="five")
    assert refused(IncidentFact, row.pk, number=None, text=None)
    assert not refused(IncidentFact, row.pk, number=None, text="five")


@pytest.mark.parametrize(
    ("model", "name"),
    [(m, f.name) for m in TABLES for f in m._meta.concrete_fields
     if "Positive" in type(f).__name__],
    ids=lambda v: getattr(v, "__name__", v),
)  # fmt: skip
def test_a_count_is_not_below_nothing(model: type[models.Model], name: str) -> None:
    assert refused(model, a_row(model).pk, **{name: -1})


@pytest.mark.parametrize(
    ("model", "name"),
    [(m, f.attname) for m in MIRRORS for f in m._meta.concrete_fields if f.is_relation],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_a_reference_leads_somewhere(model: type[models.Model], name: str) -> None:
    field: Any = next(f for f in model._meta.concrete_fields if f.attname == name)
    nowhere = 0 if isinstance(field.target_field, models.BigAutoField) else "zz"
    assert refused(model, a_row(model).pk, **{name: nowhere})


def test_what_others_rest_on_cannot_be_deleted() -> None:
    cited = Transfer.objects.get(pk="tr-area-egypt-trd").citations.all()[0].source
    with pytest.raises(models.ProtectedError):
        cited.delete()
    assert fails("DELETE FROM registry_party WHERE id = %s", "area")


def test_what_stands_once_cannot_stand_twice() -> None:
    first, second = Demand.objects.filter(statement="st-joint-letter-2021")[:2]
    assert refused(Demand, second.pk, code=first.code)
    assert refused(Demand, second.pk, position=first.position)


def test_bulk_writing_is_held_to_the_same() -> None:
    bad: list[models.Model] = [
        Change(release=Release.objects.all()[0], noun="parties", record="x", what="lost"),
        VictimCount(incident=Incident.objects.all()[0], position=99, group="x", count=-1),
        Party(id="x", name="X", kind="person", country_basis="source", confidence="high", cited=1),
        Party(id="x", name="X", kind="company", country_basis="source", confidence="high",
              public_since=timezone.now()),
    ]  # fmt: skip
    for row in bad:
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row)._default_manager.bulk_create([row])
    with pytest.raises(ValueError, match="day is out of range"), transaction.atomic():
        Outreach.objects.bulk_create([Outreach(id="x", date="2016-02-30")])


def test_every_part_goes_with_its_owner_and_no_part_is_shared() -> None:
    for model in MIRRORS:
        if issubclass(model, Part):
            owners: list[Any] = [
                f for f in model._meta.concrete_fields
                if getattr(f.remote_field, "on_delete", None) is models.CASCADE
            ]  # fmt: skip
            assert len(owners) == 1, model
            assert not owners[0].null
