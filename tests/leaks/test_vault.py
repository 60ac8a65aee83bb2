"""A vault opens for its keys alone, every opening is logged, and nothing plain is ever written."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from enduse.interchange.leak_vault import Visit, log_of, open_vault, read_log
from enduse.leaks.keys import Keys, identity_keys, passphrase_keys, recipient_keys
from enduse.leaks.listing import How, read_list
from enduse.taxonomy.tables import BadInput, read_text
from tests.leaks import fiction
from tests.leaks.build import a_row, make_key, refused, said, seal, some, write_list

VISIT = Visit(who="ada", when="2026-11-22T10:00:00+00:00", why="a test", command="test")
ROWS = [*some("mx", 30), *some("fr", 12), a_row("1.23E+11"), a_row("a note")]


def keys(path: Path) -> Keys:
    return identity_keys(path.read_text(), str(path))


def test_what_is_sealed_comes_out_whole(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    again = read_list(write_list(tmp_path / "again.csv", ROWS))
    with open_vault(sealed.vault, keys(sealed.key), VISIT) as opened:
        assert opened.vault.listing == again
        assert opened.vault.listing.rejected() == {"spreadsheet-damage": 1, "not-a-number": 1}
        assert [row.cells[0] for row in again.refused] == ["1.23E+11", "a note"]


def test_several_people_can_hold_keys_and_a_passphrase_will_do(tmp_path: Path) -> None:
    (one, first), (two, second) = make_key(tmp_path, "one"), make_key(tmp_path, "two")
    listed, vault = write_list(tmp_path / "l.csv", ROWS), tmp_path / "l.vault"
    said("seal", listed, "-o", vault, "--recipient", first, "--recipient", second)
    for key in (one, two):
        with open_vault(vault, keys(key), VISIT) as opened:
            opened.keep()  # what one writes, the other can still open
    phrase = tmp_path / "phrase"
    phrase.write_text("five invented words stand here\n")
    said("seal", listed, "-o", tmp_path / "p.vault", "--passphrase-file", phrase)
    right = passphrase_keys(phrase.read_text(), "phrase")
    with open_vault(tmp_path / "p.vault", right, VISIT):
        pass


def test_every_opening_is_logged_also_one_that_fails(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    other, _ = make_key(tmp_path, "other")
    for key in (sealed.key, other):
        with suppress(BadInput), open_vault(sealed.vault, keys(key), VISIT):
            pass
    did = [entry["did"] for entry in read_log(sealed.vault)]
    assert did == ["sealed", "opening", "opening", "refused"]
    assert "ada opened (test): a test" in said("log", sealed.vault)
    said("destroy", sealed.vault, "--yes", "--why", "the work is done")
    assert not sealed.vault.exists()
    assert (
        said("log", sealed.vault).splitlines()[-1].endswith("destroyed (destroy): the work is done")
    )


def test_a_log_that_was_changed_is_refused(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    with open_vault(sealed.vault, keys(sealed.key), VISIT):
        pass
    log = log_of(sealed.vault)
    lines = log.read_text().splitlines()
    first = json.loads(lines[0])
    log.write_text("\n".join([json.dumps({**first, "who": "nobody"}), *lines[1:]]) + "\n")
    assert ":2: this log was changed here" in refused("log", sealed.vault)


def test_an_older_copy_of_a_vault_is_refused(tmp_path: Path) -> None:
    """It would forget what was released, and the budget that was spent."""
    sealed = seal(tmp_path, ROWS)
    shutil.copy(sealed.vault, tmp_path / "old")
    with open_vault(sealed.vault, keys(sealed.key), VISIT) as opened:
        opened.keep()
    shutil.copy(tmp_path / "old", sealed.vault)
    with (
        pytest.raises(BadInput, match="an older copy"),
        open_vault(sealed.vault, keys(sealed.key), VISIT),
    ):
        pass


def test_a_vault_survives_a_machine_that_stopped_before_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = seal(tmp_path, ROWS)
    with monkeypatch.context() as stopped:
        stopped.setattr("enduse.interchange.leak_vault.write_whole", lambda *_: 1 / 0)
        with (
            open_vault(sealed.vault, keys(sealed.key), VISIT) as opened,
            pytest.raises(ZeroDivisionError),
        ):
            opened.keep()
    with open_vault(sealed.vault, keys(sealed.key), VISIT) as opened:
        opened.keep()
    assert "was about to write" in said("log", sealed.vault)


def test_keys_and_vaults_are_readable_for_their_owner_alone(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    for path in (sealed.vault, sealed.key, log_of(sealed.vault)):
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_would_steer_a_terminal_is_left_out_of_texts(tmp_path: Path) -> None:
    rows = [("+447700900123", "2016", "", "a \x1b[2J client", "")]
    assert read_list(write_list(tmp_path / "list.csv", rows)).clients == ["a [2J client"]


def test_a_flipped_byte_anywhere_opens_nothing(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    whole = sealed.vault.read_bytes()
    for at in range(30, len(whole), max(1, len(whole) // 23)):
        changed = bytes([*whole[:at], whole[at] ^ 1, *whole[at + 1 :]])
        with pytest.raises(BadInput) as error:
            keys(sealed.key).open(changed, "list.vault")
        assert "\n" not in str(error.value)
        assert not re.search(r"[0-9]{6}", str(error.value))


WRONG = [
    ("not a key\n", "holds no age identity"),
    ("AGE-SECRET-KEY-1CUT\n", "was cut or changed"),
    ("", "is empty"),
]


@pytest.mark.parametrize(("content", "why"), WRONG)
def test_a_wrong_key_file_is_told_without_showing_it(
    tmp_path: Path, content: str, why: str
) -> None:
    key = tmp_path / "key"
    key.write_text(content)
    with pytest.raises(BadInput, match=why) as error:
        identity_keys(read_text(key), str(key))
    assert "CUT" not in str(error.value)
    with pytest.raises(BadInput) as shown:
        recipient_keys(["AGE-SECRET-KEY-1ABCDEFG"])
    assert "ABCDEFG" not in str(shown.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("+447700900123\n+447700900124\n", "names no column 'number'"),
        ("number~first\n+447700900123~2016\n", "names no column 'number'"),
        ("", "is empty"),
        ('number,note\n"+447700900123,x\n', "mend the quotes"),
        ("PK\0\0 +447700900123", "binary data"),
    ],
)
def test_a_list_that_is_no_table_is_refused_and_nothing_of_it_shown(
    tmp_path: Path, content: str, why: str
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(content)
    _key, public = make_key(tmp_path)
    told = refused("seal", listed, "-o", tmp_path / "v", "--recipient", public)
    assert why in told
    assert "7700" not in told
    assert sorted(p.name for p in tmp_path.iterdir()) == ["list.csv", "me.key"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_usual_separator_and_names_of_columns_will_do(tmp_path: Path, sign: str) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(f"MSISDN{sign}Customer\n+447700900123{sign}a client\n")
    made = read_list(listed)
    assert (made.clients, len(made.entries)) == (["a client"], 1)


def test_a_list_is_sealed_once_and_a_key_never_written_over(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    listed = write_list(tmp_path / "l.csv", ROWS)
    _key, public = make_key(tmp_path)
    assert "is there already" in refused("seal", listed, "-o", sealed.vault, "--recipient", public)
    assert "is there already" in refused("key", "-o", sealed.key)
    assert "say who may open it" in refused("seal", listed, "-o", tmp_path / "n.vault")


TRACED = """
import sys
written = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        written.append(str(arguments[0]))
    elif event == "open" and arguments[1] is None and arguments[2] & 3:
        written.append(str(arguments[0]))
sys.addaudithook(watch)
from enduse.cli import main
try:
    main()
finally:
    print("WRITTEN", *written, sep="\\n", file=sys.stderr)
"""


def test_sealing_writes_the_vault_and_its_log_and_nothing_else(tmp_path: Path) -> None:
    """Every file that is opened for writing, by Python or below it, is looked at."""
    _key, public = make_key(tmp_path)
    listed = write_list(tmp_path / "list.csv", ROWS)
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", TRACED, "leak", "seal", str(listed)]
    command += ["-o", str(tmp_path / "l.vault"), "--recipient", public]
    trace = tmp_path.parent / f"{tmp_path.name}.trace"
    if strace := shutil.which("strace"):
        command = [strace, "-f", "-e", "trace=openat,open,creat,write,pwrite64", "-s", "200", "-o",
                   str(trace), *command]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    opened = [Path(p) for p in ran.stderr.partition("WRITTEN\n")[2].splitlines()]
    ours = [p.name for p in opened if "cache" not in str(p) and not p.name.isdigit()]
    assert [re.sub("[0-9a-f]{16}", "x", name) for name in ours] == [".enduse-x.part", "l.vault.log"]
    assert not any(plain in (p.read_bytes() if p.is_file() else b"") for p in opened
                   for plain in (b"522020", b"332620"))  # fmt: skip
    if strace:
        writes = [
            line for line in trace.read_text(errors="replace").splitlines() if "write(" in line
        ]
        assert writes
        assert not [line for line in writes if "522020" in line or "332620" in line]
        trace.unlink()


def test_working_from_a_vault_writes_no_plain_file_either(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    for arguments in (["summarise"], ["offer", "-o", str(tmp_path / "offer.psi")]):
        name, *more = arguments
        command = [sys.executable, "-c", TRACED, "leak", name, str(sealed.vault), *more]
        command += ["--identity", str(sealed.key)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        opened = [Path(p) for p in ran.stderr.partition("WRITTEN\n")[2].splitlines()]
        ours = {re.sub("[0-9a-f]{16}", "x", p.name) for p in opened if tmp_path in p.parents}
        assert ours - {p.name for p in opened if p.name.isdigit()} == {
            "list.vault.log",
            ".enduse-x.part",
        }
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "list-holder.key", "list.vault", "list.vault.log", "offer.psi",
    ]  # fmt: skip


def test_the_log_and_the_folder_hold_no_number(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    with open_vault(sealed.vault, keys(sealed.key), VISIT) as opened:
        opened.keep()
    assert not list(tmp_path.glob(".*"))
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert not [n for n in fiction.unassigned("mx")[:30] if n[1:].encode() in content]


def test_a_list_that_is_too_long_for_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enduse.leaks.listing.ROW_LIMIT", 20)
    listed = write_list(tmp_path / "list.csv", ROWS)
    with pytest.raises(BadInput, match="more than 20 rows; split it into several vaults"):
        read_list(listed)


def test_what_is_not_installed_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    assert "pip install 'enduse[leaks]'" in refused("key", "-o", tmp_path / "key")


def test_an_old_list_is_read_with_the_days_of_its_rows(tmp_path: Path) -> None:
    rows = [a_row("+5212001234567", "03/08/2016"), a_row("+37744000000", "31/12/2015")]
    listed = write_list(tmp_path / "list.csv", [*rows, a_row("+447700900123", "yesterday")])
    made = read_list(listed, How(order="day-first"))
    assert [made.places[row.place].countries[0] for row in made.entries] == ["mx", "xk", "gb"]
    assert [made.changes[row.change] for row in made.entries] == ["mx-2019", "xk-2016-vala", ""]
    assert made.entries[0].written == "+5212001234567"
    assert (made.days_unread, made.entries[2].first) == (1, "")
