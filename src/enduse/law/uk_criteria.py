"""The criteria by which British export licences are decided."""

from enduse.law.facts import Facts
from enduse.law.places import art_2_19_embargo, eu_export_law, member
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met
from enduse.law.sanctions import out_of_reach, reach, table
from enduse.law.uk import (
    HOME,
    LAST_EU_DAY,
    from_belfast,
    general_licence,
    general_licence_from_belfast,
    informed_about_security_force,
    informed_in_belfast,
)

FORCES = frozenset({"military", "paramilitary"})

CONSOLIDATED = Instrument(
    cite="Consolidated EU and National Arms Export Licensing Criteria",
    url="https://questions-statements.parliament.uk/written-questions/detail/2018-02-08/127539",
    jurisdiction="gb",
    regime="UK licensing criteria",
    since="2014-03-25",
    until="2021-12-07",
)
STRATEGIC = Instrument(
    cite="Strategic Export Licensing Criteria (HLWS437)",
    url="https://questions-statements.parliament.uk/written-statements/detail/2021-12-08/hlws437",
    jurisdiction="gb",
    regime="UK licensing criteria",
    since="2021-12-08",
)


def _sanctioned(facts: Facts) -> str | None:
    """The sanctions regime that makes the item licensable, if one of the exporter's does."""
    side, control_list = ("uk-", "uk") if facts.day > LAST_EU_DAY else ("eu-", "eu-annex-i")
    for under in table().regimes:
        if under.place != facts.destination or not under.id.startswith(side):
            continue
        if not under.since <= facts.day <= (under.until or "9"):
            continue
        found = reach(facts, under)
        if found and found.certain and not out_of_reach(facts, under, control_list):
            return under.cite
    return None


def _individual_licence(facts: Facts) -> str | None:
    """Why the deal needs a licence that somebody decides on, or None where it does not."""
    retained = facts.day > LAST_EU_DAY
    union = from_belfast(facts) or not retained
    if facts.destination in HOME or (union and eu_export_law(facts.destination, facts.day)):
        return None
    for match in () if facts.services_only else facts.entries("uk" if retained else "eu-annex-i"):
        if match.certain and not _general(facts, match.code):
            return f"{facts.item} is listed ({match.code})"
    if sanctions := _sanctioned(facts):
        return f"{facts.item} needs a licence under the {sanctions}"
    return _informed(facts)


def _informed(facts: Facts) -> str | None:
    if informed_about_security_force(facts):
        return f"{facts.exporter} was informed about a security force under embargo"
    if informed_in_belfast(facts):
        return f"{facts.exporter} was informed of a use of concern"
    return None


def _general(facts: Facts, code: str) -> bool:
    if facts.day > LAST_EU_DAY and from_belfast(facts):
        return general_licence_from_belfast(facts.destination, facts.day, code)
    if facts.day > LAST_EU_DAY:
        return general_licence(facts.destination, facts.day, code) is not None
    return member("eu001", facts.destination, facts.day) and not code.startswith("5A004.a")


def _obligations(facts: Facts) -> Reasons:
    licence = _individual_licence(facts)
    sanctions = _sanctioned(facts)
    embargo = art_2_19_embargo(facts.destination, facts.day)
    forces = facts.bodies & FORCES or facts.answer("military-end-use")
    if not licence:
        yield not_met("no individual licence is needed")
    elif sanctions:
        yield bites(Outcome.LICENCE_REQUIRED, f"the licence must respect the {sanctions}")
    elif embargo and forces and facts.repression_capable:
        yield bites(
            Outcome.REFUSE,
            f"{facts.item} would go to forces of {facts.place}, under an arms embargo "
            f"({embargo.act})",
        )
    elif embargo:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"the licence must respect the arms embargo on {facts.place} ({embargo.act})",
        )
    else:
        yield not_met(f"no embargo or sanction on such items to {facts.place} was found")


def _repression(facts: Facts, use: str) -> Reasons:
    licence = _individual_licence(facts)
    if not licence:
        yield not_met("no individual licence is needed, so nothing can be refused")
    elif not facts.repression_capable or not facts.risk or facts.risk.level == "none":
        yield not_met("no risk of internal repression is on record for such an item")
    elif facts.risk.level == "clear":
        yield bites(
            Outcome.REFUSE,
            f"{licence}, and there is a clear risk that it might be used {use}: {facts.risk.text}",
            facts.risk.evidence,
        )
    else:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"{licence}; the risk of internal repression must be weighed: {facts.risk.text}",
            facts.risk.evidence,
        )


def _diversion(facts: Facts) -> Reasons:
    licence = _individual_licence(facts)
    if not licence:
        yield not_met("no individual licence is needed")
    elif facts.intermediaries:
        between = ", ".join(facts.intermediaries)
        yield bites(
            Outcome.LICENCE_REQUIRED, f"diversion must be weighed: the goods pass through {between}"
        )
    elif not facts.end_user:
        yield bites(Outcome.LICENCE_REQUIRED, "diversion must be weighed: no end user is named")
    else:
        yield not_met("the end user is named and nobody stands between")


@CONSOLIDATED.provision("uk-consolidated-criterion-1", "Criterion 1", checked="unverified")
def consolidated_obligations(facts: Facts) -> Reasons:
    """A licence must respect the international obligations of the United Kingdom, sanctions and
    arms embargoes above all."""
    yield from _obligations(facts)


@CONSOLIDATED.provision("uk-consolidated-criterion-2", "Criterion 2", checked="verified")
def consolidated_repression(facts: Facts) -> Reasons:
    """A licence is refused where there is a clear risk that the items might be used for internal
    repression."""
    yield from _repression(facts, "for internal repression")


@CONSOLIDATED.provision("uk-consolidated-criterion-7", "Criterion 7", checked="unverified")
def consolidated_diversion(facts: Facts) -> Reasons:
    """The risk that the items are diverted from the stated end user must be weighed."""
    yield from _diversion(facts)


@STRATEGIC.provision("uk-selc-criterion-1", "Criterion 1", checked="unverified")
def strategic_obligations(facts: Facts) -> Reasons:
    """A licence must respect the international obligations of the United Kingdom, sanctions and
    arms embargoes above all."""
    yield from _obligations(facts)


@STRATEGIC.provision("uk-selc-criterion-2", "Criterion 2", checked="verified")
def strategic_repression(facts: Facts) -> Reasons:
    """A licence is refused where there is a clear risk that the items might be used to commit or
    facilitate internal repression or a serious violation of international humanitarian law."""
    yield from _repression(facts, "to commit or facilitate internal repression")


@STRATEGIC.provision("uk-selc-criterion-7", "Criterion 7", checked="unverified")
def strategic_diversion(facts: Facts) -> Reasons:
    """The risk that the items are diverted to an undesirable end user or use must be weighed."""
    yield from _diversion(facts)


PROVISIONS: tuple[Provision, ...] = (
    consolidated_obligations,
    consolidated_repression,
    consolidated_diversion,
    strategic_obligations,
    strategic_repression,
    strategic_diversion,
)
