"""A load indexes what it changed, and all that names it, and nothing else."""

from datetime import date
from itertools import groupby, pairwise
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from django.utils import timezone

from enduse import trade
from enduse.evidence import Source
from enduse.interchange.pack import read_pack
from enduse.trade import Pack
from enduse.web.pack import load
from enduse.web.registry.models import (
    Release,
    SearchEntry,
    SearchGram,
    SearchIndex,
    SearchWord,
    Transfer,
)
from enduse.web.search.answer import Question, answer
from enduse.web.search.reading import READ

pytestmark = pytest.mark.django_db
PACK = read_pack()
# What would find a record by accident: ids, and how our own work on it stands.
UNREAD = {
    "about", "at_least", "basis", "bound", "calendar", "campaign", "confidence", "count_type",
    "country_basis", "extent", "id", "individuals", "language", "length", "months",
    "publication_level", "question", "read", "relation", "rule", "sources", "statement", "wave",
}  # fmt: skip
BY_THEIR_OWN_RULE = {"stage"}


def found(text: str, known: date | None = None) -> list[str]:
    told = answer(Question(text, known, {}, exact=True))
    ids = [told.catalogue.ids[place] for place in told.places]
    held = SearchEntry.objects.in_bulk(ids)
    return [held[pk].record for pk in ids]


def with_party(pack: Pack, wanted: str, **changes: Any) -> Pack:
    parties = tuple(
        msgspec.structs.replace(p, **changes) if p.id == wanted else p for p in pack.parties
    )
    return msgspec.structs.replace(pack, parties=parties)


def entries() -> dict[int, str]:
    return dict(SearchEntry.objects.values_list("pk", "record"))


def test_every_record_is_indexed_once_today() -> None:
    today = sorted(SearchEntry.objects.filter(latest=True).values_list("noun", "record"))
    assert len(today) == len(set(today))
    ids = {record for _, record in today}
    for noun in ("parties", "transfers", "sources", "demands", "campaigns", "policies"):
        assert {told.id for told in getattr(PACK, noun)} <= ids
    assert {country.code for country in PACK.places.countries} <= ids


def test_the_entries_of_a_record_follow_each_other_without_a_gap() -> None:
    rows = sorted(
        SearchEntry.objects.values_list("noun", "record", "known_from", "known_until", "latest"),
        key=lambda row: (row[0], row[1], row[2] or date.max),
    )
    for _, same in groupby(rows, key=lambda row: row[:2]):
        stretches = list(same)
        assert all(one[3] == other[2] for one, other in pairwise(stretches))
        assert [row[4] for row in stretches] == [False] * (len(stretches) - 1) + [True]
        assert stretches[-1][3] is None


def test_loading_again_leaves_the_index_alone() -> None:
    before = entries(), SearchIndex.objects.get().pk
    load(PACK, now=timezone.now())
    assert (entries(), SearchIndex.objects.get().pk) == before


def test_a_changed_name_is_found_with_all_that_names_it_and_nothing_else_is_written() -> None:
    before = entries()
    assert "area" in found("area")
    load(with_party(PACK, "area", name="Zorblatt Wx", aliases=()), now=timezone.now())
    after = entries()
    assert {before[pk] for pk in before.keys() - after.keys()} == {
        record for pk, record in after.items() if pk not in before
    }
    naming = {t.id for t in PACK.transfers if t.supplier == "area"} | {"area"}
    written = {record for pk, record in after.items() if pk not in before}
    assert naming <= written
    assert "cellebrite" not in written
    assert found("zorblatt wx")[0] == "area"
    assert set(found("zorblatt")) == written
    assert SearchWord.objects.filter(word="zorblatt").exists()
    assert SearchGram.objects.filter(word="zorblatt").count() == len("zorblatt")


def test_what_is_withdrawn_is_not_found_and_comes_back() -> None:
    wanted = "tr-area-egypt-trd"
    kept = tuple(t for t in PACK.transfers if t.id != wanted)
    load(msgspec.structs.replace(PACK, transfers=kept), now=timezone.now())
    assert wanted not in found("area egypt")
    load(PACK, now=timezone.now())
    assert wanted in found("area egypt")


def test_what_is_withdrawn_by_other_hands_is_not_found_either() -> None:
    wanted = "tr-area-egypt-trd"
    assert wanted in found("area egypt")
    Transfer.objects.filter(pk=wanted).update(withdrawn_since=timezone.now())
    Release.objects.create(made=timezone.now(), digest="another")
    assert wanted not in found("area egypt")


def test_an_index_that_was_lost_is_made_anew_by_the_next_load() -> None:
    before = found("pegasus morocco")
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    SearchIndex.objects.all().delete()
    assert found("pegasus morocco") == []
    load(PACK, now=timezone.now())
    assert found("pegasus morocco") == before
    assert SearchWord.objects.filter(word="pegasus").exists()


def test_an_entry_written_by_hand_is_found_as_well() -> None:
    SearchEntry.objects.filter(record="area", latest=True).update(later=" quux ")
    assert found("quux") == ["area"]
    SearchEntry.objects.filter(record="area", latest=True).update(later=" ")
    assert found("quux") == []


def test_every_field_of_every_noun_is_read_or_knowingly_left_out() -> None:
    nouns = [get_args(hint)[0] for name, hint in get_type_hints(Pack).items() if name != "places"]
    assert Source in nouns
    assert trade.Transfer in nouns
    fields = set().union(*(_fields(noun) for noun in nouns))
    assert fields - READ.keys() == UNREAD | BY_THEIR_OWN_RULE
    assert READ.keys() <= fields


def _fields(noun: type) -> set[str]:
    """The fields of a noun and of its parts that hold no further parts."""
    found: set[str] = set()
    for name, hint in get_type_hints(noun).items():
        parts = [part for part in _inner(hint) if issubclass(part, msgspec.Struct)]
        found |= set().union(*map(_fields, parts)) if parts else {name}
    return found


def _inner(hint: Any) -> list[type]:
    if isinstance(hint, type):
        return [hint]
    return [one for part in get_args(hint) for one in _inner(part)]


def test_a_date_that_came_after_the_first_source_is_told_from_its_day() -> None:
    restriction = SearchEntry.objects.filter(record="res-us-el-hikvision-2019")
    known = restriction.get(known_from=date(2019, 10, 8))
    assert (known.year, known.latest) == (None, False)
    today = restriction.get(latest=True)
    assert (today.year, today.known_from) == (2019, date(2019, 10, 9))
