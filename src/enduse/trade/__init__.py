"""The nouns of the trade: parties, products, transfers, licences, incidents, campaigns, deals."""

from enduse.trade.campaigns import (
    Commitment,
    Demand,
    Inquiry,
    Outreach,
    Pledge,
    Policy,
    Position,
    Question,
    Response,
    Statement,
)
from enduse.trade.deal import Deal
from enduse.trade.goods import (
    Decision,
    Identifier,
    Incident,
    Licence,
    Money,
    Name,
    NameChange,
    Party,
    Product,
    Restriction,
    Transfer,
)

__all__ = [
    "Commitment",
    "Deal",
    "Decision",
    "Demand",
    "Identifier",
    "Incident",
    "Inquiry",
    "Licence",
    "Money",
    "Name",
    "NameChange",
    "Outreach",
    "Party",
    "Pledge",
    "Policy",
    "Position",
    "Product",
    "Question",
    "Response",
    "Restriction",
    "Statement",
    "Transfer",
]
