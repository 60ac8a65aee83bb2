"""Entries as rows of plain columns, so that every engine compares them in the same way.

Names are taken apart by `enduse.screening.parts`; what is compared by sound is written down as it
sounds. So an engine needs no function for names: equality and the distance of Levenshtein do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from enduse.linking.entry import Entry
from enduse.screening.alignment import LONGEST_ACRONYM, SHORTEST_ACRONYM
from enduse.screening.latin import bones, gist
from enduse.screening.parts import PLACE, SMALL, Parts, Word, parts
from enduse.screening.tables import tables

MOST_OF_A_KEY, MOST_OF_A_NAME = 60, 600
"""A key that more entries share says too little: such entries meet under rarer keys. Names of the
same words may be more, as those of a large exporter are."""
SHORTEST_MISSPELT = 4  # consonants: a word with fewer is not sought with one of them missing
PAIRED = 4  # of the rarest words of a name, every two are a key
NOTHING, SAME = "", "same "


class _Taken(NamedTuple):
    """An entry with its name taken apart; the words of it that say who is meant."""

    entry: Entry
    name: Parts
    telling: list[Word]

    @property
    def numbers(self) -> str:
        return " ".join(map(str, sorted(self.name.numbers)))


class Traits(NamedTuple):
    """An entry as it is compared; a column that is None is not compared.

    `core` holds the words in the order of the alphabet, `whole` as they are written, together;
    `letters` those that few other names have, together; `sounds` the consonants of these, `far`
    once more where near sounds are one;
    `rare` is the word that is rarest in this register, `next` the second. `keys` lead to the
    entries that are compared.
    """

    unique_id: str
    core: str
    whole: str
    letters: str
    sounds: str
    far: str
    rare: str
    next: str
    initials: str
    numbers: str | None
    form: str | None
    country: str | None
    person: str | None
    date: str | None
    identifier: str | None
    place: str | None
    keys: list[str]


def traits(entries: Sequence[Entry]) -> list[Traits]:
    """The rows of these entries, in their order; how rare a word is, follows from all of them."""
    taken = [_taken(entry) for entry in entries]
    known = Counter(sound for one in taken for sound in {bones(w.plain) for w in one.telling})
    thin = any(word.thin for one in taken for word in one.name.words)
    keyed = [set(_keys(one, known, far=thin)) for one in taken]
    shared = Counter(key for keys in keyed for key in keys)
    return [
        _row(one, known, sorted(key for key in keys if 1 < shared[key] <= _most(key)))
        for one, keys in zip(taken, keyed, strict=True)
    ]


def crowded(rows: Sequence[Traits]) -> int:
    """How many entries share their words with more others than are compared."""
    groups = Counter(row.sounds for row in rows)
    return sum(count for count in groups.values() if count > MOST_OF_A_NAME)


def _taken(entry: Entry) -> _Taken:
    """The entry taken apart; words that say little count only where there are no others."""
    name = parts(entry.name, person=entry.person)
    own = [word for word in name.words if not word.plain.startswith("@")]
    telling = [word for word in own if word.weight > SMALL and len(word.plain) > 1]
    return _Taken(entry, name, telling or own)


def _most(key: str) -> int:
    return MOST_OF_A_NAME if key.startswith(SAME) else MOST_OF_A_KEY


def _by_rarity(one: _Taken, known: Mapping[str, int]) -> list[str]:
    """How the telling words sound, the rarest first."""
    said = {bones(word.plain) for word in one.telling}
    return sorted(said, key=lambda sound: (known[sound], -len(sound), sound))


def _row(one: _Taken, known: Mapping[str, int], keys: list[str]) -> Traits:
    rare = [*_by_rarity(one, known), NOTHING, NOTHING]
    said, words, numbers = one.entry.stated, one.name.words, one.numbers
    families = {tables().families.get(form, NOTHING) for form in one.name.forms} - {NOTHING}
    return Traits(
        unique_id=one.entry.id,
        core=" ".join([*sorted(word.plain for word in words), numbers]).strip(),
        whole="".join(w.plain for w in words if not w.plain.startswith("@")) + numbers,
        letters=_letters(one) + numbers,
        sounds=bones(_letters(one)) + numbers,
        far=" ".join(sorted(gist(word.plain) for word in one.telling)),
        rare=rare[0],
        next=rare[1],
        initials=_initials(one),
        numbers=numbers or None,
        form=" ".join(sorted(families)) or None,
        country=said.country,
        person=None if said.kind in {None, "legalentity"} else str(said.kind == "person"),
        date=said.date,
        identifier=said.identifiers[0][1] if said.identifiers else None,
        place=one.entry.places[0] if one.entry.places else None,
        keys=keys,
    )


def _letters(one: _Taken) -> str:
    """The words that few others have, written together: Gamma, of Gamma Group Germany."""
    rare = [word.plain for word in one.telling if word.weight > PLACE]
    return "".join(rare or [word.plain for word in one.telling])


def _initials(one: _Taken) -> str:
    return "".join(word.plain[0] for word in one.telling) if len(one.telling) > 1 else NOTHING


def _keys(one: _Taken, known: Mapping[str, int], *, far: bool) -> Iterator[str]:
    """What an entry is found under: its whole name, its words, two of them, its initials."""
    rarest, sound = _by_rarity(one, known), bones(_letters(one))
    yield f"{SAME}{sound} {one.numbers}"
    yield from (f"whole {less} {one.numbers}" for less in _one_less(sound))
    for two in combinations(rarest[:PAIRED], 2):
        yield " ".join(("two", *sorted(two)))
    if one.numbers:
        yield f"number {one.numbers} {rarest[0] if rarest else NOTHING}"
    for word in one.telling:
        yield from (f"word {less}" for less in _one_less(bones(word.plain)))
        if far:
            yield f"far {gist(word.plain)}"
    for letters in (_initials(one), *(word.plain for word in one.telling)):
        if SHORTEST_ACRONYM <= len(letters) <= LONGEST_ACRONYM:
            yield f"initials {letters}"
    yield from (f"{scheme} {value}" for scheme, value in one.entry.stated.identifiers)


def _one_less(sound: str) -> Iterator[str]:
    """The consonants, and these with each of them missing."""
    yield sound
    if len(sound) >= SHORTEST_MISSPELT:
        for at in range(len(sound)):
            yield sound[:at] + sound[at + 1 :]
