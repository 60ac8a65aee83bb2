"""German national control: the 900 entries of the Ausfuhrliste and technical assistance."""

from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.places import eu_export_law, member
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown

SURVEILLANCE = ("5A902", "5D902", "5E902")
TRUNKED_RADIO = ("5A911", "5D911")
ASSISTED = ("4A005", "4D004", "4E001.c", "5A001.f", "5A001.j", "5D001.e")
LAST_DAY_OF_OLD_CONTRACTS = "2015-12-31"

AWV = Instrument(
    cite="Außenwirtschaftsverordnung",
    url="https://www.gesetze-im-internet.de/awv_2013/",
    jurisdiction="de",
    regime="German export control",
    since="2015-07-18",
)


def _free(facts: Facts) -> bool:
    """Whether a destination is in the Union or on its EU001 list, to which the law points."""
    inside = eu_export_law(facts.destination, facts.day)
    return inside or member("eu001", facts.destination, facts.day)


def _national_entries(facts: Facts, codes: tuple[str, ...]) -> tuple[Match, ...]:
    if facts.harmless:
        return ()
    return tuple(m for m in facts.entries("de-al") if m.code.startswith(codes))


def _licence(facts: Facts, found: tuple[Match, ...]) -> Reasons:
    for match in found:
        if match.certain:
            yield bites(
                Outcome.LICENCE_REQUIRED,
                f"{facts.item} is on the national list: {match.code}, {match.title}",
            )
        else:
            yield unknown(
                match.question, f"whether {facts.item} meets {match.code} is not established"
            )


@AWV.provision(
    "de-awv-8-monitoring", "§ 8(1) no 2, Ausfuhrliste 5A902, 5D902, 5E902", checked="verified"
)
def monitoring_centres(facts: Facts) -> Reasons:
    """Monitoring centres for lawful interception, data-retention systems, and the software and
    technology for them need an export licence, except to the Union and to the countries of EU001.
    Billing, service quality, functions inside network elements and operation at the operator are
    left out, and so is what the dual-use list itself names. Deliveries of goods of up to 5,000
    euros are free."""
    found = _national_entries(facts, SURVEILLANCE)
    if _free(facts):
        yield not_met(f"{facts.place} is in the Union or among the countries of EU001")
    elif facts.services_only:
        yield not_met("services alone are no export; see §§ 52a and 52b for technical assistance")
    elif not found:
        yield not_met(f"no national entry was found for {facts.item}")
    else:
        yield from _licence(facts, found)


@AWV.provision(
    "de-awv-8-trunked-radio",
    "§ 8(1) no 2, Ausfuhrliste 5A911, 5D911",
    checked="partly",
    since="2022-03-26",
)
def trunked_radio(facts: Facts) -> Reasons:
    """Base stations for digital trunked radio need an export licence to Sudan and South Sudan. They
    are no surveillance equipment. The entry is older than the day given, that of the text read."""
    found = () if facts.services_only else _national_entries(facts, TRUNKED_RADIO)
    if facts.destination not in {"sd", "ss"}:
        yield not_met(f"{facts.place} is neither Sudan nor South Sudan")
    elif not found:
        yield not_met(f"{facts.item} is no digital trunked radio")
    else:
        yield from _licence(facts, found)


def _assistance(facts: Facts, found: tuple[Match, ...]) -> Reasons:
    """Assistance needs a licence once its provider is informed; one who knows must tell."""
    what = ", ".join(sorted({match.code for match in found}))
    old_contract = facts.answer("earlier-contract") and facts.day <= LAST_DAY_OF_OLD_CONTRACTS
    if "technical-assistance" not in facts.features:
        yield not_met("the deal names no technical assistance or training")
    elif _free(facts):
        yield not_met(f"{facts.place} is in the Union or among the countries of EU001")
    elif not found:
        yield not_met(f"{facts.item} belongs to none of the goods named")
    elif facts.answer("already-authorised") or old_contract:
        yield not_met("the minimum for goods licensed for export, or a contract before 13 May 2015")
    elif facts.informed:
        yield bites(
            Outcome.LICENCE_REQUIRED, f"{facts.exporter} was informed about assistance with {what}"
        )
    elif any(match.certain for match in found):
        yield bites(
            Outcome.NOTIFY,
            f"{facts.exporter} knows that the assistance is for goods of {what} outside the Union "
            "and must tell BAFA, which decides whether a licence is needed",
        )
    else:
        yield unknown(
            found[0].question,
            f"whether the goods assisted meet {what} is not established",
            Outcome.NOTIFY,
        )


@AWV.provision("de-awv-52a", "§ 52a", checked="verified")
def assistance_with_listed(facts: Facts) -> Reasons:
    """Technical assistance by Germans or residents in third countries with intrusion software,
    mobile interception, internet surveillance or monitoring software of the dual-use list needs a
    licence once BAFA has informed them; one who knows of the purpose must tell BAFA and wait.
    Forensic kits are not among these goods; the Union and the countries of EU001 are free."""
    found = tuple(m for m in facts.entries("eu-annex-i") if m.code.startswith(ASSISTED))
    yield from _assistance(facts, found)


@AWV.provision("de-awv-52b", "§ 52b", checked="verified")
def assistance_with_national(facts: Facts) -> Reasons:
    """The same holds for technical assistance with goods of 5A902, 5D902 and 5E902 of the national
    list."""
    yield from _assistance(facts, _national_entries(facts, SURVEILLANCE))


PROVISIONS: tuple[Provision, ...] = (
    monitoring_centres,
    trunked_radio,
    assistance_with_listed,
    assistance_with_national,
)
