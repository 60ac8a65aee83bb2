"""Rounds of letters with what became of each letter, as the core tells and counts it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch
from django.db.models.functions import TruncDate
from django.utils import timezone
from msgspec.structs import replace

from enduse import trade
from enduse.record import HINDSIGHT, Record
from enduse.record.outreach import ANSWERED, Reply, Tally, replies, tally
from enduse.web.outreach.models import Outreach, Response
from enduse.web.outreach.models.rounds import OutreachQuerySet
from enduse.web.registry.models import Citation, Party, Release


class Cell(NamedTuple):
    """What one addressee of a round did, and the row that says so, if any does."""

    reply: Reply
    party: Party
    response: Response | None
    round: Outreach

    @property
    def answers(self) -> bool:
        """Whether there is an answer or a refusal to read, not only a state."""
        return self.reply.state in {*ANSWERED, "declined"}

    @property
    def citations(self) -> list[Citation]:
        """What the state of the letter rests on: its own sources, else those of the round."""
        own = list(self.response.citations.all()) if self.response else []
        return own or list(self.round.citations.all())


class Told(NamedTuple):
    """One round with a cell for each named addressee."""

    row: Outreach
    noun: trade.Outreach
    cells: tuple[Cell, ...]
    tally: Tally

    @property
    def named(self) -> int:
        """How many of those that were asked are on record by name."""
        return self.tally.recipients - self.tally.unnamed


def as_of(day: date | None) -> str:
    """The ISO day to count on: the one asked for, but no later than the newest release, for of
    later days the record knows nothing."""
    newest = Release.objects.values_list(TruncDate("made"), flat=True).first()
    newest = newest or timezone.localdate()
    return min(day or newest, newest).isoformat()


def rounds_as_of(day: date | None) -> OutreachQuerySet:
    """The published rounds with what was known of each on a day, in the order of their dates."""
    replied = Prefetch("responses", Response.objects.told_on(day))
    return Outreach.objects.published().in_full().prefetch_related(replied)


def told(rows: Iterable[Outreach], day: str) -> list[Told]:
    """Rounds as their letters stood on an ISO day, each with the rows that say so."""
    return [_told(row, row.to_trade(), day, row.responses.all()) for row in rows]


def told_briefly(
    rows: Iterable[Outreach], record: Record, *, day: date | None, counted_on: str
) -> list[Told]:
    """Many rounds as the record tells them, without the rows of their replies."""
    nouns = {noun.id: noun for noun in record.pack.outreach}
    known = ((row, nouns[row.pk]) for row in rows if row.pk in nouns)
    return [_told(row, _as_known(noun, record, day), counted_on) for row, noun in known]


def _as_known(noun: trade.Outreach, record: Record, day: date | None) -> trade.Outreach:
    """A round with the replies and answers of which a source was out on a day."""
    if day is None:
        return noun
    responses = (
        replace(one, answers=tuple(a for a in one.answers if _out(a, record, day)))
        for one in noun.responses
        if not one.sources or _out(one, record, day)
    )
    return replace(noun, responses=tuple(responses))


def _out(cited: trade.Response | trade.Answer, record: Record, day: date) -> bool:
    return (record.published(cited) or HINDSIGHT) <= day.isoformat()


def _told(
    row: Outreach, noun: trade.Outreach, day: str, responses: Iterable[Response] = ()
) -> Told:
    parties = {part.party_id: part.party for part in row.recipients.all()}
    parties |= {part.party_id: part.party for part in row.unreachable.all()}
    said = {(r.recipient_id, r.date): r for r in responses}
    cells = tuple(
        Cell(reply, parties[reply.recipient], said.get((reply.recipient, reply.date)), row)
        for reply in replies(noun, day)
        if reply.recipient in parties
    )
    return Told(row, noun, cells, tally([noun], day))


def total(rounds: Iterable[Told], day: str) -> Tally:
    """Several rounds counted together."""
    return tally([one.noun for one in rounds], day)
