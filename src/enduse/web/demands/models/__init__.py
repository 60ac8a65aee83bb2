"""The tables of demands."""

from enduse.web.demands.models.demands import Demand, DemandAddressee, Position
from enduse.web.demands.models.statements import (
    Addressed,
    Addressee,
    Commitment,
    Issuer,
    Member,
    NamedCountry,
    Signatories,
    Statement,
    StatementFact,
)

__all__ = [
    "Addressed",
    "Addressee",
    "Commitment",
    "Demand",
    "DemandAddressee",
    "Issuer",
    "Member",
    "NamedCountry",
    "Position",
    "Signatories",
    "Statement",
    "StatementFact",
]
