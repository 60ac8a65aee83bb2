"""What a provision of law is: a dated, cited test that gives reasons for an outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import cleandoc

from enduse.law.facts import Facts
from enduse.law.outcome import OUTCOMES as OUTCOMES
from enduse.law.outcome import Checked as Checked
from enduse.law.outcome import Outcome as Outcome
from enduse.law.outcome import Reason as Reason
from enduse.law.outcome import Reasons as Reasons
from enduse.law.outcome import bites as bites
from enduse.law.outcome import not_met as not_met
from enduse.law.outcome import unknown as unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision: where it stands, when it was in force, how well it was checked, its test.

    `since` and `until` are ISO days, both inclusive; `until` None means still in force.
    `text` is what readers see; `regime` is the heading it is listed under. `only_to` names the
    destinations that it can concern, all if empty.
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
    test: Callable[[Facts], Reasons]
    only_to: tuple[str, ...] = ()

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
    only_to: tuple[str, ...] = ()

    def provision(
        self,
        id: str,  # noqa: A002 - the field's word
        article: str,
        *,
        checked: Checked,
        since: str | None = None,
        until: str | None = None,
    ) -> Callable[[Callable[[Facts], Reasons]], Provision]:
        """Make a function a provision of this instrument; its docstring is what readers see."""

        def made(test: Callable[[Facts], Reasons]) -> Provision:
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
                only_to=self.only_to,
                test=test,
            )

        return made
