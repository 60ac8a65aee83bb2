"""What no schema can say of a record: text that is none, order in time, who answered whom."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any
from unicodedata import category

import msgspec

from enduse.evidence import first_day, last_day
from enduse.interchange.pack_words import Place, hint
from enduse.trade import Decision
from enduse.trade.chain import faults

Fault = tuple[Place, str]
LINES = {"\n", "\t"}


def unfit(value: Any, place: Place = ()) -> Iterator[Fault]:
    """Text that is blank or holds control characters, and what a list names twice; the row may be
    of any shape."""
    if isinstance(value, str):
        if not value.strip():
            yield place, "is blank; write something or leave the field out"
        if not value.isprintable() and (odd := next(filter(_controls, value), None)):
            yield place, f"holds the control character {odd!r}; take it out"
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from unfit(key, (*place, key))
            yield from unfit(held, (*place, key))
    elif isinstance(value, list):
        yield from _twice(((*place, at), item) for at, item in enumerate(value))
        for at, item in enumerate(value):
            yield from unfit(item, (*place, at))


def _controls(character: str) -> bool:
    return category(character) == "Cc" and character not in LINES


def _twice(items: Iterable[tuple[Place, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, item in items:
        if isinstance(item, str):
            if item in seen:
                yield place, f"{item!r} stands twice; keep one of the two"
            seen.add(item)


def unlikely(row: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong in a record that fits the schema."""
    for look in (_order, _answers, _questions, _deadline, _parent, _counts):
        yield from look(row)


def _order(row: Mapping[str, Any]) -> Iterator[Fault]:
    for earlier, later in pairwise(enumerate(row.get("decisions", ()))):
        if first_day(earlier[1]["date"]) > last_day(later[1]["date"]):
            yield (
                ("decisions", later[0], "date"),
                f"{later[1]['date']} stands after {earlier[1]['date']}; put decisions in order",
            )
    decisions = msgspec.convert(row.get("decisions", ()), tuple[Decision, ...])
    for fault in faults(row.get("kind", ""), decisions):
        yield ("decisions", fault.at, "decision"), fault.reason


def _answers(row: Mapping[str, Any]) -> Iterator[Fault]:
    asked = {question["id"]: question["id"] for question in row.get("questions", ())}
    for at, response in enumerate(row.get("responses", ())):
        if response["recipient"] not in row.get("recipients", ()):
            yield (
                ("responses", at, "recipient"),
                f"{response['recipient']!r} is not among the recipients; add it there",
            )
        answers = [
            (("responses", at, "answers", nth, "question"), answer["question"])
            for nth, answer in enumerate(response.get("answers", ()))
        ]
        yield from _twice(answers)
        for place, question in answers:
            if question not in asked:
                yield place, f"no question {question!r} in the letter; {hint(question, asked)}"


def _questions(row: Mapping[str, Any]) -> Iterator[Fault]:
    questions = enumerate(row.get("questions", ()))
    yield from _twice((("questions", at, "id"), asked["id"]) for at, asked in questions)


def _deadline(row: Mapping[str, Any]) -> Iterator[Fault]:
    deadline = row.get("deadline", {})
    if deadline.get("rule") == "working-days" and "calendar" not in deadline:
        yield (
            ("deadline", "rule"),
            "working days need the country whose they are; name it as the calendar",
        )


def _parent(row: Mapping[str, Any]) -> Iterator[Fault]:
    if "parent" in row and row["parent"] == row["id"]:
        yield ("parent",), "is the party itself; name another or leave it out"


def _counts(row: Mapping[str, Any]) -> Iterator[Fault]:
    for at, group in enumerate(row.get("at_least", ())):
        if group not in row["victims"]:
            yield ("at_least", at), f"{group!r} has no count; {hint(group, list(row['victims']))}"
