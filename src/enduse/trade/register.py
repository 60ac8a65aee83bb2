"""A row of a licence register, as the authority published it."""

from typing import Literal

from enduse.evidence import CountryCode, PartialDate, Record, Slug
from enduse.trade.goods import Money

Outcome = Literal[
    "applied", "granted", "refused", "revoked", "suspended", "withdrawn", "expired", "denied-notice"
]


class Entry(Record, frozen=True, kw_only=True):
    """One row of one edition of a register.

    A field is None where the row leaves open what the register usually says (not known); what a
    register never says is in `Register.withheld` (not disclosed); an empty tuple or 0 means none.
    `reference` names the row in its register and stays the same in every edition; `date` is a day,
    or the period that an aggregate row counts. `count` is licences; 1 for a row about one licence.
    `issuer` is the state that decided, where a register covers several.
    """

    reference: str
    outcome: Outcome
    date: PartialDate
    count: int | None = 1
    kind: Literal["individual", "global", "general", "open", "unspecified"] = "unspecified"
    issuer: CountryCode | None = None
    destination: CountryCode | None = None
    destination_name: str | None = None
    exporter: str | None = None
    end_user: str | None = None
    item: str | None = None
    codes: tuple[str, ...] | None = None
    value: Money | None = None
    grounds: tuple[str, ...] | None = None
    note: str | None = None


class Register(Record, frozen=True, kw_only=True):
    """A licence register: who keeps it, and which fields it never fills (not disclosed)."""

    id: Slug
    title: str
    country: CountryCode
    authority: Slug | None
    withheld: tuple[
        Literal["exporter", "end-user", "item-code", "value", "refusals", "dates", "destination"],
        ...,
    ]
    terms: str
    url: str | None = None
