"""Searches shared by threads, as those of the site are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest

from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import build
from enduse.screening.known import KnownParties
from enduse.screening.search import Search
from enduse.screening.shelf import Origin, Shelf
from enduse.screening.supporting import Asked
from enduse.trade import Party

THREADS = 4
PARTIES = [
    Party(id=name.casefold(), name=f"{name} Interception", kind="company",
          confidence="high", sources=("an-invented-source",))
    for name in ("Quadrella", "Pentarella")
]  # fmt: skip
FIRST = ("Zarkon", "Belvor", "Quandor", "Tremlax", "Ovidar", "Xqortan")
LAST = ("Systems", "Optics", "Trading", "Interception", "Unit 3060", "Group Holding")
NAMES = tuple(f"{first} {last}" for first, last in product(FIRST, LAST))
ASKED = [Asked(name.replace("r", "rr", 1)) for name in NAMES]


Told = TypeVar("Told")


def in_threads(work: Callable[[int], Told]) -> list[Told]:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(THREADS)))


def test_a_search_that_threads_share_finds_what_one_finds(tmp_path: Path) -> None:
    build((Entity(id=name, names=(name,)) for name in NAMES), tmp_path)
    alone = Search([("one", Index(tmp_path))]).hits_of(ASKED)
    shared = Search([("one", Index(tmp_path))])

    def ask(number: int) -> bool:
        order = (*range(9 * number, len(ASKED)), *range(9 * number))
        return all(shared.hits(ASKED[at]) == alone[at] for at in order)

    assert all(in_threads(ask))
    assert any(alone)


def test_parties_that_threads_share_are_indexed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "enduse").touch()  # where a folder should be: nothing can be kept
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shared = KnownParties(PARTIES)
    [told] = set(in_threads(lambda _: shared.alike("Quadrela Interception", None)))
    assert [hit.entity.id for hit in told] == ["quadrella"]


def test_processes_that_make_one_list_do_not_take_it_from_each_other(tmp_path: Path) -> None:
    origin = Origin("example.csv", "c0", "2026-11-22", {})

    def make(number: int) -> int:
        shelf = Shelf(tmp_path)
        for _ in range(10):
            shelf.add("one", [Entity(id=str(number), names=("Quadrella",))], origin)
            shelf.open("one")
        return number

    assert in_threads(make) == list(range(THREADS))
    assert Search([("one", Shelf(tmp_path).open("one"))]).hits(Asked("Quadrella"))
