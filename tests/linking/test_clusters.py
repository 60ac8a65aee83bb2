"""Pairs put together to clusters: what is refused, or speaks too much against, stays apart."""

from enduse.linking.clusters import Proposed, Weighty, proposed
from enduse.linking.decisions import Side, Signed, Standing, decided
from enduse.linking.entry import Entry, Row, Stated, gathered
from enduse.linking.judge import judge

SIGNED = Signed("A. Editor", "2026-11-22T10:00:00+00:00", "the same address")
NONE = Standing(())


def entries(*names: str) -> dict[str, Entry]:
    made = gathered(Row(str(at), Stated(name)) for at, name in enumerate(names))
    return {entry.name: entry for entry in made}


def pair(known: dict[str, Entry], one: str, other: str) -> Weighty:
    return Weighty(known[one], known[other], 5.0, 0.97, judge(known[one], known[other]))


def names(found: Proposed) -> list[set[str]]:
    return [{entry.name for entry in cluster.entries} for cluster in found.clusters]


def side(entry: Entry) -> Side:
    return Side(entry=entry.id, name=entry.name)


def test_pairs_that_share_an_entry_are_one_cluster() -> None:
    known = entries("Example GmbH", "EXAMPLE G.m.b.H.", "Exampel GmbH", "Sample Ltd")
    found = proposed(
        known.values(),
        [pair(known, "Example GmbH", name) for name in ("EXAMPLE G.m.b.H.", "Exampel GmbH")],
        NONE,
    )
    assert names(found) == [{"Example GmbH", "EXAMPLE G.m.b.H.", "Exampel GmbH"}]
    assert {proposal.cluster for proposal in found.pairs()} == {1}


def test_two_units_do_not_meet_through_a_third() -> None:
    known = entries("Zarkon Unit 3060", "Zarkon Unit", "Zarkon Unit 3061")
    found = proposed(
        known.values(),
        [pair(known, "Zarkon Unit", f"Zarkon Unit {number}") for number in (3060, 3061)],
        NONE,
    )
    assert len(names(found)) == 1
    assert len(names(found)[0]) == 2
    [held] = found.held
    assert held.cluster is None
    assert "different numbers: 3060 and 3061" in held.contra[-1]


def test_what_was_refused_does_not_meet_through_a_third() -> None:
    known = entries("Example GmbH", "EXAMPLE G.m.b.H.", "Example, GmbH")
    one, other = known["Example GmbH"], known["EXAMPLE G.m.b.H."]
    refusal = decided("refused", side(one), side(other), SIGNED, number=0)
    found = proposed(
        known.values(),
        [
            pair(known, "Example GmbH", "EXAMPLE G.m.b.H."),
            pair(known, "Example, GmbH", "Example GmbH"),
            pair(known, "Example, GmbH", "EXAMPLE G.m.b.H."),
        ],
        Standing([refusal]),
    )
    assert all(not {one.name, other.name} <= cluster for cluster in names(found))
    [held] = found.held
    assert refusal.id in held.contra[-1]


def test_what_was_accepted_is_in_the_cluster_and_not_proposed() -> None:
    known = entries("Example GmbH", "Sample Ltd", "Exampel GmbH")
    one, other = known["Example GmbH"], known["Sample Ltd"]
    accepted = decided("accepted", side(one), side(other), SIGNED, number=0)
    pairs = [pair(known, "Example GmbH", "Exampel GmbH"), pair(known, "Example GmbH", "Sample Ltd")]
    found = proposed(known.values(), pairs, Standing([accepted]))
    assert [proposal.other.name for proposal in found.pairs()] in (
        ["Example GmbH"],
        ["Exampel GmbH"],
    )
    assert found.held or names(found) == [{"Example GmbH", "Sample Ltd", "Exampel GmbH"}]


def test_the_order_of_pairs_does_not_matter() -> None:
    known = entries("Example GmbH", "EXAMPLE G.m.b.H.", "Exampel GmbH", "Zarkon AG", "ZARKON A.G.")
    pairs = [
        pair(known, "Example GmbH", "EXAMPLE G.m.b.H."),
        pair(known, "Example GmbH", "Exampel GmbH"),
        pair(known, "Zarkon AG", "ZARKON A.G."),
    ]
    assert proposed(known.values(), pairs, NONE) == proposed(known.values(), pairs[::-1], NONE)
