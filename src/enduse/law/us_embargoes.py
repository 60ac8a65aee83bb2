"""United States: destinations for which nearly everything of US origin needs a licence."""

from enduse.law.facts import Facts
from enduse.law.provision import (
    Instrument,
    Outcome,
    Provision,
    Reason,
    Reasons,
    bites,
    not_met,
    unknown,
)
from enduse.law.surveillance import serves_surveillance
from enduse.law.us_licences import section

REGIME = "US embargoes"
BELARUS_SINCE = "2022-03-02"
DENIED = "applications are generally denied"
RELIEF = ("food", "medic")

GENERAL_ORDER_2 = Instrument(
    cite="US Export Administration Regulations, General Order No. 2, since 2011 15 CFR 746.9",
    url="https://www.law.cornell.edu/cfr/text/15/746.9",
    jurisdiction="us",
    regime=REGIME,
    since="2004-05-14",
    until="2025-09-01",
    only_to=("sy",),
)
SUDAN = Instrument(
    cite="US Sudanese Sanctions Regulations, 31 CFR part 538, and Executive Order 13067",
    url="https://www.lexology.com/library/detail.aspx?g=3cb9ef22-d53e-453d-9d35-8d654c5e733b",
    jurisdiction="us",
    regime=REGIME,
    since="1997-11-05",
    until="2017-01-16",
    only_to=("sd",),
)


def _food_excepted(facts: Facts) -> bool:
    return facts.destination in {"sy", "kp"} and (facts.harmless or "").startswith("food")


def _whole(facts: Facts, country: str, outcome: Outcome, law: str) -> Reason:
    """The rule of an embargo on a whole country: `law` is what it does to an item of US origin."""
    if facts.destination != country:
        return not_met(f"{facts.place} is not under this embargo")
    if _food_excepted(facts):
        return not_met(f"food and medicine for {facts.place} are excepted")
    if (facts.harmless or "").startswith(RELIEF):
        outcome, law = Outcome.LICENCE_REQUIRED, "food and medical goods have rules of their own"
    if facts.subject_to_ear:
        text = f"{facts.item} is subject to US export rules and goes to {facts.place}: {law}"
        return bites(outcome, text)
    if facts.subject_to_ear is None and serves_surveillance(facts):
        text = (
            f"whether {facts.item} is of US origin, or holds US parts beyond the de minimis share, "
            f"is not established; if so, {law}"
        )
        return unknown("us-origin", text, outcome)
    return not_met("nothing in the deal says that the item is subject to US export rules")


@GENERAL_ORDER_2.provision("us-ear-746-9", "", checked="verified")
def syria(facts: Facts) -> Reasons:
    """Every item subject to US export rules, food and medicine excepted, needed a licence to
    Syria, also for reexport from a third country; until September 2025 applications were generally
    denied."""
    yield _whole(facts, "sy", Outcome.REFUSE, f"a licence is needed and {DENIED}")


@section("746.9", "2025-09-02", only_to=("sy",)).provision(
    "us-ear-746-9-eased", "", checked="verified"
)
def syria_eased(facts: Facts) -> Reasons:
    """Since 2 September 2025 licence exception SPP (15 CFR 740.5) frees for Syria what is on no
    entry of the Commerce Control List; listed items still need a licence, judged case by case."""
    certain = [match.code for match in facts.entries("us-ccl") if match.certain]
    if certain:
        law = f"{certain[0]} still needs a licence"
        yield _whole(facts, "sy", Outcome.LICENCE_REQUIRED, law)
    else:
        law = "licence exception SPP covers what stands on no entry of the Commerce Control List"
        yield _whole(facts, "sy", Outcome.GENERAL_LICENCE, law)
        if facts.destination == "sy" and facts.subject_to_ear:
            yield from _may_be_listed(facts)


def _may_be_listed(facts: Facts) -> Reasons:
    for match in facts.entries("us-ccl"):
        text = (
            f"whether {facts.item} meets {match.code}, which SPP does not free, is not established"
        )
        yield unknown(match.question, text)


@section("746.7", "1995-05-06", only_to=("ir",)).provision(
    "us-ear-746-7", "and 31 CFR part 560", checked="partly"
)
def iran(facts: Facts) -> Reasons:
    """Exports to Iran from the United States or by US persons, and reexports of controlled US
    items from third countries, need a licence that is generally denied. The embargo is of 1995;
    the day is that of Executive Order 12959 and was not checked."""
    yield _whole(facts, "ir", Outcome.REFUSE, f"a licence is needed and {DENIED}")


@section("746.2", "1996-03-25", only_to=("cu",)).provision("us-ear-746-2", "", checked="partly")
def cuba(facts: Facts) -> Reasons:
    """Listed items, and most others subject to US export rules, need a licence to Cuba; most
    applications are denied."""
    yield _whole(facts, "cu", Outcome.REFUSE, f"a licence is needed and {DENIED}")


@section("746.4", "2007-01-26", only_to=("kp",)).provision("us-ear-746-4", "", checked="partly")
def north_korea(facts: Facts) -> Reasons:
    """Every item subject to US export rules, food and medicine excepted, needs a licence to North
    Korea; items of the multilateral regimes are generally denied, others judged case by case."""
    listed = any(match.certain for match in facts.entries("us-ccl"))
    outcome = Outcome.REFUSE if listed else Outcome.LICENCE_REQUIRED
    law = f"a licence is needed and {DENIED}" if listed else "a licence is needed"
    yield _whole(facts, "kp", outcome, law)


@section("746.8", "2022-02-24", only_to=("ru", "by")).provision(
    "us-ear-746-8", "", checked="verified"
)
def russia_and_belarus(facts: Facts) -> Reasons:
    """Items of categories 3 to 9 of the Commerce Control List need a licence to Russia since 24
    February 2022 and to Belarus since 2 March 2022; with few exceptions applications are
    denied."""
    if facts.destination == "by" and facts.day < BELARUS_SINCE:
        yield not_met("the rule reached Belarus on 2 March 2022 only")
        return
    found = facts.entries("us-ccl") if facts.destination in {"ru", "by"} else ()
    if not found:
        yield not_met(f"no listed item goes to Russia or Belarus: the destination is {facts.place}")
    for match in found:
        law = f"{match.code} needs a licence and {DENIED}"
        if match.certain or not facts.subject_to_ear:
            yield _whole(facts, facts.destination, Outcome.REFUSE, law)
        else:
            text = f"whether {facts.item} meets {match.code} is not established; if so, {law}"
            yield unknown(match.question, text, Outcome.REFUSE)


@SUDAN.provision("us-ssr-538", "", checked="partly")
def sudan(facts: Facts) -> Reasons:
    """Exports and reexports to Sudan from the United States or by US persons were prohibited
    without a licence of the Treasury until a general licence of 17 January 2017 freed them."""
    if facts.exporter_country != "us":
        yield not_met("the prohibition binds US persons; the exporter is not in the United States")
    else:
        law = "prohibited without a licence of the Treasury"
        yield _whole(facts, "sd", Outcome.PROHIBITED, law)


PROVISIONS: tuple[Provision, ...] = (
    syria,
    syria_eased,
    iran,
    cuba,
    north_korea,
    russia_and_belarus,
    sudan,
)
