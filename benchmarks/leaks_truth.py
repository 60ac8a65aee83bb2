"""Is the true country in the set? Over 1,000 invented lists: `python benchmarks/leaks_truth.py`.

Each list is of one day between 2006 and 2026 and is written as the numbering plans of that day had
it: numbers that phonenumbers publishes as examples, numbers that nobody has, and of both, where a
plan changed later, the form of that day. So the true country of each number is known. Beside it
stands plain phonenumbers of today, which gives one country or none.

The changes are those of our own table: a change that it lacks is not tried here. What this measures
is whether reading by date and by sets works, not whether the table is complete.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import phonenumbers
from phonenumbers import SUPPORTED_REGIONS, NumberParseException, PhoneNumberType

sys.path.insert(0, str(Path(__file__).parents[1]))

from enduse.leaks.numbers import read_number
from enduse.leaks.plans import plans
from enduse.leaks.written import Unread
from tests.leaks.fiction import UNASSIGNED, example, unassigned

LISTS, ROWS = 1000, 60
Known = tuple[str, str, list[tuple[str, str]]]
LINES = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)


class Written(NamedTuple):
    """A number as it was written on a day, and whose it was."""

    number: str
    country: str
    kind: str


def old_forms(number: str, country: str) -> Iterator[tuple[str, str]]:
    """The forms that a number of today had before each change, with the first day of the new."""
    for change in plans().changes:
        if country not in change.countries and country != "ma":
            continue
        for form in change.forms:
            if form.new is not None and (old := undo(number, form.old, form.new)):
                yield old, change.since


def undo(number: str, old: str, new: str) -> str | None:
    """The old number that a change would have made into this one, found by trying."""
    for before in candidates(number):
        match = re.fullmatch(old, before)
        if match and match.expand(new) == number:
            return before
    return None


def candidates(number: str) -> Iterator[str]:
    """Each way to drop, or to put in, up to two digits at the beginning."""
    for at in range(2, 6):
        for drop in range(3):
            for put in ("", "1", "12", "16", "18", "19", "0"):
                yield number[:at] + put + number[at + drop :]
    for code in ("381", "377", "386", "599"):
        yield code + number[3:]
        yield code + number[4:]


def universe() -> list[Known]:
    """Every number of today with its country and its earlier forms."""
    found = []
    for region in sorted(SUPPORTED_REGIONS):
        country = region.lower()
        numbers = [example(country, line) for line in LINES]
        numbers += unassigned(country)[:3] if country in UNASSIGNED else []
        bare = [number[1:] for number in dict.fromkeys(numbers) if number]
        found += [(number, country, list(old_forms(number, country))) for number in bare]
    return found


def a_list(draw: random.Random, numbers: list[Known]) -> Iterator[tuple[str, Written]]:
    """Rows of one day; half of the lists are of countries whose plans changed."""
    day = f"{draw.randint(2006, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    changed = [one for one in numbers if one[2]]
    for _ in range(ROWS):
        number, country, olds = draw.choice(changed if draw.random() < 0.3 else numbers)
        then = next((old for old, since in olds if day < since), None)
        yield (
            day,
            Written(f"+{then or number}", country, "earlier form" if then else "form of today"),
        )


def ours(number: str, day: str) -> tuple[str, ...]:
    try:
        return read_number(number, day=day).countries
    except Unread:
        return ()


def plain(number: str) -> tuple[str, ...]:
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except NumberParseException:
        return ()
    return (region.lower(),) if region else ()


def main() -> None:
    draw = random.Random(7)  # noqa: S311 - invented lists
    numbers = universe()
    tally: Counter[tuple[str, str, str]] = Counter()
    for _ in range(LISTS):
        for day, true in a_list(draw, numbers):
            for who, found in (
                ("enduse, dated", ours(true.number, day)),
                ("enduse, undated", ours(true.number, "")),
                ("phonenumbers of today", plain(true.number)),
            ):
                for kind in (true.kind, "all"):
                    tally[who, kind, "n"] += 1
                    tally[who, kind, "right"] += true.country in found
                    tally[who, kind, "size"] += len(found)
    earlier = sum(len(olds) for *_, olds in numbers)
    print(f"{LISTS:,} lists of {ROWS} rows; {len(numbers)} numbers, {earlier} earlier forms")
    for who in dict.fromkeys(key[0] for key in tally):
        for kind in ("all", "form of today", "earlier form"):
            n = tally[who, kind, "n"]
            right, size = tally[who, kind, "right"] / n, tally[who, kind, "size"] / n
            print(f"| {who} | {kind} ({n:,}) | {right:.4f} | {size:.3f} |")


if __name__ == "__main__":
    main()
