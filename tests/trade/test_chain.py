"""The law of the chain: what is refused, what a gap excuses, and how a licence stands."""

from datetime import date, timedelta
from typing import get_args, get_type_hints

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enduse.evidence import first_day
from enduse.interchange.pack import read_pack
from enduse.trade import Decision, Licence
from enduse.trade.chain import Break, Standing, breaks, faults, standing
from enduse.trade.chain_law import NEEDS, NEXT, ON_APPEAL, UNSTATED, State

EVENTS = get_args(get_type_hints(Decision)["decision"])


def chain(*told: str) -> list[Decision]:
    """`granted 2015` and so on, as decisions."""
    return [
        Decision(decision=event, date=when, sources=("invented",))  # type: ignore[arg-type]
        for event, when in (line.split() for line in told)
    ]


def reasons(*told: str, kind: str = "individual") -> list[str]:
    return [fault.reason for fault in faults(kind, chain(*told))]


POSSIBLE = [
    (
        "applied 2015-11",
        "frozen 2016-05",
        "granted 2016-06",
        "suspended 2017-01",
        "revoked 2017-06",
    ),
    ("revoked 2016",),
    ("reinstated 2016", "expired 2017"),
    ("issued-on-appeal 2016",),
    ("applied 2015", "revoked 2017"),
    ("granted 2015", "refused 2017"),
    ("refused 2015", "issued-on-appeal 2016"),
    ("refused 2015", "review-opened 2016", "granted 2016-07"),
    ("revoked 2015", "applied 2016", "granted 2017"),
    ("revoked 2015", "appealed 2016", "granted 2017"),
    ("revoked 2015", "appealed 2016", "appealed 2017", "appeal-dismissed 2018"),
    ("revoked 2015", "review-opened 2016", "reinstated 2017"),
    ("expired 2015", "appealed 2016", "reinstated 2017"),
    ("withdrawn 2015", "applied 2016", "refused 2017"),
    ("granted 2015", "appealed 2016", "suspended 2016-06", "appeal-dismissed 2017"),
    ("granted 2015", "suspended 2016", "applied 2017", "reinstated 2018"),
    ("revoked 2016-03-31", "revoked 2016-04-02"),
    ("catch-all-lifted 2014",),
    ("catch-all-imposed 2013", "applied 2014", "granted 2015", "catch-all-lifted 2016"),
]
IMPOSSIBLE = [
    ("granted", ("revoked 2016", "granted 2018")),
    ("granted", ("withdrawn 2016", "granted 2018")),
    ("granted", ("granted 2015", "suspended 2016", "granted 2018")),
    ("reinstated", ("granted 2015", "reinstated 2016")),
    ("reinstated", ("applied 2015", "reinstated 2016")),
    ("reinstated", ("revoked 2015", "reinstated 2016")),
    ("revoked", ("refused 2015", "revoked 2016")),
    ("revoked", ("expired 2015", "revoked 2016")),
    ("review-opened", ("withdrawn 2015", "review-opened 2016")),
    ("narrowed", ("expired 2015", "narrowed 2016")),
    ("expired", ("withdrawn 2015", "expired 2016")),
    ("issued-on-appeal", ("granted 2015", "issued-on-appeal 2016")),
    ("issued-on-appeal", ("applied 2015", "issued-on-appeal 2016")),
    ("appeal-dismissed", ("expired 2015", "appeal-dismissed 2016")),
    ("catch-all-lifted", ("granted 2015", "catch-all-lifted 2016")),
    ("catch-all-lifted", ("catch-all-imposed 2013", "catch-all-lifted 2014", "granted 2015",
                          "catch-all-lifted 2016")),
]  # fmt: skip


@pytest.mark.parametrize("told", POSSIBLE, ids=" > ".join)
def test_possible_order(told: tuple[str, ...]) -> None:
    assert not reasons(*told)


@pytest.mark.parametrize(("event", "told"), IMPOSSIBLE, ids=str)
def test_impossible_order_is_refused_at_its_event(event: str, told: tuple[str, ...]) -> None:
    found = faults("individual", chain(*told))
    assert [fault.event for fault in found] == [event]
    assert found[0].at == len(told) - 1
    assert found[0].needs == NEEDS[event]


def test_the_reason_is_one_sentence_that_says_what_to_do() -> None:
    (reason,) = reasons("revoked 2016-03-31", "granted 2018")
    assert reason == (
        "granted (2018) cannot follow revoked (2016-03-31) unless applied or appealed stands "
        "between them; state it, or mend the order"
    )


def test_every_fault_of_a_chain_is_told_once() -> None:
    told = ("revoked 2015", "granted 2016", "reinstated 2017", "suspended 2018", "reinstated 2019")
    assert [fault.at for fault in faults("individual", chain(*told))] == [1, 2]


def test_a_record_about_a_catch_all_implies_that_one_was_imposed() -> None:
    told = ("granted 2015", "catch-all-lifted 2016")
    assert reasons(*told, kind="individual")
    assert not reasons(*told, kind="catch-all")


def test_events_of_overlapping_dates_may_stand_in_either_order() -> None:
    assert not reasons("revoked 2016", "granted 2016-03-31")
    assert not reasons("revoked 2016-03-31", "granted 2016-03-31")
    assert reasons("revoked 2016-03-30", "granted 2016-03-31")
    assert not reasons("granted 2017", "reinstated 2016/2018", "suspended 2018")
    assert reasons("granted 2015", "reinstated 2016", "suspended 2018")


def test_a_chain_too_tangled_to_look_at_is_not_refused() -> None:
    tangled = [f"{event} 2015/20{end}" for end in range(16, 20) for event in EVENTS]
    assert not reasons(*tangled)
    assert standing(chain(*tangled)) == Standing(state="unknown")


def test_every_licence_of_the_pack_has_a_possible_chain() -> None:
    found = {
        licence.id: [fault.reason for fault in faults(licence.kind, licence.decisions)]
        for licence in read_pack().licences
    }
    assert len(found) >= 81
    assert not {licence: why for licence, why in found.items() if why}


def test_the_tables_speak_of_every_state_and_every_event() -> None:
    states = set(get_args(State))
    assert set(NEXT) == set(ON_APPEAL) == states
    stepped = {event for steps in NEXT.values() for event in steps}
    stepped |= {event for steps in ON_APPEAL.values() for event in steps}
    assert stepped | {"catch-all-imposed", "catch-all-lifted"} == set(EVENTS)
    assert set(NEEDS) == set(EVENTS) - {"applied", "appealed", "catch-all-imposed"}
    for state, steps in UNSTATED.items():
        assert not steps.keys() & NEXT[state].keys() - {"frozen", "suspended"}


REVIEWED = Standing(state="in-force", since="2014", review_open=True)
APPEALED = Standing(state="revoked", since="2016", appeal_open=True)
IMPOSED = Standing(state="catch-all-imposed", since="2012", catch_all="imposed")
LIFTED = Standing(state="catch-all-lifted", since="2013", catch_all="lifted")
APPLIED = Standing(state="pending", since="2013", catch_all="imposed")
STANDINGS = [
    (("applied 2015",), Standing(state="pending", since="2015")),
    (("frozen 2015",), Standing(state="frozen", since="2015")),
    (("applied 2015", "frozen 2016"), Standing(state="frozen", since="2016")),
    (("granted 2015", "frozen 2016"), Standing(state="suspended", since="2016")),
    (("granted 2015", "narrowed 2016"), Standing(state="in-force", since="2015")),
    (("granted 2015", "applied 2016"), Standing(state="in-force", since="2015")),
    (("refused 2015", "applied 2016"), Standing(state="pending", since="2016")),
    (("refused 2016", "issued-on-appeal 2018"), Standing(state="in-force", since="2018")),
    (("granted 2014", "review-opened 2016"), REVIEWED),
    (("revoked 2016", "appealed 2017"), APPEALED),
    (
        ("revoked 2016", "appealed 2017", "appeal-dismissed 2018"),
        Standing(state="revoked", since="2016"),
    ),
    (("refused 2015/2016", "granted 2015/2016"), Standing(state="unknown")),
    (("revoked 2015", "granted 2016"), Standing(state="unknown")),
    (("catch-all-imposed 2012",), IMPOSED),
    (("catch-all-imposed 2012", "catch-all-lifted 2013"), LIFTED),
    (("catch-all-imposed 2012", "applied 2013"), APPLIED),
    ((), Standing(state="unknown")),
]


@pytest.mark.parametrize(("told", "expected"), STANDINGS, ids=str)
def test_standing(told: tuple[str, ...], expected: Standing) -> None:
    assert standing(chain(*told)) == expected


def the(licence: str) -> Licence:
    return next(row for row in read_pack().licences if row.id == licence)


def test_area_and_egypt_ends_revoked_with_no_gap() -> None:
    decisions = the("lic-area-egypt-2016").decisions
    assert standing(decisions).state == "revoked"
    assert standing(decisions).since == "2017-06-27"
    assert not breaks(decisions)


def test_hacking_team_s_revoked_licence_is_under_appeal() -> None:
    decisions = the("lic-ht-global-2015").decisions
    assert standing(decisions).state == "revoked"
    assert standing(decisions).appeal_open
    assert [gap.kind for gap in breaks(decisions)] == ["beginning", "end"]


def test_breaks_stand_where_nothing_is_known() -> None:
    assert breaks([]) == [Break(kind="everything")]
    assert breaks(chain("applied 2014", "granted 2015", "revoked 2016")) == []
    assert breaks(chain("applied 2014", "revoked 2016")) == [
        Break(kind="between", after=0, before=1, missing="granted")
    ]
    assert breaks(chain("refused 2014", "issued-on-appeal 2016")) == [
        Break(kind="beginning", before=0),
        Break(kind="between", after=0, before=1, missing="appealed"),
        Break(kind="end", after=1),
    ]


DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2024, 12, 31))


@st.composite
def possible_chains(draw: st.DrawFn, kind: str = "catch-all") -> list[Decision]:
    """Chains without a fault, each event a day or more after the one before."""
    day = draw(DAYS)
    made: list[Decision] = []
    for event in draw(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=10)):
        longer = [*made, *chain(f"{event} {day}")]
        if not faults(kind, longer):
            made = longer
            day += timedelta(days=draw(st.integers(min_value=1, max_value=300)))
    return made


@given(possible_chains(), st.data())
def test_a_lost_beginning_creates_no_fault(made: list[Decision], data: st.DataObject) -> None:
    lost = data.draw(st.integers(min_value=0, max_value=len(made)))
    rest = made[lost:]
    # An application is itself a beginning: it says that nothing of this procedure lies before it.
    assume(not rest or rest[0].decision != "applied")
    assert not faults("catch-all", rest)


@given(possible_chains(), st.data())
def test_a_lost_end_creates_no_fault(made: list[Decision], data: st.DataObject) -> None:
    kept = data.draw(st.integers(min_value=0, max_value=len(made)))
    assert not faults("catch-all", made[:kept])


@given(possible_chains(), st.data())
def test_a_vaguer_date_creates_no_fault(made: list[Decision], data: st.DataObject) -> None:
    lengths = st.sampled_from([len("2016"), len("2016-06"), len("2016-06-29")])
    vaguer = [
        Decision(
            decision=d.decision, date=first_day(d.date)[: data.draw(lengths)], sources=d.sources
        )
        for d in made
    ]
    assert not faults("catch-all", vaguer)


@given(possible_chains(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_chain_is_told_does_not_matter(
    made: list[Decision], dice: object
) -> None:
    shuffled = list(made)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert not faults("catch-all", shuffled)
    assert standing(shuffled) == standing(made)


@given(possible_chains(), st.data())
def test_an_event_told_twice_creates_no_fault(made: list[Decision], data: st.DataObject) -> None:
    assume(made)
    at = data.draw(st.integers(min_value=0, max_value=len(made) - 1))
    assert not faults("catch-all", [*made[: at + 1], made[at], *made[at + 1 :]])


@given(
    st.lists(st.tuples(st.sampled_from(EVENTS), DAYS), max_size=8),
    st.sampled_from(["individual", "catch-all"]),
)
def test_any_chain_gets_an_answer(told: list[tuple[str, date]], kind: str) -> None:
    decisions = chain(*(f"{event} {day}" for event, day in told))
    found = faults(kind, decisions)
    assert all(decisions[fault.at].decision == fault.event for fault in found)
    assert len({fault.at for fault in found}) == len(found)
    if kind == "catch-all":
        assert bool(found) <= (standing(decisions).state == "unknown")
    assert breaks(decisions) is not None
