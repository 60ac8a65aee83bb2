"""A register -> the entries of it that may be one party."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from enduse.bulk.link_engines import Engine, scored
from enduse.interchange.atomic import whole_file
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.link_applied import write_applied
from enduse.interchange.link_table import Columns, read_register
from enduse.linking.clusters import Proposed, Weighty, proposed
from enduse.linking.decisions import Standing
from enduse.linking.entry import Entry, Row, entry_id, gathered
from enduse.linking.judge import DEFAULT_SCORE, judge
from enduse.linking.parties import parties
from enduse.linking.traits import crowded, traits
from enduse.taxonomy.tables import BadInput

Tell = Callable[[str], None]
"""What tells a line beside the result, such as a row that was refused."""


@dataclass(frozen=True, slots=True)
class Register:
    """A table, and the columns in which name and id stand."""

    path: Path
    gazetteer: Gazetteer
    columns: Columns


class Entered(NamedTuple):
    """The entries of a register, and how many rows are good, have no name, were refused."""

    entries: tuple[Entry, ...]
    good: int
    nameless: int
    bad: int


def entered(register: Register, tell: Tell) -> Entered:
    """The entries of a register; each refused row is told and the rest read."""
    counts = {"good": 0, "nameless": 0, "bad": 0}

    def good() -> Iterator[Row]:
        for read in read_register(register.path, register.gazetteer, register.columns):
            counts["bad" if read.fault else "good" if read.row else "nameless"] += 1
            if read.fault:
                tell(read.fault)
            elif read.row:
                yield read.row

    entries = gathered(good())
    if not any(counts.values()):
        raise BadInput(f"{register.path}: no rows under its columns; there is nothing to link")
    return Entered(entries, **counts)


class Kept(NamedTuple):
    """Decisions, and the file they are kept in; None: there are none yet."""

    standing: Standing
    path: Path | None = None

    def check(self, register: Register, entries: Iterable[Entry], tell: Tell) -> None:
        """Tell how many decisions are about entries that this table lacks, as an older edition may
        have had them; raises BadInput where all are."""
        known = {entry.id for entry in entries}
        live = self.standing.live.values()
        strange = sum(known.isdisjoint(decision.pair) for decision in live)
        if live and strange == len(live):
            what = f"no decision is about an entry of {register.path}; name its own file"
            raise BadInput(f"{self.path}: {what}")
        if strange:
            what = f"{strange:,} of {len(live):,} decisions are about entries that are not in"
            tell(f"{self.path}: {what} {register.path}")


class Applied(NamedTuple):
    """How many rows were written, the entries and parties they name, and rows refused."""

    rows: int
    entries: int
    parties: int
    bad: int


def apply(register: Register, kept: Kept, output: Path, tell: Tell) -> Applied:
    """Write the register with the party of each row. A row whose name cannot be compared is told
    and has none; raises BadInput for one that is broken, since no column could be added to it."""
    read = list(read_register(register.path, register.gazetteer, register.columns))
    if broken := next((one.fault for one in read if one.broken), None):
        raise BadInput(f"{broken}; mend the row: nothing is written without it")
    faults = [one.fault for one in read if one.fault]
    for fault in faults:
        tell(fault)
    entries = gathered(one.row for one in read if one.row)
    kept.check(register, entries, tell)
    known = parties(entries, kept.standing)
    each = [known[entry_id(one.row.stated)] if one.row else None for one in read]
    with whole_file(output) as file:
        write_applied(register.path, each, file)
    found = {party.id for party in known.values()}
    return Applied(len(read), len(entries), len(found), len(faults))


def link(
    entries: tuple[Entry, ...],
    engine: Engine,
    standing: Standing,
    *,
    least: float = DEFAULT_SCORE,
) -> Proposed:
    """What is proposed for these entries: the statistics find the pairs, the comparison of names
    looks at each, and those with a score of at least `least` are put into clusters."""
    by_id = {entry.id: entry for entry in entries}
    rows = traits(entries)
    found = (
        Weighty(by_id[pair.one], by_id[pair.other], pair.weight, pair.probability, judged)
        for pair in scored(rows, engine)
        if (judged := judge(by_id[pair.one], by_id[pair.other])).score >= least
    )
    return proposed(entries, found, standing)._replace(crowded=crowded(rows))
