"""Numbers that are nobody's: ranges that regulators keep for fiction, and the examples that the
library phonenumbers publishes for each country and kind of line.

- +1 NXX 555 0100 to 0199, each area code: kept for fiction by the North American plan (NANPA).
- +44 7700 900000 to 900999: Ofcom, numbers for drama use.
- +33 6 39 98 0000 to 9999: ARCEP, for fiction.
Where other countries are needed in quantity, numbers of a right length lie in ranges that no plan
assigns (the library calls them not valid), so that no telephone can answer them.
"""

import random
from collections.abc import Iterator
from functools import lru_cache

from phonenumbers import (
    PhoneNumberFormat,
    PhoneNumberType,
    example_number_for_type,
    format_number,
)


def north_american(area: int) -> list[str]:
    """The hundred numbers of an area code that films use."""
    return [f"+1{area}55501{last:02}" for last in range(100)]


def british() -> list[str]:
    return [f"+447700900{last:03}" for last in range(1000)]


def french() -> list[str]:
    return [f"+33639980{last:03}" for last in range(1000)]


@lru_cache(maxsize=1024)
def example(country: str, line: int = PhoneNumberType.MOBILE) -> str:
    """The number that phonenumbers publishes as an example, or an empty text."""
    found = example_number_for_type(country.upper(), line)
    return format_number(found, PhoneNumberFormat.E164) if found else ""


# Beginnings of numbers that no plan assigns today, and how many digits follow; a test holds this.
UNASSIGNED = {
    "mx": ("522020", 6), "ma": ("21274", 7), "sa": ("9661000", 5), "in": ("911000", 6),
    "ae": ("9714010", 5), "az": ("9941100", 5), "bh": ("9731000", 4), "hu": ("362200", 5),
    "rw": ("2502000", 5), "tg": ("2282000", 4), "pk": ("922000", 6), "bd": ("8801000", 6),
    "dz": ("2135000", 5), "eg": ("201300", 6), "es": ("347500", 5), "fr": ("332620", 5),
    "tr": ("902000", 6), "ug": ("2562020", 5), "ke": ("2541090", 5), "th": ("661000", 5),
    "sv": ("5032000", 4), "pl": ("481000", 5), "gr": ("302000", 6), "jo": ("9627100", 5),
    "om": ("9682000", 4), "qa": ("9744200", 4), "lb": ("9612000", 4), "iq": ("9647000", 6),
    "ye": ("9677200", 5), "ly": ("2182000", 5), "so": ("2521000", 4), "za": ("271900", 5),
    "ng": ("2342000", 6), "gh": ("2332100", 5), "sn": ("2213100", 5), "id": ("621000", 5),
    "vn": ("841000", 5), "ph": ("638000", 6), "kg": ("9962040", 5), "uz": ("9985100", 5),
    "ua": ("3803000", 5), "be": ("324000", 5), "nl": ("311100", 5), "ch": ("412000", 5),
    "pa": ("5078010", 4),
}  # fmt: skip


def unassigned(country: str) -> list[str]:
    """Numbers of a country that nobody has: at most 20,000 of them."""
    start, free = UNASSIGNED[country]
    return [f"+{start}{last:0{free}}" for last in range(min(10**free, 20_000))]


def shuffled(numbers: list[str], seed: int) -> Iterator[str]:
    drawn = list(numbers)
    random.Random(seed).shuffle(drawn)  # noqa: S311 - an order, no secret
    yield from drawn
