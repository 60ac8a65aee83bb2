"""What search answers: the entries that match, best first, and what they are about."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from enduse.screening.asked import SMALL, Asked, ask
from enduse.screening.folded import words
from enduse.web.registry.models import SearchEntry
from enduse.web.registry.models.search import BY_TEXT
from enduse.web.search.catalogue import FACETS, Catalogue, Chosen, Counts, catalogue
from enduse.web.search.spelling import respelt

FEW = 3
MOST_LEFT_OUT = 6


class Question(NamedTuple):
    """What a reader asks: words, a day of knowledge, chosen facets, and whether just as typed."""

    text: str
    known: date | None
    chosen: Chosen
    exact: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is anything to show results for."""
        return bool(self.text or any(self.chosen.values()))

    def but(self, text: str, *, exact: bool = False) -> "Question":
        """The same of another text."""
        return self._replace(text=text, exact=exact)

    def switched(self, facet: str, value: str) -> "Question":
        """The same with a value of a facet chosen or, if it was, no more."""
        held = tuple(self.chosen.get(facet, ()))
        now = tuple(one for one in held if one != value) if value in held else (*held, value)
        return self._replace(chosen={**self.chosen, facet: now})

    @property
    def query(self) -> str:
        """The address of the question on the page of search."""
        return "".join(self.around(FACETS[-1])).rstrip("&")

    def around(self, facet: str) -> tuple[str, str]:
        """The address up to where one more value of a facet belongs in it, and the rest."""
        at = FACETS.index(facet) + 1
        first = [("q", self.text), ("exact", "1" if self.exact else ""), *self._pairs(FACETS[:at])]
        day = ("known", self.known.isoformat() if self.known else "")
        before, after = (
            urlencode([pair for pair in pairs if pair[1]])
            for pairs in (first, [*self._pairs(FACETS[at:]), day])
        )
        return f"?{before}&" if before else "?", after

    def _pairs(self, facets: Sequence[str]) -> Iterator[tuple[str, str]]:
        return ((name, value) for name in facets for value in self.chosen.get(name, ()))


class Answer(NamedTuple):
    """The places of what was found, in the catalogue; `before` is how many it were before facets
    narrowed it, `text` what was looked for in the end, `instead` what else might be meant."""

    catalogue: Catalogue
    asked: Asked
    text: str
    instead: str
    before: int
    places: list[int]

    @property
    def counts(self) -> Counts:
        """How many results there are under each value of each facet."""
        return self.catalogue.counts(self.places)


def answer(question: Question) -> Answer:
    """Look for what was asked; where nothing is found, for what may have been meant."""
    known = catalogue()
    if not question.text:
        every = known.known_on(range(len(known.ids)), question.known)
        places = known.narrowed(every, question.chosen)
        return Answer(known, ask(""), "", "", len(every), places)
    found = _found(known, question, question.text)
    if question.exact or found.before >= FEW or not found.asked.terms:
        return found
    other = next(_others(known, question), None)
    if other is None:
        return found
    return found._replace(instead=other.text) if found.before else other


def without(question: Question) -> list[tuple[Question, int]]:
    """The question without one of its words, and how much that finds, where it finds anything."""
    said = [word for word in words(question.text) if word.plain not in SMALL][:MOST_LEFT_OUT]
    if len(said) < len(("two", "words")):
        return []
    texts = dict.fromkeys(
        " ".join(f"{question.text[: word.start]} {question.text[word.end :]}".split())
        for word in said
    )
    known = catalogue()
    found = [(question.but(text), len(_found(known, question, text).places)) for text in texts]
    return [one for one in found if one[1]]


def _others(known: Catalogue, question: Question) -> Iterator[Answer]:
    """What is found of what may have been meant, likeliest first."""
    for text in respelt(question.text, question.known):
        found = _found(known, question, text)
        if found.before:
            yield found


def _found(known: Catalogue, question: Question, text: str) -> Answer:
    asked = ask(text)
    hits = SearchEntry.objects.hits(asked, today=question.known is None)
    held = known.places
    matching = [held[pk] for way, pk in hits if way == BY_TEXT and pk in held]
    best: dict[int, int] = {}
    for way, pk in hits:
        if way != BY_TEXT and pk in held:
            best[held[pk]] = min(way, best.get(held[pk], BY_TEXT))
    every = known.known_on(matching, question.known)
    places = _ranked(known.narrowed(every, question.chosen), best)
    return Answer(known, asked, text, "", len(every), places)


def _ranked(places: list[int], best: dict[int, int]) -> list[int]:
    """By name, by the beginning of a name, by title, by text; then by place."""
    first = sorted((best[place], place) for place in places if place in best)
    return [place for _, place in first] + sorted(set(places).difference(best))
