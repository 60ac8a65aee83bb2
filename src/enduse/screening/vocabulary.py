"""The words of an index, and those of them that are like a word that is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from enduse.screening.compiled import Loops
from enduse.screening.keys import exact_key
from enduse.screening.latin import bones, sound
from enduse.screening.likeness import BONES, LEAST, LETTERS, SAME_NAME, SHORT, SOUNDS, likeness
from enduse.screening.mapped import Keys, Texts
from enduse.screening.near import UNTOLD, Wanted, Words
from enduse.screening.parts import Word
from enduse.screening.shape import Alike
from enduse.screening.tables import other_spellings

MEMORY = 65_536


class Vocabulary:
    """The words of an index."""

    def __init__(self, folder: Path) -> None:
        self._texts = Texts(folder / "vocabulary")
        self._keys = Keys(folder / "sounds")
        self.words = Words.read(folder, self._keys)
        self._known: dict[int, _Spelt] = {}
        self._alike: dict[Word, Alike] = {}

    def alike(self, words: Iterable[Word], run: Loops) -> dict[Word, Alike]:
        """For each word, its weight put aside, those of the vocabulary that are like it; what was
        found is kept."""
        asked = dict.fromkeys(word.alone() for word in words)
        kept = self._alike
        missing = [word for word in asked if word not in kept]
        if missing:
            kept = kept | dict(zip(missing, self._found(missing, run), strict=True))
            self._alike = kept if len(kept) < MEMORY else {}
        return {word: kept[word] for word in asked}

    def _found(self, words: list[Word], run: Loops) -> Iterator[Alike]:
        said = [word for word in words if word.plain[0] not in "@#"]
        near = dict(zip(said, self._near(said, run), strict=True))
        for word in words:
            likes = dict(self._likes(word, near.get(word, ())))
            likes |= dict.fromkeys(
                self._keys.find(map(exact_key, other_spellings(word.plain))), SAME_NAME
            )
            likes |= dict.fromkeys(self._keys.find([exact_key(word.plain)]), 1.0)
            likest = sorted(likes, key=lambda at: (-likes[at], at))
            yield Alike(tuple(likest), tuple(likes[at] for at in likest))

    def _near(self, words: Sequence[Word], run: Loops) -> Iterator[list[tuple[int, float]]]:
        """For each word the numbers of those that may be like it, and how like they are."""
        if not words:
            return
        wanted, done = Wanted.of(words, len(self._texts), measured=run.compiled), 0
        given = run.given((self.words, wanted))
        while done < len(words):
            begin, done = done, run.near(*given, done)
            start = 0
            for end in wanted.ends[begin + 1 : done + 1]:
                found, likes = wanted.found[start:end], wanted.likes[start:end]
                yield list(zip(found.tolist(), likes.tolist(), strict=True))
                start = end

    def _likes(self, word: Word, near: Iterable[tuple[int, float]]) -> Iterator[tuple[int, float]]:
        """Which of these words are like one, and how."""
        for number, told in near:
            like = self._like(word, number) if told == UNTOLD else told
            if like >= LEAST:
                yield number, like

    def _like(self, word: Word, number: int) -> float:
        spelt = self._spelt(number)
        if word.thin or self.words.thin[number]:
            return likeness(word, Word(spelt.plain, 1.0, thin=True))
        return _by_letters(_Spelt(word.plain, sound(word.plain), bones(word.plain)), spelt)

    def _spelt(self, at: int) -> "_Spelt":
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = _Spelt(*self._texts[at].decode().split("\t"))
        return known


class _Spelt(NamedTuple):
    """A word of the vocabulary, its sound and its consonants."""

    plain: str
    sound: str
    bones: str


def _by_letters(one: _Spelt, other: _Spelt) -> float:
    """What `likeness` says of two words, 0 as soon as they are not like each other."""
    longer = max(len(one.plain), len(other.plain), SHORT)
    cost = LETTERS * OSA.distance(one.plain, other.plain)
    if 1 - cost / longer < LEAST:
        return 0.0
    cost += SOUNDS * OSA.distance(one.sound, other.sound)
    if 1 - cost / longer < LEAST:
        return 0.0
    return 1 - (cost + BONES * OSA.distance(one.bones, other.bones)) / longer
