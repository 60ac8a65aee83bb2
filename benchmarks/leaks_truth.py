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
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
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


def universe() -> list[Known]:
    """Every number of today with its country and its earlier forms."""
    found: list[Known] = []
    for region in sorted(SUPPORTED_REGIONS):
        country = region.lower()
        numbers = [example(country, line) for line in LINES]
        numbers += unassigned(country)[:3] if country in UNASSIGNED else []
        found += [(number[1:], country, []) for number in dict.fromkeys(numbers) if number]
    return found


def changed() -> list[Known]:
    """For each form of each change: numbers of zeros, what they became, and whose they are."""
    found: list[Known] = []
    for change in plans().changes:
        for form in change.forms:
            for old in spelt_out(form.old):
                match = re.fullmatch(form.old, old)
                now = match.expand(form.new) if match and form.new else ""
                for country in change.countries:
                    if country == "eh" and old[3] not in "14567":
                        continue  # its fixed lines were a part of one Moroccan area
                    today = now or example(country).removeprefix("+")
                    found.append((today, country, [(old, change.since)]))
    return found


def spelt_out(pattern: str) -> list[str]:
    """Numbers that a pattern of the table takes: every choice of one digit, zeros where many stand.

    >>> spelt_out("23(5|6[12])[0-9]{3}")
    ['235000', '2361000', '2362000']
    """
    pattern = re.sub(
        r"\[([0-9-]+)\]\{([0-9])(?:,[0-9])?\}", lambda at: first(at[1]) * int(at[2]), pattern
    )
    outer = re.search(r"\(([^()]*)\)", pattern)
    if outer:
        before, after = pattern[: outer.start()], pattern[outer.end() :]
        return [one for part in outer[1].split("|") for one in spelt_out(before + part + after)]
    single = re.search(r"\[([0-9-]+)\]|([0-9])\?", pattern)
    if single:
        before, after = pattern[: single.start()], pattern[single.end() :]
        choices = span(single[1]) if single[1] else ["", single[2]]
        return [one for part in choices for one in spelt_out(before + part + after)]
    return [pattern]


def span(choices: str) -> list[str]:
    """The digits of a class such as 1-578."""
    ranges = re.findall(r"([0-9])-([0-9])|([0-9])", choices)
    return [str(d) for a, z, one in ranges for d in range(int(a or one), int(z or one) + 1)]


def first(choices: str) -> str:
    """The lowest digit of a class."""
    return min(span(choices))


def a_list(
    draw: random.Random, numbers: list[Known], of: Mapping[object, list[Known]]
) -> Iterator[tuple[str, Written]]:
    """Rows of one day; a third of them are numbers of plans that changed at some time."""
    day = f"{draw.randint(2006, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    changes = list(of)
    for _ in range(ROWS):
        those = of[draw.choice(changes)] if draw.random() < 1 / 3 else numbers
        number, country, olds = draw.choice(those)
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
    numbers, old = universe(), changed()
    of: dict[object, list[Known]] = defaultdict(list)
    for one in old:
        of[one[1], one[2][0][1]].append(one)
    tally: Counter[tuple[str, str, str]] = Counter()
    for _ in range(LISTS):
        for day, true in a_list(draw, numbers, of):
            for who, found in (
                ("enduse, dated", ours(true.number, day)),
                ("enduse, undated", ours(true.number, "")),
                ("phonenumbers of today", plain(true.number)),
            ):
                for kind in (true.kind, "all"):
                    tally[who, kind, "n"] += 1
                    tally[who, kind, "right"] += true.country in found
                    tally[who, kind, "size"] += len(found)
    print(f"{LISTS:,} lists of {ROWS} rows; {len(numbers)} numbers, {len(old)} with earlier forms")
    for who in dict.fromkeys(key[0] for key in tally):
        for kind in ("all", "form of today", "earlier form"):
            n = tally[who, kind, "n"]
            right, size = tally[who, kind, "right"] / n, tally[who, kind, "size"] / n
            print(f"| {who} | {kind} ({n:,}) | {right:.4f} | {size:.3f} |")


if __name__ == "__main__":
    main()
