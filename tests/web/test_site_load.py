"""`enduse site load` and `dump` as processes: broken packs, interruptions, two at once."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from django.db import connection

from enduse.evidence import Source, Strength
from enduse.interchange.pack import NOUNS, read_pack, write_pack
from enduse.interchange.pack_check import check_pack
from enduse.trade import Pack, Party, Transfer
from enduse.trade.places import Places
from tests.processes import command

RUN = "from enduse.cli import main; sys.argv[0] = 'enduse'; main()"
# A load that says when it has written half, and goes on when it is told.
HALTED = f"""
import sys
from enduse.web.site import set_up
set_up()
from enduse.web import pack
put = pack.put
def halted(model, *told, **more):
    put(model, *told, **more)
    if model.__name__ == "Transfer":
        print("half", flush=True)
        sys.stdin.readline()
pack.put = halted
{RUN}
"""
# One that says when it begins, and does not wait long for another.
IMPATIENT = f"""
import sys
from enduse.web.site import set_up
set_up()
from django.conf import settings
settings.DATABASES["default"].get("OPTIONS", {{}})["timeout"] = 0.1
{RUN}
"""
ALL = read_pack().places
FEW = Places(indices=(), countries=tuple(one for one in ALL.countries if one.code == "eg"))
SAME = "Nothing to change: the site says what the pack says.\n"
SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The address of a database of the kind under test that does not exist, or is empty."""
    if SQLITE:
        yield f"sqlite:///{tmp_path / 'site.sqlite3'}"
        return
    import psycopg

    its = connection.settings_dict
    name = f"load_{os.getpid()}_{tmp_path.name}"[:60].lower()  # each worker counts from nought
    with psycopg.connect(
        host=its["HOST"], user=its["USER"], dbname="postgres", autocommit=True
    ) as c:
        c.execute(f'CREATE DATABASE "{name}"'.encode())
        yield f"postgres://{its['USER']}@{quote(its['HOST'], safe='')}/{name}"
        c.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def a_pack(folder: Path, *parties: str, places: Places = FEW) -> Path:
    """A small pack: each party supplies Egypt."""
    source = Source(
        id="example-news", title="A report", publisher="Example News", published="2016-06",
        language="en", kind="news", read="full",
    )  # fmt: skip
    told: dict[str, Any] = {"confidence": "high", "sources": ("example-news",)}
    pack = Pack(
        sources=(source,),
        parties=tuple(Party(id=name, name=name, kind="company", **told) for name in parties),
        transfers=tuple(
            Transfer(
                id=f"tr-{name}", supplier=name, technology="other", destination="eg",
                stage="supplied", reported="2016", strength=Strength.REPORTED,
                how_known="press", **told,
            )
            for name in parties
        ),
        places=places,
    )  # fmt: skip
    write_pack(pack, folder)
    return folder


def started(
    database: str, *words: str | Path, script: str = f"import sys; {RUN}"
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, "site", *map(str, words)],
        env=os.environ | {"DATABASE_URL": database},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def site(database: str, *words: str | Path, status: int = 0, script: str | None = None) -> str:
    """What a command says: of its work, or in one line of what is wrong."""
    if script:
        run = started(database, *words, script=script)
        said, complained = run.communicate()
        ended = run.returncode
    else:
        done = command("site", *words, environment=os.environ | {"DATABASE_URL": database})
        said, complained, ended = done.stdout.decode(), done.stderr.decode(), done.returncode
    assert ended == status, complained
    if status:
        assert said == ""
        assert complained.count("\n") == 1
    return complained if status else said


def half(run: subprocess.Popen[str]) -> subprocess.Popen[str]:
    assert run.stdout is not None
    assert run.stdout.readline() == "half\n", run.communicate()
    return run


def test_a_broken_pack_is_one_line_and_no_database(tmp_path: Path, database: str) -> None:
    folder = a_pack(tmp_path / "pack", "area")
    text = (folder / "transfers.yaml").read_text().replace("supplier: area", "supplier: arae")
    (folder / "transfers.yaml").write_text(text)
    said = site(database, "load", folder, status=2)
    assert said.startswith(f"enduse: {folder}/transfers.yaml:3: tr-area: supplier: no party 'arae'")
    assert not (tmp_path / "site.sqlite3").exists()
    site(database, "dump", tmp_path / "out", status=2)
    assert not (tmp_path / "out").exists()


def test_a_broken_pack_changes_nothing(tmp_path: Path, database: str) -> None:
    good = a_pack(tmp_path / "pack", "area", "other")
    site(database, "load", good)
    bad = a_pack(tmp_path / "bad", "area")
    text = (bad / "parties.yaml").read_text().replace("name: area", 'name: "a\\0rea"')
    (bad / "parties.yaml").write_text(text)
    assert "parties.yaml:3: area: name: holds the control character" in (
        site(database, "load", bad, status=2)
    )
    assert site(database, "load", good) == SAME


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        (signal.SIGINT, 130, "enduse: stopped; nothing was left half written\n"),
        (signal.SIGTERM, 143, ""),
        (signal.SIGKILL, -9, ""),
    ],
)
def test_an_interrupted_load_leaves_the_database_as_it_was(
    tmp_path: Path, database: str, sent: signal.Signals, status: int, says: str
) -> None:
    before = a_pack(tmp_path / "before", "area", "other")
    after = a_pack(tmp_path / "after", "area", "third")
    site(database, "load", before)
    run = half(started(database, "load", after, script=HALTED))
    run.send_signal(sent)
    _, complained = run.communicate()
    assert (run.returncode, complained) == (status, says)
    assert site(database, "load", before) == SAME
    site(database, "dump", tmp_path / "out")
    assert read_pack(tmp_path / "out") == read_pack(before)
    assert "transfers    withdrawn      1  tr-other" in site(database, "load", after)


def test_of_two_loads_one_waits_for_the_other(tmp_path: Path, database: str) -> None:
    pack = a_pack(tmp_path / "pack", "area", "other")
    site(database, "load", a_pack(tmp_path / "first", "area"))
    first = half(started(database, "load", pack, script=HALTED))
    second = started(database, "load", pack)
    if not SQLITE:
        wait_for_a_lock(database)
    said, complained = first.communicate("go on\n")
    assert (first.returncode, complained) == (0, "")
    assert "parties      added          1  other" in said
    assert second.communicate() == (SAME, "")


def wait_for_a_lock(database: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as c:
        while not c.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            pass


@pytest.mark.skipif(not SQLITE, reason="in PostgreSQL a load waits as long as it takes")
def test_a_load_that_waited_long_enough_says_why(tmp_path: Path, database: str) -> None:
    pack = a_pack(tmp_path / "pack", "area")
    site(database, "load", pack)
    first = half(started(database, "load", a_pack(tmp_path / "more", "area", "x"), script=HALTED))
    for words in (("load", pack), ("dump", tmp_path / "out")):
        said = site(database, *words, status=2, script=IMPATIENT)
        assert "another command is writing to it; try again when that has ended" in said
    first.communicate("go on\n")
    assert first.returncode == 0


def test_two_loads_may_make_the_database_together(tmp_path: Path, database: str) -> None:
    pack = a_pack(tmp_path / "pack", "area")
    runs = [started(database, "load", pack) for _ in range(2)]
    for run in runs:
        _, complained = run.communicate()
        assert run.returncode in {0, 2}
        assert complained.count("\n") == (1 if run.returncode else 0), complained
    assert 0 in {run.returncode for run in runs}
    assert site(database, "load", pack) == SAME


def test_a_dry_run_makes_nothing_and_says_what_would_be(tmp_path: Path, database: str) -> None:
    pack = a_pack(tmp_path / "pack", "area", "other")
    dry = site(database, "load", pack, "--dry-run").splitlines()
    assert not list(tmp_path.glob("site.sqlite3*"))
    assert dry[-1] == "Nothing was written; leave out --dry-run to load."
    assert "transfers    added          2  tr-area, tr-other" in dry
    assert site(database, "load", pack).splitlines() == dry[:-1]
    assert site(database, "load", pack, "--dry-run") == SAME


@pytest.mark.skipif(not SQLITE, reason="looks at the bytes of a file")
def test_a_dry_run_leaves_every_byte_where_it_is(tmp_path: Path, database: str) -> None:
    site(database, "load", a_pack(tmp_path / "pack", "area"))
    file = tmp_path / "site.sqlite3"
    before = file.read_bytes()
    dry = site(database, "load", a_pack(tmp_path / "more", "area", "other"), "--dry-run")
    assert "parties      added          1  other" in dry
    assert file.read_bytes() == before
    assert [found.name for found in tmp_path.glob("site.sqlite3*")] == [file.name]


@pytest.mark.skipif(not SQLITE, reason="one kind of database is enough")
def test_a_dry_run_on_older_tables_says_that_it_cannot_tell(tmp_path: Path, database: str) -> None:
    pack = a_pack(tmp_path / "pack", "area")
    site(database, "load", pack)
    held = sqlite3.connect(tmp_path / "site.sqlite3")
    with held:
        held.execute("DELETE FROM django_migrations WHERE app = 'demands'")
    held.close()
    said = site(database, "load", pack, "--dry-run", status=2)
    assert "its tables are of an earlier version" in said


@pytest.mark.skipif(not SQLITE, reason="needs a file")
@pytest.mark.parametrize("words", [("load",), ("load", "--dry-run"), ("dump", "out")])
def test_a_file_that_is_no_database_is_one_line(
    tmp_path: Path, database: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "site.sqlite3").write_text("This is a letter, and no database.\n" * 99)
    said = site(database, *words, status=2)
    assert said.startswith(f"enduse: {tmp_path / 'site.sqlite3'}: file is not a database; ")


def test_a_dump_passes_the_check_and_replaces_a_pack(tmp_path: Path, database: str) -> None:
    pack = a_pack(tmp_path / "pack", "area", "other", places=ALL)
    site(database, "load", pack)
    out = a_pack(tmp_path / "out", "quite-another", places=ALL)
    (out / "notes.txt").write_text("mine")
    assert site(database, "dump", out) == f"Written: {out}\n"
    for noun in NOUNS:
        assert (out / f"{noun}.yaml").read_bytes() == (pack / f"{noun}.yaml").read_bytes()
    assert check_pack(out).faults == []
    assert (out / "notes.txt").read_text() == "mine"
    assert not (out / "countries.yaml").exists()


def test_a_dump_leaves_a_folder_alone_that_holds_no_pack(tmp_path: Path, database: str) -> None:
    site(database, "load", a_pack(tmp_path / "pack", "area"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    said = site(database, "dump", tmp_path / "mine", status=2)
    assert said.endswith("holds other files and no pack; name a new folder\n")
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    with suppress(FileNotFoundError):
        (tmp_path / "mine" / "letter.txt").unlink()
    site(database, "dump", tmp_path / "mine")
    assert check_pack(tmp_path / "mine").faults == []


def test_countries_of_ones_own_come_out_again(tmp_path: Path, database: str) -> None:
    misr = msgspec.structs.replace(FEW.countries[0], name="Misr")
    places = Places(indices=ALL.indices[:1], countries=(misr,))
    pack = a_pack(tmp_path / "pack", "area")
    write_pack(msgspec.structs.replace(read_pack(pack), places=places), pack)
    assert read_pack(pack).places == places
    assert "countries    added          1  eg" in site(database, "load", pack)
    site(database, "dump", tmp_path / "out")
    assert read_pack(tmp_path / "out") == read_pack(pack)
    site(database, "load", a_pack(tmp_path / "plain", "area", places=ALL))
    site(database, "dump", tmp_path / "out")
    assert read_pack(tmp_path / "out").places == ALL
