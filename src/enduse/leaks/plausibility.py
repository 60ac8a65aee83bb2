"""Whether a list could be what it claims to be: signs, and what they do not prove."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from enduse.evidence import first_day, last_day
from enduse.leaks.listing import Entry, Listing
from enduse.leaks.numbers import NOT_ASSIGNED
from enduse.leaks.plans import begins, later_form, plans

UNEVEN = 27.88  # chi-squared of ten last digits, which chance exceeds once in a thousand
FEW = 200
AGAINST = {
    "dated before such numbers existed",
    "in a form that came after its date",
    "in a form given up before its date",
    "dated after today",
    "last date before the first",
}
MUCH = 0.2
LIMITS = (
    "No sign here proves that a list is genuine: a careful forger draws from real directories.",
    "A sign of fabrication can have another cause: a list cleaned or completed by its keeper.",
    "A number out of range today may have been in use then; the table of plans is not complete.",
    "For the holder: counts below k stand here. Do not publish them.",
)


class Plausible(NamedTuple):
    """What was counted, the signs that speak against a list, and what all of it does not prove."""

    counts: dict[str, int]
    rejected: dict[str, int]
    plans: dict[str, int]
    signs: list[str]
    limits: tuple[str, ...]


def plausible(listing: Listing, today: str) -> Plausible:
    """The list held against the numbering plans and against what chance would do."""
    entries = listing.entries
    numbers = {entry.number for entry in entries}
    rows = Counter((one.number, one.client, one.first, one.last) for one in entries)
    counts = {
        "rows": len(entries) + len(listing.refused),
        "rows that hold no number": len(listing.refused),
        "numbers": len(numbers),
        "rows that repeat another": sum(rows.values()) - len(rows),
        "dates that cannot be read": listing.days_unread,
        "dated before such numbers existed": sum(map(_too_early, entries)),
        "in a form that came after its date": sum(_too_new(one, listing) for one in entries),
        "in a form given up before its date": sum(_too_late(one, listing) for one in entries),
        "dated after today": sum(
            bool(one.first) and first_day(one.first) > today for one in entries
        ),
        "last date before the first": sum(_backwards(one) for one in entries),
        "numbers one after the other": sum(str(int(one) + 1) in numbers for one in numbers),
    }
    told = Counter(_plan(entry, listing) for entry in {one.number: one for one in entries}.values())
    signs = list(_signs(counts, told, numbers))
    return Plausible(counts, listing.rejected(), dict(told.most_common()), signs, LIMITS)


def _too_early(entry: Entry) -> bool:
    start = begins(entry.number) if entry.first and not entry.written else ""
    return bool(start) and last_day(entry.first) < start


def _too_new(entry: Entry, listing: Listing) -> bool:
    """Whether a number stands in a form that its plan did not have yet."""
    if not entry.first or entry.written or listing.changes[entry.change]:
        return False
    change = later_form(entry.number)
    return change is not None and last_day(entry.first) < change.since


def _too_late(entry: Entry, listing: Listing) -> bool:
    """Whether a number stands in a form that had ended; only where the end is known."""
    change = _ENDS.get(listing.changes[entry.change], "") if entry.written else ""
    return bool(change and entry.first) and first_day(entry.first) > change


_ENDS = {change.id: change.until for change in plans().changes if change.until}


def _backwards(entry: Entry) -> bool:
    return bool(entry.first and entry.last) and last_day(entry.last) < first_day(entry.first)


def _plan(entry: Entry, listing: Listing) -> str:
    if listing.places[entry.place].network:
        return "networks of no country"
    if listing.lines[entry.line] == NOT_ASSIGNED:
        return "ranges that no plan assigns"
    return "plans of earlier days" if listing.changes[entry.change] else "plans of today"


def _signs(counts: dict[str, int], told: Counter[str], numbers: set[str]) -> Iterator[str]:
    """What genuine lists rarely show."""
    n = len(numbers)
    if told["ranges that no plan assigns"] > MUCH * n:
        yield "more than a fifth of the numbers lie in ranges that no plan assigns"
    if counts["rows that hold no number"] > MUCH * counts["rows"]:
        yield "more than a fifth of the rows hold no number"
    if n >= FEW and counts["numbers one after the other"] > MUCH * n:
        yield "more than a fifth of the numbers follow one another: they were counted up"
    if n >= FEW and (uneven := _unevenness(numbers)) > UNEVEN:
        yield f"the last digits are less even than chance makes them (chi-squared {uneven:.0f})"
    for title, count in counts.items():
        if count and title in AGAINST:
            yield f"{count:,} rows: {title}"


def _unevenness(numbers: set[str]) -> float:
    """Chi-squared of the last digits against ten equal shares."""
    digits = Counter(number[-1] for number in numbers)
    each = len(numbers) / 10
    return sum((digits[str(digit)] - each) ** 2 / each for digit in range(10))
