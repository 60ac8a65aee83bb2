"""Proposals and decisions for reading on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from enduse.linking.clusters import Cluster, Proposal, Proposed
from enduse.linking.decisions import Decision, Line, Undone
from enduse.linking.entry import Entry

WIDTH = 80
MARGIN = 20  # up to where the names of a pair begin


def as_text(proposed: Proposed) -> str:
    """Each cluster with its entries, how many rows and which, and the fewest pairs that hold it
    together with why."""
    blocks = [_cluster(cluster) for cluster in proposed.clusters]
    if proposed.held:
        blocks.append(["Alike, but held back from every cluster:", ""])
        blocks[-1] += [line for pair in proposed.held for line in _pair(pair)]
    return "\n".join("\n".join(block) + "\n" for block in blocks)


def _cluster(cluster: Cluster) -> list[str]:
    entries = [_entry(entry) for entry in cluster.entries]
    wide = max(len(rows) for rows, _ in entries)
    size = f"{counted(len(entries), 'entry')}, {counted(cluster.rows, 'row')}"
    head = f"Cluster {cluster.number}: {size}"
    lines = [head, "", *(f"  {rows:>{wide}}  {told}" for rows, told in entries), ""]
    for pair in _holding(cluster.proposals):
        lines += _pair(pair)
    return lines


def _entry(entry: Entry) -> tuple[str, str]:
    said = entry.stated
    known = (said.country and said.country.upper(), said.kind, said.date)
    ids = (f"{scheme} {value}" for scheme, value in said.identifiers)
    places = (f"{len(entry.places)} places",) if len(entry.places) > 1 else ()
    told = ", ".join(text for text in (*known, *ids, *places) if text)
    rows = ", ".join([*entry.first, "…"] if entry.rows > len(entry.first) else entry.first)
    return f"{entry.rows:,}", f"{said.name}{f' ({told})' if told else ''} [{rows}]"


def _holding(pairs: Iterable[Proposal]) -> Iterator[Proposal]:
    """The likeliest pairs that hold all entries together, and those with something against."""
    above: dict[str, str] = {}

    def top(entry: str) -> str:
        while entry in above:
            entry = above[entry]
        return entry

    for pair in pairs:
        one, other = top(pair.one.id), top(pair.other.id)
        if one != other:
            above[one] = other
            yield pair


def _pair(pair: Proposal) -> list[str]:
    head = f"{pair.id}  {pair.score:.2f}"
    lines = [f"  {head}  {pair.one.name}", f"{'= ':>{MARGIN + 2}}{pair.other.name}"]
    statistics = f"{pair.weight:.1f} bits by the statistics of the register"
    for mark, reasons in (("+", (*pair.pro, statistics)), ("-", pair.contra)):
        for reason in reasons:
            lines += wrap(
                f"{mark} {reason}", WIDTH,
                initial_indent=" " * (MARGIN + 2), subsequent_indent=" " * (MARGIN + 4),
            )  # fmt: skip
    return lines


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "row"), counted(2000, "row"), counted(2, "entry")
    ('1 row', '2,000 rows', '2 entries')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun.removesuffix('y')}ies" if noun[-1] == "y" else f"{number:,} {noun}s"


def tally(proposed: Proposed) -> str:
    """How much is proposed, in one line."""
    pairs = sum(len(cluster.proposals) for cluster in proposed.clusters)
    told = [f"{counted(pairs, 'pair')} proposed in {counted(len(proposed.clusters), 'cluster')}"]
    if proposed.held:
        told.append(f"{counted(len(proposed.held), 'pair')} held back")
    if proposed.crowded:
        told.append(f"{proposed.crowded:,} entries of the same words are too many to compare")
    return ", ".join(told)


def log(lines: Sequence[Line]) -> str:
    """Decisions in the order of the file, each with who, when and why."""
    back = {line.of: line for line in lines if isinstance(line, Undone)}
    made = [line for line in lines if isinstance(line, Decision)]
    return "\n".join(line for each in made for line in _logged(each, back.get(each.id)))


def _logged(decision: Decision, undone: Undone | None) -> Iterator[str]:
    yield f"{decision.id}  {decision.verdict:<8}  {decision.one.name}"
    yield f"{'= ' if decision.verdict == 'accepted' else '≠ ':>24}{decision.other.name}"
    for what, line in (("", decision), ("undone ", undone)):
        if line is not None:
            told = f"{what}{line.when}, {line.by}: {line.why}"
            yield from wrap(told, WIDTH, initial_indent=" " * 24, subsequent_indent=" " * 24)
