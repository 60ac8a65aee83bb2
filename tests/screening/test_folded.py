"""What is typed and what is written meet in one form, in every script."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.screening.folded import LONGEST, folded, spellings, words

ALIKE = [
    ("Côte d’Ivoire", "COTE D'IVOIRE"),
    ("Área S.p.A.", "area spa"),
    ("N.S.O.", "nso"),
    ("İSTANBUL", "istanbul"),
    ("Straße", "STRASSE"),
    ("Łódź", "lodz"),
    ("ﬁle ｆｕｌｌ", "file full"),
    ("Ёлка", "елка"),
    ("Протей", "ПРОТЕИ"),
    ("Υπουργείο", "ΥΠΟΥΡΓΕΙΟ"),
    ("إدارة البحوث الفنية", "اداره بحوث فنيه"),
    ("الْمُراقَبة", "مراقبة"),
    ("والمراقبة", "مراقبه"),
    ("مـــراقبة", "مراقبة"),
    ("آلة", "اله"),
    ("على", "علي"),
    ("شيء", "شي"),
    ("مؤسسة", "موسسه"),
    ("صنایع الکترونیک", "صنايع الكترونيك"),
    ("می\u200cشود", "میشود"),
    ("٢٠١٦", "2016"),
    ("۲۰۱۶", "2016"),
    ("צה״ל", 'צה"ל'),
    ("שָׁלוֹם", "שלום"),
    ("ｶﾞｷﾞ", "ガギ"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("area", "aria"), ("пегасус", "pegasus"), ("شركة", "شبكة"), ("华为", "华云"), ("1", "2")],
)
def test_not_alike(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Müller", "mueller"),
        ("Überwachung der Bevölkerung", "ueberwachung der bevoelkerung"),
        ("Пегасус", "pegasus"),
        ("Щит", "shchit"),
        ("Следственный комитет", "sledstvennyi komitet"),
        ("Υπουργείο Εξωτερικών", "ypourgeio exoterikon"),
    ],
)
def test_a_second_spelling_stands_beside_the_first(text: str, second: str) -> None:
    assert spellings(text) == (folded(text), second)


def test_signs_are_words_in_pairs() -> None:
    assert folded("浙江大华技术") == "浙江 江大 大华 华技 技术"
    assert folded("5G网络, 华") == "5g 网络 华"
    assert [(w.plain, w.start, w.end) for w in words("在华为云")][1:] == [
        ("华为", 1, 3),
        ("为云", 2, 4),
    ]


def test_a_word_says_where_it_stands() -> None:
    text = "Die «Área S.p.A.» und الْمُراقَبة"
    assert [text[w.start : w.end] for w in words(text)] == [
        "Die", "Área", "S.p.A.", "und", "الْمُراقَبة",
    ]  # fmt: skip


def test_a_long_run_is_cut_and_punctuation_is_nothing() -> None:
    assert folded("a" * 10_000) == "a" * LONGEST
    assert folded("\x00 \"'*:^(){}[]\\%_-—¿ \ud800") == ""
    assert len(folded("ال" * 5_000)) <= LONGEST


@settings(deadline=None)
@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert all(folded(spelling) == spelling for spelling in spellings(text))


@settings(deadline=None)
@given(st.text())
def test_every_word_stands_in_the_text(text: str) -> None:
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.plain
        assert word.second
        assert not set(word.plain + word.second) & set(" /·\"'\\%_")
