"""The words of an index that may be like one that is asked for, by their keys, lengths and letters.

Loops over arrays, as in `pool`.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from enduse.screening.keys import asked_keys, gist_key
from enduse.screening.laid import ends, nothing, real_room, room_for, wholes
from enduse.screening.latin import bones, sound
from enduse.screening.likeness import BONES, LEAST, LETTERS, SAME_NAME, SHORT, SOUNDS
from enduse.screening.mapped import Keys, Reals, Whole, raw, whole
from enduse.screening.parts import Word
from enduse.screening.shape import KINDS, SAID, missing, shape

ROUNDING = 1e-6
AT_ONCE = 1 << 16
BYTES = 256
MOST_LETTERS = 60  # that have a bit each
UNTOLD = -1.0


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
            lengths=whole(folder / "vocabulary.lengths.bin", "B"),
            letters=whole(folder / "vocabulary.letters.bin", "q"),
            gists=whole(folder / "vocabulary.gists.bin", "Q"),
            thin=whole(folder / "vocabulary.thin.bin", "B"),
            texts=raw(folder / "vocabulary.texts.bin"),
            ends=whole(folder / "vocabulary.ends.bin", "q"),
        )

    @classmethod
    def none(cls) -> "Words":
        """Those of an index without any."""
        return cls(*(nothing(kind) for kind in "QIBqQBBq"))


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
            place = _first(words.keys, wanted.keys[key])
            while place < len(words.keys) and words.keys[place] == wanted.keys[key]:
                number = words.numbers[place]
                place += 1
                if wanted.seen[number] == at + 1:
                    continue
                wanted.seen[number] = at + 1
                like = _like(words, wanted, at, number, measured)
                if like:
                    wanted.found[used] = number
                    wanted.likes[used] = like
                    used += 1
        _unmark(wanted, at)
        wanted.ends[at + 1] = used
    return len(wanted.thin)


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


def _like(words: Words, wanted: Wanted, at: int, number: int, measured: bool) -> float:  # noqa: FBT001
    """How like two words are; 0 if they are not like, UNTOLD if that is to be seen elsewhere."""
    if not _possible(words, wanted, at, number):
        return 0.0
    start = words.ends[number - 1] if number else 0
    letters = KINDS - 1  # signs between
    for kind in range(KINDS):
        letters += words.lengths[KINDS * number + kind]
    if (
        words.thin[number]
        or wanted.thin[at]
        or not measured
        or words.ends[number] - start != letters
    ):
        return UNTOLD
    longer = max(int(words.lengths[KINDS * number]), wanted.lengths[KINDS * at], SHORT)
    cost = 0.0
    for kind in range(KINDS):
        length = int(words.lengths[KINDS * number + kind])
        mine = wanted.lengths[KINDS * at + kind]
        cost += (LETTERS, SOUNDS, BONES)[kind] * _slips(words, wanted, start, length, kind, mine)
        if 1 - cost / longer < LEAST:
            return 0.0
        start += length + 1
    return 1 - cost / longer


def _slips(
    words: Words, wanted: Wanted, start: int, length: int, kind: int, mine: int
) -> int:  # fmt: skip
    """The distance of two texts by optimal string alignment, all places of one at once in the bits
    of a number.

    Source: Heikki Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit
    distances, Nordic Journal of Computing 10 (2003).
    """
    if mine == 0:
        return length
    whole_ = (1 << mine) - 1
    more, less, same, before, slips = whole_, 0, 0, 0, mine
    for at in range(start, start + length):
        here = wanted.places[kind * BYTES + words.texts[at]]
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


def _possible(words: Words, wanted: Wanted, at: int, number: int) -> bool:
    """Whether two words may be alike, by how long they are and what letters they have."""
    bones = _apart(words, wanted, at, number, 2)
    if words.thin[number] or wanted.thin[at]:
        longer = max(int(words.lengths[KINDS * number + 2]), wanted.lengths[KINDS * at + 2], SHORT)
        near = bones <= (1 - LEAST / SAME_NAME) * longer + ROUNDING
        return near or words.gists[number] == wanted.gists[at]
    longer = max(int(words.lengths[KINDS * number]), wanted.lengths[KINDS * at], SHORT)
    most = (1 - LEAST) * longer + ROUNDING
    cost = BONES * bones + LETTERS * _apart(words, wanted, at, number, 0)
    return cost <= most and cost + SOUNDS * _apart(words, wanted, at, number, 1) <= most


def _apart(words: Words, wanted: Wanted, at: int, number: int, kind: int) -> int:
    """How many slips of the pen lie at least between two words, their sounds or consonants."""
    length, letters = int(words.lengths[KINDS * number + kind]), words.letters[SAID * number + kind]
    by_length = abs(length - wanted.lengths[KINDS * at + kind])
    return max(by_length, missing(letters, wanted.letters[SAID * at + kind]))
