"""What authorities let be known: three kinds of nothing kept apart, and the published score."""

from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.evidence import Source
from enduse.interchange.pack import read_pack
from enduse.record import HINDSIGHT, Record
from enduse.record.outreach import Reply
from enduse.record.transparency import (
    CREDIT,
    WHATS,
    Field,
    Openness,
    ReadOff,
    Score,
    Told,
    Transparency,
    What,
    authorities,
    read_off,
    score,
    transparency,
)
from enduse.trade import Delay, Disclosure, Money, Outreach, Pack, Policy, Response
from enduse.trade.register import Entry, Register

TODAY = "2024-01-01"


def a_source(name: str, published: str | None) -> Source:
    return Source(
        id=name, title="…", publisher="…", published=published, language="en", kind="news",
        read="full",
    )  # fmt: skip


SOURCES = (a_source("early", "2015"), a_source("late", "2023-06-30"), a_source("undated", None))


def says(what: str, status: str, source: str = "early") -> Disclosure:
    return Disclosure(what=what, status=status, sources=(source,))  # type: ignore[arg-type]


def of(
    *discloses: Disclosure,
    delays: tuple[int, ...] = (),
    outreach: tuple[Outreach, ...] = (),
    **asked: Any,
) -> Transparency:
    policy = Policy(
        id="policy-xx", country="xx", licensing_authority="office", publication_level="aggregate",
        key_law="…", catch_all_human_rights="unknown", date="2015", confidence="high",
        sources=("early",), discloses=discloses,
        delays=tuple(Delay(period="2014", months=m, sources=("early",)) for m in delays),
    )  # fmt: skip
    record = Record(Pack(sources=SOURCES, policies=(policy,), outreach=outreach))
    return transparency(record, "office", **{"day": TODAY, **asked})


def status(found: Transparency, what: str) -> str:
    return next(field.status for field in found.fields if field.what == what)


def test_not_known_not_disclosed_and_none_are_three_values() -> None:
    shows: dict[What, Openness] = dict.fromkeys(WHATS, "not-known")
    shows["refusals"] = "none"
    register = ReadOff(register="r", authority="office", shows=shows)
    found = of(says("exporter", "not-disclosed"), registers=[register])
    assert status(found, "exporter") == "not-disclosed"
    assert status(found, "refusals") == "none"
    assert status(found, "end-user") == "not-known"


def test_where_two_are_told_both_stand_and_the_more_open_counts() -> None:
    found = of(says("value", "not-disclosed"), says("value", "partly", "late"))
    field = next(field for field in found.fields if field.what == "value")
    assert field.status == "partly"
    assert [told.status for told in field.told] == ["not-disclosed", "partly"]


def test_a_disclosure_counts_once_a_source_was_out() -> None:
    late, undated = says("value", "published", "late"), says("exporter", "published", "undated")
    assert status(of(late, day="2023-06-29"), "value") == "not-known"
    assert status(of(late, day="2023-06-30"), "value") == "published"
    assert status(of(undated), "exporter") == "not-known"
    assert status(of(undated, known_on=HINDSIGHT), "exporter") == "published"


def a_request(state: str, **said: Any) -> Outreach:
    response = Response(recipient="office", status=state)  # type: ignore[arg-type]
    return Outreach(
        **{
            "id": f"out-{state}", "senders": ("ngo",), "recipients": ("office",), "date": "2016",
            "subject": "…", "channel": "foi", "responses": (response,), "confidence": "high",
            "sources": ("early",), **said,
        }
    )  # fmt: skip


def test_the_requests_it_left_unanswered_are_named() -> None:
    found = of(outreach=(a_request("no-reply"), a_request("answered"), a_request("unknown")))
    assert [reply.outreach for reply in found.unanswered] == ["out-no-reply"]
    assert len(found.requests) == 3


ALL = tuple(says(what, "published") for what in WHATS)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (of(), Score(points=None, coverage=0)),
        (of(*ALL), Score(points=100, coverage=70)),
        (of(*ALL[:4]), Score(points=None, coverage=40)),
        (of(*ALL[:5]), Score(points=100, coverage=50)),
        (of(*(says(what, "not-disclosed") for what in WHATS)), Score(points=0, coverage=70)),
        (of(*(says(what, "partly") for what in WHATS)), Score(points=50, coverage=70)),
        (of(*ALL, delays=(6,)), Score(points=100, coverage=85)),
        (of(*ALL, delays=(3, 15, 40)), Score(points=91, coverage=85)),  # 77.5 of 85
        (of(*ALL, delays=(24,)), Score(points=82, coverage=85)),  # 70 of 85
        (of(*ALL, outreach=(a_request("no-reply"),)), Score(points=82, coverage=85)),
        (of(*ALL, outreach=(a_request("unknown"),)), Score(points=100, coverage=70)),
        (of(*ALL, delays=(6,), outreach=(a_request("answered"), a_request("answered-in-full"))),
         Score(points=96, coverage=100)),  # 70 + 15 + 11.25
    ],
)  # fmt: skip
def test_the_score_follows_the_published_rule(found: Transparency, expected: Score) -> None:
    assert found.score == expected


FIELDS = st.tuples(*(st.sampled_from([*CREDIT, "not-known"]) for _ in WHATS))
MONTHS = st.none() | st.integers(min_value=0, max_value=240).map(float)
REQUESTS = st.lists(
    st.sampled_from(
        ["in-full", "in-part", "answered", "declined", "no-reply", "unknown", "pending"]
    ),
    max_size=4,
)


def scored(statuses: tuple[Any, ...], months: float | None, states: list[Any]) -> Score:
    fields = [Field(what=what, status=s) for what, s in zip(WHATS, statuses, strict=True)]
    return score(fields, months, [Reply(outreach="o", recipient="r", state=s) for s in states])


@given(FIELDS, MONTHS, REQUESTS, st.integers(min_value=0, max_value=6))
def test_more_openness_never_lowers_the_score(
    statuses: tuple[Any, ...], months: float | None, states: list[Any], at: int
) -> None:
    more = (*statuses[:at], "published", *statuses[at + 1 :])
    before, after = scored(statuses, months, states), scored(more, months, states)
    assert after.coverage >= before.coverage
    if before.points is not None:
        assert after.points is not None
        assert 0 <= before.points <= after.points <= 100


@given(FIELDS, MONTHS, REQUESTS)
def test_no_score_when_fewer_than_half_are_known(
    statuses: tuple[Any, ...], months: float | None, states: list[Any]
) -> None:
    found = scored(statuses, months, states)
    assert (found.points is None) == (found.coverage < 50)


def a_register(*withheld: Any) -> Register:
    return Register(
        id="xx-register", title="…", country="xx", authority="office", withheld=withheld, terms="…"
    )


def a_row(**said: Any) -> Entry:
    return Entry(**{"reference": "1", "outcome": "granted", "date": "2016-06-29", **said})


def test_a_register_shows_what_its_rows_say() -> None:
    rows = [
        a_row(
            destination="eg", codes=("5A001.f",), value=Money(amount=Decimal(10), currency="EUR")
        ),
        a_row(destination="sa", codes=(), outcome="refused"),
    ]
    assert read_off(a_register("exporter"), rows).shows == {
        "exporter": "not-disclosed",
        "end-user": "not-known",
        "destination": "published",
        "item-code": "published",
        "value": "partly",
        "refusals": "published",
        "dates": "published",
    }


def test_a_register_may_say_that_there_were_no_refusals() -> None:
    rows = [a_row(date="2016"), a_row(date="2016", outcome="refused", count=0)]
    shows = read_off(a_register(), rows).shows
    assert (shows["refusals"], shows["dates"]) == ("none", "partly")


def test_an_empty_register_shows_nothing() -> None:
    assert set(read_off(a_register(), []).shows.values()) == {"not-known"}


def test_a_register_counts_for_the_authority_that_keeps_it() -> None:
    shown = read_off(a_register(), [a_row(exporter="Example Systems")])
    assert status(of(registers=[shown]), "exporter") == "published"
    told = next(f.told for f in of(registers=[shown]).fields if f.what == "exporter")
    assert told == (Told(status="published", register="xx-register"),)
    other = ReadOff(register="r", authority="elsewhere", shows=shown.shows)
    assert status(of(registers=[other]), "exporter") == "not-known"


def test_the_fields_are_those_of_policies() -> None:
    assert set(get_args(get_type_hints(Disclosure)["what"])) == set(WHATS)


def test_every_authority_of_the_pack_has_a_profile() -> None:
    record = Record(read_pack())
    named = authorities(record)
    assert {licence.authority for licence in record.pack.licences} <= set(named)
    for authority in named:
        found = transparency(record, authority, day=TODAY, known_on=HINDSIGHT)
        assert [field.what for field in found.fields] == list(WHATS)
        assert (found.score.points is None) == (found.score.coverage < 50)
        for field in found.fields:
            assert (field.status == "not-known") == (not field.told)
    mise = transparency(record, "mise", day=TODAY, known_on=HINDSIGHT)
    assert "out-pi-cild-hermes-mise-2017-04" in {reply.outreach for reply in mise.unanswered}
