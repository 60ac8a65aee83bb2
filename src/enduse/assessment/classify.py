"""What is being traded: the technologies of an item, from the deal file, its words, its product."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from enduse.taxonomy.recognise import recognise
from enduse.trade import Product

OTHER = "other"
SHORTEST_PRODUCT_NAME = 4


class Classification(NamedTuple):
    """The technologies of an item with why, the features the law asks about, and ordinary goods.

    `because` stands beside `technologies`, one text each.
    """

    technologies: tuple[str, ...]
    because: tuple[str, ...]
    features: frozenset[str]
    harmless: str | None


class Catalogue:
    """Named products of the record, found by the words of an item."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._named: dict[str, list[Product]] = {}
        for product in products:
            for name in (product.name, *product.aliases):
                if len(name) >= SHORTEST_PRODUCT_NAME:
                    self._named.setdefault(_plain(name), []).append(product)
        names = sorted(self._named, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")

        self._named_in = lru_cache(maxsize=16384)(self._find)

    def find(self, item: str, vendors: Collection[str]) -> Product | None:
        """The product of one of the `vendors` that the item names, else the only one so named."""
        hits = self._named_in(item)
        own = [product for product in hits if product.vendor in vendors]
        if own:
            return own[0]
        return hits[0] if len({product.technology for product in hits}) == 1 else None

    def _find(self, item: str) -> tuple[Product, ...]:
        found = self._pattern.findall(_plain(item)) if self._named else ()
        return tuple(product for name in found for product in self._named[name])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def classify(
    item: str,
    declared: tuple[str, ...],
    product: Product | None,
    *,
    own_product: bool,
    maker: str,
) -> Classification:
    """The technologies of an item: those declared; else those its words name; else those of the
    product it names, whose `maker` is told. A product of the exporter's own always counts."""
    said = recognise(item)
    known = {t: f"the deal file says so ({t})" for t in declared}
    if not known:
        known = dict(zip(said.technologies, said.because, strict=False))
    if product and not declared and (own_product or not (known or said.harmless)):
        known.setdefault(product.technology, f"{product.name} is on record as a product of {maker}")
    surveillance = {t: why for t, why in known.items() if t != OTHER} or known
    return Classification(
        technologies=tuple(surveillance),
        because=tuple(surveillance.values()),
        features=said.features,
        harmless=said.harmless if not surveillance or tuple(surveillance) == (OTHER,) else None,
    )
