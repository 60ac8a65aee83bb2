"""British sanctions on interception and monitoring goods, and on dual-use goods, by country."""

from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown
from enduse.law.sanctions import Regime, out_of_reach, reach, regime

STATE = frozenset({"government"})


def _instrument(under: Regime) -> Instrument:
    return Instrument(
        cite=under.cite,
        url=under.url,
        jurisdiction="gb",
        regime="UK sanctions",
        since=under.since,
        until=under.until,
        only_to=(under.place,),
    )


SYRIA, VENEZUELA, BELARUS = regime("uk-syria"), regime("uk-venezuela"), regime("uk-belarus")
IRAN_2019, IRAN_2023 = regime("uk-iran-2019"), regime("uk-iran-2023")
MYANMAR_2019, MYANMAR_2021 = regime("uk-myanmar-2019"), regime("uk-myanmar-2021")
RUSSIA = regime("uk-russia")
SI_2019_600, SI_2019_855 = _instrument(BELARUS), _instrument(RUSSIA)


def barred_without_licence(facts: Facts, under: Regime) -> Reasons:
    """Interception and monitoring goods, and such services to a government, need a licence."""
    why = out_of_reach(facts, under, "uk")
    found = reach(facts, under)
    who = facts.end_user or "the end user"
    state = bool(facts.security_body or facts.bodies & STATE)
    if why or found is None:
        yield not_met(why or f"{under.annex} names no such equipment")
    elif not found.certain:
        yield unknown(
            "meets-annex",
            f"whether {facts.item} is {found.title} that can serve interception ({under.annex}) "
            "is not established",
            Outcome.PROHIBITED if state else Outcome.LICENCE_REQUIRED,
        )
    elif state:
        yield bites(
            Outcome.PROHIBITED,
            f"{facts.item} is {found.title} for a body of the state ({who}): barred unless the "
            f"Secretary of State licenses it, and so are interception services to {under.by}",
        )
    else:
        yield bites(
            Outcome.LICENCE_REQUIRED,
            f"{facts.item} is {found.title} ({under.annex}): for {under.name} it needs a licence",
        )


def _restricted(facts: Facts, place: str) -> Reasons:
    """The ban on dual-use goods, which the British regulations call restricted goods."""
    found = facts.entries("uk")
    if facts.destination != place or facts.harmless or not found:
        yield not_met("no dual-use item for the country of this ban")
    elif found[0].certain:
        yield bites(
            Outcome.PROHIBITED,
            f"{facts.item} is listed ({found[0].code}): barred to {facts.place} unless licensed",
        )
    else:
        yield unknown(
            found[0].question,
            f"whether {facts.item} meets {found[0].code} is not established",
            Outcome.PROHIBITED,
        )


@_instrument(SYRIA).provision("uk-sanctions-syria", "Part 5", checked="partly")
def syria(facts: Facts) -> Reasons:
    """Interception and monitoring goods and technology may not go to Syria, nor interception
    services to its government, without a licence. What is on the dual-use or military list is
    left to those."""
    yield from barred_without_licence(facts, SYRIA)


@_instrument(IRAN_2019).provision("uk-sanctions-iran-2019", "Part 5", checked="partly")
def iran_2019(facts: Facts) -> Reasons:
    """Interception and monitoring goods and technology may not go to Iran, nor interception
    services to its government, without a licence. In force until the regulations of 2023."""
    yield from barred_without_licence(facts, IRAN_2019)


@_instrument(IRAN_2023).provision("uk-sanctions-iran-2023", "Part 6", checked="partly")
def iran_2023(facts: Facts) -> Reasons:
    """Interception and monitoring goods and technology may not go to Iran, nor interception
    services to its government, without a licence."""
    yield from barred_without_licence(facts, IRAN_2023)


@_instrument(VENEZUELA).provision(
    "uk-sanctions-venezuela", "Part 5 and Schedule 3", checked="partly"
)
def venezuela(facts: Facts) -> Reasons:
    """Goods and software that can do what Schedule 3 lists, such as deep packet inspection or IMSI
    interception, may not go to Venezuela, nor interception services to its government, without a
    licence."""
    yield from barred_without_licence(facts, VENEZUELA)


@_instrument(MYANMAR_2019).provision("uk-sanctions-myanmar-2019", "Part 5", checked="partly")
def myanmar_2019(facts: Facts) -> Reasons:
    """Interception and monitoring goods and technology may not go to Myanmar, nor interception
    services to its government, without a licence. In force until the regulations of 2021."""
    yield from barred_without_licence(facts, MYANMAR_2019)


@_instrument(MYANMAR_2021).provision("uk-sanctions-myanmar-2021", "Part 5", checked="partly")
def myanmar_2021(facts: Facts) -> Reasons:
    """Interception and monitoring goods and technology may not go to Myanmar, nor interception
    services to its government, without a licence."""
    yield from barred_without_licence(facts, MYANMAR_2021)


@SI_2019_600.provision("uk-sanctions-belarus", "Part 5 and Schedule 2A", checked="partly")
def belarus(facts: Facts) -> Reasons:
    """Goods that can do what Schedule 2A lists, cryptanalysis among it, and may be used for
    interception and monitoring services, may not go to Belarus without a licence, nor such
    services to its government."""
    yield from barred_without_licence(facts, BELARUS)


@SI_2019_855.provision("uk-sanctions-russia", "Part 5 and Schedule 3C", checked="partly")
def russia(facts: Facts) -> Reasons:
    """Interception and monitoring goods are defence and security goods: they may not go to Russia,
    nor interception services to its government, without a licence."""
    yield from barred_without_licence(facts, RUSSIA)


@SI_2019_600.provision(
    "uk-sanctions-belarus-dual-use",
    "Part 5, restricted goods",
    checked="unverified",
    since="2022-07-05",
)
def belarus_dual_use(facts: Facts) -> Reasons:
    """Dual-use goods and technology may not go to Belarus without a licence."""
    yield from _restricted(facts, "by")


@SI_2019_855.provision(
    "uk-sanctions-russia-dual-use",
    "Part 5, restricted goods",
    checked="unverified",
    since="2022-03-01",
)
def russia_dual_use(facts: Facts) -> Reasons:
    """Dual-use goods and technology may not go to Russia without a licence."""
    yield from _restricted(facts, "ru")


PROVISIONS: tuple[Provision, ...] = (
    syria,
    iran_2019,
    iran_2023,
    venezuela,
    myanmar_2019,
    myanmar_2021,
    belarus,
    russia,
    belarus_dual_use,
    russia_dual_use,
)
