"""Lists on disk: whole or not there, and told when they are damaged."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.screening.entity import Entity
from enduse.screening.search import Search
from enduse.screening.shelf import META, Origin, Shelf
from enduse.screening.supporting import Asked
from enduse.taxonomy.tables import BadInput

ORIGIN = Origin("example.csv", "c0", "2026-11-22", {})


def parties(*names: str) -> Iterator[Entity]:
    return (Entity(id=str(at), names=(name,)) for at, name in enumerate(names))


def found(shelf: Shelf, name: str) -> list[str]:
    search = Search([(listed, shelf.open(listed)) for listed in shelf.names()])
    return [hit.name for hit in search.hits(Asked(name))]


def test_a_list_is_replaced_as_a_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "lists")
    shelf.add("one", parties("Quadrella"), ORIGIN)
    opened = shelf.open("one")
    shelf.add("one", parties("Pentarella", "Octarella"), ORIGIN)
    assert shelf.listed("one").entities == 2
    assert (found(shelf, "Quadrella"), found(shelf, "Pentarella")) == ([], ["Pentarella"])
    assert Search([("one", opened)]).hits(Asked("Quadrella")), "who had it open goes on with it"
    assert len([path for path in (tmp_path / "lists" / "one").iterdir() if path.is_dir()]) == 1


def test_a_fault_leaves_what_was_there(tmp_path: Path) -> None:
    def broken() -> Iterator[Entity]:
        yield from parties("Pentarella")
        raise BadInput("list.csv:3: no name in the row")

    shelf = Shelf(tmp_path)
    shelf.add("one", parties("Quadrella"), ORIGIN)
    with pytest.raises(BadInput, match=r"list\.csv:3"):
        shelf.add("one", broken(), ORIGIN)
    with pytest.raises(BadInput, match="holds no party"):
        shelf.add("two", parties(), ORIGIN)
    assert found(shelf, "Quadrella") == ["Quadrella"]
    assert shelf.names() == ("one",)
    assert not list(tmp_path.rglob(".part-*"))


@pytest.mark.parametrize("after", [0.0, 0.3, 0.8])
def test_a_killed_process_leaves_what_was_there(tmp_path: Path, after: float) -> None:
    Shelf(tmp_path).add("one", parties("Quadrella"), ORIGIN)
    script = f"""
import itertools
from enduse.screening.entity import Entity
from enduse.screening.shelf import Origin, Shelf
print("begun", flush=True)
many = (Entity(id=str(at), names=(f"Name {{at}}",)) for at in itertools.count())
Shelf(__import__("pathlib").Path({str(tmp_path)!r})).add("one", many, Origin("x", "c1", "d", {{}}))
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    assert found(Shelf(tmp_path), "Quadrella") == ["Quadrella"]


@pytest.mark.parametrize(
    "file", ["names.texts.bin", "own.names.bin", "sounds.keys.bin", "entities.ends.bin", META]
)
@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_a_damaged_index_is_told(tmp_path: Path, file: str, how: str) -> None:
    shelf = Shelf(tmp_path)
    listed = shelf.add("one", parties("Quadrella", "Pentarella"), ORIGIN)
    path = tmp_path / "one" / (file if file == META else f"{listed.folder}/{file}")
    raw = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(raw[:-1] if how == "cut" else raw[:-1] + bytes([raw[-1] ^ 1]))
        os.utime(path, ns=(1, 1))
    with pytest.raises(BadInput, match=r"enduse lists|add it again"):
        shelf.open("one")


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    if not Path("/dev/shm").is_dir() or os.geteuid() != 0:  # noqa: S108 - only looked at
        pytest.skip("a full disk is made by a limit on the size of files")
    Shelf(tmp_path).add("one", parties("Quadrella"), ORIGIN)
    script = f"""
import resource, signal, sys
from pathlib import Path
from enduse.screening.entity import Entity
from enduse.screening.shelf import Origin, Shelf
from enduse.taxonomy.tables import BadInput
Shelf(Path({str(tmp_path)!r})).open("one")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
many = (Entity(id=str(at), names=(f"Name {{at}}",)) for at in range(5000))
try:
    Shelf(Path({str(tmp_path)!r})).add("one", many, Origin("x", "c1", "d", {{}}))
except BadInput as fault:
    print(fault)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert b"cannot be written" in run.stdout
    assert b"check rights and space" in run.stdout
    assert found(Shelf(tmp_path), "Quadrella") == ["Quadrella"]


def test_names_of_lists_are_plain(tmp_path: Path) -> None:
    for name in ("", "../up", "A b", ".hidden"):
        with pytest.raises(BadInput, match=r"no name for a list"):
            Shelf(tmp_path).add(name, parties("Quadrella"), ORIGIN)
    with pytest.raises(BadInput, match="there are: none yet"):
        Shelf(tmp_path).open("other")
