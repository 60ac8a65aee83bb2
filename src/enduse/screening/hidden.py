"""Whether words of two names that are like none may yet be the same, which `bound` cannot tell.

Loops over arrays, as in `pool`.
"""

from enduse.screening.alignment import SLIPS
from enduse.screening.laid import Names, Room, Sheet
from enduse.screening.said import A_WEIGHT, WEIGHT
from enduse.screening.shape import LONGEST, bits, missing

SAME = 0.999
NEAR = 0.4  # letters of a word that may differ in one like it
SPELLED = 3  # words at least, that first letters are taken of
PARTLY = 1  # letters by which a part of a word may differ from it


def may_hide(names: Names, sheet: Sheet, at: int, room: Room, name: int, said: int) -> bool:
    """Whether words that are like none may be the same written together, an acronym or, of a
    person, an initial or a slip of the pen."""
    mine, shortest = _lone_asked(sheet, at, room)
    theirs, shortest_listed = _lone_listed(names, room, name, said)
    if not mine or not theirs:
        return False
    if sheet.person[at]:
        if shortest == 1 or shortest_listed == 1:
            return True
    elif (mine >= SPELLED and shortest_listed <= mine + 2) or (
        theirs >= SPELLED and shortest <= theirs + 2
    ):
        return True
    return _written_otherwise(names, sheet, at, room, name, said)


def _lone_asked(sheet: Sheet, at: int, room: Room) -> tuple[int, int]:
    """How many words asked for are like none, and how long the shortest is."""
    many, shortest, first = 0, LONGEST, sheet.first[at]
    for word in range(sheet.first[at + 1] - first):
        if room.best[word] == 0 and sheet.weights[first + word] > 0:
            many += 1
            shortest = min(shortest, sheet.lengths[first + word])
    return many, shortest


def _lone_listed(names: Names, room: Room, name: int, said: int) -> tuple[int, int]:
    """The same of the words of a name of the index."""
    many, shortest, start = 0, LONGEST, names.starts[name]
    for word in range(said):
        heard = names.words[start + word]
        if room.likest[word] == 0 and heard & A_WEIGHT:
            many += 1
            shortest = min(shortest, int(names.lengths[3 * (heard >> WEIGHT)]))
    return many, shortest


def _written_otherwise(
    names: Names, sheet: Sheet, at: int, room: Room, name: int, said: int
) -> bool:
    """Whether several words of one side may be one of the other, by their letters; or whether a
    word of each may be a slip of the other's that no key leads to, or that persons' names which
    agree in two words let pass."""
    slips = _agree(sheet, at, room) > 1 and sheet.person[at] > 0
    first, start = sheet.first[at], names.starts[name]
    for word in range(said):
        room.holds[word] = 0
    for asked in range(first, sheet.first[at + 1]):
        if room.best[asked - first] != 0 or sheet.weights[asked] <= 0:
            continue
        within = 0
        for heard in range(said):
            word = names.words[start + heard] >> WEIGHT
            if room.likest[heard] != 0 or not names.words[start + heard] & A_WEIGHT:
                continue
            length, letters = int(names.lengths[3 * word]), names.letters[3 * word]
            if _slipped(length, letters, sheet.lengths[asked], sheet.letters[asked], slips):
                return True
            within += _part(length, letters, sheet.lengths[asked], sheet.letters[asked])
            room.holds[heard] += _part(sheet.lengths[asked], sheet.letters[asked], length, letters)
            if within > 1 or room.holds[heard] > 1:
                return True
    return False


def _agree(sheet: Sheet, at: int, room: Room) -> int:
    same = 0
    for word in range(sheet.first[at + 1] - sheet.first[at]):
        same += 1 if room.best[word] > SAME else 0
    return same


def _slipped(length: int, letters: int, length2: int, letters2: int, slips: bool) -> bool:  # noqa: FBT001
    """Whether two words may be slips of each other, by their lengths and letters."""
    apart = max(abs(length - length2), missing(letters, letters2))
    return apart <= SLIPS and (slips or apart <= NEAR * max(length, length2))


def _part(length: int, letters: int, whole: int, others: int) -> int:
    """Whether a word may be a part of another, but for some letters: 1 or 0."""
    return 1 if length - whole <= PARTLY and bits(letters & ~others) <= PARTLY else 0
