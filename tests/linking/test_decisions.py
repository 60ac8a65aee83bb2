"""Decisions: what follows from them, whatever their order, and what is taken back."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enduse.linking.decisions import Decision, Line, Side, Signed, Standing, Undone, decided
from enduse.linking.review import Word, decisions, undone
from enduse.taxonomy.tables import BadInput

NAMES = "abcde"
SIGNED = Signed("A. Editor", "2026-11-22T10:00:00+00:00", "the same address")
WORDS = st.lists(
    st.builds(
        lambda verdict, pair: Word(verdict, side(pair[0]), side(pair[1])),
        st.sampled_from(["accepted", "refused"]),
        st.sampled_from(list(combinations(NAMES, 2))),
    ),
    max_size=8,
)


def side(name: str) -> Side:
    return Side(entry=name, name=f"Party {name}")


def add(lines: list[Line], verdict: str, one: str, other: str) -> list[Line]:
    return [*lines, *decisions([Word(verdict, side(one), side(other))], lines, SIGNED)]  # type: ignore[arg-type]


def state(lines: list[Line]) -> dict[tuple[str, str], str | None]:
    standing = Standing(lines)
    return {pair: standing.says(*pair) for pair in combinations(NAMES, 2)}


def possible(words: list[Word]) -> list[Line]:
    """The decisions of those words that contradict none before."""
    lines: list[Line] = []
    for word in words:
        try:
            lines = [*lines, *decisions([word], lines, SIGNED)]
        except BadInput:
            continue
    return lines


def test_what_is_accepted_leads_further() -> None:
    lines = add(add([], "accepted", "a", "b"), "accepted", "b", "c")
    standing = Standing(lines)
    assert standing.says("a", "c") == "accepted"
    assert standing.says("a", "d") is None
    assert standing.party("c") == "a"


def test_what_is_refused_holds_for_all_of_both_parties() -> None:
    lines = add(add(add([], "accepted", "a", "b"), "accepted", "c", "d"), "refused", "b", "c")
    assert Standing(lines).says("a", "d") == "refused"


def test_what_is_refused_is_not_accepted_through_a_third() -> None:
    lines = add(add([], "refused", "a", "c"), "accepted", "a", "b")
    with pytest.raises(BadInput, match="nothing was added: 'Party a' and 'Party c' were refused"):
        add(lines, "accepted", "b", "c")


def test_two_files_that_contradict_each_other_are_told_in_one_line() -> None:
    ours = add(add([], "accepted", "a", "b"), "accepted", "b", "c")
    theirs = add([], "refused", "a", "c")
    with pytest.raises(BadInput) as told:
        Standing([*ours, *theirs])
    [refusal] = theirs
    assert isinstance(refusal, Decision)
    assert refusal.id in str(told.value)
    assert all(line.id in str(told.value) for line in ours if isinstance(line, Decision))
    assert "\n" not in str(told.value)


def test_what_follows_already_is_not_said_again() -> None:
    lines = add(add([], "accepted", "a", "b"), "accepted", "b", "c")
    assert add(lines, "accepted", "a", "c") == lines


def test_a_decision_is_taken_back_once() -> None:
    lines = add([], "accepted", "a", "b")
    [made] = lines
    assert isinstance(made, Decision)
    lines += undone([made.id], lines, SIGNED)
    assert Standing(lines).says("a", "b") is None
    with pytest.raises(BadInput, match="was undone already"):
        undone([made.id], lines, SIGNED)
    with pytest.raises(BadInput, match="there is no decision 'd-none'"):
        undone(["d-none"], lines, SIGNED)
    assert Standing(add(lines, "accepted", "a", "b")).says("a", "b") == "accepted"


def test_what_is_not_there_cannot_be_undone() -> None:
    line = Undone(of="d-0000000000", by="A. Editor", when="2026-11-22", why="")
    with pytest.raises(BadInput, match="no decision d-0000000000 to undo"):
        Standing([line])


@given(WORDS, st.sampled_from(["accepted", "refused"]), st.sampled_from(NAMES[1:]))
def test_to_decide_and_to_undo_leaves_what_was(words: list[Word], verdict: str, one: str) -> None:
    before = possible(words)
    try:
        after = add(before, verdict, "a", one)
    except BadInput:
        assume(False)  # noqa: FBT003 - Hypothesis' own signature
    made = [line.id for line in after[len(before) :] if isinstance(line, Decision)]
    assert state([*after, *undone(made, after, SIGNED)]) == state(before)


@given(WORDS, st.integers(0, 7), st.integers(0, 2**32))
def test_the_order_of_lines_does_not_matter(words: list[Word], back: int, seed: int) -> None:
    lines = possible(words)
    made = [line.id for line in lines if isinstance(line, Decision)]
    lines += undone(made[back : back + 1], lines, SIGNED)
    turned = list(lines)
    Random(seed).shuffle(turned)  # noqa: S311 - an order, no secret
    assert state(turned) == state(lines)
    assert [Standing(turned).party(name) for name in NAMES] == [
        Standing(lines).party(name) for name in NAMES
    ]


@given(WORDS)
def test_no_refused_pair_is_one_party(words: list[Word]) -> None:
    standing = Standing(possible(words))
    for decision in standing.live.values():
        told = decision.verdict
        assert standing.says(*decision.pair) == told
        assert (standing.party(decision.pair[0]) == standing.party(decision.pair[1])) == (
            told == "accepted"
        )


def test_an_id_follows_from_the_decision_and_its_place() -> None:
    one = decided("accepted", side("a"), side("b"), SIGNED, number=1)
    assert one == decided("accepted", side("b"), side("a"), SIGNED, number=1)
    assert one.id != decided("accepted", side("a"), side("b"), SIGNED, number=2).id


def test_two_decisions_of_one_id_are_refused() -> None:
    [first] = decisions([Word("refused", side("a"), side("b"))], [], SIGNED)
    copied = decisions([Word("accepted", side("a"), side("b"))], [], SIGNED)[0]
    edited = Decision(
        id=first.id, verdict="accepted", one=copied.one, other=copied.other, **SIGNED._asdict()
    )
    with pytest.raises(BadInput, match=f"two decisions are called {first.id}"):
        Standing([first, edited])
    assert Standing([first, first]).says("a", "b") == "refused"
