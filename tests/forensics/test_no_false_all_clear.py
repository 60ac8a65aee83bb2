"""What was not read, or not to its end, is told; what was read before the damage still counts."""

import gzip
import io
import json
import os
import random
import sqlite3
import struct
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from enduse.forensics.custody import Custody, Held, custody, held, verify
from enduse.forensics.indicators import Kind
from enduse.forensics.inputs.open import must_exist
from enduse.taxonomy.tables import BadInput
from tests.build_forensics import checked, indicators, outcomes, traces, written
from tests.forensics.test_inputs import EVIL, LOG, capture, packet

NOISE = random.Random(6).randbytes  # noqa: S311 - bytes that do not deflate


def tarred(*members: tuple[str, bytes]) -> bytearray:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return bytearray(made.getvalue())


def test_where_nothing_was_read_nothing_is_said_of_the_device(tmp_path: Path) -> None:
    (tmp_path / "empty.json").touch()
    found = checked(tmp_path, EVIL)
    assert (found.verdict, found.status) == ("not everything read", 2)


def test_what_was_sought_through_as_bytes_only_is_not_everything_read(tmp_path: Path) -> None:
    written(tmp_path, {"a.log": "nothing\n", "b.bin": b"\0\1\2\3" * 99})
    found = checked(tmp_path, EVIL)
    assert (found.verdict, found.status) == ("not everything read", 2)


def test_what_stands_before_the_end_of_a_cut_off_file_is_found(tmp_path: Path) -> None:
    whole = gzip.compress(LOG + NOISE(300_000).hex().encode())
    written(tmp_path, {"a.log.gz": whole[:-50_000]})
    found = checked(tmp_path, EVIL)
    assert traces(found) == [("listed", "evil.example", None, 1)]
    assert "read up to there" in str(outcomes(found)["a.log.gz"][1])


def test_rows_before_the_damage_of_a_database_are_found(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with closing(sqlite3.connect(place)) as made:
        made.execute("CREATE TABLE seen (url TEXT)")
        made.execute("INSERT INTO seen VALUES ('https://evil.example/')")
        made.executemany("INSERT INTO seen VALUES (?)", [("x" * 900,)] * 2000)
        made.commit()
    content = bytearray(place.read_bytes())
    content[-400_000:] = bytes(400_000)
    place.write_bytes(content)
    found = checked(place, EVIL)
    assert [f.indicator.value for f in found.findings] == ["evil.example"]
    assert outcomes(found)["a.db"][0] == "in part"


@pytest.mark.parametrize("spoiled", ["header", "end"])
def test_a_tar_that_ends_before_its_end_is_told(tmp_path: Path, spoiled: str) -> None:
    whole = tarred(("a.log", b"nothing\n"), ("b.log", LOG), ("c.log", b"nothing\n"))
    if spoiled == "header":
        whole[1024 + 148 : 1024 + 156] = b"\xff" * 8
    else:
        del whole[1024:]
    (tmp_path / "a.tar").write_bytes(whole)
    found = checked(tmp_path, EVIL)
    assert "read up to there" in str(outcomes(found)["a.tar"][1])


def test_one_damaged_member_of_a_zip_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.log", NOISE(200_000).hex())
        archive.writestr("b.log", LOG)
    content = bytearray(made.getvalue())
    content[150_000] ^= 1
    (tmp_path / "a.zip").write_bytes(content)
    found = checked(tmp_path, EVIL)
    assert len(found.findings) == 1
    told = str(outcomes(found)["a.log"][1])
    assert "damaged" in told
    assert "fault of Enduse" not in told


def test_packets_that_cannot_be_taken_apart_are_told(tmp_path: Path) -> None:
    bad = bytes(12) + b"\x08\x00" + b"\x45\x00"
    (tmp_path / "a.pcap").write_bytes(capture(packet(b"x", tcp=True, port=80), bad))
    outcome, note = outcomes(checked(tmp_path, EVIL))["a.pcap"]
    assert outcome == "in part"
    assert "1 of 2 packets" in str(note)


def test_a_link_that_is_not_known_is_not_read(tmp_path: Path) -> None:
    content = bytearray(capture(packet(b"x", tcp=True, port=80)))
    content[20:24] = struct.pack("<I", 105)  # 802.11
    (tmp_path / "a.pcap").write_bytes(content)
    assert outcomes(checked(tmp_path, EVIL))["a.pcap"][0] == "not read"


def test_names_that_are_keys_of_a_document_are_sought(tmp_path: Path) -> None:
    written(tmp_path, {"a.json": {"evil.example": {"hits": 3}, "other": 1}})
    assert [f.indicator.value for f in checked(tmp_path, EVIL).findings] == ["evil.example"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps([{"process": "evild"}] * 9)[:-30].encode()),
        ("a.plist", b'<?xml version="1.0"?><!DOCTYPE plist><plist><dict><key>process</key>'),
    ],
)
def test_a_document_that_is_cut_off_is_read_in_part(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert outcomes(checked(tmp_path, EVIL))[name][0] == "in part"


def test_a_broken_manifest_of_a_backup_ends_no_check(tmp_path: Path) -> None:
    written(
        tmp_path, {"Manifest.plist": '<?xml version="1.0"?><!DOCTYPE plist><plist>', "a.log": LOG}
    )
    assert len(checked(tmp_path, EVIL).findings) == 1


def test_a_direction_of_any_form_ends_no_file(tmp_path: Path) -> None:
    written(tmp_path, {"a.json": [{"note": "evil.example", "direction": ["in"], "is_from_me": {}}]})
    assert len(checked(tmp_path, EVIL).findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "see “evil.example”",
        "смотри: «evil.example»",
        "evil.example\u2026",
        "evil.example\u306f\u5371\u967a",
        "(\u00a0evil.example\u00a0)",
        "\u2014evil.example\u2014",
    ],
)
def test_signs_and_spaces_of_every_script_end_a_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert len(checked(tmp_path, EVIL).findings) == 1


def test_a_name_that_no_encoding_explains_is_shown(tmp_path: Path) -> None:
    place = Path(f"{tmp_path}/\udcff.log")
    place.write_bytes(LOG)
    [finding] = checked(tmp_path, EVIL).findings
    finding.where.file.encode()
    assert finding.where.file.endswith("\\xff.log")


def test_an_address_in_one_cell_is_no_part_of_the_cell_before(tmp_path: Path) -> None:
    written(tmp_path, {"a.csv": "page,query\nhttps://news.example/a,evil.example\n"})
    assert traces(checked(tmp_path, EVIL)) == [("contacted", "evil.example", "query", 2)]


def test_a_shutdown_log_says_that_a_program_ran(tmp_path: Path) -> None:
    (tmp_path / "shutdown.log").write_text(
        "After 1.26s, these clients are still here:\n"
        "\t\tremaining client pid: 86 (/private/var/db/evild)\n"
    )
    found = checked(tmp_path, ("process", "evild"))
    assert [(f.trace, f.where.artefact) for f in found.findings] == [
        ("executed", "Processes that delayed a shutdown")
    ]


def test_a_page_of_safari_without_a_visit_left_is_found(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "History.db")) as made:
        made.execute("CREATE TABLE history_items (id INTEGER, url TEXT)")
        made.execute("CREATE TABLE history_visits (history_item INTEGER, visit_time REAL)")
        made.execute("INSERT INTO history_items VALUES (1, 'https://evil.example/')")
        made.commit()
    [finding] = checked(tmp_path, EVIL).findings
    assert (finding.trace, finding.when) == ("visited", None)


def test_a_table_is_read_whatever_its_name_begins_with(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.execute("CREATE TABLE fts_messages (body TEXT)")
        made.execute("INSERT INTO fts_messages VALUES ('https://evil.example/')")
        made.commit()
    assert len(checked(tmp_path, EVIL).findings) == 1


def test_a_member_beyond_the_end_of_a_zip_is_told(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.log", "nothing\n")
        archive.writestr("b.log", LOG)
    content = bytearray(made.getvalue())
    entry = content.index(b"PK\1\2")
    struct.pack_into("<I", content, entry + 42, len(content) - 5)
    (tmp_path / "a.zip").write_bytes(content)
    found = checked(tmp_path, EVIL)
    assert len(found.findings) == 1
    assert outcomes(found)["a.log"][0] == "not read"


def test_a_file_that_could_not_be_hashed_is_never_the_same(tmp_path: Path) -> None:
    place = tmp_path / "a.log"
    place.write_bytes(LOG)
    was = Custody("enduse", "", "", None, (Held(str(place), 0, None, "Permission denied"),), ())
    assert verify(was) == [("not read", str(place))]


def test_custody_of_a_name_that_is_no_text_is_kept_and_checked(tmp_path: Path) -> None:
    place = Path(f"{tmp_path}/\udcff.log")
    place.write_bytes(LOG)
    times = ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    kept = custody([tmp_path], indicators(EVIL), held([tmp_path]), times=times)
    kept = msgspec.json.decode(msgspec.json.encode(kept), type=Custody)
    assert [state for state, _ in verify(kept)] == ["same"]
    place.unlink()
    assert [state for state, _ in verify(kept)] == ["missing"]


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="save it as a file"):
        must_exist([tmp_path / "pipe"])


def test_a_fault_of_ours_never_quotes_what_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise KeyError("a private message")

    monkeypatch.setattr("enduse.forensics.inputs.open.read_lines", fault)
    (tmp_path / "a.log").write_bytes(LOG)
    told = str(outcomes(checked(tmp_path, EVIL))["a.log"])
    assert "KeyError in test_no_false_all_clear.py" in told
    assert "private" not in told


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("url", "https://evil.example/Path", "https://evil.example:443/Path"),
        ("url", "https://evil.example/Path", "http://user:word@EVIL.example:80/Path?q"),
        ("domain", "m\u00fcnchen.example", "M\u00dcNCHEN.EXAMPLE"),
    ],
)
def test_other_spellings_of_one_address_are_found(
    tmp_path: Path, kind: Kind, value: str, text: str
) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert len(checked(tmp_path, (kind, value)).findings) == 1
