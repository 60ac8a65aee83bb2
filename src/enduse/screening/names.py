"""Names as they are compared: folded, without legal forms, in any script."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from enduse.taxonomy.tables import compiled, read_yaml
from enduse.taxonomy.words import fold, see

HERE = Path(__file__).parent
NAME_FILES = (HERE / "generic.yaml", HERE / "demonyms.yaml", Path(__file__))
LEGAL_FORMS = frozenset(
    [
        "ab", "ad", "ag", "as", "asa", "bhd", "bv", "co", "company", "corp", "corporation", "cv",
        "doo", "ek", "fzc", "fzco", "fze", "gesellschaft", "gmbh", "inc", "incorporated", "jsc",
        "kft", "kg", "kk", "lda", "limited", "llc", "llp", "ltd", "ltda", "mbh", "nv", "oao",
        "ood", "ooo", "oy", "oyj", "pao", "plc", "pte", "pty", "pvt", "sa", "sadecv", "sae", "sal",
        "sarl", "sas", "sdn", "se", "sia", "sl", "spa", "srl", "sro", "zao", "zrt", "شركه",
        "محدوده", "مساهمه",
    ]
)  # fmt: skip
DROPPED = frozenset(
    [
        "the", "la", "le", "les", "l", "el", "los", "il", "lo", "gli", "der", "die", "das", "of",
        "and", "de", "d", "della", "dello", "dell", "dei", "degli", "del", "des", "du", "e", "y",
        "et", "fur", "fuer", "und", "for", "s",
    ]
)  # fmt: skip
SPELLINGS = {
    "defense": "defence", "center": "centre", "organization": "organisation", "armored": "armoured",
    "authorization": "authorisation", "telecommunication": "telecommunications",
    "communication": "communications", "service": "services", "force": "forces",
    "technology": "technologies", "interiors": "interior",
}  # fmt: skip
ACRONYM_LENGTH = 6
_WORD = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b)?|\b[^\W\d_]/[^\W\d_]\b")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_GROUP = " Group"
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
_GOVERNED = frozenset(
    ["republic", "kingdom", "arab", "islamic", "federal", "republique", "royaume"]
)


class Forms(NamedTuple):
    """The keys under which a name is found.

    `free` holds keys that say by themselves who is meant. `bound` keys say it only with a country;
    `country` is the one that the name itself states.
    """

    free: tuple[str, ...]
    bound: tuple[str, ...]
    country: str | None


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[str, ...]:
    """The words of a name: no case, accents, punctuation or Arabic article; S.p.A. is one word.

    >>> words("Área S.p.A."), words("BAE A/S")
    (('area', 'spa'), ('bae', 'as'))
    """
    joined = DOTTED.sub(lambda m: re.sub(r"[./\s]", "", m[0]) + " ", see(name))
    return tuple(fold(word) for word in _WORD.findall(joined))


class _Spelt(NamedTuple):
    """A name taken apart, whatever country is asked about: short forms, and for each spelling its
    words, where they name countries, and its free key if it has one."""

    stated: str | None
    short: tuple[str, ...]
    cores: tuple[tuple[tuple[str, ...], tuple[tuple[str, range], ...], str | None], ...]


@lru_cache(maxsize=16384)
def _taken_apart(name: str) -> _Spelt:
    short: dict[str, None] = {}
    cores = []
    for spelling, is_short in _spellings(name):
        if is_short or is_acronym(spelling):
            short[f"={spelling.replace('.', '').strip()}"] = None
            continue
        core = _core(spelling)
        stated = tuple(places(core))
        cores.append((core, stated, None if _generic(core, stated) else " ".join(core)))
    return _Spelt(stated_country(words(name)), tuple(short), tuple(cores))


@lru_cache(maxsize=16384)
def forms(name: str, country: str | None = None) -> Forms:
    """The keys of a name on record, or asked for, of a party in that country (None: not known).

    >>> forms("Rapid Action Battalion (RAB)", "bd").bound[::2]
    ('=RAB', 'action battalion rapid')
    >>> forms("NSO Group"), forms("Saudi Ministry of Interior").country
    (Forms(free=('nso group',), bound=('=NSO', 'group nso'), country=None), 'sa')
    """
    spelt = _taken_apart(name)
    bound = dict.fromkeys(spelt.short)
    for core, named, _ in spelt.cores:
        local = _without_country(core, named, spelt.stated or country)
        bound[" ".join(sorted(set(local or core)))] = None
    free = dict.fromkeys(key for _, _, key in spelt.cores if key)
    return Forms(tuple(free), tuple(bound), spelt.stated)


def _spellings(name: str) -> Iterator[tuple[str, bool]]:
    """The name, what stands outside brackets, a short form in them or before "Group" (True); those
    with umlauts also written out."""
    outside = _BRACKET.sub(" ", name).strip()
    inside = [part.strip() for part in _BRACKET.findall(name)]
    yield from ((part, True) for part in inside if is_acronym(part))
    if outside.endswith(_GROUP) and is_acronym(outside.removesuffix(_GROUP)):
        yield outside.removesuffix(_GROUP), True
    for spelling in dict.fromkeys((name, outside)):
        if _WORD.search(spelling):
            yield spelling, False
            expanded = written_out(spelling)
            if expanded != spelling.casefold():
                yield expanded, False


def written_out(name: str) -> str:
    """The name in small letters, its umlauts spelt as two letters each."""
    written = name.casefold()
    for letter, pair in _UMLAUTS:
        written = written.replace(letter, pair)
    return written


def _core(spelling: str) -> tuple[str, ...]:
    """The words without small words, and without the legal form before or behind them."""
    said = [SPELLINGS.get(word, word) for word in words(spelling) if word not in DROPPED]
    first, last = 0, len(said)
    while last and said[last - 1] in LEGAL_FORMS:
        last -= 1
    while first < last and said[first] in LEGAL_FORMS:
        first += 1
    return tuple(said[first:last] or said or words(spelling))


def is_acronym(name: str) -> bool:
    """Whether a name is a bare short form that many bodies may share.

    >>> is_acronym("TRD"), is_acronym("S.S.B."), is_acronym("NSO Group"), is_acronym("8200")
    (True, True, False, False)
    """
    bare = name.replace(".", "").strip()
    return len(bare) <= ACRONYM_LENGTH and bare.isalnum() and bare.isupper()


@cache
def _generic_words() -> frozenset[str]:
    file = HERE / "generic.yaml"
    table = compiled("generic", [file], dict[str, tuple[str, ...]], lambda: read_yaml(file))
    listed = {fold(word) for texts in table.values() for word in texts}
    return frozenset(listed | {SPELLINGS.get(word, word) for word in listed} | DROPPED | _GOVERNED)


Demonyms: TypeAlias = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]


@cache
def _demonyms() -> Demonyms:
    """The names and adjectives of countries by their first word, the longest first."""
    files = [HERE / "demonyms.yaml", Path(__file__), HERE.parent / "taxonomy" / "words.py"]
    return compiled("demonyms", files, Demonyms, lambda: _by_first_word(read_yaml(files[0])))


def _by_first_word(table: dict[str, list[str]]) -> Demonyms:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for country, texts in table.items():
        for said in {words(text) for text in texts}:
            found.setdefault(said[0], []).append((country, said))
    return {
        first: tuple(sorted(rows, key=lambda row: (-len(row[1]), row)))
        for first, rows in found.items()
    }


def places(said: tuple[str, ...]) -> Iterator[tuple[str, range]]:
    """The countries that the words name, with the positions of their words."""
    at = 0
    while at < len(said):
        for country, phrase in _demonyms().get(said[at], ()):
            if said[at : at + len(phrase)] == phrase:
                yield country, range(at, at + len(phrase))
                at += len(phrase) - 1
                break
        at += 1


def stated_country(said: tuple[str, ...]) -> str | None:
    """The one country that the words name; None if they name none or several."""
    named = {country for country, _ in places(said)}
    return named.pop() if len(named) == 1 else None


def _without_country(
    core: tuple[str, ...], named: Iterable[tuple[str, range]], country: str | None
) -> tuple[str, ...]:
    own = {at for place, span in named if place == country for at in span}
    if not own:
        return core
    return tuple(word for at, word in enumerate(core) if at not in own and word not in _GOVERNED)


def generic(core: tuple[str, ...]) -> bool:
    """Whether words could name a body in any country, their country aside.

    >>> generic(("ministry", "interior")), generic(("unit", "8200"))
    (True, False)
    """
    return _generic(core, places(core))


def _generic(core: tuple[str, ...], named: Iterable[tuple[str, range]]) -> bool:
    of_countries = {at for _, span in named for at in span}
    return all(at in of_countries or word in _generic_words() for at, word in enumerate(core))
