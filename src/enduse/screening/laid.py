"""Names of an index and names that are asked for, laid out in arrays for the loops of `pool`,
`bound` and `near`, which run as they stand or compiled."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from mmap import mmap
from pathlib import Path
from typing import NamedTuple

from enduse.screening.mapped import Reals, Whole, reals, whole
from enduse.screening.parts import Parts, Word
from enduse.screening.said import READINGS, Said
from enduse.screening.shape import SAID, Alike, shape

OWN, TELLING = 1, 2  # words of a name's own, and all that say anything
BITS = 32
SLOTS = 64  # common words whose names are kept as bits
ANYONE = (1 << len(READINGS)) - 1
EXACT = 0.9999
MOST_SAID = 1024  # words and numbers of a name of an index that are looked at


class Postings(NamedTuple):
    """The names that each word of the vocabulary is in, names of one such word first: where those
    of a word begin, how many of them are of one word; and how many words each name has."""

    names: Whole
    starts: Whole
    alone: Whole
    lengths: Whole

    @classmethod
    def read(cls, folder: Path, kind: str) -> "Postings":
        """Those that `written.save_postings` wrote."""
        codes = {"names": "I", "starts": "q", "alone": "I", "lengths": "B"}
        return cls(*(whole(folder / f"{kind}.{file}.bin", code) for file, code in codes.items()))


class Names(NamedTuple):
    """The names of an index: their words, each with its weight in hundredths (`said.WEIGHT`), and
    where those of each name begin; how many of these say all that a word can; whose kind of party
    it is, and as whose it is read (`said.READINGS`); and how rare its own words are together. Of
    each word of the vocabulary its lengths and its letters (`shape`)."""

    words: Whole
    starts: Whole
    full: Whole
    parties: Whole
    owed: Reals
    lengths: Whole
    letters: Whole
    own: Postings
    telling: Postings

    @classmethod
    def read(cls, folder: Path) -> "Names":
        """Those that `index_build.build` wrote."""
        return cls(
            words=whole(folder / "words.bin", "I"),
            starts=whole(folder / "words.starts.bin", "I"),
            full=whole(folder / "names.full.bin", "B"),
            parties=whole(folder / "names.parties.bin", "B"),
            owed=reals(folder / "names.owed.bin"),
            lengths=whole(folder / "vocabulary.lengths.bin", "h"),
            letters=whole(folder / "vocabulary.letters.bin", "q"),
            own=Postings.read(folder, "own"),
            telling=Postings.read(folder, "telling"),
        )

    @classmethod
    def none(cls) -> "Names":
        """Those of an index without any."""
        postings = Postings(nothing("I"), nothing("q"), nothing("I"), nothing("B"))
        arrays = [nothing(kind) for kind in "IIBBfhq"]
        return cls(*arrays, postings, postings)  # type: ignore[call-arg, arg-type]


class Sought(NamedTuple):
    """A name that is asked for, the score that it needs at least, and the kinds of parties it is
    sought among: a bit for each of `said.READINGS`."""

    name: Parts
    least: float = 0.0
    among: int = ANYONE

    @property
    def exact(self) -> bool:
        """Whether nothing but the same words can score enough."""
        return self.least >= EXACT


class Sheet(NamedTuple):
    """Names that are asked for: where the words of each begin; of each word its weight, length and
    letters, what it is good for, and which row of words of the vocabulary is like it; and of each
    name what `Sought` says."""

    first: Whole
    weights: Reals
    lengths: Whole
    letters: Whole
    kinds: Whole
    rows: Whole
    ends: Whole
    words: Whole
    likes: Reals
    person: Whole
    full: Whole
    least: Reals
    among: Whole

    @classmethod
    def of(
        cls, asked: Sequence[Sought], said: Sequence[Sequence[Said]], alike: dict[Word, Alike]
    ) -> "Sheet":
        """The sheet of names with their words, and what is like each of these."""
        words = [word for row in said for word in row]
        shapes = [shape(one.word.plain) for one in words]
        rows = [
            (row.word.alone(), one.exact)
            for one, row_of in zip(asked, said, strict=True)
            for row in row_of
        ]
        like = {row: alike[row[0]].same() if row[1] else alike[row[0]] for row in rows}
        place = {row: at for at, row in enumerate(like)}
        return cls(
            first=wholes(ends(map(len, said))),
            weights=_reals(one.word.weight for one in words),
            lengths=wholes(chain(*(lengths for lengths, _ in shapes))),
            letters=wholes(chain(*(letters for _, letters in shapes))),
            kinds=wholes(one.own * OWN + one.telling * TELLING for one in words),
            rows=wholes(place[row] for row in rows),
            ends=wholes(ends(len(found.words) for found in like.values())),
            words=wholes(number for found in like.values() for number in found.words),
            likes=_reals(one for found in like.values() for one in found.likes),
            person=wholes(one.name.person for one in asked),
            full=wholes(sum(w.weight >= 1 for w in one.name.words) for one in asked),
            least=_reals(one.least for one in asked),
            among=wholes(one.among for one in asked),
        )


class Room(NamedTuple):
    """What the loops write to. What is as large as the index is nought before and after a name, and
    serves the next sheet again."""

    seen: Whole
    pooled: Whole
    pool: Whole
    most: Reals
    agrees: Reals
    named: Whole
    bits: Whole
    slots: Whole
    place: Whole
    table: Reals
    best: Reals
    likest: Reals
    weights: Reals
    rarity: Reals
    holds: Whole
    mine: Whole
    theirs: Whole
    order: Whole
    starts: Whole
    chosen: Whole
    found: Whole

    @classmethod
    def for_(cls, names: Names, sheet: Sheet, most: int, before: "Room | None") -> "Room":
        """Room for the names of a sheet, and so many of the index for each; what can be is taken
        from the room that was there before."""
        listed, widest, known = len(names.full), 1, 1
        for at in range(len(sheet.person)):
            rows = sheet.rows[sheet.first[at] : sheet.first[at + 1]]
            widest = max(widest, len(rows))
            known = max(known, sum(sheet.ends[row + 1] - sheet.ends[row] for row in rows))
        return cls(
            seen=before.seen if before else room_for("I", listed),
            pooled=before.pooled if before else room_for("B", listed),
            pool=before.pool if before else room_for("I", 2 * listed),
            most=before.most if before else real_room(listed),
            agrees=before.agrees if before else real_room(listed),
            named=room_for("q", 1 + 2 * len(sheet.ends)),
            bits=before.bits if before else room_for("I", SLOTS * (listed // BITS + 1)),
            slots=room_for("q", 1 + 2 * len(sheet.ends)),
            place=before.place if before else room_for("I", len(names.letters) // SAID),
            table=real_room(widest * known),
            best=real_room(widest),
            likest=real_room(MOST_SAID),
            weights=real_room(MOST_SAID),
            rarity=real_room(widest),
            holds=room_for("q", MOST_SAID),
            mine=room_for("q", widest),
            theirs=room_for("q", MOST_SAID),
            order=room_for("q", widest),
            starts=room_for("q", widest),
            chosen=room_for("q", most + 1),
            found=room_for("q", len(sheet.person) * (most + 1)),
        )


def ends(lengths: Iterable[int]) -> list[int]:
    """Where runs of these lengths begin, one after the other, and where the last ends."""
    return list(accumulate(lengths, initial=0))


def wholes(values: Iterable[int]) -> Whole:
    """These numbers in an array."""
    return memoryview(array("q", values))


def _reals(values: Iterable[float]) -> Reals:
    return memoryview(array("d", values))


def nothing(kind: str) -> Whole:
    """No numbers, as from an empty file."""
    return memoryview(b"").cast(kind)  # type: ignore[call-overload, no-any-return]


def room_for(kind: str, many: int) -> Whole:
    """So many noughts, which take no memory before they are written to."""
    return memoryview(mmap(-1, max(1, many) * array(kind).itemsize)).cast(kind)  # type: ignore[call-overload, no-any-return]


def real_room(many: int) -> Reals:
    """The same for numbers of 64 bits with fractions."""
    return room_for("d", many)  # type: ignore[return-value]
