"""A page cited as others cite: APA (7th edition, 10.16), BibTeX and RIS."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from enduse.interchange.languages.days import MONTHS

LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
PUBLISHER = "Enduse"


class Cited(NamedTuple):
    """A page to cite: its key, title, kind, address, and the day as of which it was seen.

    A record grows, so it has a day only as known on one.
    """

    key: str
    title: str
    kind: str
    address: str
    language: str
    day: date | None = None


def to_apa(cited: Cited) -> str:
    """A line for a list of references.

    >>> to_apa(Cited("x", "Area SpA", "company", "https://example.org/parties/x/", "en"))
    'Enduse. (n.d.). Area SpA [company]. https://example.org/parties/x/'
    """
    day = cited.day
    dated = f"{day.year}, {MONTHS[day.month - 1]} {day.day}" if day else "n.d."
    return f"{PUBLISHER}. ({dated}). {cited.title} [{cited.kind}]. {cited.address}"


def to_bibtex(cited: Cited) -> str:
    """An entry for BibTeX; a brace or a percent sign in a title does not end it."""
    fields = {
        "author": "{" + PUBLISHER + "}",
        "title": "{" + _latex(cited.title) + "}",
        "note": _latex(cited.kind),
        "year": str(cited.day.year) if cited.day else "",
        "month": str(cited.day.month) if cited.day else "",
        "url": cited.address,
        "language": cited.language,
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    key = re.sub(r"[^a-z0-9-]", "-", f"enduse-{cited.key}")
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _latex(text: str) -> str:
    return "".join(LATEX.get(sign, sign) for sign in _line(text))


def to_ris(cited: Cited) -> str:
    """A record in RIS, which Zotero, EndNote and Mendeley read; lines end as the format asks."""
    fields = [
        ("TY", "ELEC"),
        ("ID", f"enduse-{cited.key}"),
        ("AU", PUBLISHER),
        ("TI", _line(cited.title)),
        ("M3", _line(cited.kind)),
        ("PB", PUBLISHER),
        ("PY", str(cited.day.year) if cited.day else ""),
        ("DA", f"{cited.day:%Y/%m/%d}/" if cited.day else ""),
        ("LA", cited.language),
        ("UR", cited.address),
        ("ER", " "),
    ]
    return "".join(f"{tag}  - {value.rstrip()}\r\n" for tag, value in fields if value)


def _line(text: str) -> str:
    return " ".join(text.split())


FORMS: Mapping[str, tuple[str, Callable[[Cited], str]]] = {
    "bib": ("application/x-bibtex; charset=utf-8", to_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", to_ris),
}
