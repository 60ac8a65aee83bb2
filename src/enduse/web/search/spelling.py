"""Words that are near to one that nothing is called by: three letters shared, then few slips."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from django.db.models import Count, ExpressionWrapper, F, IntegerField, QuerySet
from django.db.models.functions import Length

from enduse.screening.asked import MOST_WORDS, SMALL
from enduse.screening.folded import Word, words
from enduse.web.registry.models import SearchWord

SHORTEST = 4
MOST_NEAR = 60
MOST_SLIPS = 3
PER_LETTER = 0.3
MOST_UNKNOWN = 4
_LAST_LETTER = "\U0010ffff"


def respelt(text: str, day: date | None) -> Iterator[str]:
    """What somebody may have meant, likeliest first: two words as one, near words for unknown
    ones, or none for them. As known on a day, no word stands in that came up later."""
    said = _counting(text)
    held = _held(said, day)
    unknown = _unknown(said, held, day)
    near = {word: nearest(word.plain, day) for word in unknown}
    changes = [
        _joined(said, held),
        {word: other or text[word.start : word.end] for word, other in near.items()},
        {word: other or "" for word, other in near.items()},
        dict.fromkeys(unknown, ""),
    ]
    for other in dict.fromkeys(_replaced(text, change) for change in changes):
        if other != text and _counting(other):
            yield other


def _counting(text: str) -> list[Word]:
    return [word for word in words(text) if word.plain not in SMALL][:MOST_WORDS]


def _held(said: list[Word], day: date | None) -> set[str]:
    """Which of the words, and of neighbours written as one, stand in a title or name."""
    wanted = {form for word in said for form in word.spellings}
    wanted |= {one.plain + other.plain for one, other in pairwise(said)}
    return set(_vocabulary(day).filter(word__in=wanted).values_list("word", flat=True))


def _unknown(said: list[Word], held: set[str], day: date | None) -> list[Word]:
    """The words that stand nowhere; the last may also begin one that does."""
    found = [w for w in said if w.plain.isalpha() and held.isdisjoint(w.spellings)]
    if found and found[-1] is said[-1]:
        last = said[-1].plain
        begun = _vocabulary(day).filter(word__gte=last, word__lt=last + _LAST_LETTER)
        if begun.exists():
            found.pop()
    return found[:MOST_UNKNOWN]


def _joined(said: list[Word], held: set[str]) -> dict[Word, str]:
    joined: dict[Word, str] = {}
    for one, other in pairwise(said):
        if one.plain + other.plain in held and one not in joined:
            joined |= {one: one.plain + other.plain, other: ""}
    return joined


def _vocabulary(day: date | None) -> QuerySet[SearchWord]:
    held = SearchWord.objects.all()
    return held if day is None else held.filter(known_from__lte=day)


def _replaced(text: str, by: dict[Word, str]) -> str:
    for word, other in sorted(by.items(), key=lambda item: -item[0].start):
        text = text[: word.start] + other + text[word.end :]
    return " ".join(text.split())


def nearest(word: str, day: date | None) -> str | None:
    """The word of titles and names that is nearest to this one, and not too far."""
    most = min(MOST_SLIPS, int(len(word) * PER_LETTER))
    found = [
        (slips(word, other), -count, other)
        for other, count in _sharing(word, day)
        if abs(len(other) - len(word)) <= most
    ]
    best = min((one for one in found if one[0] <= most), default=None)
    return best[2] if best else None


def _sharing(word: str, day: date | None) -> Iterable[tuple[str, int]]:
    """The words that share most of their threes with this one; the same on every database."""
    own = grams(word)
    alike = F("shared") * 1000 / (Length("word") + len(own) - F("shared"))
    return (
        _vocabulary(day)
        .filter(grams__gram__in=own)
        .annotate(shared=Count("grams"))
        .annotate(alike=ExpressionWrapper(alike, output_field=IntegerField()))
        .order_by("-alike", "word")
        .values_list("word", "count")[:MOST_NEAR]
    )


def grams(word: str) -> set[str]:
    """The threes of letters in a word, its beginning and end counted as letters.

    >>> sorted(grams("area"))
    ['^ar', 'are', 'ea$', 'rea']
    """
    edged = f"^{word}$"
    return {edged[at : at + 3] for at in range(len(edged) - 2)}


def slips(one: str, other: str) -> int:
    """How many slips of the hand lie between two words: a letter more, less, wrong, or two swapped.

    >>> slips("hackin", "hacking"), slips("pegasus", "pegassus"), slips("cisco", "csico")
    (1, 1, 1)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, letter_too in enumerate(other, 1):
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != letter_too))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == letter_too:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
