"""Names as they are compared: folded, without legal forms, in any script."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

LEGAL_FORMS = frozenset(
    [
        "ab", "ad", "ag", "as", "asa", "bv", "co", "company", "corp", "corporation", "doo", "ek",
        "fzc", "fzco", "fze", "gesellschaft", "gmbh", "inc", "incorporated", "int", "jsc", "kft",
        "kg", "kk", "lda", "limited", "llc", "llp", "ltd", "ltda", "mbh", "nv", "oao", "ood",
        "ooo", "oy", "oyj", "pao", "plc", "pte", "pty", "pvt", "sa", "sae", "sal", "sarl", "sas",
        "se", "sia", "sl", "sp", "spa", "srl", "sro", "zao", "zrt", "شركه", "المحدوده",
    ]
)  # fmt: skip
DROPPED = frozenset(
    [
        "the", "la", "le", "les", "el", "il", "lo", "gli", "der", "die", "das", "of", "and", "de",
        "della", "del", "des", "for",
    ]
)  # fmt: skip
ACRONYM_LENGTH = 5
_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "\u0131": "i",
    "\u0649": "ي", "\u0629": "\u0647", "\u0671": "\u0627", "\u0640": "",
})  # fmt: skip
_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(?:\w[./]\s?){2,}\w?|\b\w/\w\b")
_BRACKET = re.compile(r"\(([^()]{2,60})\)")


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name: no case, accents, punctuation or Arabic article; S.p.A. is one word.

    >>> words("Área S.p.A."), words("BAE A/S")
    (('area', 'spa'), ('bae', 'as'))
    """
    folded = normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in folded if not combining(c))
    joined = _DOTTED.sub(lambda m: re.sub(r"[./\s]", "", m[0]) + " ", plain)
    return tuple(_WORD.findall(joined.replace("'", " ").replace("\u2019", " ")))


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """What two spellings of one name share: words without legal forms and small words, joined.

    >>> key("Siemens AG") == key("The SIEMENS"), key("Unit 3060")
    (True, 'unit3060')
    """
    said = [word for word in words(name) if word not in DROPPED]
    core = [word for word in said if word not in LEGAL_FORMS]
    return "".join(core or said)


def spellings(name: str) -> tuple[str, ...]:
    """The name, and what stands before and inside a bracket: a short form or another name.

    >>> spellings("Technical Research Department (TRD)")
    ('Technical Research Department (TRD)', 'Technical Research Department', 'TRD')
    """
    inside = _BRACKET.findall(name)
    if not inside:
        return (name,)
    return (name, " ".join(_BRACKET.sub(" ", name).split()), *inside)


def is_acronym(name: str) -> bool:
    """Whether a name is a bare short form that many bodies may share.

    >>> is_acronym("TRD"), is_acronym("NSO Group")
    (True, False)
    """
    bare = name.replace(".", "").strip()
    return len(bare) <= ACRONYM_LENGTH and " " not in bare and bare.isupper()
