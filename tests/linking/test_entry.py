"""What a register states, gathered to entries."""

from hypothesis import given
from hypothesis import strategies as st

from enduse.linking.entry import Row, Stated, entry_id, gathered, pair_id

STATED = st.builds(
    Stated,
    name=st.sampled_from(["Example GmbH", "Example AG", "Sample Ltd"]),
    country=st.sampled_from([None, "de", "at"]),
    identifiers=st.sampled_from([(), (("lei", "5493001"),)]),
)
ROWS = st.lists(st.builds(Row, id=st.text("0123456789", min_size=1, max_size=3), stated=STATED))


def test_rows_that_say_the_same_are_one_entry() -> None:
    rows = [Row("1", Stated("Example GmbH", "de"), ("bonn",)), Row("2", Stated("Example GmbH"))]
    rows += [Row("3", Stated("Example GmbH", "de"), ("ulm",))]
    found = {entry.stated: entry for entry in gathered(rows)}
    assert found[Stated("Example GmbH", "de")].rows == 2
    assert found[Stated("Example GmbH", "de")].first == ("1", "3")
    assert found[Stated("Example GmbH", "de")].places == ("bonn", "ulm")
    assert found[Stated("Example GmbH")].rows == 1


@given(ROWS)
def test_no_row_is_lost(rows: list[Row]) -> None:
    entries = gathered(rows)
    assert sum(entry.rows for entry in entries) == len(rows)
    assert {entry.stated for entry in entries} == {row.stated for row in rows}


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Row], chance: st.DrawFn) -> None:
    turned = list(rows)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    one, other = gathered(rows), gathered(turned)
    assert [(e.id, e.rows, e.places) for e in one] == [(e.id, e.rows, e.places) for e in other]


def test_ids_follow_from_what_is_stated() -> None:
    assert entry_id(Stated("Example GmbH", "de")) == entry_id(Stated("Example GmbH", "de"))
    assert entry_id(Stated("Example GmbH", "de")) != entry_id(Stated("Example GmbH", "at"))
    assert pair_id("a1", "b2") == pair_id("b2", "a1") != pair_id("a1", "b3")


def test_an_id_is_no_number_to_a_spreadsheet() -> None:
    assert all(entry_id(Stated(f"Example {n}")).isalpha() for n in range(50))
    assert pair_id("a1", "b2").isalpha()
