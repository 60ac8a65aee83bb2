"""What the comparison of a name with those of an index can give at most.

Follows `comparison` with what the index knows of a name: its words, their weights, and which of
them are like a word that is asked for. What cannot be told so (words written together, acronyms,
slips of the pen, legal forms, numbers) is taken for agreeing. Loops over arrays, as in `pool`.
"""

import math
from typing import TypeAlias

from enduse.screening.comparison import ENOUGH, WEIGHTS
from enduse.screening.hidden import may_hide
from enduse.screening.laid import MOST_SAID, OWN, Names, Room, Sheet
from enduse.screening.mapped import Reals
from enduse.screening.parts import PLACE, SMALL
from enduse.screening.pool import count_names, forget_bits, pool_of
from enduse.screening.said import A_WEIGHT, HUNDREDTHS
from enduse.screening.said import WEIGHT as BELOW

SLACK = 0.02  # by which the bound may fall short
JUST_SMALL = SMALL + 0.001
AGAINST_PERSON, AGAINST_BODY, AGAINST_LEAST = WEIGHTS[:3]
EXTRA_PERSON, EXTRA_BODY = WEIGHTS.extra_person, WEIGHTS.extra_body
ALONE, NOTHING_OWN, STEEP = WEIGHTS.alone, WEIGHTS.nothing_own, WEIGHTS.steep

TWO = 2
Side: TypeAlias = tuple[float, float, float, float, float, float, float]
LIKE, FULL, WEIGHT, ALIKE, LEAST, LEFT, PLACES = range(7)
"""Of the words of one name: how many are like one of the other, how many of these say all that they
can, their weight and their likeness by weight, the least weight among them; the weight of the
others and of places among these."""


def likeliest(names: Names, sheet: Sheet, room: Room, most: int) -> None:
    """Write to `room.found`, for each name asked for, how many of the index may score as high as is
    needed, `most` at the most, and then these, the likeliest first."""
    count_names(names, sheet, room)
    for at in range(len(sheet.person)):
        size = pool_of(names, sheet, at, room)
        known = _place(sheet, at, room)
        owed = _rarity(names, sheet, at, room)
        enough = _bound(names, sheet, at, room, size, owed) >= most
        start = at * (most + 1)
        for place in range(size):
            if room.most[place] < sheet.least[at] - SLACK and (
                enough or not _hides(names, sheet, at, room, place, owed)
            ):
                continue
            room.found[start] = _keep(room, place, start + 1, room.found[start], most)
        _take_away(sheet, at, room, known)
    forget_bits(sheet, room)


def _bound(names: Names, sheet: Sheet, at: int, room: Room, size: int, owed: float) -> int:
    """Write down what each name of the pool scores at most; how many may score as high as is
    needed."""
    found, least, person = 0, sheet.least[at] - SLACK, sheet.person[at] > 0
    first, rows = sheet.first[at], sheet.first[at + 1] - sheet.first[at]
    for place in range(size):
        name = room.pool[place]
        said = _lay(names, sheet, at, room, name)
        mine = _side(sheet.weights, first, room.best, rows)
        theirs = _side(room.weights, 0, room.likest, said)
        full = min(sheet.full[at], int(names.full[name]))
        room.most[place] = _most(mine, theirs, least, person, full)
        if room.most[place] >= least:
            found += 1
            room.agrees[place] = _agrees(names, sheet, at, room, name, owed)
    return found


def _hides(names: Names, sheet: Sheet, at: int, room: Room, place: int, owed: float) -> bool:
    """Whether a name may score as high as is needed by what words alone do not tell."""
    name = room.pool[place]
    said = _lay(names, sheet, at, room, name)
    if not may_hide(names, sheet, at, room, name, said):
        return False
    room.most[place] = sheet.least[at]
    room.agrees[place] = _agrees(names, sheet, at, room, name, owed)
    return True


def _place(sheet: Sheet, at: int, room: Room) -> int:
    """Lay down which words of the vocabulary are like those of a name, and how; how many."""
    first, known = sheet.first[at], 0
    rows = sheet.first[at + 1] - first
    for word in range(rows):
        row = sheet.rows[first + word]
        for like in range(sheet.ends[row], sheet.ends[row + 1]):
            number = sheet.words[like]
            if not room.place[number]:
                known += 1
                room.place[number] = known
            room.table[(room.place[number] - 1) * rows + word] = sheet.likes[like]
    return known


def _take_away(sheet: Sheet, at: int, room: Room, known: int) -> None:
    first, rows = sheet.first[at], sheet.first[at + 1] - sheet.first[at]
    for word in range(rows):
        row = sheet.rows[first + word]
        for like in range(sheet.ends[row], sheet.ends[row + 1]):
            room.place[sheet.words[like]] = 0
    for place in range(known * rows):
        room.table[place] = 0.0


def _rarity(names: Names, sheet: Sheet, at: int, room: Room) -> float:
    """Write down how rare each word of a name's own is; how rare all are together."""
    owed, first = 0.0, sheet.first[at]
    for word in range(sheet.first[at + 1] - first):
        rarity = 0.0
        if sheet.kinds[first + word] & OWN:
            count = room.named[2 * sheet.rows[first + word] + OWN]
            rarity = math.log1p(len(names.full) / max(1, count))
        room.rarity[word] = rarity
        owed += rarity
    return owed


def _lay(names: Names, sheet: Sheet, at: int, room: Room, name: int) -> int:
    """Lay a name beside the one asked for: how much each word weighs, and how like it is to the
    likest of the other's; how many words it has."""
    start, rows = names.starts[name], sheet.first[at + 1] - sheet.first[at]
    said = min(names.starts[name + 1] - start, MOST_SAID)
    for word in range(rows):
        room.best[word] = 0.0
    for heard in range(said):
        likest = 0.0
        room.weights[heard] = (names.words[start + heard] & A_WEIGHT) / HUNDREDTHS
        place = room.place[names.words[start + heard] >> BELOW]
        if place:
            for word in range(rows):
                like = room.table[(place - 1) * rows + word]
                likest = max(likest, like)
                room.best[word] = max(room.best[word], like)
        room.likest[heard] = likest
    return said


def _agrees(
    names: Names, sheet: Sheet, at: int, room: Room, name: int, owed: float
) -> float:  # fmt: skip
    """Roughly how much of both names agrees."""
    agrees = 0.0
    for word in range(sheet.first[at + 1] - sheet.first[at]):
        agrees += room.best[word] * room.rarity[word]
    return agrees / (0.6 * owed + 0.4 * names.owed[name])


def _side(weights: Reals, first: int, likes: Reals, many: int) -> Side:
    """The side of so many words, whose weights begin there, and how like each is to the likest."""
    like, full, weight, alike, lightest, left, places = 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0
    for word in range(many):
        one, best = weights[first + word], likes[word]
        if best > 0:
            like += 1.0
            full += 1.0 if one >= 1 else 0.0
            weight += one
            alike += best * one
            lightest = min(lightest, one)
        else:
            left += one
            places += one if one == PLACE else 0.0
    return like, full, weight, alike, lightest, left, places


def _most(mine: Side, theirs: Side, least: float, person: bool, full: int) -> float:  # noqa: FBT001
    """The score by the words alone, where words agree as far as they can; 0 where names say so much
    against each other that no likeness makes up for it. `full`: how many words of the name that has
    fewer say all that they can."""
    left = mine[LEFT] + max(0, mine[LIKE] - theirs[LIKE]) * mine[LEAST]
    right = theirs[LEFT] + max(0, theirs[LIKE] - mine[LIKE]) * theirs[LEAST]
    against, longer = min(left, right), max(left, right)
    loss = (AGAINST_PERSON if person else AGAINST_BODY) * min(1.0, against)
    if against > 2 * SMALL and 1 - loss < least:
        return 0.0
    alike = max(_share(mine[ALIKE], mine[WEIGHT]), _share(theirs[ALIKE], theirs[WEIGHT]))
    kept = 1 - STEEP * (1 - alike)
    if person:
        alone = max(mine[FULL], theirs[FULL]) < TWO and full < TWO and longer >= 1 - SMALL
        return kept * _kept_by_person(against, longer, alone)
    places = max(mine[PLACES], theirs[PLACES])
    return kept * _kept_by_body(against, longer, places, max(mine[WEIGHT], theirs[WEIGHT]))


def _share(alike: float, weight: float) -> float:
    return alike / max(weight, SMALL) if weight > 0 else 1.0


def _kept_by_person(against: float, longer: float, alone: bool) -> float:  # noqa: FBT001
    kept, extra = 1.0, longer - against
    if against > 2 * SMALL:
        kept *= 1 - AGAINST_PERSON * min(1.0, against)
    if extra > JUST_SMALL:
        kept *= 1 - min(EXTRA_PERSON * extra, 0.2)
    return kept * (1 - ALONE) if alone else kept


def _kept_by_body(against: float, longer: float, places: float, agreed: float) -> float:
    kept, extra = 1.0, longer - against
    if against > 2 * SMALL:
        kept *= 1 - AGAINST_LEAST - AGAINST_BODY * min(1.0, against)
    if extra > JUST_SMALL:
        kept *= 1 - min(EXTRA_BODY * max(0.0, extra - places) / max(agreed, SMALL), 0.6)
    return kept * (1 - NOTHING_OWN) if agreed < ENOUGH and longer > JUST_SMALL else kept


def _keep(room: Room, place: int, start: int, kept: int, most: int) -> int:
    """Put a name in its place among the likeliest; how many there are now."""
    here = kept
    while here and _before(room, place, here - 1, start):
        here -= 1
    if here == most:
        return kept
    for at in range(min(kept, most - 1), here, -1):
        room.found[start + at] = room.found[start + at - 1]
        room.chosen[at] = room.chosen[at - 1]
    room.found[start + here] = room.pool[place]
    room.chosen[here] = place
    return min(kept + 1, most)


def _before(room: Room, place: int, here: int, start: int) -> bool:
    """Whether a name is likelier than the one in a place; of equals the earlier of the index."""
    other = room.chosen[here]
    if room.most[place] != room.most[other]:
        return room.most[place] > room.most[other]
    if room.agrees[place] != room.agrees[other]:
        return room.agrees[place] > room.agrees[other]
    return room.pool[place] < room.found[start + here]
