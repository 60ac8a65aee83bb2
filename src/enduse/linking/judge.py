"""A pair that the statistics propose, looked at with the comparison of names: for and against."""

from collections.abc import Iterator
from typing import NamedTuple

from enduse.linking.entry import Entry, asked_of, entity_of
from enduse.screening.alignment import Alignment
from enduse.screening.comparison import Weighed, is_person, weigh, weigh_parts
from enduse.screening.latin import bones
from enduse.screening.names import generic, words
from enduse.screening.parts import SMALL, Parts, Word, parts
from enduse.screening.supporting import support_of
from enduse.screening.tables import tables

DEFAULT_SCORE = 0.85
"""From this score on a pair is proposed; see docs/linking.md for what it costs and finds."""
APART = 0.7
"""Two entries below this score are never put into one cluster through a third."""
SAME_PLACE, OTHER_IDENTIFIER, OF_MANY, OTHER_GIVEN = 0.1, -0.6, -0.6, -0.3
EACH_MORE, OTHER_WORD, LETTER = -0.15, -0.15, -0.25
OTHER_SCRIPT, LAST_LATIN = 0.2, "\u024f"


SHORTEST_CUT, FEW_LETTERS = 3, 5


class Judged(NamedTuple):
    """How likely two entries are of one party, 0 to 1, and what speaks for and against it."""

    score: float
    pro: tuple[str, ...]
    contra: tuple[str, ...]


class _Said(NamedTuple):
    share: float
    reason: str


def judge(one: Entry, other: Entry) -> Judged:
    """The entries compared by name, country, kind, date, identifiers and places; whichever comes
    first, the answer is the same."""
    first, second = sorted((one, other), key=lambda entry: entry.id)
    pro, contra, score = _by_name(first, second)
    support = support_of(asked_of(first), entity_of(second))
    score = support.moved(score)
    shares = dict(zip(support.reasons, support.shares, strict=False))
    for reason in support.reasons:
        (contra if shares.get(reason, 1.0) < 0 else pro).append(reason)
    for said in _more(first, second):
        (contra if said.share < 0 else pro).append(said.reason)
        score += said.share * (1 - score if said.share > 0 else score)
    return Judged(round(score, 4), tuple(pro), tuple(contra))


def _by_name(one: Entry, other: Entry) -> tuple[list[str], list[str], float]:
    found = _weighed(one, other)
    told = found.told().reasons
    against = len(told) if not found.laid.pairs else len(found.losses)
    pro, contra = list(told[: len(told) - against]), list(told[len(told) - against :])
    score = found.score
    more = (*_other_words(found.laid), *_each_more(found), *_letter_at_end(one, other))
    for share, reason in more:
        contra.append(reason)
        score *= 1 + share
    if _word_by_word(one, other, found):
        pro.append("word by word the same in two scripts")
        score += OTHER_SCRIPT * (1 - score)
    return pro, contra, score


def _word_by_word(one: Entry, other: Entry, found: Weighed) -> bool:
    """Whether every word of a name has one like it in another script, where no two spell alike."""
    if not found.laid.pairs or found.losses:
        return False
    return _in_latin(one.name) != _in_latin(other.name)


def _in_latin(name: str) -> bool:
    return not any(c.isalpha() and c > LAST_LATIN for c in name)


def _weighed(one: Entry, other: Entry) -> Weighed:
    """The names weighed; words that one of them cuts short are written out first."""
    person = _person(one, other)
    first, second = sorted((one.name, other.name))
    found = weigh(first, second, person=person)
    if person or not (found.laid.left and found.laid.right):
        return found
    bodies = parts(first, person=False), parts(second, person=False)
    return max(found, weigh_parts(*_written_out(*bodies)), key=lambda each: each.score)


def _written_out(one: Parts, other: Parts) -> tuple[Parts, Parts]:
    """Both names, where one says eng or intl as the other says engineering, or international."""
    return _as_in(one, other), _as_in(other, one)


def _as_in(one: Parts, other: Parts) -> Parts:
    words = tuple(
        next((long for long in other.words if _cuts_short(word, long)), word) for word in one.words
    )
    return one._replace(words=words)


def _cuts_short(word: Word, long: Word) -> bool:
    return SHORTEST_CUT <= len(word.plain) < len(long.plain) - 1 and long.plain.startswith(
        word.plain
    )


def _each_more(found: Weighed) -> Iterator[_Said]:
    """What both names add that says so little that the comparison lets it pass: a group and a
    software company."""
    sides = [
        [word for word in side if word.weight > SMALL]
        for side in (found.laid.left, found.laid.right)
    ]
    if any(sides) and all(word.weight < 1 for pair in found.laid.pairs for word in pair.one):
        yield _Said(EACH_MORE, "all that agrees are words that many share")
    elif all(sides) and min(sum(word.weight for word in side) for side in sides) <= 2 * SMALL:
        told = " and ".join(sorted(" ".join(word.plain for word in side) for side in sides))
        yield _Said(EACH_MORE, f"each says more: {told}")


def _letter_at_end(one: Entry, other: Entry) -> Iterator[_Said]:
    """A letter that ends one company's name, as it tells a company from its sister."""
    both = [parts(entry.name, person=False) for entry in (one, other)]
    ends = {name.words[-1].plain for name in both}
    letters = sorted(end for end in ends if len(end) == 1)
    if letters and len(ends) > 1 and any(name.forms for name in both):
        yield _Said(LETTER, f"a letter at the end of one: {' and '.join(letters)}")


def _other_words(laid: Alignment) -> Iterator[_Said]:
    """Words that are alike and yet two words: two given names as Hassan and Hussein; Wang and Pang,
    whose consonants differ, and so few letters or the first of them."""
    known = tables().given
    for pair in laid.pairs:
        if pair.how not in {"alike", "slip"}:
            continue
        one, other = sorted((pair.one[0], pair.other[0]))
        names = known.get(one.plain, frozenset()), known.get(other.plain, frozenset())
        told = f"{one.plain} and {other.plain}"
        if all(names) and not names[0] & names[1]:
            yield _Said(OTHER_GIVEN, f"two given names: {told}")
        elif not names[0] & names[1] and _two_words(one, other):
            yield _Said(OTHER_WORD, f"perhaps two words: {told}")


def _two_words(one: Word, other: Word) -> bool:
    if one.thin or other.thin or bones(one.plain) == bones(other.plain):
        return False
    short = min(len(one.plain), len(other.plain)) <= FEW_LETTERS
    return short or one.plain[0] != other.plain[0]


def _person(one: Entry, other: Entry) -> bool | None:
    """Whether they are compared as persons; None where neither says so."""
    said = {is_person(entry.stated.kind) for entry in (one, other)} - {None}
    return said.pop() if len(said) == 1 else None


def _more(one: Entry, other: Entry) -> Iterator[_Said]:
    """What a register says that a list to screen against seldom does."""
    schemes = {scheme for scheme, _ in one.stated.identifiers}
    for scheme in sorted(schemes & {scheme for scheme, _ in other.stated.identifiers}):
        values = [_values(entry, scheme) for entry in (one, other)]
        if not values[0] & values[1]:
            told = " and ".join(sorted(", ".join(sorted(each)) for each in values))
            yield _Said(OTHER_IDENTIFIER, f"another {scheme}: {told}")
    shared = sorted(set(one.places) & set(other.places))
    if shared:
        yield _Said(SAME_PLACE, f"the same place: {shared[0]}")
    countries = {one.stated.country, other.stated.country}
    if len(countries) > 1 and _of_many(one) and _of_many(other):
        yield _Said(OF_MANY, "a name that bodies of many countries have")


def _values(entry: Entry, scheme: str) -> set[str]:
    return {value for each, value in entry.stated.identifiers if each == scheme}


def _of_many(entry: Entry) -> bool:
    """Whether bodies of any country may be called so: a ministry, or a number and one word."""
    taken = parts(entry.name, person=entry.person)
    said = words(entry.name)
    return (bool(said) and generic(said)) or (bool(taken.numbers) and len(taken.words) == 1)
