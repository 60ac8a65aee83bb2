"""The tables of the ledger."""

from enduse.web.ledger.models.chains import Chain, Event
from enduse.web.ledger.models.licences import Decision, Licence, LicenceDestination
from enduse.web.ledger.models.registers import Edition, RegisterEntry

__all__ = [
    "Chain",
    "Decision",
    "Edition",
    "Event",
    "Licence",
    "LicenceDestination",
    "RegisterEntry",
]
