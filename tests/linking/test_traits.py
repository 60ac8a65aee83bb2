"""Entries as plain columns, and the model that is learnt from them."""

import pytest

from enduse.linking import model
from enduse.linking.entry import Row, Stated, gathered
from enduse.linking.traits import MOST_OF_A_KEY, MOST_OF_A_NAME, Traits, crowded, traits

LEI = (("lei", "5493"),)


def of(*names: str | Stated) -> dict[str, Traits]:
    stated = [Stated(name) if isinstance(name, str) else name for name in names]
    entries = gathered(Row(str(at), each) for at, each in enumerate(stated))
    return {e.name: row for e, row in zip(entries, traits(entries), strict=True)}


def test_legal_forms_and_order_of_words_do_not_count() -> None:
    rows = of("Zarkon Systems GmbH", "SYSTEMS ZARKON", "Zarkon Systems AG")
    assert len({row.core for row in rows.values()}) == 1
    assert rows["Zarkon Systems GmbH"].form != rows["Zarkon Systems AG"].form


def test_numbers_count() -> None:
    rows = of("Unit 3060", "Unit 3061")
    assert rows["Unit 3060"].core != rows["Unit 3061"].core
    assert rows["Unit 3060"].numbers == "3060"


def test_the_rarest_word_is_that_of_this_register() -> None:
    rows = of("Zarkon Bricks", "Zarkon Tiles", "Zarkon Walls")
    assert rows["Zarkon Bricks"].rare != rows["Zarkon Bricks"].next == rows["Zarkon Tiles"].next


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zarkon GmbH", "Zarkno GmbH"),
        ("Zarkon Bricks Ltd", "ZarkonBricks"),
        ("International Zarkon Agency", "IZA"),
        ("محمد زركون", "Mohammed Zarkon"),
        (Stated("Zarkon", identifiers=LEI), Stated("Sample", identifiers=LEI)),
    ],
)
def test_what_may_be_one_party_shares_a_key(one: str | Stated, other: str | Stated) -> None:
    first, second = of(one, other).values()
    assert set(first.keys) & set(second.keys)


def test_a_word_that_many_have_is_no_key() -> None:
    rows = of(
        *(f"Zarkon {chr(97 + at // 26)}{chr(97 + at % 26)}lin" for at in range(MOST_OF_A_KEY + 1))
    )
    assert all("word srkn" not in row.keys for row in rows.values())


def test_too_many_of_the_same_words_are_told() -> None:
    stated = [Stated("Zarkon GmbH", date=str(1000 + at)) for at in range(MOST_OF_A_NAME + 1)]
    entries = gathered(Row(str(at), each) for at, each in enumerate(stated))
    assert crowded(traits(entries)) == MOST_OF_A_NAME + 1
    assert crowded(traits(entries[1:])) == 0
    assert not any(row.keys for row in traits(entries))


def test_what_was_learnt_counts_by_what_it_rests_on() -> None:
    rows = list(of("Zarkon GmbH", "Sample Ltd").values())
    before = model.settings(rows)
    told = model.with_learnt(before, before, pairs=10, same=10)
    assert told == before
    learnt = model.settings(rows)
    country = next(c for c in learnt["comparisons"] if c["output_column_name"] == "country")
    country["comparison_levels"][1]["u_probability"] = 0.9
    mixed = [
        model.with_learnt(before, learnt, pairs=pairs, same=0)["comparisons"][3][
            "comparison_levels"
        ]
        for pairs in (0, 1000, 10**9)
    ]
    assert [levels[1]["u_probability"] for levels in mixed] == [0.2, 0.55, 0.899999]


def test_the_sample_holds_no_two_of_the_same_words() -> None:
    rows = list(of("Zarkon GmbH", "ZARKON G.m.b.H.", "Sample Ltd").values())
    assert len(model.sample(rows)) == 2
    assert model.of_same_words(rows).pairs == 1
