"""A name as a reader sees it, taken apart into raw words."""

# ruff: noqa: RUF001 - signs of other scripts are what this is about
import re
import unicodedata

# Numbers and letters of one word stay together where they make one: G4S, 3M, Ig0r.
_MARK = "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0e4e\u1000-\u17ff]"
_WORD = re.compile(rf"[^\W_]+(?:{_MARK}[^\W_]*)*")
_WITHIN = re.compile(
    "(?<=[^\\W_])['`´’‘ʻʼʿʾ\u05f3](?=[^\\W_])|(?<=[\u05d0-\u05ea])[\"\u05f4\u201d](?=[\u05d0-\u05ea])"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]{1,2}\.\s?){2,}(?:[^\W\d_]{1,2}\b)?|\b[^\W\d_]/[^\W\d_]\b")
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def seen(name: str) -> str:
    """The name without what no reader sees: marks of direction, joiners, control characters, halves
    of characters; letters in one form each."""
    if name.isprintable():
        return name if name.isascii() else unicodedata.normalize("NFKC", name).strip()
    visible = "".join(c for c in name if unicodedata.category(c) not in _UNSEEN)
    return _CONTROLS.sub(" ", unicodedata.normalize("NFKC", visible)).strip()


def split(name: str, *, initials: bool = False) -> list[str]:
    """The raw words of a name; dotted letters are one word, or one each where they are initials.

    >>> split("Área S.p.A."), split("J.-C. Juncker", initials=True), split("SiemensAG")
    (['Área', 'SPA'], ['J', 'C', 'Juncker'], ['Siemens', 'AG'])
    """
    text = _WITHIN.sub("", seen(name))
    if not initials:
        text = _DOTTED.sub(_joined, text)
    words = _WORD.findall(text)
    return [part for word in words for part in _humps(word)]


def _joined(dotted: re.Match[str]) -> str:
    return re.sub(r"[./\s]", "", dotted[0]).upper() + " "


def _humps(word: str) -> list[str]:
    if word.islower() or word.isupper() or word[1:].islower():
        return [word]
    parts = [word]
    for at in range(len(word) - 1, 0, -1):
        if word[at].isupper() and word[at - 1].islower() and len(parts[0]) - at > 1 < at:
            parts[:1] = [parts[0][:at], parts[0][at:]]
    return parts
