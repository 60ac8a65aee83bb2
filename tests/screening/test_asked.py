"""What is typed is read as words, phrases and a name, and nothing that can be typed is an error."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.screening.asked import MOST_LETTERS, MOST_WORDS, ask
from enduse.screening.folded import words


def plain(text: str) -> list[str]:
    return [term.forms[0] for term in ask(text).terms]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hacking Team", ["hacking", "team"]),
        ("the licences of Area in Egypt", ["licences", "area", "egypt"]),
        ("Côte d’Ivoire", ["cote", "ivoire"]),
        ("the", ["the"]),
        ("NSO Group Technologies Ltd", ["nso", "group", "technologies"]),
        ("Area S.p.A.", ["area"]),
        ("SpA", ["spa"]),
        ('"the Area SpA"', ["the", "area", "spa"]),
        ('"team" "team"', ["team"]),
        ('AND OR NOT NEAR(a*) ^"-:{}', ["not", "near"]),
        ("", []),
        ("\x00 !?*", []),
    ],
)
def test_the_words_that_count(text: str, asked: list[str]) -> None:
    assert plain(text) == asked


def test_only_the_last_word_may_be_begun_and_no_quoted_one() -> None:
    assert [term.begun for term in ask("hacking tea").terms] == [False, True]
    assert [term.begun for term in ask('"hacking tea"').terms] == [False, False]
    assert [term.begun for term in ask("hacking the").terms] == [False]
    assert [term.begun for term in ask("华 a1").terms] == [True, True]


def test_english_words_are_looked_for_in_both_numbers_unless_quoted() -> None:
    assert ask("companies x").terms[0].forms == ("companies", "company")
    assert ask("company x").terms[0].forms == ("company", "companies")
    assert ask("licence x").terms[0].forms == ("licence", "licences")
    assert ask('"licence" x').terms[0].forms == ("licence",)
    assert ask("nso x").terms[0].forms == ("nso",)


def test_phrases_stand_in_every_spelling() -> None:
    assert ask('"Hacking Team" egypt “Müller AG” "one"').phrases == (
        ("hacking team",),
        ("muller ag", "mueller ag"),
    )
    assert ask('an "open end').phrases == ()
    assert ask('צה"ל מנכ"ל').phrases == ()


def test_a_word_of_a_text_is_found_in_either_spelling() -> None:
    [pegasus] = ask("Пегасус").terms
    assert [pegasus.finds(word) for word in words("Pegasus ПЕГАСУСОМ Pega")] == [True, True, False]


def test_what_is_too_long_is_cut_and_told() -> None:
    many = ask(" ".join(f"word{n}" for n in range(MOST_WORDS + 1)))
    assert (len(many.terms), many.cut) == (MOST_WORDS, True)
    assert not ask("x" * MOST_LETTERS * 10).cut


@settings(deadline=None)
@given(st.text())
def test_nothing_is_an_error(text: str) -> None:
    asked = ask(text)
    for form in [form for term in asked.terms for form in term.forms]:
        assert form
        assert not set(form) & set(" '\"\\*:&|!()%_")
