"""The word lists by which goods are recognised, compiled for use once per content of the files."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from enduse.evidence import Record
from enduse.taxonomy.tables import compiled, read_yaml
from enduse.taxonomy.words import LANGUAGES, Lexicon, Term, begun_by, keys, lexicon_of

HERE = Path(__file__).parent
TECHNOLOGY_FILE = HERE / "technologies.yaml"
WORD_FILES = tuple(
    HERE / f"words{part}.yaml" for part in ("", "_features", "_harmless", "_settings")
)
PLAIN, WEAK = 2, 1

Kind = Literal[
    "technology",
    "feature",
    "purpose",
    "concept",
    "sinister",
    "blind",
    "quiet",
    "excused",
    "harmless",
    "negation",
    "neutral",
    "clause",
]


class Rule(Record, frozen=True, kw_only=True):
    """What notions name together when one of each of `all` stand near each other, and none of
    `unless` stands anywhere in the item."""

    kind: Literal["technology", "feature"]
    names: str
    strength: int = PLAIN
    all: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Kind
    names: str
    strength: int = PLAIN
    any: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    de: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()

    def phrases(self) -> Iterator[str]:
        for language in LANGUAGES:
            yield from getattr(self, language)


class _Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Literal["technology", "feature"]
    names: str
    strength: int = PLAIN
    all: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def parsed(self) -> Rule:
        """The rule with `a|b` read as either."""
        parts = tuple(tuple(part.split("|")) for part in self.all)
        return Rule(
            kind=self.kind,
            names=self.names,
            strength=self.strength,
            all=parts,
            unless=self.unless,
        )


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    groups: tuple[_Group, ...]
    rules: tuple[_Rule, ...] = ()
    dropped: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}


class Vocabulary(Record, frozen=True, kw_only=True):
    """All words and rules by which goods are recognised, ready for use."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    dropped: frozenset[str]
    labels: dict[str, str]
    titles: dict[str, str]


def _build() -> Vocabulary:
    files = [msgspec.convert(read_yaml(path), _File) for path in WORD_FILES]
    dropped = frozenset(w for f in files for words in f.dropped.values() for w in words)
    terms = {
        (key, group.kind, group.names): Term(
            key=key, kind=group.kind, names=group.names, strength=group.strength
        )
        for file in files
        for group in file.groups
        for phrase in group.phrases()
        for key in keys(phrase, dropped)
        if key
    }
    return Vocabulary(
        lexicon=lexicon_of(terms.values()),
        rules=tuple(rule.parsed() for file in files for rule in file.rules),
        dropped=dropped,
        labels={t["code"]: t["label"] for t in read_yaml(TECHNOLOGY_FILE)},
        titles={code: title for file in files for code, title in file.titles.items()},
    )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of the six languages, compiled once per content of their files."""
    return compiled("words", (*WORD_FILES, TECHNOLOGY_FILE), Vocabulary, _build)


@lru_cache(maxsize=16384)
def terms_of(plain: str, stem: str) -> tuple[Term, ...]:
    """The terms of the word lists that a word, by its plain form and its stem, may begin."""
    return begun_by(vocabulary().lexicon, plain, stem)


def titles() -> Mapping[str, str]:
    """What features and classes of harmless goods mean, by code."""
    return vocabulary().titles
