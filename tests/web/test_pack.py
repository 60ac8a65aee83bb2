"""A pack goes into the database and comes out to the letter, whatever stood there before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enduse.interchange.pack import NOUNS, read_pack, written
from enduse.record import Record
from enduse.record.known_days import known_days
from enduse.trade import Pack
from enduse.trade.places import Places
from enduse.web.pack import MODELS, current_record, dump, load, planned
from enduse.web.registry.actions import Plan
from enduse.web.registry.models import Change, Party, Product, Release, Transfer
from tests.odd_packs import PLACES, packs

pytestmark = pytest.mark.django_db
PACK = read_pack()
NOW = timezone.now()
odd = settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.fixture
def empty() -> None:
    """Tables without a row."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - our own table


@st.composite
def two_packs(draw: st.DrawFn) -> tuple[Pack, Pack]:
    """A pack, and one that changes, adds, leaves out and turns round some of what it says."""
    first = draw(packs())
    return first, draw(packs(before=first))


@contextmanager
def undone() -> Iterator[None]:
    """What happens here is held against every constraint, and then undone."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


def placed(pack: Pack) -> Pack:
    """A pack with its countries; they would fill the report of a failed example."""
    return msgspec.structs.replace(pack, places=PLACES)


def texts(pack: Pack) -> dict[str, str]:
    return {noun: written(noun, getattr(pack, noun)) for noun in NOUNS}


def state() -> Any:
    """All that is published, with every column that follows from it."""
    rows = {
        noun: [
            {k: v for k, v in row.items() if k != "public_since"}
            for row in model.objects.published().order_by("pk").values()
        ]
        for noun, model in MODELS.items()
    }
    return texts(dump()), dump().places, rows


def texts_of(noun: str, record: Any) -> str:
    return written(noun, [record])


def quiet(plans: dict[str, Plan]) -> bool:
    return not any(any(plan) for plan in plans.values())


def test_the_shipped_pack_comes_out_to_the_letter() -> None:
    assert texts(dump()) == texts(PACK)
    assert dump() == PACK


def test_every_noun_has_a_table() -> None:
    assert set(MODELS) == set(NOUNS)


def test_loading_twice_changes_nothing() -> None:
    before = Release.objects.count(), Change.objects.count()
    assert quiet(planned(PACK))
    assert quiet(load(PACK, now=NOW))
    assert (Release.objects.count(), Change.objects.count()) == before


@pytest.mark.usefixtures("empty")
@odd
@given(pack=packs())
def test_any_pack_comes_out_to_the_letter(pack: Pack) -> None:
    pack = placed(pack)
    with undone():
        told = planned(pack)
        assert told == planned(pack, empty=True)
        assert load(pack, now=NOW) == told
        assert texts(dump()) == texts(pack)
        assert dump() == pack
        assert quiet(load(pack, now=NOW))
        assert Release.objects.count() == 1


@pytest.mark.usefixtures("empty")
@odd
@given(both=two_packs())
def test_a_pack_after_another_is_as_if_it_were_the_first(both: tuple[Pack, Pack]) -> None:
    first, second = map(placed, both)
    with undone():
        load(second, now=NOW)
        fresh = state()
    with undone():
        load(first, now=NOW)
        before = state()
        told = planned(second)
        assert load(second, now=NOW) == told
        assert state() == fresh
        connection.check_constraints()
        load(first, now=NOW)
        assert state() == before
        assert quiet(planned(first))


@pytest.mark.usefixtures("empty")
@odd
@given(both=two_packs())
def test_the_plan_is_what_differs(both: tuple[Pack, Pack]) -> None:
    first, second = map(placed, both)
    with undone():
        load(first, now=NOW)
        days = known_days(Record(first)), known_days(Record(second))
        plans = planned(second)
    for noun in NOUNS:
        held = {r.id: (texts_of(noun, r), days[0][noun][r.id]) for r in getattr(first, noun)}
        told = {r.id: (texts_of(noun, r), days[1][noun][r.id]) for r in getattr(second, noun)}
        its = plans[noun]
        assert set(its.added) == told.keys() - held.keys()
        assert set(its.withdrawn) == held.keys() - told.keys()
        both_hold = told.keys() & held.keys()
        assert set(its.changed) == {name for name in both_hold if told[name] != held[name]}


def less(pack: Pack, transfer: str) -> Pack:
    kept = tuple(t for t in pack.transfers if t.id != transfer)
    return msgspec.structs.replace(pack, transfers=kept)


def test_what_the_pack_loses_is_withdrawn_and_comes_back_when_it_comes_back() -> None:
    wanted = "tr-area-egypt-trd"
    published = Transfer.objects.get(pk=wanted).public_since
    plans = load(less(PACK, wanted), now=NOW)
    assert plans["transfers"].withdrawn == [wanted]
    assert not Transfer.objects.published().filter(pk=wanted).exists()
    assert Transfer.objects.filter(pk=wanted).exists()
    assert dump().transfers == less(PACK, wanted).transfers
    assert load(PACK, now=NOW)["transfers"].added == [wanted]
    assert dump().transfers == PACK.transfers
    assert Transfer.objects.get(pk=wanted).public_since == published


def test_a_changed_record_is_written_anew_with_all_its_parts() -> None:
    area = next(p for p in PACK.parties if p.id == "area")
    changed = msgspec.structs.replace(area, aliases=("Example Area",), names=())
    parties = tuple(changed if p.id == "area" else p for p in PACK.parties)
    plans = load(msgspec.structs.replace(PACK, parties=parties), now=NOW)
    assert plans["parties"].changed == ["area"]
    assert Party.objects.get(pk="area").to_trade() == changed
    assert dump().parties == parties


def test_a_source_that_turns_out_older_makes_older_what_cites_it() -> None:
    pegasus = Product.objects.get(pk="pegasus")
    name = next(p for p in PACK.products if p.id == "pegasus").sources[0]
    older = tuple(
        msgspec.structs.replace(s, published="2001-02-03") if s.id == name else s
        for s in PACK.sources
    )
    plans = load(msgspec.structs.replace(PACK, sources=older), now=NOW)
    assert plans["sources"].changed == [name]
    assert "pegasus" in plans["products"].changed
    assert pegasus.known_from != date(2001, 2, 3)
    assert Product.objects.get(pk="pegasus").known_from == date(2001, 2, 3)


def test_figures_of_countries_are_part_of_what_is_loaded() -> None:
    before = Release.objects.values_list("digest", flat=True).first()
    egypt = msgspec.structs.replace(
        next(c for c in PACK.places.countries if c.code == "eg"), figures={"pts": {2023: 4.5}}
    )
    countries = tuple(egypt if c.code == "eg" else c for c in PACK.places.countries)
    first, *others = PACK.places.indices
    places = Places(indices=(*others, first), countries=countries)
    changed = msgspec.structs.replace(PACK, places=places)
    told = planned(changed)
    assert load(changed, now=NOW) == told
    assert told["countries"].changed == ["eg"]
    assert set(told["indices"].changed) == {"pts", "voice", "libdem"}
    assert dump().places == places
    assert Release.objects.values_list("digest", flat=True).first() != before
    assert current_record()[0].countries["eg"].figures == {"pts": {2023: 4.5}}


def test_an_index_that_is_gone_goes_and_a_country_stays() -> None:
    places = Places(indices=PACK.places.indices[1:], countries=PACK.places.countries[1:])
    told = load(msgspec.structs.replace(PACK, places=places), now=NOW)
    assert told["indices"].withdrawn == ["pts"]
    assert told["countries"] == Plan([], [], [], [])
    assert dump().places.indices == places.indices
    assert dump().places.countries == PACK.places.countries


def test_a_load_that_fails_leaves_everything_as_it_was() -> None:
    before = state()
    spoilt = msgspec.structs.replace(PACK.policies[0], key_law="\ud800", note=None)
    with pytest.raises((DatabaseError, UnicodeError)):
        load(msgspec.structs.replace(less(PACK, "tr-area-egypt-trd"), policies=(spoilt,)), now=NOW)
    assert state() == before
