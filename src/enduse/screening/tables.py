"""What words of names mean: legal forms, shared words, titles, particles, given names, numbers."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from enduse.evidence import Record
from enduse.screening.latin import latin
from enduse.screening.split import split
from enduse.taxonomy.tables import compiled, read_yaml
from enduse.taxonomy.words import fold

HERE = Path(__file__).parent
LONGEST_SHORT_FORM = 6
FILES = (
    HERE / "name_words.yaml",
    HERE / "legal_forms.yaml",
    HERE / "latin.py",
    HERE / "split.py",
    Path(__file__),
)


class Tables(Record, frozen=True, kw_only=True):
    """Words in Latin letters by what they are; a legal form may be of several words.

    `forms` leads from the first word of a form to its whole spellings with their classes, the
    longest first; `families` from a class to its family.
    """

    forms: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    families: dict[str, str]
    general: frozenset[str]
    shared: dict[str, str]
    regions: dict[str, str]
    letters: dict[str, str]
    particles: frozenset[str]
    titles: frozenset[str]
    given: dict[str, frozenset[str]]
    numbers: dict[str, int]
    tens: dict[str, int]


@cache
def tables() -> Tables:
    """The tables, compiled once per content."""
    return compiled("name-words", FILES, Tables, _build)


def _build() -> Tables:
    said: dict[str, Any] = read_yaml(FILES[0])
    forms: dict[str, list[str]] = read_yaml(FILES[1])
    given: dict[str, set[str]] = {}
    for name, spellings in said["given"].items():
        for spelling in spellings:
            given.setdefault(spelling, set()).add(name)
    made = {
        "forms": _forms([*said["forms"].items(), *forms.items()]),
        "families": {form: family for family, row in said["families"].items() for form in row},
        "general": frozenset(_words(said["general"])),
        "shared": dict.fromkeys(said["common"], "")
        | {w: name for name, texts in said["shared"].items() for w in _words(texts)},
        "regions": {w: name for name, texts in said["regions"].items() for w in _words(texts)},
        "letters": {fold(w): name for name, row in said["letters"].items() for w in row},
        "particles": frozenset(said["particles"]),
        "titles": frozenset(_words(said["titles"])),
        "given": {word: frozenset(names) for word, names in given.items()},
        "numbers": {word: at for at, row in enumerate(said["numbers"]) for word in row},
        "tens": {word: 10 * at for at, row in enumerate(said["tens"], 2) for word in row},
    }
    return msgspec.convert(made, Tables)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield "".join(_latin(text))


def _latin(text: str) -> list[str]:
    return [word for raw in split(text) for word in latin(raw).split()]


def _itself(cls: str) -> tuple[str, ...]:
    """The class as a spelling of its own, where it is long enough to mean nothing else."""
    return (cls,) if len(cls) > len("sa") else ()


def _forms(
    classes: Iterable[tuple[str, list[str]]],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[tuple[str, ...], str] = {}
    for cls, spellings in classes:
        for text in (*_itself(cls), *spellings):
            said = tuple(_latin(text))
            letters = "".join(said)
            for key in (said, (letters,)) if len(letters) <= LONGEST_SHORT_FORM else (said,):
                if len(letters) > 1:
                    found.setdefault(key, cls)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, cls in found.items():
        by_first.setdefault(key[0], []).append((key, cls))
    return {w: tuple(sorted(rows, key=lambda row: -len(row[0]))) for w, rows in by_first.items()}
