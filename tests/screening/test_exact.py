"""Parties found by their names: invented ones, and those of the pack."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.interchange.pack import read_pack
from enduse.screening.exact import Match, Screener
from enduse.screening.names import forms, is_acronym, stated_country, words
from enduse.trade import Party
from enduse.trade.goods import Name, NameChange


def party(party_id: str, name: str, country: str | None, **said: Any) -> Party:
    return Party(
        id=party_id,
        name=name,
        country=country,
        kind=said.pop("kind", "company"),
        confidence="high",
        sources=("invented",),
        **said,
    )


PARTIES = (
    party("muster", "Muster Überwachung GmbH", "de", aliases=("MÜ", "Muster-Systeme")),
    party("ejemplo", "Ejemplo S.A. de C.V.", "mx"),
    party("esempio", "Esempio S.p.A.", "it", history=(
        NameChange(name="Prova Srl", relation="former-name", sources=("invented",)),
        NameChange(name="Grande Gruppo", relation="formerly-part-of", sources=("invented",)),
    )),
    party("interior-eg", "Ministry of Interior (Egypt)", "eg", kind="agency"),
    party("interior-ma", "Ministry of the Interior (Morocco)", "ma", kind="agency"),
    party("ssb", "State Security Bureau (SSB)", "qa", kind="agency", names=(
        Name(name="جهاز أمن الدولة", language="ar", basis="general-knowledge"),
    )),
    party("unit-3060", "Unit 3060", "tn", kind="agency"),
    party("research", "Department of Technical Research", "eg", kind="agency", aliases=("DTR",)),
    party("no-country", "Example Coalition (EC)", None, kind="coalition"),
    party("abc", "ABC Group", "il"),
)  # fmt: skip
SCREENER = Screener(PARTIES)


def found(name: str, country: str | None = None) -> list[str]:
    return [match.party for match in SCREENER.match(name, country)]


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Muster Überwachung GmbH", None, "muster"),
        ("MUSTER UEBERWACHUNG", None, "muster"),
        ("muster uberwachung ag", "at", "muster"),
        ("Muster Systeme", None, "muster"),
        ("The Ejemplo SA de CV", None, "ejemplo"),
        ("Esempio SpA", None, "esempio"),
        ("Esempio s.p.a", "it", "esempio"),
        ("Prova", None, "esempio"),
        ("Ministry of Interior", "eg", "interior-eg"),
        ("Ministry of the Interior", "ma", "interior-ma"),
        ("Interior Ministry of Egypt", None, "interior-eg"),
        ("Egyptian Interior Ministry", "eg", "interior-eg"),
        ("Moroccan Ministry of Interior", None, "interior-ma"),
        ("State Security Bureau", "qa", "ssb"),
        ("SSB", "qa", "ssb"),
        ("S.S.B.", "qa", "ssb"),
        ("امن الدوله جهاز", "qa", "ssb"),
        ("جهاز امن الدولة", "qa", "ssb"),
        ("Unit 3060", None, "unit-3060"),
        ("DEPARTMENT OF TECHNICAL RESEARCH (DTR)", "eg", "research"),
        ("Technical Research Department", "eg", "research"),
        ("Technical Research Department", None, "research"),
        ("DTR", "eg", "research"),
        ("ABC", "il", "abc"),
        ("Example Coalition", "fr", "no-country"),
    ],
)
def test_simple_variants_are_found(name: str, country: str | None, expected: str) -> None:
    assert found(name, country)[:1] == [expected]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Unit 3061", "tn"),
        ("SSB", None),
        ("SSB", "eg"),
        ("DTR", "ma"),
        ("ABC", None),
        ("Ministry of Interior", None),
        ("Ministry of Interior", "sd"),
        ("Sudanese Ministry of Interior", "eg"),
        ("Technical Research Department", "ma"),
        ("Egypt", "eg"),
        ("Morocco", "ma"),
        ("Division", "it"),
        ("Grande Gruppo", "it"),
        ("Muster", "de"),
        ("Ministry", "eg"),
        ("GmbH", "de"),
        ("", "de"),
        ("(?)", None),
    ],
)
def test_nobody_is_found_who_is_not_meant(name: str, country: str | None) -> None:
    assert found(name, country) == []


def test_a_match_says_which_name_and_whether_the_country_agrees() -> None:
    assert SCREENER.match("prova s.r.l.", "fr") == (
        Match("esempio", "Prova Srl", "former-name", country_agrees=False),
    )
    assert SCREENER.match("Muster-Systeme") == (
        Match("muster", "Muster-Systeme", "alias", country_agrees=None),
    )


def test_two_parties_of_one_name_both_stand_the_likelier_first() -> None:
    screener = Screener([party("a", "Orion Ltd", "fr"), party("b", "Orion Inc", "us")])
    assert [m.party for m in screener.match("Orion", "us")] == ["b", "a"]
    assert [m.party for m in screener.match("Orion")] == ["a", "b"]


def test_the_country_a_name_states() -> None:
    assert stated_country(words("Ministry of Defence of South Sudan")) == "ss"
    assert stated_country(words("Iran and Iraq Bank")) is None
    assert stated_country(words("وزارة الداخلية المصرية")) == "eg"


@given(st.text(max_size=80), st.sampled_from([None, "eg", "de"]))
def test_any_name_can_be_asked_for(name: str, country: str | None) -> None:
    forms(name, country)
    SCREENER.match(name, country)


@given(st.sampled_from(PARTIES))
def test_every_party_is_found_by_its_own_name(one: Party) -> None:
    assert one.id in found(one.name, one.country)


def test_every_party_of_the_pack_is_found_by_its_names() -> None:
    pack = read_pack()
    screener = Screener(pack.parties)
    for one in pack.parties:
        for name in (one.name, *one.aliases, *(n.name for n in one.names)):
            if words(name) and (one.country or not is_acronym(name)):
                assert one.id in {m.party for m in screener.match(name, one.country)}, name


def test_ministries_of_the_pack_are_not_taken_for_each_other() -> None:
    screener = Screener(read_pack().parties)
    assert [m.party for m in screener.match("Saudi Ministry of Interior", "sa")] == ["sa-interior"]
    assert screener.match("Egyptian Ministry of Interior", "eg") == ()
    assert [m.party for m in screener.match("Technical Research Department", "eg")] == ["egypt-trd"]
