"""What search answers: the entries that match, best first, and what they are about."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from enduse.screening.asked import SMALL, Asked, ask
from enduse.screening.folded import words
from enduse.web.registry.models import SearchEntry
from enduse.web.registry.models.search import BY_BEGINNING, BY_HEADING, BY_NAME, BY_TEXT
from enduse.web.search.catalogue import FACETS, Catalogue, Chosen, Counts, catalogue
from enduse.web.search.held import words_of
from enduse.web.search.postings import Found, Ranked
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
    """The places of what was found, in the catalogue, and the same as a set; `before` is how many
    it were before facets narrowed it, `text` what was looked for in the end, `instead` what else
    might be meant."""

    catalogue: Catalogue
    asked: Asked
    text: str
    instead: str
    before: int
    results: int
    places: Ranked

    @property
    def counts(self) -> Counts:
        """How many results there are under each value of each facet."""
        return self.catalogue.counts(self.results)


def answer(question: Question) -> Answer:
    """Look for what was asked; where nothing is found, for what may have been meant."""
    known = catalogue()
    if not question.text:
        return _answer(known, question, "", ask(""), Found(-1, ()))
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
    matching = _matching(known, asked, today=question.known is None)
    return _answer(known, question, text, asked, matching)


def _answer(known: Catalogue, question: Question, text: str, asked: Asked, found: Found) -> Answer:
    every = found.text & known.known_on(question.known)
    results = known.narrowed(every, question.chosen)
    ranked = Ranked((*(way & results for way in found.ways), results), known.size)
    return Answer(known, asked, text, "", every.bit_count(), results, ranked)


def _matching(known: Catalogue, asked: Asked, *, today: bool) -> Found:
    """What matches: from memory once the words are there, else from the database."""
    held = words_of(known)
    if held is None or not asked.terms:
        return _asked_of_the_database(known, asked, today=today)
    found = held.find(asked, today=today)
    if asked.phrases and found.text:
        exact = _asked_of_the_database(known, asked, today=today)
        return found._replace(text=found.text & exact.text)
    return found


def _asked_of_the_database(known: Catalogue, asked: Asked, *, today: bool) -> Found:
    hits = SearchEntry.objects.hits(asked, today=today)
    sets = [
        known.of(pk for how, pk in hits if how == way)
        for way in (BY_TEXT, BY_NAME, BY_BEGINNING, BY_HEADING)
    ]
    return Found(sets[0], tuple(sets[1:]))
