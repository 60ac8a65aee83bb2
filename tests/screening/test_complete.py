"""What a search finds is what comparing with every name of the list finds, its loops run as they
stand or compiled."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.screening import DEFAULT_THRESHOLD, compare
from enduse.screening.compiled import PLAIN, Loops, compiled
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import build
from enduse.screening.search import Search
from enduse.screening.supporting import Asked, support_of

WORDS = (
    "Xqortan", "Xqorten", "Velimira", "Velimyra", "Mohammed", "Muhamad", "محمد", "Мухаммед",
    "Osbert", "Ozbert", "Abdul", "Rahman", "al", "bin", "Dr", "J", "Ali", "Ally",
    "Quadrella", "Kvadrella", "Interception", "Technology", "Technologies", "Group", "Northern",
    "Bank", "Iran", "Systems", "Sistemas", "3060", "3061", "III", "QITN", "Zzyzx", "Ministry",
)  # fmt: skip
FORMS = ("", "", "Ltd", "GmbH", "ООО", "S.p.A.")
SMALL = {"al", "bin", "Dr", "J"}
BARE = SMALL | {"3060", "3061", "III", "Iran"}  # with small words and nothing else, no name at all


def words(of: tuple[str, ...]) -> st.SearchStrategy[str]:
    several = st.lists(st.sampled_from(of), min_size=1, max_size=4)
    return several.filter(is_name).map(" ".join)


def is_name(said: list[str]) -> bool:
    return SMALL.isdisjoint(said) or not BARE.issuperset(said)


names_of_persons = words(WORDS[:18])
names_of_bodies = st.builds(
    lambda said, form: f"{said} {form}".strip(), words(WORDS), st.sampled_from(FORMS)
)
MOST = 10  # of a list so small, nothing is cut off


LOOPS: dict[str, Callable[[], Loops]] = {"plain": lambda: PLAIN, "compiled": compiled}
by_loops = pytest.mark.parametrize("loops", LOOPS)


def found(loops: str, kind: str, listed: list[str], asked: list[str]) -> list[set[str]]:
    entities = [Entity(id=name, names=(name,), kind=kind) for name in dict.fromkeys(listed)]
    return hits_of(loops, entities, [Asked(name, kind=kind) for name in asked])


def hits_of(
    loops: str, entities: list[Entity], asked: list[Asked], threshold: float = DEFAULT_THRESHOLD
) -> list[set[str]]:
    with tempfile.TemporaryDirectory() as folder:
        build(entities, Path(folder))
        search = Search([("list", Index(Path(folder)))])
        with patch.object(Index, "_loops", lambda *_: LOOPS[loops]()):
            each = search.hits_of(asked, threshold=threshold, most=MOST)
        return [{hit.entity.id for hit in hits} for hits in each]


@by_loops
@pytest.mark.parametrize(
    ("kind", "said"), [("person", names_of_persons), ("company", names_of_bodies)]
)
@settings(max_examples=60)
@given(st.data())
def test_every_name_that_compares_as_a_match_is_found(
    loops: str, kind: str, said: st.SearchStrategy[str], data: st.DataObject
) -> None:
    names = st.lists(said, min_size=1, max_size=MOST)
    listed, asked = data.draw(names), data.draw(names)
    for name, hits in zip(asked, found(loops, kind, listed, asked), strict=True):
        scores = {one: compare(name, one, kind=kind).score for one in listed}
        assert hits == {one for one, score in scores.items() if score >= DEFAULT_THRESHOLD}, name


kinds = st.sampled_from(["person", "company", None])
# read as a person's, a dotted form is initials and "al III" is like Ali: neither leads to a name
plain_bodies = names_of_bodies.filter(lambda name: "." not in name and "III" not in name)
of_any_kind = st.tuples(names_of_persons | plain_bodies, kinds)


@by_loops
@settings(max_examples=60)
@given(
    st.lists(of_any_kind, min_size=1, max_size=MOST, unique=True),
    st.lists(of_any_kind, min_size=1, max_size=MOST),
    st.sampled_from([0.69, DEFAULT_THRESHOLD, 0.8]),
)
def test_whatever_kind_is_asked_for_and_listed_every_match_is_found(
    loops: str, said: list[tuple[str, str | None]], ask: list[tuple[str, str | None]], least: float
) -> None:
    listed = [Entity(id=f"{name}/{kind}", names=(name,), kind=kind) for name, kind in said]
    asked = [Asked(name, kind=kind) for name, kind in ask]
    for one, hits in zip(asked, hits_of(loops, listed, asked, least), strict=True):
        scores = {
            entity.id: support_of(one, entity).moved(
                compare(one.name, entity.names[0], kind=entity.kind).score
            )
            for entity in listed
        }
        assert hits == {entity for entity, score in scores.items() if score >= least}, one


@settings(max_examples=25)
@given(st.lists(names_of_bodies, min_size=1, max_size=8), st.lists(names_of_bodies, max_size=8))
def test_names_asked_together_find_what_each_finds_alone(
    listed: list[str], asked: list[str]
) -> None:
    together = found("compiled", "company", listed, asked)
    assert together == [found("plain", "company", listed, [name])[0] for name in asked]
