"""The loops over an index find the same as they stand and compiled, in whatever order they run."""

# ruff: noqa: SLF001 - what loops write to is seen by nobody else
from itertools import permutations
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from enduse.screening import compiled, laid, near, pool
from enduse.screening.compiled import PLAIN, WORTH, Loops, loops
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import build
from enduse.screening.laid import Sought, wholes
from enduse.screening.parts import Parts, Word, parts
from enduse.screening.search import Search
from enduse.screening.supporting import Asked
from enduse.taxonomy.tables import BadInput

STEMS = ("xqortan", "velimir", "quadrell", "pentarell", "zarkon", "belvor", "tremlax")
ENDS = ("", "a", "o", "ia", "ova", "ski", "x" * 70, "ß", "é", "ق", "习")
WORDS = [f"{stem}{end}" for stem in STEMS for end in ENDS] + ["qxortan", "velimri", "محمد", "qi"]
FIRST = ("Xqortan", "Velimira", "Quadrella", "Zarkon", "Belvor")
NAMES = [" ".join(words) for words in permutations((*FIRST, "Group"), 2)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build((Entity(id=name, names=(name,)) for name in [*WORDS, *NAMES]), folder)
    return folder


@pytest.fixture
def index(folder: Path) -> Index:
    return Index(folder)


@pytest.fixture(scope="module")
def quick() -> Loops:
    made = compiled.compiled()
    assert made.compiled  # or plain loops would be held against themselves
    return made


letters = st.text("abcs", min_size=1, max_size=12) | st.text("ab", min_size=55, max_size=60)


@given(letters, letters)
def test_slips_are_counted_as_the_library_counts_them(one: str, other: str) -> None:
    places = wholes([0] * near.BYTES)
    for at, letter in enumerate(one):
        places[ord(letter)] |= 1 << at
    told = near._slips(places, 0, memoryview(other.encode()), 0, len(other), len(one))
    assert told == OSA.distance(one, other)


def test_compiled_loops_find_the_words_that_plain_ones_find(tmp_path: Path, quick: Loops) -> None:
    build((Entity(id=word, names=(word,)) for word in WORDS), tmp_path)
    asked = [Word(p.words[0].plain, 1.0, p.words[0].thin) for p in map(as_body, WORDS)]
    asked += [word._replace(plain=word.plain[1:]) for word in asked if len(word.plain) > 1]
    plain = Index(tmp_path)._vocabulary.alike(asked, PLAIN)
    assert Index(tmp_path)._vocabulary.alike(asked, quick) == plain
    assert sum(len(found.words) for found in plain.values()) > len(plain)


def as_body(name: str) -> Parts:
    return parts(name, person=False)


def test_a_room_that_serves_again_holds_nothing_of_before(index: Index) -> None:
    asked = [Sought(as_body(name), 0.7) for name in NAMES]
    together = index.candidates(asked, 5)
    again = [index.candidates([one], 5)[0] for one in reversed(asked)]
    assert again[::-1] == together
    room = index._room.kept
    for kept in (room.seen, room.pooled, room.bits, room.place):
        assert not any(kept)


@pytest.mark.parametrize("slots", [2, 8])
def test_common_words_find_what_rare_ones_do(
    folder: Path, slots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [Asked(name) for name in NAMES]
    with patch.object(Index, "_loops", lambda *_: PLAIN):
        rare = Search([("list", Index(folder))]).hits_of(asked)
        monkeypatch.setattr(pool, "ENOUGH", 1)
        monkeypatch.setattr(pool, "SLOTS", slots)
        monkeypatch.setattr(laid, "SLOTS", slots)
        assert Search([("list", Index(folder))]).hits_of(asked) == rare
    assert all(rare)


def test_loops_are_compiled_for_long_tables_where_numba_is_installed(
    quick: Loops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_ready", [])
    assert loops(WORTH - 1) is PLAIN
    monkeypatch.setattr(compiled, "find_spec", lambda _: None)
    assert loops(WORTH) is PLAIN
    monkeypatch.undo()
    monkeypatch.setattr(compiled, "_ready", [])
    assert loops(WORTH) is quick
    assert loops(1) is quick


@pytest.mark.parametrize("file", ["words", "own.names", "own.starts", "sounds.numbers"])
def test_compiled_loops_do_not_run_over_damaged_arrays(
    tmp_path: Path, quick: Loops, file: str
) -> None:
    build((Entity(id=name, names=(name,)) for name in NAMES), tmp_path)
    path = tmp_path / f"{file}.bin"
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))
    with (
        patch("enduse.screening.index.loops", lambda _: quick),
        pytest.raises(BadInput, match=r"damaged: numbers of its \w+ lead nowhere; add the list"),
    ):
        Search([("list", Index(tmp_path))]).hits(Asked("Xqortan"))


def test_words_whose_sound_is_longer_than_they_are_find_the_same(
    tmp_path: Path, quick: Loops
) -> None:
    build([Entity(id="one", names=("ax" * 28 + "o",))], tmp_path)
    asked = [Word("ax" * 28 + "u", 1.0, thin=False)]
    plain = Index(tmp_path)._vocabulary.alike(asked, PLAIN)
    assert Index(tmp_path)._vocabulary.alike(asked, quick) == plain
    assert plain[asked[0]].words


@pytest.mark.parametrize("fault", [ImportError, OSError, EOFError])
def test_what_numba_cannot_do_plain_loops_do(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> Loops:
        raise fault

    monkeypatch.setattr(compiled, "_compiled", fails)
    assert compiled.compiled.__wrapped__() is PLAIN
