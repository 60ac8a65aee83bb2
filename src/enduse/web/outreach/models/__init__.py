"""The tables of outreach."""

from enduse.web.outreach.models.replies import Answer, Response
from enduse.web.outreach.models.rounds import (
    About,
    Campaign,
    Deadline,
    Outreach,
    Question,
    Recipient,
    Sender,
    Unreachable,
)

__all__ = [
    "About",
    "Answer",
    "Campaign",
    "Deadline",
    "Outreach",
    "Question",
    "Recipient",
    "Response",
    "Sender",
    "Unreachable",
]
