"""Export-control law, dated: what each provision says of a deal's facts on a day."""

from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from enduse.evidence import Epochs, day_after
from enduse.law import (
    ch,
    common_position,
    de,
    due_diligence,
    eu_2000,
    eu_2009,
    eu_dual_use_bans,
    eu_policy,
    eu_recast,
    eu_recast_licences,
    eu_sanctions,
    human_rights,
    il,
    it,
    uk,
    uk_criteria,
    uk_sanctions,
    us,
    us_embargoes,
    us_parties,
    wassenaar,
)
from enduse.law.facts import Facts
from enduse.law.places import FOREVER, eu_export_law, tables
from enduse.law.provision import Outcome, Provision, Reason
from enduse.taxonomy.tables import BadInput

__all__ = [
    "PROVISIONS", "Finding", "UnknownProvision", "applicable", "explain", "judge", "jurisdictions",
    "outcome", "provision_called",
]  # fmt: skip

PROVISIONS: tuple[Provision, ...] = (
    *eu_2000.PROVISIONS,
    *eu_2009.PROVISIONS,
    *eu_recast.PROVISIONS,
    *eu_recast_licences.PROVISIONS,
    *common_position.PROVISIONS,
    *eu_policy.PROVISIONS,
    *eu_sanctions.PROVISIONS,
    *eu_dual_use_bans.PROVISIONS,
    *uk.PROVISIONS,
    *uk_criteria.PROVISIONS,
    *uk_sanctions.PROVISIONS,
    *ch.PROVISIONS,
    *de.PROVISIONS,
    *it.PROVISIONS,
    *il.PROVISIONS,
    *us.PROVISIONS,
    *us_embargoes.PROVISIONS,
    *us_parties.PROVISIONS,
    *wassenaar.PROVISIONS,
    *human_rights.PROVISIONS,
    *due_diligence.PROVISIONS,
)
EVERYWHERE = frozenset({"int", "us"})


class Finding(NamedTuple):
    """One reason that a provision gives."""

    provision: Provision
    reason: Reason


class UnknownProvision(BadInput):
    """An id that no provision has."""

    def __init__(self, name: str) -> None:
        ids = [provision.id for provision in PROVISIONS]
        near = get_close_matches(name, ids, n=1) or [i for i in ids if name and i.startswith(name)]
        hint = f"did you mean {near[0]!r}?" if near else "see `enduse law list`"
        super().__init__(f"no provision {name[:60]!r}; {hint}")


def provision_called(name: str) -> Provision:
    """The provision with an id."""
    for provision in PROVISIONS:
        if provision.id == name:
            return provision
    raise UnknownProvision(name)


@lru_cache(maxsize=16384)
def jurisdictions(exporter_country: str, day: str) -> frozenset[str]:
    """Whose law is asked: the exporter's country, the Union for its members, and always
    international standards and the United States, whose law can follow the item."""
    union = {"eu"} if eu_export_law(exporter_country, day) else set()
    return EVERYWHERE | union | {exporter_country}


@cache
def _epochs() -> Epochs:
    """The stretches between changes of the law, and of who is under the Union's."""
    ends = [day_after(p.until) for p in PROVISIONS if p.until]
    unions = [row.span() for name in ("eu", "eu-transition") for row in tables().groups[name]]
    joined = [first for first, _ in unions]
    left = [day_after(last) for _, last in unions if last < FOREVER]
    return Epochs([*(p.since for p in PROVISIONS), *ends, *joined, *left])


def applicable(exporter_country: str, day: str) -> tuple[Provision, ...]:
    """The provisions in force on a day that an exporter in a country must be judged by."""
    return _applicable(exporter_country, _epochs().start(day))


@lru_cache(maxsize=16384)
def _applicable(exporter_country: str, day: str) -> tuple[Provision, ...]:
    mine = jurisdictions(exporter_country, day)
    return tuple(p for p in PROVISIONS if p.jurisdiction in mine and p.in_force(day))


@lru_cache(maxsize=16384)
def _concerned(exporter_country: str, destination: str, day: str) -> tuple[Provision, ...]:
    law = _applicable(exporter_country, day)
    return tuple(p for p in law if not p.only_to or destination in p.only_to)


def judge(facts: Facts) -> tuple[Finding, ...]:
    """Every reason that the law of the day gives, in the order of PROVISIONS."""
    return tuple(
        Finding(provision, reason)
        for provision in _concerned(
            facts.exporter_country, facts.destination, _epochs().start(facts.day)
        )
        for reason in provision.test(facts)
        if reason.outcome is not None
    )


def explain(provision: Provision, facts: Facts) -> tuple[Reason, ...]:
    """Why one provision bites or does not, tests not met included."""
    if not provision.in_force(facts.day):
        span = f"{provision.since} to {provision.until or 'today'}"
        return (Reason(None, f"not in force on {facts.day}; it applies from {span}"),)
    if provision.jurisdiction not in jurisdictions(facts.exporter_country, facts.day):
        return (
            Reason(
                None,
                f"law of {provision.jurisdiction.upper()}; an exporter in "
                f"{facts.home} was not under it on {facts.day}",
            ),
        )
    return tuple(provision.test(facts))


def outcome(findings: tuple[Finding, ...]) -> Outcome:
    """The highest outcome among the findings; none at all means that no licence is needed."""
    return max((f.reason.outcome for f in findings if f.reason.outcome), default=Outcome.NO_LICENCE)
