"""The facts that are put to the law: all a provision may know, unknown ones being None."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from enduse.law.entries import Match, matches

SECURITY_BODIES = frozenset(
    {"military", "police", "intelligence", "interior-ministry", "paramilitary"}
)
CIVIL_BODIES = frozenset({"civil", "telecom-operator", "company"})
WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Central African ", "Dominican Republic")


class RepressionRisk(NamedTuple):
    """What the record says of use for repression: `clear`, `some` or `none`, with its reasons."""

    level: Literal["clear", "some", "none"]
    text: str
    evidence: tuple[str, ...] = ()


class Listing(NamedTuple):
    """A party of the deal that stands on a restricted-party list on the day of the law."""

    name: str
    role: str
    list: str
    cite: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """One deal as the law is told it. Days are ISO texts, countries alpha-2 in lower case.

    `technologies` and `features` come from the classification of the item, `bodies` (kinds of
    body) from the screening of the end user, `risk` from the record known on the day, `answers`
    from the deal file. `harmless` names a class of ordinary goods that the item was recognised as.
    Two are the same only if they are one, so that what was worked out of one can be kept.
    """

    day: str
    exporter_country: str
    destination: str
    exporter: str = "the exporter"
    exporter_country_name: str = ""
    destination_name: str = ""
    item: str = "the item"
    technologies: tuple[str, ...] = ()
    features: frozenset[str] = frozenset()
    harmless: str | None = None
    cyber_surveillance: Literal["yes", "possible", "no"] = "no"
    repression_capable: bool = False
    end_user: str | None = None
    end_use: str | None = None
    intermediaries: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()
    risk: RepressionRisk | None = None
    listings: tuple[Listing, ...] = ()
    answers: Mapping[str, bool | str] = field(default_factory=dict)

    def answer(self, question: str) -> bool | None:
        """The yes or no that the deal file gives to a question, else None."""
        given = self.answers.get(question)
        return given if isinstance(given, bool) else None

    def entries(
        self, control_list: str, technologies: tuple[str, ...] | None = None
    ) -> tuple[Match, ...]:
        """The entries of a control list that the item meets, or may meet, on the day.

        The answer to the question of an entry, else to `meets-entry`, settles one that it may
        meet. `technologies` narrows the question to some of the item's.
        """
        asked = self.technologies if technologies is None else technologies
        return _entries(self, control_list, asked)

    @property
    def security_body(self) -> bool | None:
        """Whether the end user is an armed force, police, intelligence service or the like."""
        given = self.answer("end-user-security-body")
        if given is not None:
            return given
        if self.bodies & SECURITY_BODIES:
            return True
        return False if self.bodies & CIVIL_BODIES else None

    @property
    def military(self) -> bool | None:
        """Whether the item is for military end use or a military end user."""
        given = self.answer("military-end-use")
        if given is not None:
            return given
        if "military" in self.bodies or "paramilitary" in self.bodies:
            return True
        return False if self.bodies & (CIVIL_BODIES | {"police", "interior-ministry"}) else None

    @property
    def informed(self) -> bool | None:
        """Whether the authority informed the exporter of a use of concern."""
        return self.answer("exporter-informed")

    @property
    def aware(self) -> bool | None:
        """Whether the exporter itself knows of a use of concern."""
        return self.answer("exporter-aware")

    @property
    def subject_to_ear(self) -> bool | None:
        """Whether the item is subject to the US Export Administration Regulations."""
        if self.exporter_country == "us":
            return True
        if "us-origin" in self.features:
            return True
        return self.answer("us-origin")

    @property
    def services_only(self) -> bool:
        """Whether the deal is for services alone: as the deal file says, else the item's words."""
        given = self.answer("services-only")
        return "services-only" in self.features if given is None else given

    @property
    def place(self) -> str:
        """The destination as a reader would name it."""
        return self.destination_name or self.destination.upper()

    @property
    def home(self) -> str:
        """The exporter's country as a reader would name it, for use within a sentence."""
        name = self.exporter_country_name or self.exporter_country.upper()
        return f"the {name}" if name.startswith(WITH_ARTICLE) else name


@lru_cache(maxsize=256)
def _entries(facts: Facts, control_list: str, technologies: tuple[str, ...]) -> tuple[Match, ...]:
    found = matches(control_list, technologies, facts.features, facts.day)
    if not facts.answers or all(match.certain for match in found):
        return found
    return tuple(m._replace(certain=met) for m in found if (met := _met(facts, m)) is not None)


def _met(facts: Facts, match: Match) -> bool | None:
    """True: an entry is surely met. False: it may be met. None: an answer says it is not."""
    if match.certain:
        return True
    answer = facts.answer(match.question)
    if answer is None:
        answer = facts.answer("meets-entry")
    return False if answer is None else answer or None
