"""What a provision of law is: a dated, cited test that gives reasons for an outcome."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from inspect import cleandoc
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from enduse.law.facts import Facts

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision: where it stands, when it was in force, how well it was checked, its test.

    `since` and `until` are ISO days, both inclusive; `until` None means still in force.
    `text` is what readers see; `regime` is the heading it is listed under.
    """

    id: str
    cite: str
    url: str
    jurisdiction: str
    regime: str
    since: str
    until: str | None
    checked: Checked
    text: str
    test: Callable[["Facts"], Reasons]

    def in_force(self, day: str) -> bool:
        """Whether the provision was law on an ISO day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law or text whose provisions share a citation, an address, a jurisdiction and dates."""

    cite: str
    url: str
    jurisdiction: str
    regime: str
    since: str
    until: str | None = None

    def provision(
        self,
        id: str,  # noqa: A002 - the field's word
        article: str,
        *,
        checked: Checked,
        since: str | None = None,
        until: str | None = None,
    ) -> Callable[[Callable[["Facts"], Reasons]], Provision]:
        """Make a function a provision of this instrument; its docstring is what readers see."""

        def made(test: Callable[["Facts"], Reasons]) -> Provision:
            return Provision(
                id=id,
                cite=f"{self.cite}, {article}" if article else self.cite,
                url=self.url,
                jurisdiction=self.jurisdiction,
                regime=self.regime,
                since=since or self.since,
                until=until or self.until,
                checked=checked,
                text=cleandoc(test.__doc__ or "").replace("\n", " "),
                test=test,
            )

        return made
