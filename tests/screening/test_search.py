"""Names searched in the pack and in lists."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.interchange.pack import read_pack
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import build
from enduse.screening.known import of_party
from enduse.screening.parts import Unusable
from enduse.screening.search import Hit, Search
from enduse.screening.supporting import Asked

FOUND = [
    ("NSO Group", "nso"),
    ("N.S.O. Group Technologies Ltd", "nso"),
    ("Q Cyber Technologies", "nso"),
    ("شركة إن إس أو", "nso"),
    ("مجموعة إن إس أو", "nso"),
    ("НСО Групп", "nso"),
    ("קבוצת NSO", "nso"),
    ("ОБЩЕСТВО ХАКИНГ ТИМ", "hacking-team"),
    ("Общество с ограниченной ответственностью «Хакинг Тим»", "hacking-team"),
    ("شركة هاكينغ تيم", "hacking-team"),
    ("האקינג טים בע״מ", "hacking-team"),
    ("HackingTeam srl", "hacking-team"),
    ("Haking Team", "hacking-team"),
    ("Memento Labs S.r.l.", "hacking-team"),
    ("Селлебрайт", "cellebrite"),
    ("سيليبرايت", "cellebrite"),
    ("סלברייט בע״מ", "cellebrite"),
    ("Celebrite", "cellebrite"),
    ("Gruppo Area", "area"),
    ("TRD", "egypt-trd"),
]
LISTED = (
    Entity(id="p1", names=("Velimira Xqortan", "Велимира Кскортан"), kind="person",
           countries=("xx",), dates=("1961-02-03",)),
    Entity(id="p2", names=("Osbert Xqortan",), kind="person"),
    Entity(id="c1", names=("Quadrella Interception Srl",), kind="company", countries=("it",),
           identifiers=(("LEI", "529900EXAMPLE0000001"),)),
    Entity(id="c2", names=("Unit 3061",), kind="organization"),
    Entity(id="c3", names=("Department of Northern Lights",), kind="organization"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("QIXN", "Quadrella Interception Xystems Nimbar"),
        ("QIXN Ltd", "Quadrella Interception Xystems Nimbar GmbH & Co. KG"),
        ("Quadrella Interception Xystems Nimbar", "QIXN Group"),
        ("Quadrella Interception Xystems", "QIX"),
        ("QIXN Group", "Quadrella Interception Xystems Nimbar Group"),
        ("Quadrella Interception Xystems Nimbar Bank", "QIXN Bank"),
        ("Velimira J.K.", "J Velimira K Ltd"),
        ("J Technology", "J Group"),
    ],
)
def test_first_letters_lead_to_names_and_names_to_first_letters(
    tmp_path: Path, listed: str, asked: str
) -> None:
    build([Entity(id="c1", names=(listed,), kind="company")], tmp_path)
    hits = Search([("list", Index(tmp_path))]).hits(Asked(asked, kind="company"))
    assert [hit.entity.id for hit in hits] == ["c1"]


def test_three_letters_of_a_list_are_the_acronym_of_too_many_names(tmp_path: Path) -> None:
    build([Entity(id="c1", names=("QIX",), kind="company")], tmp_path)
    assert not Search([("list", Index(tmp_path))]).hits(Asked("Quadrella Interception Xystems"))


ACROSS_KINDS = [  # listed as, asked as
    ("Osbert Technologies", "company", "Osbert Technologies", "person"),
    ("Osbert Technologies", "person", "Osbert Technologies", "company"),
    ("Boc Ipmort Velimira", "legalentity", "Bob Ipmort Velimira", "company"),
    ("Kim Chn Velimira J.", "legalentity", "Kom hn Velimira J.", "company"),
    ("Sergey Kowalski Iran", "legalentity", "Sergey Kowalski Ir an", "company"),
]


@pytest.mark.parametrize(("name", "kind", "asked", "asked_kind"), ACROSS_KINDS)
def test_a_party_is_found_where_its_kind_is_said_otherwise_or_not_at_all(
    tmp_path: Path, name: str, kind: str, asked: str, asked_kind: str
) -> None:
    build([Entity(id="one", names=(name,), kind=kind)], tmp_path)
    assert Search([("list", Index(tmp_path))]).hits(Asked(asked, kind=asked_kind))


def test_a_name_of_very_many_numbers_is_found_among_its_like(tmp_path: Path) -> None:
    numbers = " ".join(map(str, range(1000, 1150)))
    names = [f"Xqortan{letter} {numbers}" for letter in "abcdefgh"]
    build((Entity(id=name, names=(name,), kind="company") for name in names), tmp_path)
    hits = Search([("list", Index(tmp_path))]).hits(Asked(names[3], kind="company"))
    assert len(hits) == len(names)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Search:
    folder = tmp_path_factory.mktemp("pack")
    build(map(of_party, read_pack().parties), folder)
    return Search([("pack", Index(folder))])


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Search:
    folder = tmp_path_factory.mktemp("listed")
    built = build(LISTED, folder)
    assert (built.entities, built.names, built.unusable) == (5, 6, 0)
    return Search([("list", Index(folder))])


@pytest.mark.parametrize(("name", "party"), FOUND)
def test_parties_of_the_pack_are_found_in_any_script(pack: Search, name: str, party: str) -> None:
    hits = pack.hits(Asked(name))
    assert [hit.entity.id for hit in hits][:1] == [party]
    assert hits[0].score >= 0.7
    assert hits[0].reasons


@pytest.mark.parametrize("name", ["Quadrella Brickworks", "Velimira Xqortan", "8200 flowers", "م"])
def test_what_is_not_in_the_pack_is_not_found(pack: Search, name: str) -> None:
    assert pack.hits(Asked(name)) == ()


def test_every_name_of_the_pack_finds_its_party(pack: Search) -> None:
    for party in read_pack().parties:
        for name in of_party(party).names:
            hits = pack.hits(Asked(name), most=30)
            assert party.id in {hit.entity.id for hit in hits}, name
            assert hits[0].score == 1, name


def only(hits: tuple[Hit, ...]) -> Hit:
    (hit,) = hits
    return hit


def test_country_and_date_raise_or_lower_a_match(listed: Search) -> None:
    plain = only(listed.hits(Asked("Velimira Xqortn")))
    agreeing = only(listed.hits(Asked("Velimira Xqortn", country="xx", date="1961")))
    other = only(listed.hits(Asked("Velimira Xqortn", country="fr", date="1985"), threshold=0.5))
    assert other.score < plain.score < agreeing.score
    assert "the same country: XX" in agreeing.reasons
    assert "the same date: 1961" in agreeing.reasons
    assert "another country: FR and XX" in other.reasons
    assert "another date: 1985 and 1961-02-03" in other.reasons


def test_another_kind_lowers_a_match(listed: Search) -> None:
    hit = only(listed.hits(Asked("Velimira Xqortan", kind="company"), threshold=0.5))
    assert hit.score == pytest.approx(0.7)
    assert "another kind: company and person" in hit.reasons


def test_an_identifier_finds_its_party_whatever_the_name(listed: Search) -> None:
    hit = only(listed.hits(Asked("Pentarella", identifiers=("529900-example-0000001",))))
    assert hit.entity.id == "c1"
    assert hit.score >= 0.98
    assert "the same identifier: LEI 529900EXAMPLE0000001" in hit.reasons


def test_numbers_differ(listed: Search) -> None:
    assert listed.hits(Asked("Unit 3060")) == ()
    assert only(listed.hits(Asked("Unit 3061"))).entity.id == "c2"


def test_short_forms_find_what_they_stand_for(listed: Search) -> None:
    assert only(listed.hits(Asked("DONL"))).entity.id == "c3"


@pytest.mark.parametrize("name", ["", "\u202e", "?!", "x" * 2000])
def test_a_name_that_cannot_be_screened_is_never_a_silent_no(listed: Search, name: str) -> None:
    with pytest.raises(Unusable):
        listed.hits(Asked(name))


def test_names_that_cannot_be_compared_are_counted(tmp_path: Path) -> None:
    def entities() -> Iterator[Entity]:
        yield Entity(id="1", names=("Example", "??", "x" * 5000))
        yield Entity(id="2", names=("---",))

    built = build(entities(), tmp_path)
    assert (built.entities, built.names, built.unusable) == (2, 1, 3)
    assert len(Search([("l", Index(tmp_path))]).hits(Asked("Example"))) == 1
