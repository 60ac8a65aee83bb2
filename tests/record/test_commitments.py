"""Who had joined a statement on a day: waves, withdrawals, and days that are not known."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enduse.interchange.pack import read_pack
from enduse.record.commitments import joined_by
from enduse.trade import Commitment, Statement


def a_statement(*states: Commitment) -> Statement:
    return Statement(
        id="st-example", type="state-commitment", title="…", date="2023-03-30", states=states,
        confidence="high", sources=("early",),
    )  # fmt: skip


def a_state(country: str, status: str = "endorsed", **said: Any) -> Commitment:
    return Commitment(country=country, status=status, **said)  # type: ignore[arg-type]


def test_the_joint_statement_on_spyware_grew_in_three_waves() -> None:
    statement = next(s for s in read_pack().demands if s.id == "st-joint-spyware-2023")
    counts = {day: len(joined_by(statement, day).joined) for day in
              ("2023-03-29", "2023-03-30", "2024-03-18", "2024-09-22")}  # fmt: skip
    assert list(counts.values()) == [0, 11, 17, 21]
    assert joined_by(statement, "2024-09-22").by_wave == {1: 11, 2: 6, 3: 4}


def test_a_state_that_left_again_no_longer_counts() -> None:
    statement = a_statement(a_state("xa", withdrawn="2024-05"), a_state("xb"))
    assert joined_by(statement, "2024-04-30").joined == ("xa", "xb")
    left = joined_by(statement, "2024-05-01")
    assert (left.joined, left.withdrawn) == (("xb",), ("xa",))


def test_undated_states_joined_with_the_statement_unless_others_have_a_date() -> None:
    assert joined_by(a_statement(a_state("xa")), "2023-03-30").joined == ("xa",)
    mixed = joined_by(a_statement(a_state("xa"), a_state("xb", date="2023-03-30")), "2023-03-30")
    assert (mixed.joined, mixed.perhaps) == (("xb",), ("xa",))


def test_a_partial_date_is_perhaps_until_its_last_day() -> None:
    statement = a_statement(a_state("xa", date="2024-05"))
    assert joined_by(statement, "2024-04-30").perhaps == ()
    assert joined_by(statement, "2024-05-01").perhaps == ("xa",)
    assert joined_by(statement, "2024-05-31").joined == ("xa",)


def test_other_words_than_joining_are_kept_apart() -> None:
    found = joined_by(a_statement(a_state("xa", "absent"), a_state("xb", "convened")), "2024-01-01")
    assert (found.joined, found.others) == ((), {"absent": ("xa",), "convened": ("xb",)})


WHEN = st.none() | st.sampled_from(["2023-03-30", "2023", "2024-05", "2024-05-17", "2025"])


@given(st.lists(st.tuples(WHEN, WHEN), max_size=6), st.dates().map(str))
def test_no_state_is_counted_twice(told: list[tuple[str | None, str | None]], day: str) -> None:
    states = [a_state(f"x{chr(97 + at)}", date=d, withdrawn=w) for at, (d, w) in enumerate(told)]
    found = joined_by(a_statement(*states), day)
    counted = [*found.joined, *found.perhaps, *found.withdrawn]
    assert len(counted) == len(set(counted)) <= len(told)
