"""Text as it is searched: one form per letter in any script, and a second one where usual."""

# ruff: noqa: RUF001, RUF002 - letters of other scripts are what this is about
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from enduse.screening.names import DOTTED, written_out
from enduse.taxonomy.words import fold, see

LONGEST = 64
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\u3099\u309a\ufe00-\ufe0f\ufeff"
)
_QUOTES = "\u05f3\u05f4\"'\u2019"
_GERESH = f"(?<=[\u05d0-\u05ea])[{_QUOTES}](?=[\u05d0-\u05ea])"
_SIGN = (
    "[\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]"
)
_SIGNS = re.compile(f"{_SIGN}+")
_LETTER = rf"(?!{_SIGN})[^\W_]"
_RUN = re.compile(rf"{DOTTED.pattern}|{_SIGN}+|{_LETTER}(?:{_LETTER}|[{_MARKS}]|{_GERESH})*")
_WITHIN = re.compile(rf"[./\s{_QUOTES}]")
_PLAIN = re.compile(rf"{_SIGN}+|(?:{_LETTER})+")
_LETTERS = str.maketrans({
    "\u0621": "", "\u06c1": "\u0647", "\u06be": "\u0647", "\u06d5": "\u0647", "\u06d2": "\u064a",
    **{chr(0x660 + n): str(n) for n in range(10)}, **{chr(0x6F0 + n): str(n) for n in range(10)},
})  # fmt: skip
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "е": "e", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ј": "j", "к": "k", "қ": "q", "л": "l", "љ": "lj",
    "м": "m", "н": "n", "ң": "ng", "њ": "nj", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "ћ": "c", "у": "u", "ү": "u", "ұ": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts",
    "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ғ": "gh", "ә": "a",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
})  # fmt: skip


class Word(NamedTuple):
    """A word of a text: how it is compared, how else it is spelt, and where it stands.

    The second spelling writes umlauts out, and Cyrillic and Greek in Latin letters.
    """

    plain: str
    second: str
    start: int
    end: int

    @property
    def spellings(self) -> tuple[str, ...]:
        """The one or two ways in which it may be asked for."""
        return (self.plain,) if self.plain == self.second else (self.plain, self.second)


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order; Chinese and Japanese ones as overlapping pairs of signs.

    >>> [word.plain for word in words("Área S.p.A., Überwachung, الْمُراقَبة, 华为云")]
    ['area', 'spa', 'uberwachung', 'مراقبه', '华为', '为云']
    """
    for run in _RUN.finditer(text):
        made = _folded(run[0])
        in_pairs = len(made) == len(run[0]) - 1 and _SIGNS.match(run[0])
        for at, (plain, second) in enumerate(made):
            start = run.start() + at if in_pairs else run.start()
            yield Word(plain, second, start, start + 2 if in_pairs else run.end())


def folded(text: str) -> str:
    """The words of a text as they are compared; what is folded stays as it is.

    >>> folded("Côte d’Ivoire"), folded("Ёлка") == folded("Елка")
    ('cote d ivoire', True)
    """
    return spellings(text)[0]


def spellings(text: str) -> tuple[str, ...]:
    """The folded text and, where it differs, the folded text in the second spelling.

    >>> spellings("Müller"), spellings("Протей")
    (('muller', 'mueller'), ('протеи', 'protei'))
    """
    said = [word for run in _RUN.finditer(text) for word in _folded(run[0])]
    plain = " ".join([plain for plain, _ in said])
    second = " ".join([second for _, second in said])
    return (plain,) if plain == second else (plain, second)


@lru_cache(maxsize=32768)
def _folded(run: str) -> tuple[tuple[str, str], ...]:
    """The words of a run of letters, each in both spellings."""
    bare = _WITHIN.sub("", see(run))[:LONGEST]
    plain = _plain(bare)
    written = _plain(written_out(bare)[:LONGEST])
    if len(written) == len(plain) and written != plain:
        return tuple(zip(plain, written, strict=True))
    return tuple((word, _latin(word)) for word in plain)


def _plain(run: str) -> list[str]:
    found = [word[:LONGEST] for word in _PLAIN.findall(fold(see(run)).translate(_LETTERS))]
    if found != [run]:
        found = [word for part in found for word in _plain(part)]
    return [pair for word in found for pair in _pairs(word)]


def _pairs(word: str) -> list[str]:
    if len(word) < len("华为") or not _SIGNS.match(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _latin(word: str) -> str:
    written = "".join(_plain(word.replace("ου", "ou").translate(_LATIN)))
    return written[:LONGEST] or word
