"""Swiss export control: the Goods Control Ordinance and the ordinances on surveillance goods."""

from functools import cache
from pathlib import Path

import msgspec

from enduse.evidence import CountryCode, Record
from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met, unknown
from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).parent / "swiss.yaml"
FIRST_ORDINANCE, VIM_DAY = "2015-05-13", "2021-01-01"

GKV = Instrument(
    cite="Goods Control Ordinance (GKV, SR 946.202.1)",
    url="https://news.save.ch/de/strengere-ausfuhr-fuer-ueberwachungsgueter",
    jurisdiction="ch",
    regime="Swiss export control",
    since="1997-10-01",
)
ORDINANCE = Instrument(
    cite="Ordinance of 13 May 2015 on goods for internet and mobile surveillance",
    url="https://news.save.ch/de/strengere-ausfuhr-fuer-ueberwachungsgueter",
    jurisdiction="ch",
    regime="Swiss export control",
    since=FIRST_ORDINANCE,
    until="2020-12-31",
)
VIM = Instrument(
    cite="Ordinance on goods for internet and mobile surveillance (VIM, SR 946.202.3)",
    url="https://www.fedlex.admin.ch/eli/cc/2020/1039/de",
    jurisdiction="ch",
    regime="Swiss export control",
    since=VIM_DAY,
)


class Swiss(Record, frozen=True, kw_only=True):
    """The lists of swiss.yaml."""

    customs_territory: tuple[CountryCode, ...]
    surveillance_codes: dict[str, tuple[str, ...]]
    general_licence_states: tuple[CountryCode, ...]


@cache
def _swiss() -> Swiss:
    return compiled("swiss", [FILE], Swiss, lambda: msgspec.convert(read_yaml(FILE), Swiss))


def _for_surveillance(match: Match, day: str) -> bool:
    """Whether an entry counts as surveillance goods, which only single licences can cover.

    Cryptography and forensic software share codes, so that the act of the listing counts too.
    """
    if day < FIRST_ORDINANCE:
        return False
    codes = _swiss().surveillance_codes["vim" if day >= VIM_DAY else "ordinance-2015"]
    return match.code.startswith(codes) or "946.202.3" in match.listed.act


def _surveillance_entries(facts: Facts) -> tuple[Match, ...]:
    if facts.destination in _swiss().customs_territory:
        return ()
    return tuple(m for m in facts.entries("ch-gkv") if _for_surveillance(m, facts.day))


def _single_licence(facts: Facts) -> Reasons:
    found = _surveillance_entries(facts)
    if not found:
        yield not_met(f"{facts.item} is not among the goods for internet and mobile surveillance")
    for match in found:
        if match.certain:
            text = f"{facts.item} is listed ({match.code}): a single licence is needed"
            yield bites(Outcome.LICENCE_REQUIRED, text)
        else:
            yield unknown(
                match.question, f"whether {facts.item} meets {match.code} is not established"
            )


def _refusal(facts: Facts) -> Reasons:
    """Refusal once there is reason to believe that the final recipient will use it to repress."""
    said = facts.answer("repression-use")
    level = facts.risk.level if facts.risk else None
    who = facts.end_user or "the final recipient"
    if not any(match.certain for match in _surveillance_entries(facts)):
        yield not_met("no licence for surveillance goods is needed")
    elif said or (said is None and level == "clear"):
        yield bites(
            Outcome.REFUSE,
            f"reason to believe that {who} will use it for repression"
            + (f": {facts.risk.text}" if facts.risk and not said else ""),
            facts.risk.evidence if facts.risk and not said else (),
        )
    elif said is False or level == "none" or facts.security_body is False:
        yield not_met(f"nothing gives reason to believe that {who} will use it for repression")
    else:
        yield unknown(
            "repression-use",
            f"whether there is reason to believe that {who} will use it for repression is not "
            "established",
            Outcome.REFUSE,
        )


@GKV.provision("ch-gkv-art-3", "Article 3 and Annex 2", checked="partly")
def listed_item(facts: Facts) -> Reasons:
    """Dual-use goods on the Swiss list need an export licence of SECO; to states in all
    export-control regimes an ordinary general licence can be had. Since 13 May 2015 goods for
    internet and mobile surveillance follow an ordinance of their own."""
    found = facts.entries("ch-gkv")
    if facts.destination in _swiss().customs_territory:
        yield not_met(f"{facts.place} is in the Swiss customs territory")
        return
    if not found:
        yield not_met(f"no entry of the Swiss list was found for {facts.item}")
    for match in found:
        general = facts.destination in _swiss().general_licence_states
        needed = Outcome.GENERAL_LICENCE if general else Outcome.LICENCE_REQUIRED
        if _for_surveillance(match, facts.day):
            yield not_met(f"{match.code} follows the ordinance on surveillance goods")
        elif match.certain:
            yield bites(needed, f"{facts.item} is listed: {match.code}, {match.title}")
        else:
            text = f"whether {facts.item} meets {match.code} is not established"
            yield unknown(match.question, text, needed)


@ORDINANCE.provision("ch-ordinance-2015-licence", "single licence", checked="partly")
def surveillance_licence_2015(facts: Facts) -> Reasons:
    """The export and brokering of goods for internet and mobile surveillance, and the transfer of
    know-how and rights in them, need a single licence."""
    yield from _single_licence(facts)


@ORDINANCE.provision("ch-ordinance-2015-refusal", "refusal", checked="verified")
def surveillance_refusal_2015(facts: Facts) -> Reasons:
    """The licence is refused where there is reason to believe that the final recipient will use
    the goods as a means of repression; before this ordinance Swiss law named no such ground."""
    yield from _refusal(facts)


@VIM.provision("ch-vim-art-1", "Articles 1 and 2", checked="verified")
def surveillance_licence(facts: Facts) -> Reasons:
    """Whoever exports or brokers goods of the annex needs a single licence of SECO, also to send
    them back to the supplier. None is needed where Swiss prosecutors, police, the intelligence
    service or troops take them on a mission or to train, or rescue services to search abroad."""
    if facts.answer("swiss-authority-mission"):
        yield not_met("Swiss authorities take the goods on a mission of their own")
    else:
        yield from _single_licence(facts)


@VIM.provision("ch-vim-art-3", "Article 3", checked="verified")
def surveillance_refusal(facts: Facts) -> Reasons:
    """The licence is refused where there is reason to believe that the final recipient will use
    the goods for repression, or on a ground of the Goods Control Act."""
    if facts.answer("swiss-authority-mission"):
        yield not_met("Swiss authorities take the goods on a mission of their own")
    else:
        yield from _refusal(facts)


PROVISIONS: tuple[Provision, ...] = (
    listed_item,
    surveillance_licence_2015,
    surveillance_refusal_2015,
    surveillance_licence,
    surveillance_refusal,
)
