"""Parties recombined from the parts of public lists' names, in several scripts.

They are invented: any likeness to a living person is chance."""

import random
from collections.abc import Iterator

from sources import everyone

from enduse.screening.entity import Entity
from enduse.screening.split import split

FORMS = ("Ltd", "LLC", "GmbH", "OOO", "SA", "Co., Ltd.", "JSC", "S.r.l.", "FZE", "")
PLACES = ("ae", "ru", "cn", "ir", "sy", "by", "pk", "tr", "de", "it")


def parts() -> tuple[list[tuple[list[str], list[str]]], list[str]]:
    """Given names and surnames by script, and words of bodies."""
    persons: dict[bool, tuple[list[str], list[str]]] = {True: ([], []), False: ([], [])}
    bodies: list[str] = []
    for entity in everyone():
        for name in entity.names:
            words = [w for w in split(name) if len(w) > 1 and not w.isdigit()]
            if entity.kind == "person" and len(words) > 1:
                given, family = persons[name.isascii()]
                given.extend(words[:-1])
                family.append(words[-1])
            elif entity.kind != "person":
                bodies.extend(words)
    latin, other = persons[True], persons[False]
    return [latin, latin, latin, other], bodies


def generated(count: int, seed: int = 5) -> Iterator[Entity]:
    """That many parties: seven in ten persons, one in ten of them with an alias."""
    chance = random.Random(seed)  # noqa: S311 - names, no secrets
    scripts, bodies = parts()
    for number in range(count):
        if chance.random() < 0.7:
            given, family = chance.choice(scripts)
            name = _person(chance, given, family)
            names = (name, _person(chance, given, family)) if chance.random() < 0.1 else (name,)
            kind = "person"
        else:
            said = [chance.choice(bodies) for _ in range(chance.choice((2, 2, 3, 4)))]
            names, kind = (" ".join([*said, chance.choice(FORMS)]).strip(),), "company"
        place = (chance.choice(PLACES),)
        yield Entity(id=f"g{number}", names=names, kind=kind, countries=place)


def _person(chance: random.Random, given: list[str], family: list[str]) -> str:
    first = [chance.choice(given) for _ in range(chance.choice((1, 1, 2, 3)))]
    return " ".join([*first, chance.choice(family)])


def slipped(name: str, chance: random.Random) -> str:
    """The name with one letter wrong, twice or missing."""
    at = chance.randrange(len(name))
    letter = chance.choice("aeioutnrs")
    return chance.choice(
        (
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1 :],
        )
    )
