"""Whether words of two names that are like none may yet be the same, which `bound` cannot tell.

Loops over arrays, as in `pool`.
"""

from enduse.screening.alignment import LONGEST_ACRONYM, SHORTEST_ACRONYM, SLIPS
from enduse.screening.laid import Names, Room, Sheet
from enduse.screening.likeness import BONES, LEAST, LETTERS, SAME_NAME, SHORT, SOUNDS
from enduse.screening.said import A_WEIGHT, WEIGHT
from enduse.screening.shape import FIRST, KINDS, SAID, apart, bits

SAME = 0.999
NEAR = 0.4  # letters of a word that may differ in one like it
PARTLY = 1  # letters by which a part of a word may differ from it
ROUNDING = 1e-6


def may_hide(names: Names, sheet: Sheet, at: int, room: Room, name: int, said: int) -> bool:
    """Whether words that are like none may be the same written together, an acronym or, of a
    person, an initial or a slip of the pen."""
    mine = _lone_asked(sheet, at, room)
    theirs = _lone_listed(names, room, name, said)
    # no branches here: compiled, they cost more than the calls that they would save
    person = 1 if sheet.person[at] else 0
    body = 1 - person
    begun = _begun(names, sheet, room, person * mine, theirs)
    spelled = _spelled(names, sheet, at, room, body * mine, theirs, name, said)
    slips = person > 0 and _agree(sheet, at, room) > 1
    return begun | spelled | _written_otherwise(names, sheet, room, mine, theirs, slips)


def _lone_asked(sheet: Sheet, at: int, room: Room) -> int:
    """Write down the words asked for that are like none; how many."""
    many, first = 0, sheet.first[at]
    for word in range(sheet.first[at + 1] - first):
        if room.best[word] == 0 and sheet.weights[first + word] > 0:
            room.mine[many] = first + word
            many += 1
    return many


def _lone_listed(names: Names, room: Room, name: int, said: int) -> int:
    """The same of the words of a name of the index."""
    many, start = 0, names.starts[name]
    for heard in range(said):
        word = names.words[start + heard]
        if room.likest[heard] == 0 and word & A_WEIGHT:
            room.theirs[many] = word >> WEIGHT
            many += 1
    return many


def _begun(names: Names, sheet: Sheet, room: Room, mine: int, theirs: int) -> bool:
    """Whether a single letter may be the first of a word of the other name."""
    begun = False
    for one in range(mine):
        asked = room.mine[one]
        for other in range(theirs):
            word = room.theirs[other]
            single = sheet.lengths[KINDS * asked] == 1 or names.lengths[KINDS * word] == 1
            same = sheet.letters[SAID * asked + FIRST] == names.letters[SAID * word + FIRST]
            begun |= single and same
    return begun


def _spelled(
    names: Names, sheet: Sheet, at: int, room: Room, mine: int, theirs: int, name: int, said: int
) -> bool:
    """Whether a word may be made of the first letters of the other name's words."""
    first, asked, start = sheet.first[at], sheet.first[at + 1] - sheet.first[at], names.starts[name]
    begin_mine, begin_theirs, spelled = 0, 0, False
    theirs *= 1 if mine else 0
    for word in range(asked):
        begin_mine |= sheet.letters[SAID * (first + word) + FIRST]
    for heard in range(said):
        begin_theirs |= names.letters[SAID * (names.words[start + heard] >> WEIGHT) + FIRST]
    for one in range(mine):
        word = room.mine[one]
        spelled |= _is_acronym(
            sheet.lengths[KINDS * word], sheet.letters[SAID * word], said, begin_theirs
        )
    for other in range(theirs):
        word = room.theirs[other]
        spelled |= _is_acronym(
            names.lengths[KINDS * word], names.letters[SAID * word], asked, begin_mine
        )
    return spelled


def _is_acronym(length: int, letters: int, words: int, begin: int) -> bool:
    """Whether a word may be made of the first letters of so many words, or of some of them."""
    return SHORTEST_ACRONYM <= length <= min(words, LONGEST_ACRONYM) and letters & ~begin == 0


def _written_otherwise(
    names: Names,
    sheet: Sheet,
    room: Room,
    mine: int,
    theirs: int,
    slips: bool,  # noqa: FBT001
) -> bool:
    """Whether several words of one side may be one of the other, by their letters; or whether a
    word of each may be a slip of the other's that no key leads to, or (`slips`) that persons' names
    which agree in two words let pass."""
    otherwise = False
    for other in range(theirs):
        room.holds[other] = 0
    for one in range(mine):
        within, word = 0, room.mine[one]
        length, letters = sheet.lengths[KINDS * word], sheet.letters[SAID * word]
        for other in range(theirs):
            heard = room.theirs[other]
            long, others = names.lengths[KINDS * heard], names.letters[SAID * heard]
            written = apart(length, letters, long, others)
            if written <= SLIPS:
                longer = max(length, long, SHORT)
                cost = _cost(names, sheet, word, heard, longer)
                otherwise |= slips or (written <= NEAR * longer and cost <= ROUNDING)
            within += _part(long, others, length, letters)
            room.holds[other] += _part(length, letters, long, others)
            otherwise |= within > 1 or room.holds[other] > 1
    return otherwise


def _cost(names: Names, sheet: Sheet, mine: int, theirs: int, longer: int) -> float:
    """By how much at least two words miss being alike, by the letters of the words, their sounds
    and their consonants, or by their consonants alone."""
    mine_at, at = KINDS * mine, KINDS * theirs
    written = apart(
        sheet.lengths[mine_at], sheet.letters[SAID * mine],
        names.lengths[at], names.letters[SAID * theirs],
    )  # fmt: skip
    sounds = apart(
        sheet.lengths[mine_at + 1], sheet.letters[SAID * mine + 1],
        names.lengths[at + 1], names.letters[SAID * theirs + 1],
    )  # fmt: skip
    bones = apart(
        sheet.lengths[mine_at + 2], sheet.letters[SAID * mine + 2],
        names.lengths[at + 2], names.letters[SAID * theirs + 2],
    )  # fmt: skip
    cost = LETTERS * written + SOUNDS * sounds + BONES * bones
    heard = max(sheet.lengths[mine_at + 2], names.lengths[at + 2], SHORT)
    return min(cost - (1 - LEAST) * longer, bones - (1 - LEAST / SAME_NAME) * heard)


def _agree(sheet: Sheet, at: int, room: Room) -> int:
    same = 0
    for word in range(sheet.first[at + 1] - sheet.first[at]):
        same += 1 if room.best[word] > SAME else 0
    return same


def _part(length: int, letters: int, whole: int, others: int) -> int:
    """Whether a word may be a part of another, but for some letters: 1 or 0."""
    return 1 if length - whole <= PARTLY and bits(letters & ~others) <= PARTLY else 0
