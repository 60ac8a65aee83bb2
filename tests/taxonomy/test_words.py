"""How words are folded, stemmed and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.taxonomy.words import fold, keys, read, stem


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße", "strasse"),
        ("CÂBLE", "cable"),
        ("Ørsted", "orsted"),
        ("الأجهزة", "اجهزه"),
        ("آلة", "اله"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("camera", "cameras"), ("switch", "switches"), ("telecamera", "telecamere"),
        ("drohne", "drohnen"), ("movil", "moviles"), ("logiciel", "logiciels"),
        ("interceptacion", "interceptaciones"),
    ],
)  # fmt: skip
def test_endings_do_not_count(one: str, many: str) -> None:
    assert stem(one) == stem(many)


@pytest.mark.parametrize(("one", "other"), [("policy", "police"), ("ss7", "ss8"), ("gps", "gp")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_but_articles(text: str) -> None:
    for word in read(text).words:
        assert (
            stem(word.stem) == stem(word.plain)
            or not word.plain.isascii()
            or word.plain != word.stem
        )


def test_an_umlaut_may_be_written_out() -> None:
    assert keys("Überwachung") == (("uberwachung",), ("ueberwachung",))


def test_a_sentence_end_keeps_words_apart() -> None:
    first, second = read("Monitor. Internet").words
    assert second.place - first.place > 8


def test_a_quotation_shows_what_lies_between() -> None:
    text = read("central system for monitoring")
    assert text.quote([0, 1]) == "central system"
    assert text.quote([0, 3]) == "central … monitoring"
