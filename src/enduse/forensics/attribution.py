"""From what a publication calls a tool to the products and parties of the evidence pack."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from enduse.record import Record

WORD = re.compile(r"[^\W_]+")
SHORTEST = 4
TOO_COMMON = frozenset({"group", "eagle", "system", "systems", "mobile", "monitor", "helios"})


class Attribution(NamedTuple):
    """Ids of products, and of the parties that make them."""

    products: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @classmethod
    def together(cls, several: Iterable["Attribution"]) -> "Attribution":
        products: dict[str, None] = {}
        parties: dict[str, None] = {}
        for one in several:
            products |= dict.fromkeys(one.products)
            parties |= dict.fromkeys(one.parties)
        return cls(tuple(products), tuple(parties))


class Attributions:
    """The names of products and parties, looked up word by word.

    A name is found as whole words (`Predator` in `Intellexa Predator`); that a campaign bears the
    name of a product is what its publisher says, and no proof of ours.
    """

    def __init__(self, record: Record | None = None) -> None:
        self.products: dict[tuple[str, ...], tuple[str, str | None]] = {}
        self.parties: dict[tuple[str, ...], str] = {}
        if record is None:
            return
        for product in record.products:
            if _telling(words := _words(product.name)):
                self.products.setdefault(words, (product.id, product.vendor))
        for party in record.parties.values():
            for name in (party.name, *party.aliases):
                if party.kind == "company" and _telling(words := _words(name)):
                    self.parties.setdefault(words, party.id)

    def of(self, names: Iterable[str]) -> Attribution:
        """The products and parties that names hold as whole words."""
        return Attribution.together(map(self._of, names))

    def _of(self, name: str) -> Attribution:
        words = _words(name)
        spans = [
            words[begin:end]
            for begin in range(len(words))
            for end in range(begin + 1, len(words) + 1)
        ]
        products = [self.products[span] for span in spans if span in self.products]
        makers = [maker for _, maker in products if maker]
        parties = [self.parties[span] for span in spans if span in self.parties]
        return Attribution(tuple(p for p, _ in products), tuple(dict.fromkeys((*makers, *parties))))


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(name))


def _telling(words: tuple[str, ...]) -> bool:
    """Whether a name is long and rare enough to be recognised inside another."""
    return sum(map(len, words)) >= SHORTEST and not (len(words) == 1 and words[0] in TOO_COMMON)
