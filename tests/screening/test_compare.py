"""Two names: one party or two? The people are invented; docs/screening.md tells the rules."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.screening import DEFAULT_THRESHOLD, compare
from enduse.taxonomy.tables import BadInput

SAME = [
    ("company", "Siemens AG", "Siemens Aktiengesellschaft"),
    ("company", "SiemensAG", "Siemens AG"),
    ("company", "S.r.l. Esempio Nord", "ESEMPIO NORD SRL"),
    ("company", "ООО «Пример Восток»", "Primer Vostok LLC"),
    ("company", "Beispiel Werke Gesellschaft mit beschränkter Haftung", "Beispiel Werke GmbH"),
    ("company", "Beispiel Werke Gesellschaft mit beschrankter Haftug", "Beispiel Werke GmbH"),
    ("company", "Gruppo Quadrella", "Quadrella SpA"),
    ("company", "Quadrellum Technologies", "Quadrellum Technology Ltd."),
    ("company", "Van Der Quill Corp", "Vanderquill Corporation"),
    ("organization", "Department of Northern Lights", "DONL"),
    ("organization", "Brigade Twenty-Seven", "Brigade 27"),
    ("organization", "Defence Ministry of Freedonia", "Defense Ministry of Freedonia"),
    ("person", "Xqortan, Velimira", "Velimira Xqortan"),
    ("person", "Velimira A. Xqortan", "Velimira Anuschka Xqortan"),
    ("person", "V. Xqortan", "Velimira Xqortan"),
    ("person", "Dr. Velimira Xqortan", "velimira xqortan"),
    ("person", "Velimira Xqortn", "Velimira Xqortan"),
    ("person", "VelimiraXqortan", "Velimira Xqortan"),
    ("person", "Мухаммад Зурквани", "Mohammed Zurkwani"),
    ("person", "محمد زركواني", "Muhammad Zurkwani"),
    ("person", "Bill Zurkwani", "William Zurkwani"),
    ("vessel", "MORNING QUOIN", "Morning Quoin"),
    (None, "Хакинг Тим", "Hacking Team"),
    (None, "האקינג טים", "Hacking Team"),
    (None, "هاكينغ تيم", "Hacking Team"),
]
DIFFERENT = [
    ("organization", "Unit 3060", "Unit 3061"),
    ("company", "Quadrella International", "Quadrella"),
    ("company", "Bank of Freedonia", "Bank of Sylvania"),
    ("company", "Northern Trading Company", "Southern Trading Company"),
    ("company", "Management Company", "Quadrella Management Company"),
    ("company", "LQX Aviation", "LQT Aviation"),
    ("person", "Velimira Xqortan", "Osbert Xqortan"),
    ("person", "Velimira Petrovna Xqortan", "Velimira Ivanovna Xqortan"),
    ("person", "Velimira A. Xqortan", "Velimira B. Xqortan"),
    ("person", "Ali bin Zurkwan al-Quill", "Zurkwan bin Ali al-Quill"),
    ("person", "Xqortan", "Velimira Xqortan"),
    (None, "Quadrella Holdings", "Pentarella Holdings"),
]
KINDS = st.sampled_from(["company", "organization", "legalentity", "person", "vessel", None])
NAMES = st.text(max_size=60)


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_spellings_of_one_name_match(kind: str | None, one: str, other: str) -> None:
    found = compare(one, other, kind=kind)
    assert found.score >= DEFAULT_THRESHOLD, found
    assert found.match
    assert found.reasons


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_names_of_two_parties_do_not(kind: str | None, one: str, other: str) -> None:
    found = compare(one, other, kind=kind)
    assert found.score < DEFAULT_THRESHOLD, found
    assert found.reasons


def test_what_differs_is_said() -> None:
    assert "different numbers: 3060 and 3061" in compare("Unit 3060", "Unit 3061").reasons
    found = compare("Example AG", "Example GmbH", kind="company")
    assert "different legal forms" in found.reasons
    assert found.score < compare("Example AG", "Example SA", kind="company").score == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "no letter or digit"),
        (" \u202e\u200b\n", "no letter or digit"),
        ("\ud800", "no letter or digit"),
        ("x" * 100_000, "longer than 1,000 characters"),
    ],
)
def test_what_cannot_be_compared_says_so(name: str, reason: str) -> None:
    found = compare(name, "Example")
    assert found.score == 0
    assert reason in found.reasons[0]


def test_what_no_reader_sees_changes_nothing() -> None:
    assert compare("Exa\u200bmple\u202e W\ud800erke", "Example Werke").score == 1


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="it is one of company, organization"):
        compare("a", "b", kind="planet")


def test_kinds_may_be_written_as_lists_write_them() -> None:
    assert compare("Velimira Xqortan", "Xqortan, Velimira", kind="Person").score == 1


@given(NAMES, NAMES, KINDS)
@settings(max_examples=150, deadline=None)
def test_any_two_names_compare_alike_from_either_side(one: str, other: str, kind: str) -> None:
    found = compare(one, other, kind=kind)
    assert found == compare(other, one, kind=kind)
    assert 0 <= found.score <= 1
    assert found.reasons


@given(NAMES.filter(lambda name: any(c.isalnum() for c in name)), KINDS)
@settings(max_examples=150, deadline=None)
def test_a_name_is_itself(name: str, kind: str) -> None:
    found = compare(name, name, kind=kind)
    assert found.score == 1 or "not compared" in found.reasons[0]


@given(st.lists(st.sampled_from(["ab", "c", "d.", "of", "12", "GmbH", "محمد", "习"]), max_size=300))
@settings(max_examples=20, deadline=2000)
def test_long_names_take_no_longer(words: list[str]) -> None:
    compare(" ".join(words), " ".join(reversed(words)))


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("علي القزورتان", "Ali al-Qazurtan"),
        ("عبد الرحمن قزورتان", "Abdul Rahman Qazurtan"),
        ("محمد بن قزورتان آل سلورد", "Mohammed bin Qazurtan Al Saloord"),
        ("عمر البشقور", "Omar al-Bashqoor"),
    ],
)
def test_arabic_names_match_as_they_are_spelt_in_english(arabic: str, latin: str) -> None:
    assert compare(arabic, latin, kind="person").match
    assert not compare(arabic, "Osbert Quillfeather", kind="person").match
