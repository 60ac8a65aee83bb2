"""The names of an index that hold enough words like those of a name that is asked for.

Loops over arrays: they run as they stand for a name alone, and compiled for a table (`compiled`).
"""

from enduse.screening.laid import BITS, OWN, SLOTS, TELLING, Names, Postings, Room, Sheet
from enduse.screening.mapped import Whole

MANY_WORDS = 3  # of which one may be missing
ENOUGH = 6000  # names of rare words that are looked through for one that is asked for
MOST = 4 * ENOUGH
BY_BITS, IN_BITS = 5, BITS - 1  # a name's number has its bit in a number of BITS
TIMES = 16  # bits: how many words a name is seen by stands below, by which it was seen last above
COUNT = (1 << TIMES) - 1
OTHERWISE = COUNT << TIMES  # a name that no rare word leads to


def pool_of(names: Names, sheet: Sheet, at: int, room: Room) -> int:
    """Write to `room.pool` the names in which nearly all words of the shorter name have one like
    them; how many they are."""
    size = _sought(names.own, OWN, sheet, at, room, 0)
    if not sheet.person[at]:
        size = _sought(names.telling, TELLING, sheet, at, room, size)
    kept, among, parties = 0, sheet.among[at], names.parties
    for place in range(size):
        name = room.pool[place]
        room.pooled[name] = 0
        room.pool[kept] = name
        kept += (among >> parties[name]) & 1
    return kept


def count_names(names: Names, sheet: Sheet, room: Room) -> None:
    """Write to `room.named` in how many names words like each are, as their own and as any that
    says something; a name with two of them counts twice."""
    for row in range(len(sheet.ends) - 1):
        for at in range(sheet.ends[row], sheet.ends[row + 1]):
            word = sheet.words[at]
            room.named[2 * row + OWN] += names.own.starts[word + 1] - names.own.starts[word]
            room.named[2 * row + TELLING] += (
                names.telling.starts[word + 1] - names.telling.starts[word]
            )


def _sought(
    postings: Postings, kind: int, sheet: Sheet, at: int, room: Room, size: int
) -> int:  # fmt: skip
    """Add to the pool those that words of one kind lead to; of common words, up to MOST names that
    hold two."""
    chosen, found = _by_rarity(kind, sheet, at, room)
    if chosen == 1 and found == 1:
        return _all(postings, sheet, room.order[0], room, size)
    rare = _rare(kind, found, room)
    chosen -= max(0, found - rare - SLOTS)  # the most common of a very long name are left out
    found = min(found, rare + SLOTS)
    first = touched = len(room.seen)  # the names that are looked at stand in the pool's other half
    for place in range(rare):
        touched = _see(postings, sheet, room.order[place], place + 1, room, touched)
    touched = _see_common(postings, kind, sheet, rare, found, room, touched)
    for place in range(first, touched):
        name = room.pool[place]
        held = room.seen[name] & COUNT
        room.seen[name] = 0
        for common in range(rare, found):
            held += _has(room.bits, room.starts[common], name)
        shorter = min(int(postings.lengths[name]), chosen)
        if held >= shorter - (1 if shorter >= MANY_WORDS else 0):
            size = _into_pool(name, room.pooled, room.pool, size)
    return size


def _into_pool(name: int, pooled: Whole, pool: Whole, size: int) -> int:
    if not pooled[name]:
        pooled[name] = 1
        pool[size] = name
        size += 1
    return size


def _by_rarity(kind: int, sheet: Sheet, at: int, room: Room) -> tuple[int, int]:
    """Write to `room.order` the rows of the name's words of a kind that lead anywhere, the rarest
    first; how many words are of that kind, and how many lead anywhere."""
    chosen, found = 0, 0
    for word in range(sheet.first[at], sheet.first[at + 1]):
        if not sheet.kinds[word] & kind:
            continue
        chosen += 1
        row = sheet.rows[word]
        count = room.named[2 * row + kind]
        place = found
        while count and place and room.named[2 * room.order[place - 1] + kind] > count:
            room.order[place] = room.order[place - 1]
            place -= 1
        if count:
            room.order[place] = row
            found += 1
    return chosen, found


def _rare(kind: int, found: int, room: Room) -> int:
    """How many of these words are rare, all together; the least rare never is."""
    total, rare = 0, 0
    for place in range(found - 1):
        total += room.named[2 * room.order[place] + kind]
        rare += 1 if total <= ENOUGH else 0
    return rare


def _all(postings: Postings, sheet: Sheet, row: int, room: Room, size: int) -> int:
    """Add to the pool the first names of words like one."""
    left = MOST
    for at in range(sheet.ends[row], sheet.ends[row + 1]):
        word = sheet.words[at]
        for place in range(postings.starts[word], postings.starts[word + 1]):
            if not left:
                return size
            left -= 1
            size = _into_pool(postings.names[place], room.pooled, room.pool, size)
    return size


def _see(
    postings: Postings, sheet: Sheet, row: int, turn: int, room: Room, touched: int
) -> int:  # fmt: skip
    """Count the names of words like a rare one, each once."""
    seen, pool, found = room.seen, room.pool, postings.names
    for at in range(sheet.ends[row], sheet.ends[row + 1]):
        word = sheet.words[at]
        for place in range(postings.starts[word], postings.starts[word + 1]):
            name = found[place]
            times = seen[name]
            if times >> TIMES != turn:
                if not times:
                    pool[touched] = name
                    touched += 1
                seen[name] = (turn << TIMES) + (times & COUNT) + 1
    return touched


def _see_common(
    postings: Postings, kind: int, sheet: Sheet, rare: int, found: int, room: Room, touched: int
) -> int:
    """Look at the names that common words alone lead to: those that are nothing else, and those
    that hold two."""
    if room.slots[0] + found - rare > SLOTS:
        forget_bits(sheet, room)
    for place in range(rare, found):
        row = room.order[place]
        room.starts[place] = _keep_bits(postings, kind, sheet, row, room)
        touched = _see_alone(postings, sheet, row, room, touched)
    return _see_twice(rare, found, room, touched) if found - rare > 1 else touched


def _see_alone(postings: Postings, sheet: Sheet, row: int, room: Room, touched: int) -> int:
    """Look at the names that are nothing but a word like a common one."""
    for at in range(sheet.ends[row], sheet.ends[row + 1]):
        word = sheet.words[at]
        start = postings.starts[word]
        for place in range(start, start + postings.alone[word]):
            touched = _see_otherwise(postings.names[place], room.seen, room.pool, touched)
    return touched


def _see_otherwise(name: int, seen: Whole, pool: Whole, touched: int) -> int:
    if not seen[name]:
        seen[name] = OTHERWISE
        pool[touched] = name
        touched += 1
    return touched


def _keep_bits(
    postings: Postings, kind: int, sheet: Sheet, row: int, room: Room
) -> int:  # fmt: skip
    """A bit for each name, set where it holds a word like a common one; kept for the next name.
    Where they start."""
    blocks = len(room.bits) // SLOTS
    if room.slots[2 * row + kind]:
        return (room.slots[2 * row + kind] - 1) * blocks
    used = room.slots[0]
    start = used * blocks
    for at in range(sheet.ends[row], sheet.ends[row + 1]):
        word = sheet.words[at]
        for place in range(postings.starts[word], postings.starts[word + 1]):
            name = postings.names[place]
            room.bits[start + (name >> BY_BITS)] |= 1 << (name & IN_BITS)
    room.slots[0] = used + 1
    room.slots[2 * row + kind] = used + 1
    return start


def forget_bits(sheet: Sheet, room: Room) -> None:
    """Take away what was kept of common words."""
    for at in range(room.slots[0] * (len(room.bits) // SLOTS)):
        room.bits[at] = 0
    for at in range(2 * len(sheet.ends) + 1):
        room.slots[at] = 0


def _has(bits: Whole, start: int, name: int) -> int:
    """Whether a name holds a word like a common one, whose bits start there: 1 or 0."""
    return (bits[start + (name >> BY_BITS)] >> (name & IN_BITS)) & 1


def _see_twice(rare: int, found: int, room: Room, touched: int) -> int:
    """Look at the names that two common words lead to."""
    blocks, left = len(room.bits) // SLOTS, MOST
    for block in range(blocks):
        once, twice = 0, 0
        for common in range(rare, found):
            here = room.bits[room.starts[common] + block]
            twice |= once & here
            once |= here
        bit = 0
        while twice and left:
            if twice & 1:
                touched = _see_otherwise(block * BITS + bit, room.seen, room.pool, touched)
                left -= 1
            twice >>= 1
            bit += 1
    return touched
