"""Entries as rows of plain columns, so that every engine compares them in the same way.

Names are taken apart by `enduse.screening.parts`; what is compared by sound is written down as it
sounds. So an engine needs no function for names: equality and the distance of Levenshtein do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from enduse.linking.entry import Entry
from enduse.screening.keys import LONGEST_ACRONYM, SHORTEST_ACRONYM
from enduse.screening.latin import bones, gist
from enduse.screening.parts import PLACE, SMALL, Parts, Word, parts
from enduse.screening.tables import tables

MOST_OF_A_KEY, MOST_OF_A_NAME = 60, 600
"""A key that more entries share says too little: such entries meet under rarer keys. Names of the
same words may be more, as those of a large exporter are."""
SHORTEST_MISSPELT = 4  # consonants: a word with fewer is not sought with one of them missing
PAIRED = 4  # of the rarest words of a name, every two are a key
NOTHING, SAME = "", "same "


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
    taken = [parts(entry.name, person=entry.person) for entry in entries]
    known = Counter(bones(word.plain) for name in taken for word in set(_telling(name)))
    thin = any(word.thin for name in taken for word in name.words)
    keyed = [
        set(_keys(entry, name, known, far=thin)) for entry, name in zip(entries, taken, strict=True)
    ]
    shared = Counter(key for keys in keyed for key in keys)
    return [
        _row(entry, name, known, sorted(k for k in keys if 1 < shared[k] <= _most(k)))
        for entry, name, keys in zip(entries, taken, keyed, strict=True)
    ]


def _most(key: str) -> int:
    return MOST_OF_A_NAME if key.startswith(SAME) else MOST_OF_A_KEY


def _telling(name: Parts) -> list[Word]:
    """The words that say who is meant, as far as there are any; no countries."""
    own = [word for word in name.words if not word.plain.startswith("@")]
    return [word for word in own if word.weight > SMALL and len(word.plain) > 1] or own


def _by_rarity(name: Parts, known: Mapping[str, int]) -> list[str]:
    """How the telling words sound, the rarest first."""
    said = {bones(word.plain): word for word in _telling(name)}
    return sorted(said, key=lambda sound: (known[sound], -len(sound), sound))


def _row(entry: Entry, name: Parts, known: Mapping[str, int], keys: list[str]) -> Traits:
    rare = [*_by_rarity(name, known), NOTHING, NOTHING]
    said = entry.stated
    numbers = " ".join(map(str, sorted(name.numbers)))
    families = {tables().families.get(form, NOTHING) for form in name.forms} - {NOTHING}
    telling = _telling(name)
    return Traits(
        unique_id=entry.id,
        core=" ".join([*sorted(word.plain for word in name.words), numbers]).strip(),
        whole="".join(w.plain for w in name.words if not w.plain.startswith("@")) + numbers,
        letters=_letters(name) + numbers,
        sounds=bones(_letters(name)) + numbers,
        far=" ".join(sorted(gist(word.plain) for word in telling)),
        rare=rare[0],
        next=rare[1],
        initials="".join(word.plain[0] for word in telling) if len(telling) > 1 else NOTHING,
        numbers=numbers or None,
        form=" ".join(sorted(families)) or None,
        country=said.country,
        person=None if said.kind in {None, "legalentity"} else str(said.kind == "person"),
        date=said.date,
        identifier=said.identifiers[0][1] if said.identifiers else None,
        place=entry.places[0] if entry.places else None,
        keys=keys,
    )


def _letters(name: Parts) -> str:
    """The words that few others have, written together: Gamma, of Gamma Group Germany."""
    telling = _telling(name)
    return "".join(word.plain for word in telling if word.weight > PLACE) or "".join(
        word.plain for word in telling
    )


def _keys(entry: Entry, name: Parts, known: Mapping[str, int], *, far: bool) -> Iterator[str]:
    """What an entry is found under: its whole name, its words, two of them, its initials."""
    numbers = "".join(f"#{number}" for number in sorted(name.numbers))
    yield f"{SAME}{bones(_letters(name))}{numbers}"
    for sound in _one_less(bones(_letters(name))):
        yield f"whole {sound}{numbers}"
    rarest = _by_rarity(name, known)
    for two in combinations(rarest[:PAIRED], 2):
        yield " ".join(("two", *sorted(two)))
    for number in name.numbers:
        yield f"number {number} {rarest[0] if rarest else NOTHING}"
    for word in _telling(name):
        yield from (f"word {sound}" for sound in _one_less(bones(word.plain)))
        if far:
            yield f"far {gist(word.plain)}"
    yield from _initial_keys(name)
    for scheme, value in entry.stated.identifiers:
        yield f"{scheme} {value}"


def _one_less(sound: str) -> Iterator[str]:
    """The consonants, and these with each of them missing."""
    yield sound
    if len(sound) >= SHORTEST_MISSPELT:
        for at in range(len(sound)):
            yield sound[:at] + sound[at + 1 :]


def _initial_keys(name: Parts) -> Iterator[str]:
    """The initials of several words, and a single word that may be such initials."""
    telling = _telling(name)
    spelt: Iterable[str] = ("".join(w.plain[0] for w in telling),) if len(telling) > 1 else ()
    for letters in (*spelt, *(word.plain for word in telling)):
        if SHORTEST_ACRONYM <= len(letters) <= LONGEST_ACRONYM:
            yield f"initials {letters}"
