"""The questions that instruments ask of a deal, and the red flags they name."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from enduse.evidence import Epochs, Record, Slug
from enduse.law.outcome import Checked
from enduse.taxonomy.tables import compiled, read_yaml

HERE = Path(__file__).parent
OutcomeCode = Literal[
    "no-licence", "undecided", "general-licence", "notify", "licence-required", "refuse",
    "prohibited",
]  # fmt: skip


class Question(Record, frozen=True, kw_only=True):
    """A question about a deal, and who asks it, each with the ISO day from which it does.

    `diligence` is asked of every sale of surveillance technology (`of`: of any sale); the others
    only where a provision needs the answer. `would_change` is the outcome that an answer could
    bring, None where it changes the risk only.
    """

    id: Slug
    text: str
    asked_by: dict[str, str]
    topic: Literal["item", "place", "user", "contract", "company", "law"]
    answer: Literal["yes-no", "text"] = "yes-no"
    diligence: bool = False
    of: Literal["surveillance", "any"] = "surveillance"
    would_change: OutcomeCode | None = None
    checked: Checked = "verified"

    def askers(self, day: str) -> tuple[str, ...]:
        """Who asks it on an ISO day."""
        return tuple(asker for asker, since in self.asked_by.items() if since <= day)


class RedFlag(Record, frozen=True, kw_only=True):
    """A warning sign, and the instruments and cases it comes from, each with its ISO day.

    `test` names what can find it in a deal or the record; None: to be looked for by hand.
    """

    id: Slug
    text: str
    origin: dict[str, str]
    test: Slug | None = None
    checked: Checked

    def origins(self, day: str) -> tuple[str, ...]:
        """The instruments and cases that had named it by an ISO day."""
        return tuple(name for name, since in self.origin.items() if since <= day)


@cache
def questions() -> dict[str, Question]:
    """Every question by its id, in the order of the file."""
    file = HERE / "questions.yaml"
    rows = compiled(
        "questions",
        [file],
        tuple[Question, ...],
        lambda: msgspec.convert(read_yaml(file), tuple[Question, ...]),
    )
    return {row.id: row for row in rows}


@cache
def epochs() -> Epochs:
    """The stretches in which the same instruments ask the same and warn of the same."""
    asked = [day for question in questions().values() for day in question.asked_by.values()]
    return Epochs([*asked, *(day for flag in red_flags() for day in flag.origin.values())])


@cache
def red_flags() -> tuple[RedFlag, ...]:
    """Every red flag, in the order of the file."""
    file = HERE / "red_flags.yaml"
    return compiled(
        "red-flags",
        [file],
        tuple[RedFlag, ...],
        lambda: msgspec.convert(read_yaml(file), tuple[RedFlag, ...]),
    )
