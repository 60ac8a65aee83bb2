"""Demands against addressees: the rule for met, partly met, not met, disputed, regressed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.evidence import Source
from enduse.interchange.pack import read_pack
from enduse.law.addressees import members
from enduse.record import HINDSIGHT, Record
from enduse.record.standing import RANK, Matrix, Stand, Totals, matrix
from enduse.trade import Demand, Pack, Position, Statement

TODAY = "2026-01-01"
STATUSES = [*RANK, "disputed", "endorsed", "unknown"]
LADDER = ("not-met", "partly-met", "met")


def a_source(name: str, published: str | None) -> Source:
    return Source(
        id=name, title="…", publisher="…", published=published, language="en", kind="news",
        read="full",
    )  # fmt: skip


SOURCES = (
    a_source("early", "2015-01-01"),
    a_source("late", "2025-06-30"),
    a_source("undated", None),
)
RECORD = Record(Pack(sources=SOURCES))


def a_position(told: str, source: str = "early", addressee: str = "cy") -> Position:
    """`done 2021`, or `done` without a date."""
    status, _, when = told.partition(" ")
    return Position(addressee=addressee, status=status, date=when or None, sources=(source,))  # type: ignore[arg-type]


def a_statement(
    *positions: Position, addressees: tuple[str, ...] = ("cy",), **said: Any
) -> Statement:
    demand = Demand(
        id="dem", addressees=addressees, text="Review the licences", positions=positions
    )
    return Statement(
        **{
            "id": "st-example",
            "type": "open-letter",
            "title": "…",
            "date": "2014-12-02",
            "demands": (demand,),
            "confidence": "high",
            "sources": ("early",),
            **said,
        }
    )


def asked(*positions: Position, day: str = TODAY, **said: Any) -> Matrix:
    return matrix([a_statement(*positions, **said)], RECORD, day=day, members=members)


def the_stand(*told: str) -> Stand:
    (stand,) = asked(*(a_position(line) for line in told)).stands
    return stand


@pytest.mark.parametrize(
    ("told", "standing", "rule"),
    [
        ((), "not-known", "no-position"),
        (("unknown 2020",), "not-known", "unknown"),
        (("endorsed 2020",), "not-known", "endorsed-only"),
        (("done 2020",), "met", "done"),
        (("partial 2020",), "partly-met", "partial"),
        (("in-progress 2020",), "partly-met", "in-progress"),
        (("not-done 2020",), "not-met", "not-done"),
        (("refused 2020",), "not-met", "refused"),
        (("disputed 2020",), "disputed", "disputed"),
        (("not-done 2019", "done 2020"), "met", "done"),
        (("disputed 2019", "done 2020"), "met", "done"),
        (("done 2019", "disputed 2020"), "disputed", "disputed"),
        (("done 2020-06", "not-done 2020"), "disputed", "sources-differ"),
        (("done 2020-06", "partial 2020"), "partly-met", "less-of-two"),
        (("in-progress 2020-06", "not-done 2020"), "not-met", "less-of-two"),
        (("done 2019", "not-done 2020"), "regressed", "taken-back"),
        (("done 2019", "partial 2020"), "regressed", "taken-back"),
        (("partial 2018", "refused 2020"), "regressed", "taken-back"),
        (("done 2018", "not-done 2019", "done 2020"), "met", "done"),
        (("in-progress 2019", "not-done 2020"), "not-met", "not-done"),
        (("partial 2019", "in-progress 2020"), "partly-met", "in-progress"),
        (("partial 2019", "endorsed 2020"), "partly-met", "partial"),
        (("endorsed 2019", "refused 2020"), "not-met", "refused"),
        (("partial 2019", "unknown 2020"), "partly-met", "partial"),
    ],
    ids=str,
)  # fmt: skip
def test_the_rule(told: tuple[str, ...], standing: str, rule: str) -> None:
    found = the_stand(*told)
    assert (found.standing, found.rule) == (standing, rule)


def test_a_stand_shows_its_evidence_and_what_was_overtaken() -> None:
    found = the_stand("endorsed 2018", "done 2019", "not-done 2020-05")
    assert [p.status for p in found.deciding] == ["not-done"]
    assert [p.status for p in found.earlier] == ["done"]
    assert (found.since, found.sources, found.endorsed) == ("2020-05", ("early",), True)


def test_a_position_counts_once_it_was_taken_and_a_source_was_out() -> None:
    position = a_position("done 2019-06", source="late")
    for day, standing in (("2025-06-29", "not-known"), ("2025-06-30", "met")):
        assert asked(position, day=day).stands[0].standing == standing
    early = a_position("done 2019-06")
    assert asked(early, day="2019-06-29").stands[0].standing == "not-known"
    assert asked(early, day="2019-06-30").stands[0].standing == "met"


def test_what_no_dated_source_tells_is_known_with_hindsight_only() -> None:
    position = a_position("done", source="undated")
    assert asked(position).stands[0].standing == "not-known"
    assert asked(position, day=HINDSIGHT).stands[0].standing == "met"


def test_an_undated_position_overtakes_none() -> None:
    found = asked(a_position("done 2020"), a_position("not-done", source="late")).stands[0]
    assert (found.standing, found.rule) == ("disputed", "sources-differ")


def test_a_statement_of_a_later_day_demands_nothing_yet() -> None:
    assert asked(day="2014-12-01") == Matrix(
        day="2014-12-01", stands=(), silent={}, totals=Totals()
    )


def test_a_group_is_resolved_to_its_members_when_the_demand_was_made() -> None:
    found = asked(a_position("done 2020", addressee="it"), addressees=("wassenaar-states",))
    (stand,) = found.stands
    assert (stand.addressee, stand.group, stand.addressed) == ("it", "wassenaar-states", True)
    assert len(found.silent["dem"]) == 40
    assert "in" not in found.silent["dem"]  # India joined in December 2017
    assert found.totals == Totals(met=1, not_known=40)


def test_a_group_nobody_can_list_is_said_to_be_uncounted() -> None:
    found = asked(a_position("done 2020", addressee="cr"), addressees=("all-states",))
    assert (found.stands[0].group, found.stands[0].addressed) == ("all-states", None)
    assert found.totals == Totals(met=1, uncounted=("all-states",))


def test_whom_the_demand_does_not_mean_is_shown_and_not_counted() -> None:
    found = asked(a_position("done 2020", addressee="us"), addressees=("cy", "eu-member-states"))
    assert [(s.addressee, s.addressed) for s in found.stands] == [("cy", True), ("us", False)]
    assert found.totals == Totals(not_known=28)


def test_the_members_of_groups() -> None:
    union = members("eu-member-states", "2016-03-10")
    assert union is not None
    assert len(union) == 28
    assert "gb" in union
    assert len(members("eu-member-states", "2023-03-10") or ()) == 27
    assert members("all-states", "2023-03-10") is None


@given(
    st.lists(
        st.tuples(st.sampled_from(STATUSES), st.sampled_from(["2019", "2020", "2020-06", "2021"])),
        max_size=5,
    )
)
def test_every_stand_has_one_standing_and_a_deed_never_lowers_it(
    told: list[tuple[str, str]],
) -> None:
    before = the_stand(*(f"{status} {when}" for status, when in told))
    after = the_stand(*(f"{status} {when}" for status, when in told), "done 2022")
    assert (after.standing, after.rule) == ("met", "done")
    shuffled = the_stand(*(f"{status} {when}" for status, when in reversed(told)))
    assert (before.standing, before.rule) == (shuffled.standing, shuffled.rule)
    if before.standing == "not-known":
        assert {status for status, _ in told} <= {"endorsed", "unknown"}


def test_the_pack_s_matrix_adds_up_and_shows_its_stories() -> None:
    record = Record(read_pack())
    found = matrix(record.pack.demands, record, day=TODAY, members=members)
    stands = {(s.demand, s.addressee): s for s in found.stands}
    assert stands["dem-jl-moratorium", "cr"].rule == "endorsed-only"
    assert stands["dem-jl-il-bg-cy-revoke", "bg"].standing == "disputed"
    assert stands["dem-pega-rules", "eu"].standing == "not-met"
    assert all(s.sources for s in found.stands if s.rule != "no-position")
    counted = sum(getattr(found.totals, name) for name in Totals.__struct_fields__[:6])
    meant = [s for s in found.stands if s.addressed is not False]
    assert counted == len(meant) + sum(map(len, found.silent.values()))
