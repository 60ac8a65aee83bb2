"""Pairs of a register judged: what is proposed, and what is not."""

# ruff: noqa: RUF001 - names in other scripts
import pytest

from enduse.linking.entry import Entry, Row, Stated, gathered
from enduse.linking.judge import DEFAULT_SCORE, judge


def entry(stated: Stated | str, *places: str) -> Entry:
    [made] = gathered([Row("1", Stated(stated) if isinstance(stated, str) else stated, places)])
    return made


SAME = (
    ("Siemens AG", "Siemens Aktiengesellschaft"),
    ("SIEMENS A.G.", "Siemens, AG"),
    ("Hacking Team srl", "ООО ХАКИНГ ТИМ"),
    ("Celebrite Ltd", "Cellebrite"),
    ("Rohde & Schwarz GmbH & Co. KG", "Rohde und Schwarz"),
    ("Zarkon Eng. Ltd", "Zarkon Engineering Ltd"),
)
OTHER = (
    ("Siemens AG", "Siemens Healthineers AG"),
    ("Unit 3060", "Unit 3061"),
    ("Ahmed Hassan", "Fatma Hassan"),
    ("Ahmed Hassan", "Ahmed Hussein"),
    ("Thales SA", "Thales Alenia Space SA"),
    ("Delta Systems GmbH", "Delta Trading GmbH"),
    ("Zarkon Group", "Zarkon Software"),
    ("Zarkon-T AG", "Zarkon AG"),
    ("Wang Belvor", "Pang Belvor"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_party_are_proposed(one: str, other: str) -> None:
    found = judge(entry(one), entry(other))
    assert found.score >= DEFAULT_SCORE
    assert found.pro


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_parties_are_not(one: str, other: str) -> None:
    found = judge(entry(one), entry(other))
    assert found.score < DEFAULT_SCORE
    assert found.contra


def test_whichever_comes_first() -> None:
    for one, other in (*SAME, *OTHER):
        assert judge(entry(one), entry(other)) == judge(entry(other), entry(one))


def test_a_ministry_of_two_countries_is_two() -> None:
    found = judge(
        entry(Stated("Ministry of Interior", "eg")), entry(Stated("Ministry of Interior", "it"))
    )
    assert found.score < DEFAULT_SCORE
    assert "a name that bodies of many countries have" in found.contra


def test_two_numbers_of_one_kind_are_two_parties() -> None:
    one = Stated("Example Trading Ltd", identifiers=(("lei", "549300A"),))
    other = one._replace(identifiers=(("lei", "549300B"),))
    found = judge(entry(one), entry(other))
    assert found.score < DEFAULT_SCORE
    assert "another lei: 549300A and 549300B" in found.contra


def test_one_number_is_one_party_whatever_the_names() -> None:
    ids = (("lei", "549300A"),)
    found = judge(
        entry(Stated("Example Trading Ltd", identifiers=ids)),
        entry(Stated("Sample Holding", identifiers=ids)),
    )
    assert found.score >= DEFAULT_SCORE
    assert "the same identifier: lei 549300A" in found.pro


def test_a_place_in_common_speaks_for_a_pair() -> None:
    apart = judge(entry("Gamma International"), entry("Gamma Group"))
    there = judge(entry("Gamma International", "bonn"), entry("Gamma Group", "bonn", "ulm"))
    assert there.score > apart.score
    assert "the same place: bonn" in there.pro


def test_another_script_and_a_country_in_common() -> None:
    found = judge(entry(Stated("NSO Group", "il")), entry(Stated("شركة إن إس أو", "il")))
    assert found.score >= DEFAULT_SCORE
    assert found.contra == ("only one says: group",)


def test_every_word_in_two_scripts_proves_more() -> None:
    found = judge(entry("Hacking Team"), entry("Хакинг Тим"))
    assert "word by word the same in two scripts" in found.pro
    assert found.score > judge(entry("Hacking Team"), entry("Khaking Tim")).score


def test_the_threshold_that_the_command_shows_is_this() -> None:
    from enduse.cli.link import proposals

    assert proposals.DEFAULT_SCORE == DEFAULT_SCORE
