"""A review of proposals turned into decisions: as few as say it all, and none against another."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from enduse.linking.decisions import (
    UNDO_ONE,
    Decision,
    Line,
    Side,
    Signed,
    Standing,
    Undone,
    Verdict,
    decided,
)
from enduse.taxonomy.tables import BadInput


class Word(NamedTuple):
    """What somebody said of two entries."""

    verdict: Verdict
    one: Side
    other: Side


def decisions(said: Iterable[Word], lines: Sequence[Line], signed: Signed) -> list[Decision]:
    """The decisions to add to those lines. What follows from others already is not said again;
    raises BadInput where something contradicts them, and then nothing is to be added."""
    standing = Standing(lines)
    joined = _Joined(standing)
    made: list[Decision] = []
    for word in said:
        one, other = word.one.entry, word.other.entry
        if word.verdict == "accepted":
            new = joined.join(one, other)
        else:
            new = standing.says(one, other) != "refused"
        if new:
            number = len(lines) + len(made)
            made.append(decided(word.verdict, word.one, word.other, signed, number=number))
    _check(lines, made)
    return made


class _Joined:
    """Which entries are one party, while acceptances are added."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._under: dict[str, str] = {}

    def _top(self, entry: str) -> str:
        top = self._standing.party(entry)
        while top in self._under:
            top = self._under[top]
        return top

    def join(self, one: str, other: str) -> bool:
        """Whether they were not one party before."""
        first, second = sorted((self._top(one), self._top(other)))
        if first == second:
            return False
        self._under[second] = first
        return True


def _check(lines: Sequence[Line], made: Sequence[Decision]) -> None:
    try:
        Standing([*lines, *made])
    except BadInput as fault:
        told = str(fault)
        for decision in made:
            told = told.replace(decision.id, "now")
        told = told.replace(UNDO_ONE, "leave one out, or undo what stood before")
        raise BadInput(f"nothing was added: {told}") from None


def undone(keys: Iterable[str], lines: Sequence[Line], signed: Signed) -> list[Undone]:
    """The lines that take decisions back; raises BadInput for one that does not stand."""
    standing = Standing(lines)
    made = []
    for key in dict.fromkeys(keys):
        if key in standing.undone:
            raise BadInput(f"{key} was undone already; enduse link log shows what stands")
        if key not in standing.live:
            raise BadInput(f"there is no decision {key[:40]!r}; enduse link log shows them")
        made.append(Undone(of=key, **signed._asdict()))
    Standing([*lines, *made])
    return made
