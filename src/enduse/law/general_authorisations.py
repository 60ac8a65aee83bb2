"""General licences of the Union: which of them, if any, is open to a deal in listed items."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from enduse.evidence import CountryCode, Record
from enduse.law.entries import Match
from enduse.law.facts import Facts
from enduse.law.outcome import Checked
from enduse.law.places import art_2_19_embargo, eu_export_law, member
from enduse.taxonomy.tables import compiled, read_yaml

FILE = Path(__file__).parent / "general_authorisations.yaml"
BARRED = "general-licences-barred"
CONCERNS = ("wmd-use", "military-end-use")
SECTION = 1


class GeneralAuthorisation(Record, frozen=True, kw_only=True):
    """One general licence as one regulation has it; the file says what each field means."""

    code: str
    of: str
    since: str
    until: str | None = None
    group: str | None = None
    destinations: tuple[CountryCode, ...] = ()
    all_but: tuple[CountryCode, ...] = ()
    items: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    asks: str | None = None
    never_for_security: bool = False
    rights_clause: bool = False
    terms: str
    checked: Checked
    note: str | None = None


class Sensitive(Record, frozen=True, kw_only=True):
    """An entry of Annex IV and its days."""

    code: str
    since: str
    until: str | None = None
    checked: Checked
    note: str | None = None


class _Tables(Record, frozen=True, kw_only=True):
    authorisations: tuple[GeneralAuthorisation, ...]
    annex_iv: tuple[Sensitive, ...]


class Availability(NamedTuple):
    """A general licence to the destination, and why it is not open (None: it is)."""

    authorisation: GeneralAuthorisation
    closed: str | None


@cache
def tables() -> _Tables:
    """Every general licence and every entry of Annex IV that Enduse knows."""
    return compiled(
        "general-authorisations", [FILE], _Tables, lambda: msgspec.convert(read_yaml(FILE), _Tables)
    )


def in_annex_iv(code: str, day: str) -> bool:
    """Whether an entry stood in Annex IV, whose items are controlled inside the Union too."""
    return any(row.code == code and _on(row, day) for row in tables().annex_iv)


def availability(facts: Facts, listed: Sequence[Match]) -> Iterator[Availability]:
    """The general licences that lead to the destination on the day, open ones and closed ones."""
    for one in _towards(facts.destination, facts.day):
        yield Availability(one, _closed(one, facts, listed))


def open_authorisation(facts: Facts, listed: Sequence[Match]) -> GeneralAuthorisation | None:
    """The first general licence that covers every listed entry of the deal, else None."""
    return next((a.authorisation for a in availability(facts, listed) if not a.closed), None)


@lru_cache(maxsize=16384)
def _towards(destination: str, day: str) -> tuple[GeneralAuthorisation, ...]:
    return tuple(
        one for one in tables().authorisations if _on(one, day) and _leads_to(one, destination, day)
    )


def _on(row: GeneralAuthorisation | Sensitive, day: str) -> bool:
    return row.since <= day and (row.until is None or day <= row.until)


def _leads_to(one: GeneralAuthorisation, destination: str, day: str) -> bool:
    if one.group:
        return member(one.group, destination, day)
    if one.all_but:
        near = eu_export_law(destination, day) or member("eu001", destination, day)
        barred = destination in one.all_but or art_2_19_embargo(destination, day)
        return not (near or barred)
    return destination in one.destinations


def _closed(one: GeneralAuthorisation, facts: Facts, listed: Sequence[Match]) -> str | None:
    """Why a general licence that leads to the destination does not cover the deal."""
    out = next((match.code for match in listed if not _covers(one, match.code, facts.day)), None)
    if out:
        return f"{one.code} does not cover {out}"
    if facts.answer(BARRED):
        return f"the authority has barred {facts.exporter} from general licences"
    if _misused(one, facts):
        return f"{one.code} is closed once a use of concern is known"
    if one.never_for_security and facts.security_body is not False:
        return f"{one.code} is closed to security bodies, and the end user may be one"
    if one.asks and not facts.answer(one.asks):
        return f"{one.code} is for {one.terms}; the deal does not say that it is such a case"
    return None


def _covers(one: GeneralAuthorisation, code: str, day: str) -> bool:
    if code in one.without or in_annex_iv(code, day):
        return False
    if one.sections and code[SECTION] not in one.sections:
        return False
    return not one.items or any(code.startswith(item) for item in one.items)


def _misused(one: GeneralAuthorisation, facts: Facts) -> bool:
    """Whether a use is known that closes the licence: weapons for all of them, rights for some."""
    if not (facts.informed or facts.aware):
        return False
    return one.rights_clause or any(map(facts.answer, CONCERNS))
