"""The party of each entry, as the decisions that stand have it."""

from collections.abc import Iterable
from typing import NamedTuple

from enduse.linking.decisions import Standing
from enduse.linking.entry import Entry


class PartyOfEntry(NamedTuple):
    """A party by the least id of its entries and its name: the spelling that most rows have."""

    id: str
    name: str


def parties(entries: Iterable[Entry], standing: Standing) -> dict[str, PartyOfEntry]:
    """The party of each entry; one that nobody accepted as another's is a party by itself."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(standing.party(entry.id), []).append(entry)
    return {
        entry.id: PartyOfEntry(party, _name(group))
        for party, group in groups.items()
        for entry in group
    }


def _name(group: list[Entry]) -> str:
    """The spelling of most rows; among equals the longest."""
    rows: dict[str, int] = {}
    for entry in group:
        rows[entry.name] = rows.get(entry.name, 0) + entry.rows
    return min(rows, key=lambda name: (-rows[name], -len(name), name))
