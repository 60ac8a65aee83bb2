"""Parties found by their exact names, aliases and simple variants; bodies known by their words."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from enduse.evidence import Record
from enduse.screening.names import NAME_FILES, forms, words
from enduse.taxonomy.tables import compiled, read_yaml
from enduse.trade import Party

FILE = Path(__file__).parent / "bodies.yaml"
LESSER = frozenset({"civil", "company", "government", "telecom-operator"})
FALSE_FRIEND = "false-friend"
How = Literal["name", "alias", "former-name"]
RENAMINGS = frozenset({"former-name", "renamed-to", "former-name-local-arm"})
Words = dict[str, dict[str, tuple[str, ...]]]
_Row = tuple[str, str, How]


class Match(NamedTuple):
    """A party that a name may be, the name on record, and whether the country agrees."""

    party: str
    name: str
    how: How
    country_agrees: bool | None


class _Index(Record, frozen=True, kw_only=True):
    """The rows of names by what they are found under; see `enduse.screening.names.Forms`."""

    free: dict[str, list[_Row]]
    bound: dict[str, list[_Row]]


def _index(rows: Iterable[tuple[str, str, How, str | None]]) -> _Index:
    made = _Index(free={}, bound={})
    for party, name, how, country in rows:
        known = forms(name, country)
        for index, keys in ((made.free, known.free), (made.bound, known.bound)):
            for key in keys:
                index.setdefault(key, []).append((party, name, how))
    return made


class Screener:
    """An index of parties by every name they have on record."""

    def __init__(self, parties: Iterable[Party]) -> None:
        rows = [(p.id, name, how, p.country) for p in parties for name, how in _names(p)]
        self._country = {party: country for party, _, _, country in rows}
        made_from = msgspec.json.encode(rows)
        index = compiled("screening", NAME_FILES, _Index, lambda: _index(rows), also=made_from)
        self._free, self._bound = index.free, index.bound

    def match(self, name: str, country: str | None = None) -> tuple[Match, ...]:
        """The parties a name may be, the best first. Numbers never differ; what bodies of many
        countries are called, and a bare acronym, needs a country that agrees."""
        asked = forms(name, country)
        place = asked.country or country
        found: dict[str, Match] = {}
        for key in asked.free:
            for row in self._free.get(key, ()):
                self._keep(found, row, country)
        for key in asked.bound:
            for row in self._bound.get(key, ()):
                if place is not None and self._country[row[0]] == place:
                    self._keep(found, row, country)
        if not found and place is None:
            self._keep_the_only_one(found, asked.bound)
        return tuple(sorted(found.values(), key=_worth))

    def _keep(self, found: dict[str, Match], row: _Row, country: str | None) -> None:
        party, name, how = row
        match = Match(party, name, how, self._agrees(party, country))
        found[party] = min(found.get(party, match), match, key=_worth)

    def _keep_the_only_one(self, found: dict[str, Match], keys: Iterable[str]) -> None:
        """Without a country, a name that a single party has is taken for that party."""
        rows = [row for k in keys if not k.startswith("=") for row in self._bound.get(k, ())]
        if len({row[0] for row in rows}) == 1:
            self._keep(found, rows[0], None)

    def _agrees(self, party: str, country: str | None) -> bool | None:
        known = self._country[party]
        return None if known is None or country is None else known == country


def _names(party: Party) -> Iterator[tuple[str, How]]:
    yield party.name, "name"
    yield from ((alias, "alias") for alias in party.aliases)
    yield from ((name.name, "alias") for name in party.names)
    yield from (
        (change.name, "former-name")
        for change in party.history
        if change.relation in RENAMINGS and not change.name.startswith("(")
    )


def _worth(match: Match) -> tuple[int, int, str]:
    agreement = {True: 0, None: 1, False: 2}[match.country_agrees]
    return agreement, ("name", "alias", "former-name").index(match.how), match.party


class Phrase(NamedTuple):
    """Words that name a kind of body; `begun`: the last is only the beginning of a word."""

    kind: str
    words: tuple[str, ...]
    begun: bool

    def opens(self, said: tuple[str, ...]) -> bool:
        """Whether the words begin with the phrase."""
        part = said[: len(self.words)]
        if not self.begun:
            return part == self.words
        return part[:-1] == self.words[:-1] and bool(part) and part[-1].startswith(self.words[-1])


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by the first three letters of their first word."""
    table = compiled("bodies", [FILE], Words, lambda: read_yaml(FILE))
    found: dict[str, list[Phrase]] = {}
    for kind, languages in table.items():
        for text in (text for texts in languages.values() for text in texts):
            phrase = Phrase(kind, words(text.rstrip("*")), text.endswith("*"))
            found.setdefault(phrase.words[0][:3], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


@lru_cache(maxsize=16384)
def kind_of_body(name: str) -> frozenset[str]:
    """What the words of a name say the body is: military, paramilitary, police, intelligence,
    interior-ministry, government, telecom-operator, civil, company; empty if they do not say.

    >>> sorted(kind_of_body("Ministry of the Interior")), sorted(kind_of_body("City Hospital"))
    (['interior-ministry'], ['civil'])
    """
    kinds = _kinds(words(name))
    if kinds - LESSER:
        return frozenset(kinds - LESSER)
    if "civil" in kinds:
        return frozenset(kinds - {"government", "company"})
    return frozenset(kinds - {"company"} or kinds)


def _kinds(said: tuple[str, ...]) -> set[str]:
    """The kinds that the words name; a phrase inside a longer one counts for nothing."""
    found = [
        (phrase.kind, set(range(start, start + len(phrase.words))))
        for start, word in enumerate(said)
        for phrase in _phrases().get(word[:3], ())
        if phrase.opens(said[start:])
    ]
    return {
        kind
        for kind, span in found
        if kind == "company" or not any(span < longer for _, longer in found)
    } - {FALSE_FRIEND}
