"""Who was asked and who answered, counted as of a day; the rules are in docs/rules.md."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from enduse.evidence import PartialDate, first_day, last_day
from enduse.trade import Outreach, Response

State = Literal[
    "in-full", "in-part", "off-the-point", "answered", "declined", "no-reply", "unreachable",
    "pending", "unknown",
]  # fmt: skip
STATES: dict[str, State] = {"answered-in-full": "in-full", "answered-in-part": "in-part"}
ANSWERED: tuple[State, ...] = ("in-full", "in-part", "off-the-point", "answered")


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """A missing answer with its age in days: from `least` to `most`, as the letter's date allows.

    `told` is when the record last said that there was no reply; of later days it knows nothing.
    """

    since: PartialDate
    least: int
    most: int
    told: PartialDate | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What one recipient of one letter did, as of a day; `answered`: how far is not on record."""

    outreach: str
    recipient: str
    state: State
    date: PartialDate | None = None
    acknowledged: PartialDate | None = None
    silent: Silence | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Letters counted by what became of them; every letter counts once, an acknowledgement apart.

    `recipients` is how many were asked, named or not; `unnamed` of them are known by number only
    and count as `unknown`. `left_out` could not be reached and were not asked; they count as
    `unreachable` too, so the states add up to `recipients` + `left_out`.
    """

    rounds: int = 0
    recipients: int = 0
    unnamed: int = 0
    left_out: int = 0
    in_full: int = 0
    in_part: int = 0
    off_the_point: int = 0
    extent_not_on_record: int = 0
    declined: int = 0
    no_reply: int = 0
    unreachable: int = 0
    pending: int = 0
    unknown: int = 0
    acknowledged: int = 0
    organisations: int = 0
    silences: tuple[Reply, ...] = ()

    @property
    def answered(self) -> int:
        """Answers of any extent; neither an acknowledgement nor a refusal to answer is one."""
        return self.in_full + self.in_part + self.off_the_point + self.extent_not_on_record

    @property
    def replies(self) -> int:
        """Answers, and those who wrote that they would not answer."""
        return self.answered + self.declined


def replies(outreach: Outreach, as_of: str) -> tuple[Reply, ...]:
    """Each named addressee of a letter with what it did by an ISO day, in the order of the letter;
    none if the letter was surely not sent by then."""
    if first_day(outreach.date) > as_of:
        return ()
    responses: dict[str, Response] = {}
    for response in sorted(outreach.responses, key=lambda r: first_day(r.date) if r.date else ""):
        if not _later(response.date, as_of) or response.recipient not in responses:
            responses[response.recipient] = response
    return tuple(
        _reply(outreach, party, responses.get(party), as_of)
        for party in dict.fromkeys((*outreach.recipients, *outreach.unreachable))
    )


def _later(when: PartialDate | None, as_of: str) -> bool:
    """Whether something of a partial date was surely still to come."""
    return when is not None and first_day(when) > as_of


def _reply(outreach: Outreach, party: str, response: Response | None, as_of: str) -> Reply:
    state = _state(outreach, party, response, as_of)
    came = response is not None and not _later(response.date, as_of)
    acknowledged = response.acknowledged if response else None
    return Reply(
        outreach=outreach.id,
        recipient=party,
        state=state,
        date=response.date if response and came else None,
        acknowledged=None if _later(acknowledged, as_of) else acknowledged,
        silent=_silence(outreach, response, as_of) if state == "no-reply" else None,
        sources=response.sources if response and came else (),
        note=response.note if response and came else None,
    )


def _state(outreach: Outreach, party: str, response: Response | None, as_of: str) -> State:
    if response is None:
        return "unreachable" if party in outreach.unreachable else "unknown"
    if _later(response.date, as_of):
        return "pending"
    if response.status == "answered":
        return _extent(outreach, response)
    return STATES.get(response.status) or msgspec.convert(response.status, State)


def _extent(outreach: Outreach, response: Response) -> State:
    """How far an answer goes, where what it says to every question of the letter is on record."""
    extents = {answer.question: answer.extent for answer in response.answers}
    if not outreach.questions or {q.id for q in outreach.questions} - extents.keys():
        return "answered"
    found = set(extents.values())
    if found == {"in-full"}:
        return "in-full"
    return "in-part" if found & {"in-full", "in-part"} else "off-the-point"


def _silence(outreach: Outreach, response: Response | None, as_of: str) -> Silence:
    day = date.fromisoformat(as_of)
    return Silence(
        since=outreach.date,
        least=max(0, (day - date.fromisoformat(last_day(outreach.date))).days),
        most=(day - date.fromisoformat(first_day(outreach.date))).days,
        told=(response and response.date) or outreach.published,
    )


def tally(rounds: Iterable[Outreach], as_of: str) -> Tally:
    """Some rounds of letters counted as of an ISO day; those surely sent later are left out."""
    sent = [outreach for outreach in rounds if first_day(outreach.date) <= as_of]
    found = [reply for outreach in sent for reply in replies(outreach, as_of)]
    states = Counter(reply.state for reply in found)
    unnamed = sum(_unnamed(outreach) for outreach in sent)
    left_out = sum(len(set(_left_out(outreach))) for outreach in sent)
    return Tally(
        rounds=len(sent),
        recipients=len(found) + unnamed - left_out,
        unnamed=unnamed,
        left_out=left_out,
        in_full=states["in-full"],
        in_part=states["in-part"],
        off_the_point=states["off-the-point"],
        extent_not_on_record=states["answered"],
        declined=states["declined"],
        no_reply=states["no-reply"],
        unreachable=states["unreachable"],
        pending=states["pending"],
        unknown=states["unknown"] + unnamed,
        acknowledged=sum(reply.acknowledged is not None for reply in found),
        organisations=len({reply.recipient for reply in found}),
        silences=tuple(reply for reply in found if reply.state == "no-reply"),
    )


def _unnamed(outreach: Outreach) -> int:
    """How many were asked beyond those that are named."""
    return max(0, (outreach.count_recipients or 0) - len(set(outreach.recipients)))


def _left_out(outreach: Outreach) -> Iterator[str]:
    return (party for party in outreach.unreachable if party not in outreach.recipients)
