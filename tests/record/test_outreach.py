"""Tallies of letters: one state for each, an acknowledgement apart, silence with its age."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.interchange.pack import read_pack
from enduse.record.outreach import State, Tally, replies, tally
from enduse.trade import Answer, Outreach, Question, Response

TODAY = "2023-01-01"
COUNTED = [
    "in_full", "in_part", "off_the_point", "extent_not_on_record", "declined", "no_reply",
    "unreachable", "pending", "unknown",
]  # fmt: skip


def a_letter(*responses: Response, **said: Any) -> Outreach:
    return Outreach(
        **{
            "id": "out-example",
            "senders": ("example-ngo",),
            "recipients": tuple(response.recipient for response in responses),
            "date": "2022-07-01",
            "subject": "Sales of Catcher 4",
            "channel": "letter",
            "responses": responses,
            "confidence": "high",
            "sources": ("example-news-2020",),
            **said,
        }
    )


def a_response(status: str, recipient: str = "maker", **said: Any) -> Response:
    return Response(recipient=recipient, status=status, **said)  # type: ignore[arg-type]


def the(outreach: str) -> Outreach:
    return next(letter for letter in read_pack().outreach if letter.id == outreach)


def states_of(found: Tally) -> dict[str, int]:
    return {name: getattr(found, name) for name in COUNTED if getattr(found, name)}


def test_the_outreach_of_july_2022_shows_24_companies_5_replies_19_silences() -> None:
    found = tally([the("out-bhrrc-mena-2022")], TODAY)
    assert found.recipients == 24
    assert found.replies == found.answered == 5
    assert found.no_reply == len(found.silences) == 19
    assert found.in_full == 0


def test_who_could_not_be_reached_is_counted_apart_from_who_was_asked() -> None:
    found = tally([the("out-bhrrc-mena-survey-2024")], "2024-07-01")
    assert (found.recipients, found.left_out, found.unreachable) == (23, 1, 1)
    assert found.no_reply == 0


def test_recipients_known_by_number_only_are_not_known() -> None:
    found = tally([the("out-bhrrc-pension-2017")], TODAY)
    assert (found.recipients, found.unnamed, found.unknown, found.answered) == (9, 7, 7, 2)


def test_an_acknowledgement_is_no_answer() -> None:
    letter = a_letter(a_response("no-reply", acknowledged="2022-07-05"))
    found = tally([letter], TODAY)
    assert (found.acknowledged, found.answered, found.no_reply) == (1, 0, 1)
    assert tally([letter], "2022-07-04").acknowledged == 0


@pytest.mark.parametrize(
    ("status", "counted"),
    [
        ("answered", "extent_not_on_record"),
        ("answered-in-full", "in_full"),
        ("answered-in-part", "in_part"),
        ("off-the-point", "off_the_point"),
        ("declined", "declined"),
        ("no-reply", "no_reply"),
        ("unreachable", "unreachable"),
        ("pending", "pending"),
        ("unknown", "unknown"),
    ],
)
def test_each_status_has_its_own_count(status: str, counted: str) -> None:
    assert states_of(tally([a_letter(a_response(status))], TODAY)) == {counted: 1}


def test_a_recipient_of_whom_nothing_is_told_is_not_known() -> None:
    assert states_of(tally([a_letter(recipients=("maker",))], TODAY)) == {"unknown": 1}


def answer(question: str, extent: str) -> Answer:
    return Answer(question=question, extent=extent, said="…", sources=("s",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("extents", "counted"),
    [
        (("in-full", "in-full"), "in_full"),
        (("in-full", "not-answered"), "in_part"),
        (("off-the-point", "not-answered"), "off_the_point"),
        (("in-full",), "extent_not_on_record"),
    ],
)
def test_the_extent_follows_from_the_answers_where_all_are_on_record(
    extents: tuple[str, ...], counted: str
) -> None:
    answers = tuple(answer(str(at), extent) for at, extent in enumerate(extents))
    questions = (Question(id="0", topic="…"), Question(id="1", topic="…"))
    letter = a_letter(a_response("answered", answers=answers), questions=questions)
    assert states_of(tally([letter], TODAY)) == {counted: 1}


def test_an_answer_that_came_later_is_pending_before() -> None:
    letter = a_letter(a_response("answered-in-full", date="2022-08-09", note="By counsel"))
    (before,), (after,) = replies(letter, "2022-08-08"), replies(letter, "2022-08-09")
    assert (before.state, before.date, before.note) == ("pending", None, None)
    assert (after.state, after.date, after.note) == ("in-full", "2022-08-09", "By counsel")


def test_the_last_that_a_recipient_did_counts() -> None:
    letter = a_letter(
        a_response("answered-in-part", date="2022-09"),
        a_response("declined", date="2022-08"),
        recipients=("maker",),
    )
    assert [reply.state for reply in replies(letter, TODAY)] == ["in-part"]
    assert [reply.state for reply in replies(letter, "2022-08-20")] == ["declined"]


def test_a_letter_not_yet_sent_is_not_counted() -> None:
    letter = a_letter(a_response("no-reply"))
    assert tally([letter], "2022-06-30") == Tally()


def test_silence_has_its_age_as_of_the_day() -> None:
    (reply,) = replies(
        a_letter(a_response("no-reply"), date="2022-07", published="2022-09-28"), TODAY
    )
    assert reply.silent
    assert (reply.silent.since, reply.silent.told) == ("2022-07", "2022-09-28")
    assert reply.silent.least == (date(2023, 1, 1) - date(2022, 7, 31)).days
    assert reply.silent.most == (date(2023, 1, 1) - date(2022, 7, 1)).days


def test_rounds_add_up_and_an_organisation_asked_twice_is_one() -> None:
    found = tally(
        [a_letter(a_response("no-reply")), a_letter(a_response("declined"), id="out-2")], TODAY
    )
    assert (found.rounds, found.recipients, found.organisations) == (2, 2, 1)


STATUSES = st.sampled_from(
    [
        "answered",
        "answered-in-full",
        "off-the-point",
        "declined",
        "no-reply",
        "unreachable",
        "unknown",
    ]
)
DATES = st.none() | st.sampled_from(["2022", "2022-08", "2022-08-09", "2024-01"])


@given(
    st.lists(st.tuples(STATUSES, DATES), max_size=6),
    st.integers(min_value=0, max_value=9),
    st.integers(min_value=0, max_value=3),
    st.dates(min_value=date(2022, 7, 1), max_value=date(2025, 1, 1)),
)
def test_every_letter_is_counted_once(
    told: list[tuple[str, str | None]], count: int, lost: int, day: date
) -> None:
    responses = [a_response(s, f"maker-{at}", date=when) for at, (s, when) in enumerate(told)]
    letter = a_letter(
        *responses, count_recipients=count, unreachable=tuple(f"gone-{at}" for at in range(lost))
    )
    found = tally([letter], day.isoformat())
    assert sum(getattr(found, name) for name in COUNTED) == found.recipients + found.left_out
    assert found.recipients == max(count, len(told))
    assert found.left_out == lost
    assert set(get_args(State)) >= {reply.state for reply in replies(letter, day.isoformat())}


def test_the_pack_adds_up() -> None:
    found = tally(read_pack().outreach, "2026-11-22")
    assert sum(getattr(found, name) for name in COUNTED) == found.recipients + found.left_out
    assert found.rounds == len(read_pack().outreach)
