"""What people write into a cell for a phone number, brought to its digits."""

import re
import unicodedata
from typing import NamedTuple

LENGTH_LIMIT = 200
PLAIN = re.compile(r"\+?[0-9]{7,15}")
FLOAT = re.compile(r"([0-9]+)(?:[.,]([0-9]*))?[eE]\+?([0-9]{1,3})")
EXTENSION = re.compile(r"(?:;ext=|\bext\.?|#|\bx)\s*[0-9]{1,7}$", re.IGNORECASE)
BETWEEN = re.compile(r"[\s().\-]+")
SEVERAL = re.compile(r"[;,/|\n]|\band\b|\bor\b|&", re.IGNORECASE)
FEWEST = 6  # digits that make a part of a cell a number of its own
LONGEST = 15  # E.164

REASONS = {
    "empty": "the cell is empty",
    "several-numbers": "the cell holds several numbers",
    "spreadsheet-damage": "a spreadsheet cut digits off, as in 1.23E+11",
    "not-a-number": "the cell holds something else",
    "no-country-code": "no country code, and no country was given for such numbers",
    "unknown-country-code": "the country code is not assigned",
    "too-short": "fewer digits than the plan has",
    "too-long": "more digits than the plan has",
    "not-in-plan": "no plan, of today or earlier, has such numbers",
}


class Unread(ValueError):
    """A cell that cannot be read as a number; `reason` is a key of REASONS, and says no digit."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason


class Digits(NamedTuple):
    """The digits of a cell, and whether they are said to begin with a country code."""

    text: str
    international: bool


def digits_of(cell: str) -> Digits:
    r"""The digits of a cell in any script, without what stands between them; raises Unread.

    >>> digits_of("+44 (0)7700 900123")
    Digits(text='447700900123', international=True)
    >>> digits_of("\N{FULLWIDTH DIGIT FOUR}47700900123").text
    '447700900123'
    """
    if PLAIN.fullmatch(cell) and not cell.startswith("00"):
        return Digits(cell.removeprefix("+"), cell.startswith("+"))
    text = _plain(cell)
    if not text:
        raise Unread("empty")
    if match := FLOAT.fullmatch(text):
        text = _from_float(match[1], match[2] or "", int(match[3]))
    text = re.sub(r"^([0-9]+)\.0+$", r"\1", text)  # a column of numbers, written as decimals
    text = EXTENSION.sub("", text).strip()
    parts = [part for part in SEVERAL.split(text) if _digits(part) >= FEWEST]
    if len(parts) > 1 or text.count("+") > 1:
        raise Unread("several-numbers")
    return _joined(text)


def _plain(cell: str) -> str:
    """Digits of all scripts as 0 to 9, without marks that cannot be seen, quotes and `tel:`."""
    if len(cell) > LENGTH_LIMIT:
        raise Unread("not-a-number")
    text = "".join(map(_known, unicodedata.normalize("NFKC", cell)))
    text = text.strip(" \t\r\n\"'`\u00b4\u2018\u2019\u201c\u201d\u00ab\u00bb=")
    return re.sub(r"^tel:\s*", "", text, flags=re.IGNORECASE)


def _known(sign: str) -> str:
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Pd" or sign == "\u2212":
        return "-"
    return "" if kind in {"Cf", "Cc"} else sign


def _from_float(whole: str, part: str, exponent: int) -> str:
    """A number that a spreadsheet wrote with an exponent, where no digit was lost."""
    if len(whole) != 1 or len(part) < exponent or part[exponent:].strip("0"):
        raise Unread("spreadsheet-damage")
    return whole + part[:exponent]


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _joined(text: str) -> Digits:
    text = re.sub(r"(?<=[0-9 ])\(0\)", "", text)
    marked = text.startswith("+")
    bare = BETWEEN.sub("", text.removeprefix("+").replace("/", ""))
    if not bare.isdigit():
        raise Unread("not-a-number")
    if not marked and bare.startswith(("00", "011")):
        bare, marked = bare[2 + bare.startswith("011") :], True
    if len(bare) > LONGEST:
        raise Unread("too-long")
    return Digits(bare, marked)
