"""Parties of a deal that may be on record under another name: questions, never facts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enduse.assessment.result import OpenQuestion, PartyInDeal

if TYPE_CHECKING:
    from enduse.screening.search import Hit

MOST = 2  # parties that one name is asked about
ASKED_BY = "the screening of names"


def same_party(role: str, party: PartyInDeal, hits: "tuple[Hit, ...]") -> Iterator[OpenQuestion]:
    """Whether the party of a deal in that role is one of those whose names are like its own."""
    for number, hit in enumerate(hits[:MOST], 1):
        known = hit.entity.names[0]
        called = known if hit.name == known else f"{known} ({hit.name})"
        yield OpenQuestion(
            id=f"same-party-{role}" if number == 1 else f"same-party-{role}-{number}",
            text=(
                f"Is “{party.name}” the same as {called}, which is on record? The names score"
                f" {hit.score:.2f}: {'; '.join(hit.reasons)}. If it is, the deal should name it so."
            ),
            asked_by=ASKED_BY,
            would_change=None,
        )
