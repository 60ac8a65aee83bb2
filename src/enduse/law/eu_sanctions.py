"""Sanctions of the Union with a monitoring annex: prior authorisation, and when to refuse it."""

from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown
from enduse.law.sanctions import Regime, out_of_reach, reach, regime

SERVICES = frozenset({"technical-assistance", "update"})
PRIVATE = frozenset({"civil", "company"})


def _instrument(under: Regime) -> Instrument:
    return Instrument(
        cite=under.cite,
        url=under.url,
        jurisdiction="eu",
        regime="EU sanctions: monitoring equipment",
        since=under.since,
        until=under.until,
        only_to=(under.place,),
    )


SYRIA, IRAN, VENEZUELA = regime("eu-syria"), regime("eu-iran"), regime("eu-venezuela")
MYANMAR, BELARUS, RUSSIA = regime("eu-myanmar"), regime("eu-belarus"), regime("eu-russia")
REG_36, REG_359, REG_2063 = _instrument(SYRIA), _instrument(IRAN), _instrument(VENEZUELA)
REG_401, REG_765, REG_1485 = _instrument(MYANMAR), _instrument(BELARUS), _instrument(RUSSIA)


def _state_user(facts: Facts, under: Regime) -> bool | None:
    """Whether the state itself, or one who acts for it, would use the item."""
    state = {"government"} | ({"telecom-operator"} if under.barred == "monitoring" else set())
    if facts.security_body or facts.bodies & state:
        return True
    if facts.bodies and facts.bodies <= PRIVATE:
        return False
    if facts.answer("end-user-security-body") is False:
        return False
    return None


def _barred_use(facts: Facts, under: Regime) -> bool | None:
    """Whether there are reasonable grounds to determine the use that bars an authorisation."""
    said = facts.answer("repression-use")
    if said is not None:
        return said
    state = _state_user(facts, under)
    if not state or under.barred == "monitoring":
        return state
    return True if facts.risk and facts.risk.level == "clear" else None


def _prior_authorisation(facts: Facts, under: Regime) -> Reasons:
    """Authorisation for a certain item of the annex, and the test by which it is refused."""
    who = facts.end_user or "the end user"
    found = reach(facts, under)
    barred = _barred_use(facts, under)
    title = found.title if found else facts.item
    yield bites(
        Outcome.LICENCE_REQUIRED,
        f"{facts.item} is {title} ({under.annex}): for {under.name} it needs prior authorisation",
    )
    if barred:
        yield bites(
            Outcome.REFUSE,
            f"reasonable grounds to determine use for {under.barred} by {under.by}: the end user "
            f"is {who}",
            facts.risk.evidence if facts.risk and under.barred == "repression" else (),
        )
    elif barred is None:
        yield unknown(
            "repression-use",
            f"whether {who} would use it for {under.barred}, as or for {under.by}, is not "
            "established; if so, authorisation must be refused",
            Outcome.REFUSE,
        )


def authorise(facts: Facts, under: Regime) -> Reasons:
    """The test that all six regimes share for the items themselves."""
    if facts.services_only or facts.answer("brokering"):
        yield not_met(f"{facts.exporter} sends no item: the article on services applies")
    else:
        yield from _authorise(facts, under)


def _authorise(facts: Facts, under: Regime) -> Reasons:
    """What items and services share; the use that bars an authorisation differs by regime."""
    why = out_of_reach(facts, under, "eu-annex-i")
    found = reach(facts, under)
    if why or found is None:
        yield not_met(why or f"{under.annex} names no such equipment")
    elif found.certain:
        yield from _prior_authorisation(facts, under)
    else:
        yield unknown(
            "meets-annex",
            f"whether {facts.item} is {found.title} for systems that intercept or monitor "
            f"internet, telephone or satellite communications ({under.annex}) is not established",
            Outcome.REFUSE if _barred_use(facts, under) else Outcome.LICENCE_REQUIRED,
        )


def authorise_services(facts: Facts, under: Regime) -> Reasons:
    """The same test, for assistance and brokering with the items and for interception services."""
    if facts.features & SERVICES or facts.services_only or facts.answer("brokering"):
        yield from _authorise(facts, under)
    else:
        yield not_met("the deal names no technical assistance, training, update or brokering")


@REG_36.provision("eu-36-2012-art-4", "Article 4 and Annex V", checked="verified")
def syria_equipment(facts: Facts) -> Reasons:
    """Equipment, technology and software of Annex V, which may serve to monitor or intercept the
    internet or telephony, may go to Syria only with prior authorisation. It must be refused on
    reasonable grounds to determine that the Syrian regime, or someone for it, would use them to
    monitor or intercept communications in Syria."""
    yield from authorise(facts, SYRIA)


@REG_36.provision("eu-36-2012-art-5", "Article 5", checked="verified")
def syria_services(facts: Facts) -> Reasons:
    """Technical assistance, brokering, finance and software updates for items of Annex V, and
    interception services for the Syrian state, need prior authorisation under the same test."""
    yield from authorise_services(facts, SYRIA)


@REG_359.provision("eu-359-2011-art-1b", "Article 1b and Annex IV", checked="verified")
def iran_equipment(facts: Facts) -> Reasons:
    """Equipment, technology and software of Annex IV may go to Iran only with prior authorisation.
    It must be refused on reasonable grounds to determine that Iran's government, public bodies,
    corporations or agencies would use them to monitor or intercept internet or telephone
    communications in Iran."""
    yield from authorise(facts, IRAN)


@REG_359.provision("eu-359-2011-art-1c", "Article 1c", checked="verified")
def iran_services(facts: Facts) -> Reasons:
    """Technical assistance, brokering, finance and software updates for items of Annex IV, and
    interception services for the Iranian state, need prior authorisation under the same test."""
    yield from authorise_services(facts, IRAN)


@REG_2063.provision("eu-2017-2063-art-6", "Article 6 and Annex II", checked="verified")
def venezuela_equipment(facts: Facts) -> Reasons:
    """Equipment, technology and software of Annex II may go to Venezuela only with prior
    authorisation. It must be refused on reasonable grounds to determine that the state would use
    them for internal repression; lawful interception alone is not the test."""
    yield from authorise(facts, VENEZUELA)


@REG_2063.provision("eu-2017-2063-art-7", "Article 7", checked="verified")
def venezuela_services(facts: Facts) -> Reasons:
    """Technical assistance, brokering, finance and software updates for items of Annex II, and
    interception services for the Venezuelan state, need prior authorisation under the same test."""
    yield from authorise_services(facts, VENEZUELA)


@REG_401.provision("eu-401-2013-art-3b", "Article 3b and Annex III", checked="verified")
def myanmar_equipment(facts: Facts) -> Reasons:
    """Equipment, technology and software of Annex III may go to Myanmar only with prior
    authorisation. It must be refused on reasonable grounds to determine that the government,
    public bodies, corporations or agencies would use them for internal repression."""
    yield from authorise(facts, MYANMAR)


@REG_401.provision("eu-401-2013-art-3c", "Article 3c", checked="verified")
def myanmar_services(facts: Facts) -> Reasons:
    """Technical assistance, brokering, finance and software updates for items of Annex III, and
    interception services for the state of Myanmar, need prior authorisation under the same test."""
    yield from authorise_services(facts, MYANMAR)


@REG_765.provision("eu-765-2006-art-1c", "Article 1c and Annex IV", checked="verified")
def belarus_equipment(facts: Facts) -> Reasons:
    """Equipment, technology and software of Annex IV, which alone also names intrusion software
    and cryptanalysis, may go to Belarus only with prior authorisation. It must be refused on
    reasonable grounds to determine that the state would use them for repression."""
    yield from authorise(facts, BELARUS)


@REG_765.provision("eu-765-2006-art-1d", "Article 1d", checked="verified")
def belarus_services(facts: Facts) -> Reasons:
    """Technical assistance, brokering, finance and software updates for items of Annex IV, and
    interception services for the Belarusian state, need prior authorisation under the same test."""
    yield from authorise_services(facts, BELARUS)


@REG_1485.provision("eu-2024-1485-art-3", "Article 3 and Annex II", checked="verified")
def russia_equipment(facts: Facts) -> Reasons:
    """Equipment, technology and software of Annex II may go to Russia only with prior
    authorisation. It must be refused on reasonable grounds to determine that the state would use
    them for internal repression; member states tell each other of grants and of denials."""
    yield from authorise(facts, RUSSIA)


@REG_1485.provision("eu-2024-1485-art-4", "Article 4", checked="verified")
def russia_services(facts: Facts) -> Reasons:
    """Technical assistance, brokering and finance for items of Annex II, the maintenance, update
    and repair of software built into them, and interception services for the Russian state need
    prior authorisation."""
    yield from authorise_services(facts, RUSSIA)


@REG_1485.provision("eu-2024-1485-art-5", "Article 5", checked="verified")
def russia_unlisted(facts: Facts) -> Reasons:
    """The bans reach equipment that no annex names once it is meant for internal repression in
    Russia; an operator who learns of this must tell the authority at once. They do not apply where
    the operator had no reason to suspect it."""
    who = facts.end_user or "the end user"
    if facts.destination != "ru" or facts.harmless or not facts.repression_capable:
        yield not_met("no equipment for Russia that could serve internal repression")
    elif reach(facts, RUSSIA) or any(match.certain for match in facts.entries("eu-annex-i")):
        yield not_met(f"{facts.item} is, or may be, named in Annex II or in the dual-use list")
    elif facts.aware or facts.answer("repression-use"):
        yield bites(Outcome.PROHIBITED, f"{facts.item} is meant for internal repression in Russia")
    elif facts.security_body is False or facts.answer("repression-use") is False:
        yield not_met(f"nothing says that {who} would use it for internal repression")
    else:
        yield unknown(
            "repression-use",
            f"whether {facts.item} is meant for internal repression by {who} is not established",
            Outcome.PROHIBITED,
        )


PROVISIONS: tuple[Provision, ...] = (
    syria_equipment,
    syria_services,
    iran_equipment,
    iran_services,
    venezuela_equipment,
    venezuela_services,
    myanmar_equipment,
    myanmar_services,
    belarus_equipment,
    belarus_services,
    russia_equipment,
    russia_services,
    russia_unlisted,
)
