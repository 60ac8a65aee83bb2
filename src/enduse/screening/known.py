"""The parties of a record that a name is like, where none is called so exactly."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

import msgspec

from enduse.screening.comparison import DEFAULT_THRESHOLD
from enduse.screening.entity import Entity
from enduse.screening.exact import RENAMINGS
from enduse.screening.index import Index
from enduse.screening.parts import Unusable
from enduse.screening.search import Hit, Search, with_support
from enduse.screening.shelf import Origin, Shelf, rules
from enduse.screening.supporting import Asked, needed
from enduse.taxonomy.tables import BadInput, cache_folder
from enduse.trade import Party

NAME = "record"
MOST = 10
MEMORY = 16_384


def of_party(party: Party) -> Entity:
    """A party of the pack with its aliases, names in other languages and former names."""
    names = [party.name, *party.aliases, *(name.name for name in party.names)]
    names += [
        change.name
        for change in party.history
        if change.relation in RENAMINGS and not change.name.startswith("(")
    ]
    return Entity(
        id=party.id,
        names=tuple(dict.fromkeys(names)),
        kind="company" if party.kind == "company" else "organization",
        countries=(party.country,) if party.country else (),
        identifiers=tuple((i.scheme, i.value) for i in party.identifiers),
        about=party.note,
    )


class KnownParties:
    """Searches the parties of a record; its index is made when it is first asked, and kept in the
    user's cache until a name or a rule changes."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._parties = {party.id: party for party in parties}
        self._making = Lock()
        self._called = lru_cache(maxsize=MEMORY)(self._called_so)

    def alike(self, name: str, country: str | None, kind: str | None = None) -> tuple[Hit, ...]:
        """The parties that a name may mean, the likeliest first. A body of one state is not taken
        for that of another."""
        asked = Asked(name, country)
        hits = [with_support(hit, asked) for hit in self._called(name, kind)]
        hits = [hit for hit in hits if hit.score >= DEFAULT_THRESHOLD]
        hits.sort(key=lambda hit: (-hit.score, hit.entity.id))
        return tuple(hit for hit in hits[:MOST] if not self._of_another_state(hit, country))

    def _called_so(self, name: str, kind: str | None) -> tuple[Hit, ...]:
        """The parties that a name may mean wherever they are: deals name one in many countries."""
        least = needed(Asked(name, country="any", kind=kind), DEFAULT_THRESHOLD)
        try:
            with self._making:  # the site asks from several threads
                search = self._search
            return search.hits(Asked(name, kind=kind), threshold=least, most=3 * MOST)
        except Unusable:
            return ()

    def _of_another_state(self, hit: Hit, country: str | None) -> bool:
        party = self._parties[hit.entity.id]
        private = party.kind == "company"
        return not private and None not in {country, party.country} and country != party.country

    @cached_property
    def _search(self) -> Search:
        entities = [of_party(party) for party in self._parties.values()]
        content = blake2b(msgspec.json.encode(entities) + rules(), digest_size=16).hexdigest()
        return Search([(NAME, self._index(entities, content))])

    def _index(self, entities: list[Entity], content: str) -> Index:
        shelf = Shelf(cache_folder() / "lists" / content)
        try:
            return shelf.open(NAME)
        except BadInput:
            pass
        origin = Origin("the record", content, "", {})
        try:
            shelf.add(NAME, entities, origin)
        except BadInput:  # the cache cannot be written: this once without
            folder = Path(mkdtemp(prefix="enduse-"))
            finalize(self, rmtree, folder, ignore_errors=True)
            shelf = Shelf(folder)
            shelf.add(NAME, entities, origin)
        return shelf.open(NAME)
