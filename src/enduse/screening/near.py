"""The words of an index that may be like one that is asked for, by their keys, lengths and letters.

Loops over arrays, as in `pool`.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from enduse.screening.keys import asked_keys, gist_key
from enduse.screening.laid import ends, nothing, real_room, room_for, wholes
from enduse.screening.latin import bones, sound
from enduse.screening.likeness import BONES, LEAST, LETTERS, SAME_NAME, SHORT, SOUNDS
from enduse.screening.mapped import Keys, Reals, Whole, raw, whole
from enduse.screening.parts import Word
from enduse.screening.shape import KINDS, SAID, apart, shape

ROUNDING = 1e-6
AT_ONCE = 1 << 16
BYTES = 256
MOST_LETTERS = 60  # that have a bit each
UNTOLD = -1.0
Shape: TypeAlias = tuple[int, int, int, int, int, int]


class Words(NamedTuple):
    """The words of an index under their keys; of each its lengths and letters, that of its sound
    and that of its consonants (`shape`), the key of its gist, whether its vowels are missing, and
    where these three texts end."""

    keys: Whole
    numbers: Whole
    lengths: Whole
    letters: Whole
    gists: Whole
    thin: Whole
    texts: Whole
    ends: Whole

    @classmethod
    def read(cls, folder: Path, keys: Keys) -> "Words":
        """Those that `index_build.build` wrote."""
        return cls(
            keys=keys.keys,
            numbers=keys.numbers,
            lengths=whole(folder / "vocabulary.lengths.bin", "h"),
            letters=whole(folder / "vocabulary.letters.bin", "q"),
            gists=whole(folder / "vocabulary.gists.bin", "Q"),
            thin=whole(folder / "vocabulary.thin.bin", "B"),
            texts=raw(folder / "vocabulary.texts.bin"),
            ends=whole(folder / "vocabulary.ends.bin", "q"),
        )

    @classmethod
    def none(cls) -> "Words":
        """Those of an index without any."""
        return cls(*(nothing(kind) for kind in "QIhqQBBq"))


class Wanted(NamedTuple):
    """Words that are asked for: where the keys of each begin, what `Words` says of each, and their
    letters; room for what is found, at least for one word: where it ends for each, and how like it
    is, if `measured` says that this be told."""

    first: Whole
    keys: Whole
    lengths: Whole
    letters: Whole
    gists: Whole
    thin: Whole
    texts: Whole
    starts: Whole
    measured: Whole
    ends: Whole
    found: Whole
    likes: Reals
    seen: Whole
    places: Whole

    @classmethod
    def of(cls, words: Sequence[Word], listed: int, *, measured: bool) -> "Wanted":
        """These words, sought among so many of an index."""
        keys = [list(asked_keys(word.plain, thin=word.thin)) for word in words]
        shapes = [shape(word.plain) for word in words]
        texts = [(word.plain + sound(word.plain) + bones(word.plain)).encode() for word in words]
        return cls(
            first=wholes(ends(map(len, keys))),
            keys=memoryview(array("Q", chain(*keys))),
            lengths=wholes(chain(*(lengths for lengths, _ in shapes))),
            letters=wholes(chain(*(letters for _, letters in shapes))),
            gists=memoryview(array("Q", (gist_key(word.plain) for word in words))),
            thin=wholes(word.thin for word in words),
            texts=memoryview(b"".join(texts)),
            starts=wholes(ends(map(len, texts))),
            measured=wholes([measured]),
            ends=room_for("q", len(words) + 1),
            found=room_for("I", listed + AT_ONCE),
            likes=real_room(listed + AT_ONCE),
            seen=room_for("I", listed),
            places=room_for("q", KINDS * BYTES),
        )


def near(words: Words, wanted: Wanted, begin: int) -> int:
    """Write to `wanted.found` the words that may be like those wanted, from one of them on, as far
    as the room is enough; the first that is not done."""
    used = 0
    for at in range(begin, len(wanted.thin)):
        if used + len(words.thin) > len(wanted.found):
            return at
        measured = _mark(wanted, at)
        for key in range(wanted.first[at], wanted.first[at + 1]):
            used = _under(words, wanted, at, wanted.keys[key], measured, used)
        _unmark(wanted, at)
        wanted.ends[at + 1] = used
    return len(wanted.thin)


def _under(words: Words, wanted: Wanted, at: int, key: int, measured: bool, used: int) -> int:  # noqa: FBT001
    """Add those under one key; how many there are now."""
    # compiled, a function that is handed all arrays counts each of them: in here numbers are handed
    keys, numbers, thin, gists = words.keys, words.numbers, words.thin, words.gists
    seen, blurred, gist = wanted.seen, wanted.thin[at], wanted.gists[at]
    mine = _shape(wanted.lengths, wanted.letters, at)
    for place in range(_first(keys, key), len(keys)):
        if keys[place] != key:
            break
        number = numbers[place]
        if seen[number] == at + 1:
            continue
        seen[number] = at + 1
        other = _shape(words.lengths, words.letters, number)
        thinned = blurred + thin[number] > 0
        like = _may_be(mine, other, thinned, gists[number] == gist)
        if like and measured and not thinned:
            like = _like(mine, other, wanted.places, words.texts, words.ends, number)
        if like:
            wanted.found[used] = number
            wanted.likes[used] = like
            used += 1
    return used


def _shape(lengths: Whole, letters: Whole, number: int) -> Shape:
    """How long a word, its sound and its consonants are, and the letters of each."""
    at, start = KINDS * number, SAID * number
    return (
        lengths[at], lengths[at + 1], lengths[at + 2],
        letters[start], letters[start + 1], letters[start + 2],
    )  # fmt: skip


def _mark(wanted: Wanted, at: int) -> bool:
    """Write down where each letter stands in a word, its sound and its consonants, a bit for each
    place; whether that can be done."""
    start, letters, most = wanted.starts[at], 0, 0
    for kind in range(KINDS):
        letters += wanted.lengths[KINDS * at + kind]
        most = max(most, wanted.lengths[KINDS * at + kind])
    whole_ = letters == wanted.starts[at + 1] - start  # or some letters have several bytes
    if not wanted.measured[0] or not whole_ or most > MOST_LETTERS:
        return False
    for kind in range(KINDS):
        for place in range(wanted.lengths[KINDS * at + kind]):
            wanted.places[kind * BYTES + wanted.texts[start + place]] |= 1 << place
        start += wanted.lengths[KINDS * at + kind]
    return True


def _unmark(wanted: Wanted, at: int) -> None:
    start = wanted.starts[at]
    for kind in range(KINDS):
        for place in range(wanted.lengths[KINDS * at + kind]):
            if start + place < len(wanted.texts):
                wanted.places[kind * BYTES + wanted.texts[start + place]] = 0
        start += wanted.lengths[KINDS * at + kind]


def _like(
    mine: Shape, other: Shape, places: Whole, texts: Whole, ends: Whole, number: int
) -> float:
    """How like two words are; 0 if they are not, UNTOLD if that is to be seen elsewhere."""
    start, longer = ends[number - 1] if number else 0, max(mine[0], other[0], SHORT)
    if ends[number] - start != other[0] + other[1] + other[2] + KINDS - 1:
        return UNTOLD  # a letter of several bytes
    cost = LETTERS * _slips(places, 0, texts, start, other[0], mine[0])
    if 1 - cost / longer < LEAST:
        return 0.0
    start += other[0] + 1
    cost += SOUNDS * _slips(places, BYTES, texts, start, other[1], mine[1])
    if 1 - cost / longer < LEAST:
        return 0.0
    start += other[1] + 1
    cost += BONES * _slips(places, 2 * BYTES, texts, start, other[2], mine[2])
    like = 1 - cost / longer
    return like if like >= LEAST else 0.0


def _slips(
    places: Whole, row: int, texts: Whole, start: int, length: int, mine: int
) -> int:  # fmt: skip
    """The distance of two texts by optimal string alignment, all places of one at once in the bits
    of a number: its letters' places stand in `places` from a row on.

    Source: Heikki Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit
    distances, Nordic Journal of Computing 10 (2003).
    """
    if mine == 0:
        return length
    whole_ = (1 << mine) - 1
    more, less, same, before, slips = whole_, 0, 0, 0, mine
    for at in range(start, start + length):
        here = places[row + texts[at]]
        swapped = ((~same & here) << 1) & before
        same = ((((here & more) + more) ^ more) | here | less | swapped) & whole_
        up, down = (less | ~(same | more)) & whole_, same & more
        slips += (up >> (mine - 1)) - (down >> (mine - 1))
        up, down = ((up << 1) | 1) & whole_, (down << 1) & whole_
        more, less = (down | ~(same | up)) & whole_, up & same
        before = here
    return slips


def _first(keys: Whole, key: int) -> int:
    """The place of the first key that is not below one."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low


def _may_be(mine: Shape, other: Shape, thinned: bool, same_gist: bool) -> float:  # noqa: FBT001
    """UNTOLD if two words may be alike, else 0; `thinned`: vowels of either are missing."""
    if thinned:
        return UNTOLD if same_gist or _heard(mine, other) else 0.0
    return UNTOLD if _possible(mine, other) else 0.0


def _heard(mine: Shape, other: Shape) -> bool:
    """Whether two words may be alike by their consonants, where vowels are missing."""
    longer = max(mine[2], other[2], SHORT)
    most = (1 - LEAST / SAME_NAME) * longer + ROUNDING
    return apart(mine[2], mine[5], other[2], other[5]) <= most


def _possible(mine: Shape, other: Shape) -> bool:
    """Whether two words may be alike, by how long they are and what letters they have."""
    most = (1 - LEAST) * max(mine[0], other[0], SHORT) + ROUNDING
    cost = LETTERS * apart(mine[0], mine[3], other[0], other[3])
    cost += BONES * apart(mine[2], mine[5], other[2], other[5])
    return cost <= most and cost + SOUNDS * apart(mine[1], mine[4], other[1], other[4]) <= most
