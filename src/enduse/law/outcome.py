"""What the law can say of a deal, and the reasons that a provision gives."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Literal, NamedTuple

Checked = Literal["verified", "partly", "unverified"]


class Outcome(IntEnum):
    """What the law says of a deal, in rising order; an assessment's outcome is the highest."""

    NO_LICENCE = 0
    UNDECIDED = 1
    GENERAL_LICENCE = 2
    NOTIFY = 3
    LICENCE_REQUIRED = 4
    REFUSE = 5
    PROHIBITED = 6

    @property
    def code(self) -> str:
        """The word that reports, files and pages use, such as `licence-required`."""
        return _CODES[self]


_CODES = {outcome: outcome.name.lower().replace("_", "-") for outcome in Outcome}
OUTCOMES = {code: outcome for outcome, code in _CODES.items()}


class Reason(NamedTuple):
    """Why a provision bites, is open (with the question that would settle it) or does not bite.

    `outcome` is None where the test is not met; such reasons are shown by `--explain` only.
    `would` is the outcome that an answer to `question` could bring.
    """

    outcome: Outcome | None
    text: str
    evidence: tuple[str, ...] = ()
    question: str | None = None
    would: Outcome | None = None


def bites(outcome: Outcome, text: str, evidence: tuple[str, ...] = ()) -> Reason:
    """The provision applies, with this outcome, on this evidence (ids of records)."""
    return Reason(outcome, text, evidence)


def unknown(question: str, text: str, would: Outcome = Outcome.LICENCE_REQUIRED) -> Reason:
    """A fact the provision needs is not established; answering `question` could bring `would`."""
    return Reason(Outcome.UNDECIDED, text, (), question, would)


def not_met(text: str) -> Reason:
    """The provision does not bite, and why."""
    return Reason(None, text)


Reasons = Iterator[Reason]
