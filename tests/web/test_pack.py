"""A pack goes into the database and comes out to the letter; loading twice changes nothing."""

import msgspec
import pytest
from django.utils import timezone

from enduse.interchange.pack import NOUNS, read_pack, written
from enduse.trade import Pack
from enduse.web.pack import MODELS, dump, load, planned
from enduse.web.registry.models import Change, Party, Release, Transfer

pytestmark = pytest.mark.django_db
PACK = read_pack()


def test_the_shipped_pack_comes_out_to_the_letter() -> None:
    told = dump()
    for noun in NOUNS:
        assert written(noun, getattr(told, noun)) == written(noun, getattr(PACK, noun)), noun
    assert told.places == PACK.places


def test_every_noun_has_a_table() -> None:
    assert set(MODELS) == set(NOUNS)


def test_loading_twice_changes_nothing() -> None:
    before = Release.objects.count(), Change.objects.count()
    assert not any(any(plan) for plan in planned(PACK).values())
    load(PACK, now=timezone.now())
    assert (Release.objects.count(), Change.objects.count()) == before


def less(pack: Pack, transfer: str) -> Pack:
    kept = tuple(t for t in pack.transfers if t.id != transfer)
    return msgspec.structs.replace(pack, transfers=kept)


def test_what_the_pack_loses_is_withdrawn_and_comes_back_when_it_comes_back() -> None:
    wanted = "tr-area-egypt-trd"
    plans = load(less(PACK, wanted), now=timezone.now())
    assert plans["transfers"].withdrawn == [wanted]
    assert not Transfer.objects.published().filter(pk=wanted).exists()
    assert Transfer.objects.filter(pk=wanted).exists()
    assert dump().transfers == less(PACK, wanted).transfers
    assert load(PACK, now=timezone.now())["transfers"].added == [wanted]
    assert dump().transfers == PACK.transfers


def test_a_changed_record_is_written_anew_with_all_its_parts() -> None:
    area = next(p for p in PACK.parties if p.id == "area")
    changed = msgspec.structs.replace(area, aliases=("Example Area",), names=())
    parties = tuple(changed if p.id == "area" else p for p in PACK.parties)
    plans = load(msgspec.structs.replace(PACK, parties=parties), now=timezone.now())
    assert plans["parties"].changed == ["area"]
    assert Party.objects.get(pk="area").to_trade() == changed
    assert dump().parties == parties
