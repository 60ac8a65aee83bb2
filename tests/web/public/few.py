"""A few records of the shipped pack with all that they refer to: a site that is published fast."""

from collections.abc import Iterator
from typing import Any

import msgspec

from enduse.interchange.pack import NOUNS, read_pack
from enduse.trade import Pack

START = (
    "lic-uk-imsi-eg-2015", "tr-mx-bc-imsi", "inc-egypt-student-watched", "out-turkmennews-nttdata",
    "st-de-bundestag-2017", "policy-ae", "res-us-el-candiru-2021",
)  # fmt: skip


def few_records(start: tuple[str, ...] = START) -> Pack:
    """The records that `start` names, those which these name, and so on, with their countries."""
    pack = read_pack()
    every = {record.id: record for noun in NOUNS for record in getattr(pack, noun)}
    codes = {country.code for country in pack.places.countries}
    wanted, left, named = set(), [name for name in start if name in every], set[str]()
    while left:
        name = left.pop()
        wanted.add(name)
        told = set(_texts(msgspec.to_builtins(every[name])))
        left += (told & every.keys()) - wanted
        named |= told & codes
    kept = {noun: tuple(r for r in getattr(pack, noun) if r.id in wanted) for noun in NOUNS}
    countries = tuple(one for one in pack.places.countries if one.code in named)
    places = msgspec.structs.replace(pack.places, countries=countries)
    return msgspec.structs.replace(pack, places=places, **kept)


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, (list, tuple)):
        for one in told:
            yield from _texts(one)
    elif isinstance(told, dict):
        for one in told.values():
            yield from _texts(one)
