"""What is written in a cell: amounts, dates, codes and words, as registers write them."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, get_args, get_type_hints

from enduse.evidence import first_day, last_day
from enduse.trade.register import Entry, Outcome

Order = Literal["iso", "day-first", "month-first"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)
KINDS: tuple[str, ...] = get_args(get_type_hints(Entry)["kind"])
WORDS = {"outcome": OUTCOMES, "kind": KINDS}
PATTERNS = {
    "currency": (re.compile(r"[A-Z]{3}"), "three capitals, such as EUR"),
    "issuer": (re.compile(r"[a-z]{2}"), "an ISO code in lower case, such as de"),
    "destination": (re.compile(r"[a-z]{2}"), "an ISO code in lower case, such as eg"),
}
ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
QUARTER = re.compile(r"(?:Q([1-4])[ /-]?([0-9]{4})|([0-9]{4})[ /-]?Q([1-4]))", re.IGNORECASE)
NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
SPACES = "[\u00a0\u2007\u2009\u202f ]"
AMOUNTS = {
    sign: re.compile(
        rf"(?P<whole>[0-9]{{1,3}}(?:(?P<mark>[{mark}'\u2019]|{SPACES})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)?"
        rf"|[0-9]+)(?:[{sign}](?P<part>[0-9]*))?"
    )
    for sign, mark in ((".", ","), (",", "."))
}
SIGN = re.compile(r"^([£€$]|[A-Z]{3}\b)\s*|\s*([£€$]|\b[A-Z]{3})$")
CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}
CODE = re.compile(r"(?:SL|VL)?\(?([0-9][A-E][0-9]{3})\)?[. ]?([a-z0-9.]*)\)?", re.IGNORECASE)
DOTS = re.compile(r"(?<=[a-z])\.(?=[0-9])|(?<=[0-9])\.(?=[a-z])")
STEP = re.compile(r"\d+|[^\W\d_]+")
COUNT_LIMIT, CENTURY, TEXT_LIMIT = 10**9, 70, 10_000
REMEMBERED = 4096
FIGURES, DECIMALS = 15, 6  # what every database keeps exactly


class Unreadable(ValueError):
    """Why a row cannot be an entry."""


@lru_cache(maxsize=REMEMBERED)
def one_line(text: str) -> str:
    r"""The lines of a cell on one line, each said once.

    >>> one_line("Dual Use Güter\nDual Use Güter"), one_line(" 5A001.f \n5D001.a")
    ('Dual Use Güter', '5A001.f; 5D001.a')
    """
    if len(lines := text.splitlines()) <= 1:
        return " ".join(text.split())
    return "; ".join(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))


@lru_cache(maxsize=REMEMBERED)
def amount(text: str, decimal: str, currency: str = "") -> Decimal:
    """A sum of money, with or without thousand marks and the sign of its own currency.

    >>> amount("CHF 1'234.50", ".", "CHF"), amount("1.234,5 €", ",", "EUR"), amount("12 000", ".")
    (Decimal('1234.50'), Decimal('1234.5'), Decimal('12000'))
    """
    bare = text.strip()
    if sign := SIGN.search(bare):
        named = sign[1] or sign[2]
        if CURRENCIES.get(named, named) != currency:
            raise Unreadable(f"{text[:40]!r} is not in {currency or 'the currency of the table'}")
        bare = bare[: sign.start()] + bare[sign.end() :]
    match = AMOUNTS[decimal].fullmatch(bare)
    if match is None:
        raise Unreadable(f"{text[:40]!r} is no amount with {decimal!r} before the decimals")
    whole, part = re.sub(r"[^0-9]", "", match["whole"]), match["part"] or ""
    figures = len(whole.lstrip("0") + part.rstrip("0"))
    if figures > FIGURES or len(part) > DECIMALS:
        raise Unreadable(f"{text[:40]!r} has more figures than an amount can have")
    return Decimal(f"{whole}.{part}" if part else whole)


@lru_cache(maxsize=REMEMBERED)
def number(text: str, decimal: str) -> int:
    """How many licences a row counts.

    >>> number("1,204", "."), number("3", ",")
    (1204, 3)
    """
    try:
        found = amount(text, decimal)
    except Unreadable:
        found = Decimal("0.5")
    if found != int(found) or found >= COUNT_LIMIT:
        raise Unreadable(f"{text[:40]!r} is no number of licences")
    return int(found)


@lru_cache(maxsize=REMEMBERED)
def when(text: str, order: Order) -> str:
    """A day, month, quarter, year or span as a partial date; ISO is always understood.

    >>> when("29.06.2016", "day-first"), when("06-29-16", "month-first"), when("Q2 2016", "iso")
    ('2016-06-29', '2016-06-29', '2016-04/2016-06')
    """
    text = text.strip()
    start, slash, end = text.partition("/")
    if ISO.fullmatch(start) and (not slash or ISO.fullmatch(end)):
        return _real(f"{start}{slash}{end}", text)
    if match := QUARTER.fullmatch(text):
        year, last = match[2] or match[3], 3 * int(match[1] or match[4])
        return _real(f"{year}-{last - 2:02}/{year}-{last:02}", text)
    match = NUMBERS.fullmatch(text)
    if match is None or order == "iso":
        raise Unreadable(f"{text[:40]!r} is no {order} date")
    first, second, year = match[1], match[3], match[4]
    day, month = (first, second) if order == "day-first" else (second, first)
    if len(year) < len("2016"):
        year = f"{'20' if int(year) < CENTURY else '19'}{year}"
    return _real(f"{year}-{month:0>2}-{day:0>2}", text)


def _real(found: str, text: str) -> str:
    """The date when the calendar has it and a span runs forwards."""
    ends = found.split("/")
    try:
        for end in ends:
            date.fromisoformat(end + "2000-01-01"[len(end) :])
    except ValueError:
        raise Unreadable(f"{text[:40]!r} is not in the calendar") from None
    if first_day(found) > last_day(found):
        raise Unreadable(f"{text[:40]!r} ends before it begins")
    return found


@lru_cache(maxsize=REMEMBERED)
def control_code(text: str) -> str:
    """An entry of a control list in one spelling, where it is one of the dual-use lists.

    >>> [control_code(c) for c in ("5A001f", "5A001.F.3.a", "SL5A002.a", "ML10.c.2", "End Use")]
    ['5A001.f', '5A001.f3a', '5A002.a', 'ML10.c.2', 'End Use']
    """
    match = CODE.fullmatch(text)
    if match is None:
        return text
    tail = DOTS.sub("", match[2].lower().strip("."))
    return f"{match[1].upper()}.{tail}" if tail else match[1].upper()


@lru_cache(maxsize=REMEMBERED)
def code_steps(code: str) -> str:
    """A code step by step: all that stands below `5A001` begins like it, and `5A0011` does not.

    >>> code_steps("5A001"), code_steps("5A001.f3a"), code_steps("ml10.c.2"), code_steps("-")
    ('/5 A 001 ', '/5 A 001 F 3 A ', '/ML 10 C 2 ', '')
    """
    steps = STEP.findall(code.upper())
    return f"/{' '.join(steps)} " if steps else ""


def several(texts: Iterable[str]) -> tuple[str, ...]:
    """The parts of cells that list things line by line or with semicolons, each once."""
    parts = (" ".join(part.split()) for text in texts for part in re.split(r"[\n\r;]", text))
    return tuple(dict.fromkeys(filter(None, parts)))


def fixed(field: str, word: str) -> str:
    """A word that stands for a field as it is; raises Unreadable where an entry cannot hold it."""
    if field in WORDS and word not in WORDS[field]:
        raise Unreadable(f"{word[:40]!r} is none of {', '.join(WORDS[field])}")
    if field in PATTERNS and not PATTERNS[field][0].fullmatch(word):
        raise Unreadable(f"{word[:40]!r} is not {PATTERNS[field][1]}")
    if field == "date":
        return when(word, "iso")
    if len(word) > TEXT_LIMIT:
        raise Unreadable(f"{field} has more than {TEXT_LIMIT:,} characters")
    return word
