"""The questions and red flags: complete, dated by who asks, and testable where they say so."""

import ast
from datetime import date
from pathlib import Path

import pytest

import enduse.law
from enduse.assessment.checklists import Question, RedFlag, questions, red_flags
from enduse.assessment.red_flags import TESTS

FIRST_DAY = date(1948, 1, 1)
LAW = Path(enduse.law.__file__).parent
FACTS_THE_LAW_NEEDS = {
    "exporter-informed", "exporter-aware", "end-user-security-body", "military-end-use",
    "covert-design", "meets-entry", "us-origin", "strong-encryption", "lock-bypass", "end-use",
    "end-user-identity", "item-function", "operator-equipment", "repression-use",
    "destination-verified", "wmd-use", "already-authorised", "authority-licence-held",
    "human-rights-clause", "unauthorised-use-known",
}  # fmt: skip


def asked_by_the_law() -> set[str]:
    """The ids that provisions put into `unknown(...)`."""
    found = set()
    for file in LAW.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unknown":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_question_a_provision_asks_has_its_words() -> None:
    assert asked_by_the_law() | FACTS_THE_LAW_NEEDS <= set(questions())


@pytest.mark.parametrize("question", questions().values(), ids=lambda q: q.id)
def test_a_question_is_a_sentence_and_dated(question: Question) -> None:
    assert question.text.endswith("?") or question.answer == "text"
    assert len(question.text.split()) >= 6
    assert question.asked_by
    for since in question.asked_by.values():
        assert not question.diligence or date.fromisoformat(since) > FIRST_DAY


@pytest.mark.parametrize("flag", red_flags(), ids=lambda f: f.id)
def test_a_red_flag_is_a_sentence_and_dated(flag: RedFlag) -> None:
    assert flag.text.endswith(".")
    assert flag.origin
    assert all(date.fromisoformat(since) > FIRST_DAY for since in flag.origin.values())
    assert flag.test is None or flag.test in TESTS


def test_every_test_of_a_red_flag_is_used_once() -> None:
    tests = [flag.test for flag in red_flags() if flag.test]
    assert sorted(tests) == sorted(TESTS)
    assert len({flag.id for flag in red_flags()}) == len(red_flags())


def test_an_instrument_asks_nothing_before_it_exists() -> None:
    covert = questions()["sold-as-covert"]
    assert covert.askers("2024-10-15") == ()
    assert covert.askers("2024-10-16") == ("Recommendation (EU) 2024/2659, steps 1 and 2",)
    marketing = next(flag for flag in red_flags() if flag.id == "covert-marketing")
    assert marketing.origins("2024-10-15") == ()
    assert marketing.origins("2024-10-16") == ("Recommendation (EU) 2024/2659",)


def test_only_what_was_seen_in_the_recommendation_is_called_verified() -> None:
    only_there = {f.id for f in red_flags() if set(f.origin) == {"Recommendation (EU) 2024/2659"}}
    verified = {f.id for f in red_flags() if f.checked == "verified"}
    assert only_there & verified == {"covert-marketing"}


def test_the_five_topics_of_due_diligence_are_asked() -> None:
    topics = {question.topic for question in questions().values() if question.diligence}
    assert topics == {"item", "place", "user", "contract", "company"}
