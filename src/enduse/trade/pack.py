"""The evidence base as a whole."""

from enduse.evidence import Record, Source
from enduse.trade.campaigns import Campaign, Outreach, Policy, Statement
from enduse.trade.goods import Incident, Licence, Party, Product, Restriction, Transfer
from enduse.trade.places import Places


class Pack(Record, frozen=True, kw_only=True):
    """Everything the evidence base says, sorted by id, and the figures of countries."""

    sources: tuple[Source, ...] = ()
    parties: tuple[Party, ...] = ()
    products: tuple[Product, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    licences: tuple[Licence, ...] = ()
    incidents: tuple[Incident, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    outreach: tuple[Outreach, ...] = ()
    demands: tuple[Statement, ...] = ()
    policies: tuple[Policy, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    places: Places = Places(indices=(), countries=())
