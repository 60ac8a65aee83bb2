"""`enduse site serve` as a newcomer meets it: a process, a port, a database."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests import processes

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        os.environ.get("DATABASE_URL", "").startswith("postgres"),
        reason="it serves from a SQLite of its own, whatever the suite runs on",
    ),
]
PATIENCE_S = 120  # of a machine that has much else to do
SECRET = "what-the-reader-asked"  # noqa: S105 - no password


def command(*arguments: str, database: Path | str) -> tuple[list[str], dict[str, str]]:
    address = database if isinstance(database, str) else f"sqlite:///{database}"
    return [sys.executable, "-m", "enduse", "site", *arguments], os.environ | {
        "DATABASE_URL": address
    }


def refused(*arguments: str, database: Path | str = "sqlite://:memory:") -> str:
    """What `enduse site serve` says when it cannot; one line, and status 2."""
    line, env = command("serve", *arguments, database=database)
    run = processes.command(*line[3:], environment=env)
    complained = run.stderr.decode()
    assert run.returncode == 2, complained
    assert run.stdout == b""
    assert complained.count("\n") == 1
    return complained


@dataclass
class Site:
    """A site that runs, and all that it printed once it has stopped."""

    address: str
    process: subprocess.Popen[str]
    printed: str
    complained: str = ""

    def asked(self, path: str) -> int:
        try:
            with urlopen(f"{self.address}{path}", timeout=PATIENCE_S) as answer:  # noqa: S310 - our own
                answer.read()
                return int(answer.status)
        except HTTPError as error:
            with error:
                error.read()
            return error.code


@contextmanager
def served(database: Path) -> Iterator[Site]:
    line, env = command("serve", "--port", "0", database=database)
    process = subprocess.Popen(
        line, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    printed = ""
    while "Enduse at" not in printed:
        said = process.stdout.readline()
        assert said, process.communicate()
        printed += said
    site = Site(printed.split("Enduse at ")[1].split()[0], process, printed)
    try:
        yield site
    finally:
        process.send_signal(signal.SIGINT)
        rest, site.complained = process.communicate(timeout=PATIENCE_S)
        site.printed += rest


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """A database that the first `serve` filled, and that site after Ctrl-C."""
    database = tmp_path_factory.mktemp("served") / "new" / "site.sqlite3"
    with served(database) as site:
        assert site.asked("/") == 200
    return database, site


@pytest.fixture
def database(filled: tuple[Path, Site], tmp_path: Path) -> Path:
    return Path(shutil.copy(filled[0], tmp_path))


def test_an_empty_database_is_made_and_filled_and_ctrl_c_says_one_word(
    filled: tuple[Path, Site],
) -> None:
    _, site = filled
    first, address, last = site.printed.splitlines()
    assert first.startswith("The database was empty: filled with the pack that ships")
    assert address == f"Enduse at {site.address} (Ctrl-C to stop)"
    assert last == "Stopped."
    assert site.process.returncode == 0
    assert site.complained == ""


def test_a_full_database_is_served_as_it_is(database: Path) -> None:
    with served(database) as site:
        assert site.asked("/") == 200
    assert site.printed.splitlines()[0].startswith("Enduse at")


def test_a_taken_port_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("--port", port, database=tmp_path / "site.sqlite3")
    assert f"port {port} is taken" in said
    assert "--port" in said
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_is_not_ours_is_told() -> None:
    assert "name an address of this machine" in refused("--host", "192.0.2.1", "--port", "0")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgres://nobody@127.0.0.1:1/enduse", "see that the database runs"),
        ("sqlite:////proc/enduse/site.sqlite3", "name another place"),
        ("sqlite:////dev/null/site.sqlite3", "name another place"),
        ("oracle-of-delphi://x", "cannot be read"),
        ("rubbish", "cannot be read"),
    ],
)
def test_a_database_that_cannot_be_had_is_told(address: str, told: str) -> None:
    said = refused("--port", "0", database=address)
    assert told in said


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("ENDUSE_KEPT_MB", "lots", "no whole number of megabytes"),
        ("ENDUSE_LANGUAGES", "ar xx", "no language 'xx'; use some of en, ar"),
        ("ENDUSE_LOCALES", "ar_EG,fr_Atlantis", "no locale 'fr_Atlantis'"),
        ("ENDUSE_LOCALES", "fi_FI", "no locale 'fi_FI'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, told: str
) -> None:
    monkeypatch.setenv(setting, value)
    assert f"{setting}: " in (said := refused("--port", "0"))
    assert told in said


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("not a database, and nobody wants it to become one\n" * 99)
    before = file.read_bytes()
    assert "file is not a database" in refused("--port", "0", database=file)
    assert file.read_bytes() == before


def test_nothing_is_logged_of_what_readers_ask_even_where_a_page_breaks(database: Path) -> None:
    with served(database) as site:
        assert site.asked(f"/no-such-page/{SECRET}/?q={SECRET}") == 404
        host, port = site.address.removeprefix("http://").split(":")
        for line in (f"GET /{SECRET} HTTP/9.9", SECRET, f"GET /{SECRET} HTTP/1.1\r\n{SECRET}"):
            with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as raw:
                raw.sendall(f"{line}\r\n\r\n".encode())
                raw.recv(1000)
        with sqlite3.connect(database) as held:
            held.execute("ALTER TABLE registry_party RENAME TO lost")
        held.close()
        assert site.asked(f"/parties/{SECRET}/") == 500
    assert SECRET not in site.printed + site.complained
    assert "A request failed: OperationalError" in site.complained
    assert "views" in site.complained


def test_readers_and_a_load_meet_without_a_locked_database(database: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    line, env = command("dump", str(pack), database=database)
    subprocess.run(line, env=env, check=True, capture_output=True)
    parties = pack / "parties.yaml"
    parties.write_text(parties.read_text(encoding="utf-8").replace("name: A", "name: B"))
    with served(database) as site, ThreadPoolExecutor(3) as readers:
        line, env = command("load", str(pack), database=database)
        load = subprocess.Popen(line, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while load.poll() is None:
            assert set(readers.map(site.asked, ["/", "/parties/area/", "/transfers/"])) == {200}
        said, complained = load.communicate()
        assert (load.returncode, complained) == (0, b"")
        assert b"changed" in said
    assert site.complained == ""
