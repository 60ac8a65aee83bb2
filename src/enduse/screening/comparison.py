"""Two names compared: how likely they are one party's, and why.

The words of both names are laid beside each other (`alignment`). The score is the likeness of the
words that go together, lowered by what only one name says, and far more by what the names say
against each other: two different given names, two numbers, two countries.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, get_args

from enduse.screening.alignment import Alignment, align
from enduse.screening.parts import PLACE, SMALL, SON_OF, Parts, Unusable, check, parts
from enduse.screening.tables import tables
from enduse.taxonomy.tables import BadInput

Kind = Literal["company", "organization", "legalentity", "person", "vessel"]
KINDS: tuple[str, ...] = get_args(Kind)
DEFAULT_THRESHOLD = 0.7
"""From this score on a pair is a match; see docs/screening.md for what it costs and finds."""


class Comparison(NamedTuple):
    """How likely two names are one party's, 0 to 1, and what speaks for and against it."""

    score: float
    reasons: tuple[str, ...]

    @property
    def match(self) -> bool:
        """Whether the score reaches the default threshold."""
        return self.score >= DEFAULT_THRESHOLD


class Weights(NamedTuple):
    """What lowers a score: each is the share of it that is lost, mostly per unit of weight."""

    against_person: float = 0.45
    against_body: float = 0.5
    against_least: float = 0.2
    extra_person: float = 0.05
    extra_body: float = 0.8
    extra_place: float = 0.25
    alone: float = 0.35
    nothing_own: float = 0.4
    number_differs: float = 0.45
    number_missing: float = 0.2
    form_differs: float = 0.25
    steep: float = 1.25


WEIGHTS = Weights()
ENOUGH = 0.75  # less than one word of its own, or a country and a shared word


def compare(name1: str, name2: str, *, kind: str | None = None) -> Comparison:
    """How likely two names belong to one party of that kind (None: it is not known).

    A name without any letter or digit, or of more than 1,000 characters, is not compared: the
    score is 0 and the reason says so. Raises BadInput for an unknown kind.

    >>> compare("Siemens AG", "Siemens Aktiengesellschaft", kind="company").score
    1.0
    """
    asked = _kind(kind)
    try:
        first, second = sorted((check(name1), check(name2)))
    except Unusable as fault:
        return Comparison(0.0, (f"not compared: {fault}",))
    return weigh(first, second, person=is_person(asked)).told()


def weigh(one: str, other: str, *, person: bool | None) -> "Weighed":
    """The weighing of two names that `check` has read; `person` None: the kind is not known."""
    if person is None:
        return _of_any_kind(one, other)
    return weigh_parts(parts(one, person=person), parts(other, person=person))


def is_person(kind: str | None) -> bool | None:
    """Whether a kind of party is a person; None where it may be one."""
    return None if kind in _OPEN else kind == "person"


_OPEN = frozenset({None, "legalentity"})


def _kind(kind: str | None) -> str | None:
    asked = kind.strip().casefold() if kind else None
    if asked and asked not in KINDS:
        raise BadInput(f"no kind of party {kind!r:.60}; it is one of {', '.join(KINDS)}")
    return asked


def _of_any_kind(one: str, other: str) -> "Weighed":
    """As bodies where a name shows that it is one's, else as whichever is likelier."""
    bodies = parts(one, person=False), parts(other, person=False)
    as_bodies = weigh_parts(*bodies)
    if any(_shows_a_body(body) for body in bodies):
        return as_bodies
    as_persons = weigh_parts(parts(one, person=True), parts(other, person=True))
    return max(as_bodies, as_persons, key=lambda found: found.score)


def _shows_a_body(body: Parts) -> bool:
    return bool(body.forms or body.numbers) or any(SMALL < w.weight < PLACE for w in body.words)


Loss = tuple[float, Callable[[], str]]


class Weighed(NamedTuple):
    """Two names weighed: the score, and what its reasons are told from."""

    score: float
    laid: Alignment
    losses: tuple[Loss, ...]

    def told(self) -> Comparison:
        """The comparison with its reasons in words."""
        if not self.laid.pairs:
            return Comparison(0.0, ("no word of the one is like a word of the other",))
        reasons = (*_said_for(self.laid), *(reason() for _, reason in self.losses))
        return Comparison(self.score, reasons)


def weigh_parts(one: Parts, other: Parts) -> Weighed:
    """The weighing of two names already taken apart."""
    laid = align(one, other)
    if not laid.pairs:
        return Weighed(0.0, laid, ())
    losses = tuple((_lost_by_person if one.person else _lost_by_body)(one, other, laid))
    score = _base(laid)
    for share, _ in losses:
        score *= 1 - min(share, 0.9)
    return Weighed(round(score, 4), laid, losses)


def _base(laid: Alignment) -> float:
    """The likeness of the words that go together, by their weight."""
    whole = sum(pair.weight for pair in laid.pairs)
    alike = sum(pair.weight * pair.likeness for pair in laid.pairs) / whole
    return max(0.0, 1 - WEIGHTS.steep * (1 - alike))


def _said_for(laid: Alignment) -> Iterator[str]:
    same = [w.plain for pair in laid.pairs if pair.how == "same" for w in pair.one]
    if same:
        yield f"same words: {' '.join(map(_shown, same))}"
    for pair in laid.pairs:
        if pair.how != "same":
            one, other = (
                " ".join(_shown(w.plain) for w in side) for side in (pair.one, pair.other)
            )
            yield f"{_HOW[pair.how]}: {one} and {other} ({pair.likeness:.2f})"


_HOW = {
    "alike": "alike in letters and sound",
    "slip": "two letters apart",
    "joined": "the same written together",
    "initial": "an initial",
    "acronym": "an acronym of the words",
}


def _shown(plain: str) -> str:
    return plain[1:].upper() if plain.startswith("@") else plain


def _lost_by_person(one: Parts, other: Parts, laid: Alignment) -> Iterator[Loss]:
    against, extra = _left_over(laid)
    if against > 2 * SMALL:
        share = WEIGHTS.against_person * min(1.0, against)
        yield share, lambda: f"against each other: {_words(laid.left)} and {_words(laid.right)}"
    if extra > SMALL:
        yield min(WEIGHTS.extra_person * extra, 0.2), lambda: f"only one says: {_extra(laid)}"
    if _fathers(one) & {turned[::-1] for turned in _fathers(other)}:
        yield WEIGHTS.against_person, lambda: "father and son exchanged"
    known = sum(1 for pair in laid.pairs if pair.weight >= 1 and pair.how != "initial")
    if known < 2 and against + extra >= 1 - SMALL and min(_full(one), _full(other)) < 2:  # noqa: PLR2004 - one word alone
        yield WEIGHTS.alone, lambda: "a single word agrees"


def _fathers(one: Parts) -> set[tuple[str, str]]:
    """Each word of a name with the one that "son of" leads to."""
    said = [word.plain for word in one.words]
    return {
        (said[at - 1], said[at + 1])
        for at in range(1, len(said) - 1)
        if said[at] in SON_OF and said[at - 1] != said[at + 1]
    }


def _lost_by_body(one: Parts, other: Parts, laid: Alignment) -> Iterator[Loss]:
    against, extra = _left_over(laid)
    if against > 2 * SMALL:
        share = WEIGHTS.against_least + WEIGHTS.against_body * min(1.0, against)
        yield share, lambda: f"against each other: {_words(laid.left)} and {_words(laid.right)}"
    agreed = sum(pair.weight for pair in laid.pairs)
    if extra > SMALL:
        yield _lost_by_extra(laid, agreed, against), lambda: f"only one says: {_extra(laid)}"
    if agreed < ENOUGH and against + extra > SMALL:
        yield WEIGHTS.nothing_own, lambda: "only words that many share agree"
    yield from _lost_by_numbers(one.numbers, other.numbers)
    families = tables().families
    forms = [{families.get(form, "") for form in side.forms} - {""} for side in (one, other)]
    if all(forms) and not forms[0] & forms[1]:
        yield WEIGHTS.form_differs, lambda: "different legal forms"


def _lost_by_extra(laid: Alignment, agreed: float, against: float) -> float:
    """What words that only one name says cost: the more, the less of the names agrees. A country
    costs little, since branches are often listed with theirs."""
    more = max(laid.left, laid.right, key=lambda side: sum(w.weight for w in side))
    placed = sum(w.weight for w in more if w.plain.startswith("@"))
    other = max(0.0, sum(w.weight for w in more) - placed - against)
    return min(WEIGHTS.extra_body * other / agreed + WEIGHTS.extra_place * placed, 0.6)


def _lost_by_numbers(one: tuple[int, ...], other: tuple[int, ...]) -> Iterator[Loss]:
    if sorted(one) == sorted(other):
        return
    if one and other:
        told = f"different numbers: {_listed(one)} and {_listed(other)}"
        yield WEIGHTS.number_differs, lambda: told
    else:
        yield WEIGHTS.number_missing, lambda: f"a number in one only: {_listed(one or other)}"


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _left_over(laid: Alignment) -> tuple[float, float]:
    """What the names say against each other, and what only one of them says, by weight."""
    sides = sorted(sum(w.weight for w in side) for side in (laid.left, laid.right))
    return sides[0], sides[1] - sides[0]


def _full(one: Parts) -> int:
    return sum(word.weight >= 1 for word in one.words)


def _words(words: Iterator[object] | tuple[object, ...]) -> str:
    return " ".join(_shown(word.plain) for word in words)  # type: ignore[attr-defined]


def _extra(laid: Alignment) -> str:
    return _words(max(laid.left, laid.right, key=lambda side: sum(w.weight for w in side)))
