"""Words of any script in Latin letters, and how they sound.

Arabic, Hebrew, Cyrillic and Greek follow tables of ours, close to how names of the field are
usually spelt in English; every other script follows `anyascii`. Arabic and Hebrew leave vowels out,
and other scripts blur sounds: words of theirs are compared by their consonants (`bones`, `gist`).
"""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import re
import unicodedata
from functools import lru_cache


def _table(*lines: str) -> dict[str, str]:
    """Signs with what they are in Latin letters, written without a space between."""
    return {pair[0]: pair[1:] for line in lines for pair in line.split()}


_CYRILLIC = _table(
    "аa бb вv гg ґg дd еe ёe жzh зz иi іi їi йy кk лl мm нn оo пp рr сs тt уu ўu фf хkh ",
    "цts чch шsh щshch ъ ыy ь эe єe юyu яya јj љlj њnj ћc џdz ђdj ѓg ќk қk ғg ңn өo үu ",
    "ұu һh әa",
)
_GREEK = _table(
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo",
)
_ARABIC = _table(
    "اa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh ",
    "وw يy ةa ىa ء ئy ؤw پp چch ژzh گg ڤv کk یy",
)
_HEBREW = _table(
    "אa בb גg דd הh וv זz חh טt יy כk ךk לl מm םm נn ןn סs עa פp ףf צts ץts קk רr שsh תt",
)
_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th",
    "\u0131": "i", "ŋ": "n", "ə": "a", "ħ": "h", "ŧ": "t",
}  # fmt: skip
_TABLE = {
    ord(sign): latin
    for table in (_CYRILLIC, _GREEK, _ARABIC, _HEBREW, _LATIN)
    for sign, latin in table.items()
}
_ARTICLE = "\u0627\u0644"  # of Arabic, written as part of the word
LONG_WITH_ARTICLE = 5
_THIN = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
_KNOWN = re.compile("[a-z0-9\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff]+")
_DIGRAPHS = (("ου", "ou"), ("дж", "j"), ("кс", "x"), ("ו׳", "v"), ("צ׳", "ch"), ("ג׳", "j"))
_SCRIPTS = re.compile("[\u0370-\u05ff]")

_SOUNDS = tuple(
    (mark, re.compile(pattern), sound)
    for mark, pattern, sound in (
        ("h", "schtsch|shch|sch|sh", "S"),
        ("c", "tsch|tch|cz|ch", "C"),
        ("d", "dzh|dj|dsch", "j"),
        ("ph", "ph", "f"),
        ("kh", "kh", "h"),
        ("", "ck|q", "k"),
        ("t", "th|dt", "t"),
        ("dh", "dh", "d"),
        ("g", "gh|g", "g"),
        ("rh", "rh", "r"),
        ("zh", "zh", "j"),
        ("x", "^x", "S"),
        ("x", "x", "ks"),
        ("", "tz|ts|z", "s"),
        ("c", "c(?=[eiy])", "s"),
        ("c", "c", "k"),
        ("w", "w", "v"),
        ("", "ou|oo|u", "u"),
        ("", "ee|ea|ie|ey|ij|y", "i"),
        ("ae", "ae", "e"),
        ("oe", "oe", "o"),
        ("ue", "ue", "u"),
        ("j", "(?<=[aeiou])j(?![aeiou])", "i"),
        ("h", "(?<=[aeiou])h(?![aeiou])", ""),
        ("", r"(.)\1+", r"\1"),
    )
)
"""What is heard where something is written, and a mark that is in all that is so written."""
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile("(?<!^)[aeiou]|^[aeiou]")
_BLUR = str.maketrans({
    "b": "p", "f": "p", "v": "p", "d": "t", "g": "k", "j": "k", "C": "k", "S": "s", "l": "r",
    "h": "",
})  # fmt: skip
_STOPS = {ord(sign): None for sign in "'`´’‘ʻʼʿʾ\u05f3\u05f4\u0640ьъ"}


def latin(word: str) -> str:
    """A word in small Latin letters and digits; empty if it holds neither letter nor digit.

    >>> latin("Müller"), latin("Хакинг"), latin("Ελλάδα"), latin("القذافي"), latin("习近平")
    ('muller', 'khaking', 'ellada', 'al qdhafy', 'xi jin ping')
    """
    if word.isascii():
        return "".join(_PLAIN.findall(word.lower()))
    return _latin(word)


_PLAIN = re.compile("[a-z0-9]+")


@lru_cache(maxsize=65536)
def _latin(word: str) -> str:
    if word.startswith(_ARTICLE) and len(word) >= LONG_WITH_ARTICLE:
        return f"al {_latin(word.removeprefix(_ARTICLE))}"
    small = unicodedata.normalize("NFKD", word.casefold().translate(_STOPS))
    for pair, sound in _DIGRAPHS:
        small = small.replace(pair, sound)
    bare = "".join(c for c in small if not unicodedata.combining(c))
    said = bare.translate(_TABLE)
    if said.isascii():
        return "".join(_PLAIN.findall(said))
    return _by_anyascii(unicodedata.normalize("NFC", word))


def _by_anyascii(word: str) -> str:
    """Scripts without a table of ours; signs that stand for syllables become words of their own."""
    from anyascii import anyascii  # imported late: names in Latin letters go without

    said = anyascii(word.translate(_STOPS))
    parted = re.sub("(?<=[a-z])(?=[A-Z])", " ", said)
    return " ".join(_PLAIN.findall(parted.lower()))


def is_thin(word: str) -> bool:
    """Whether a word is written without its vowels, or in signs whose sounds are blurred."""
    return not word.isascii() and bool(_THIN.search(word) or _BLURRED.search(word))


_BLURRED = re.compile("[\u0530-\u058f\u0900-\u1fff\u2e80-\uffdc\U00010000-\U0003ffff]")


@lru_cache(maxsize=131072)
def sound(plain: str) -> str:
    """How a Latin word sounds, roughly and in any language.

    >>> sound("qaddafi") == sound("kaddafi"), sound("schmidt") == sound("shmit")
    (True, True)
    """
    for mark, pattern, said in _SOUNDS:
        if mark in plain:
            plain = pattern.sub(said, plain)
    return plain


@lru_cache(maxsize=131072)
def bones(plain: str) -> str:
    """The consonants of a word as they sound, and a mark where it begins with a vowel.

    >>> bones("mohammed"), bones("muhamad"), bones("elbit")
    ('mhmd', 'mhmd', 'lbt')
    """
    said = _VOWELS.sub("", sound(plain))
    return _TWICE.sub(r"\1", said) or sound(plain)[:1]


@lru_cache(maxsize=131072)
def gist(plain: str) -> str:
    """The consonants with near sounds taken as one: what is left of a name in a far script.

    >>> gist("barak") == gist("beilake")
    True
    """
    return _TWICE.sub(r"\1", bones(plain).translate(_BLUR)) or plain[:1]
