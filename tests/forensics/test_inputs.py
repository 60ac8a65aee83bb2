"""Every reader: what it finds, where, when, which kind of trace; what it tells of bad input."""

import bz2
import gzip
import io
import json
import lzma
import os
import plistlib
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.forensics import check
from enduse.forensics.indicators import Kind
from enduse.forensics.inputs import archives, documents, stream
from enduse.forensics.inputs.open import read_stream
from enduse.forensics.inspection import Inspection
from enduse.forensics.matcher import Matcher
from tests.build_forensics import checked, indicators, outcomes, traces, written

EVIL: tuple[Kind, str] = ("domain", "evil.example")
LOG = b"2026-01-02T03:04:05Z seen evil.example\n"


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path


RESULTS: dict[
    str, tuple[list[Any] | dict[str, Any], tuple[Kind, str], tuple[str, str, str | None]]
] = {
    "safari_history.json": (
        [{"url": "https://a.evil.example/x", "isodate": "2021-07-18 10:00:00.5"}],
        EVIL,
        ("visited", "url", "2021-07-18T10:00:00Z"),
    ),
    "sms.json": (
        [{"text": "look evil.example", "isodate": "2021-07-18 10:00:00"}],
        EVIL,
        ("received", "text", "2021-07-18T10:00:00Z"),
    ),
    "datausage.json": (
        [{"proc_name": "x/evild", "isodate": "2021-07-18 10:00:00"}],
        ("process", "evild"),
        ("executed", "proc_name", "2021-07-18T10:00:00Z"),
    ),
    "webkit_session_resource_log.json": (
        {"a.plist": [{"origin": "evil.example", "redirect_source": []}]},
        EVIL,
        ("contacted", "origin", None),
    ),
    "manifest.json": (
        [{"relative_path": "Library/WebKit/https_evil.example_0.localstorage"}],
        EVIL,
        ("visited", "relative_path", None),
    ),
    "configuration_profiles.json": (
        [{"plist": {"PayloadUUID": "0A-1B"}}],
        ("profile", "0a-1b"),
        ("installed", "plist.PayloadUUID", None),
    ),
    "aqf_packages.json": (
        [{"name": "com.evil.app", "files": [{"sha256": "ab" * 32}]}],
        ("hash", "ab" * 32),
        ("installed", "files.sha256", None),
    ),
    "packages.json": (
        [{"name": "x", "files": [{"certificate": {"Sha1": "AB" * 20}}]}],
        ("certificate", "ab" * 20),
        ("installed", "files.certificate.Sha1", None),
    ),
    "getprop.json": (
        [{"name": "sys.evil", "value": "1"}],
        ("property", "sys.evil"),
        ("installed", "name", None),
    ),
    "dumpsys_receivers.json": (
        [{"package_name": "com.evil.app"}],
        ("package", "com.evil.app"),
        ("installed", "package_name", None),
    ),
    "anything.json": (
        [{"deep": {"note": "evil.example"}, "ts": 1626602400}],
        EVIL,
        ("listed", "deep.note", "2021-07-18T10:00:00Z"),
    ),
}


@pytest.mark.parametrize("name", RESULTS)
def test_results_of_mvt_say_which_kind_of_trace(tmp_path: Path, name: str) -> None:
    content, indicator, (trace, field, when) = RESULTS[name]
    found = checked(written(tmp_path, {name: content}), indicator)
    assert [(f.trace, f.where.field, f.when, f.where.row) for f in found.findings] == [
        (trace, field, when, 1)
    ]


def test_what_the_owner_sent_is_a_mention(tmp_path: Path) -> None:
    rows = [{"text": "evil.example", "direction": way} for way in ("received", "sent")]
    found = checked(written(tmp_path, {"sms.json": rows}), EVIL)
    assert [f.trace for f in found.findings] == ["received", "listed"]


def test_databases_are_known_by_their_tables(tmp_path: Path) -> None:
    database(
        tmp_path / "History.db",
        "CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT)",
        "CREATE TABLE history_visits (history_item INTEGER, visit_time REAL)",
        "INSERT INTO history_items VALUES (7, 'https://evil.example/a')",
        "INSERT INTO history_visits VALUES (7, 648295200)",
    )
    found = checked(tmp_path, EVIL)
    assert ("visited", "evil.example", "url", 1) in traces(found)
    assert found.findings[0].when == "2021-07-18T10:00:00Z"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["History.db"]


def test_a_message_held_as_bytes_is_read(tmp_path: Path) -> None:
    database(
        tmp_path / "sms.db",
        "CREATE TABLE message (text TEXT, date INTEGER, attributedBody BLOB)",
        "INSERT INTO message VALUES (NULL, 648295200000000000, CAST('!!evil.example!!' AS BLOB))",
    )
    assert traces(checked(tmp_path, EVIL)) == [("received", "evil.example", "attributedBody", 1)]


LOGS = {
    "zeek.log": (
        "#separator \\x09\n#path\tdns\n#fields\tts\tuid\tquery\n1626602400.5\tC1\ta.evil.example\n",
        "contacted",
        "query",
        "2021-07-18T10:00:00Z",
    ),
    "dnsmasq.log": (
        "Jul 18 10:00:00 dnsmasq[1]: query[A] evil.example from 192.0.2.1\n",
        "contacted",
        None,
        None,
    ),
    "access.log": (
        "1626602400.123 7 192.0.2.1 TCP_MISS/200 1 GET http://evil.example/ - x\n",
        "contacted",
        None,
        "2021-07-18T10:00:00Z",
    ),
    "a.csv": (
        'time,name,note\n2021-07-18 10:00:00,x,"a, evil.example"\n',
        "listed",
        "note",
        "2021-07-18T10:00:00Z",
    ),
    "b.csv": (
        "time;qname\n2021-07-18T12:00:00+02:00;evil.example.\n",
        "contacted",
        "qname",
        "2021-07-18T10:00:00Z",
    ),
    "a.jsonl": (
        '{"time":"2021-07-18T10:00:00Z","query":"evil.example"}\n{"a":1}\n',
        "contacted",
        "query",
        "2021-07-18T10:00:00Z",
    ),
    "eve.json": (
        '{"timestamp":"2021-07-18T10:00:00.1+0000","dns":{"rrname":"a.evil.example"}}\n{"a":1}\n',
        "contacted",
        "dns.rrname",
        "2021-07-18T10:00:00Z",
    ),
    "plain.txt": (
        "no\n[18/Jul/2021:12:00:00 +0200] evil.example\n",
        "listed",
        None,
        "2021-07-18T10:00:00Z",
    ),
    "getprop.txt": ("[a.b]: [evil.example]\n", "listed", None, None),
}


@pytest.mark.parametrize("name", LOGS)
def test_logs_say_line_field_and_moment(tmp_path: Path, name: str) -> None:
    content, trace, field, when = LOGS[name]
    found = checked(written(tmp_path, {name: content}), EVIL)
    assert [(f.trace, f.where.field, f.when) for f in found.findings] == [(trace, field, when)]
    line = content[: content.index("evil.example")].count("\n") + 1
    assert found.findings[0].where.row == line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ps.txt", "USER  PID PPID NAME\nroot  1  0 init\nu0_a1 9 1 evild\n"),
        ("ps_arguments.txt", "USER  PID COMMAND\nroot  1 /usr/libexec/evild -x 1\n"),
        ("shutdown.log", "remaining client pid: 9 (/private/var/db/evild)\n"),
        ("a.csv", "process,pid\nevild,1\n"),
        ("a.jsonl", '{"process": "/usr/bin/evild"}\n'),
    ],
)
def test_processes_are_found_in_what_lists_processes(
    tmp_path: Path, name: str, content: str
) -> None:
    found = checked(written(tmp_path, {name: content}), ("process", "evild"))
    assert {f.trace for f in found.findings} <= {"executed", "installed"}
    assert found.findings


def packed(name: str) -> bytes:
    made = io.BytesIO()
    if name.endswith(".zip"):
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("../../inner.log", LOG)
        return made.getvalue()
    if name.endswith((".tar", ".ab", ".tgz")):
        with tarfile.open(fileobj=made, mode="w") as tar:
            info = tarfile.TarInfo("d/inner.log")
            info.size = len(LOG)
            tar.addfile(info, io.BytesIO(LOG))
        if name.endswith(".ab"):
            return b"ANDROID BACKUP\n5\n1\nnone\n" + zlib.compress(made.getvalue())
        return gzip.compress(made.getvalue()) if name.endswith(".tgz") else made.getvalue()
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gz": gzip.compress,
        "bz2": bz2.compress,
        "xz": lzma.compress,
        "z": zlib.compress,
        "zst": zstandard.ZstdCompressor().compress,
    }
    return packers[name.rpartition(".")[2]](LOG)


@pytest.mark.parametrize(
    "name",
    ["a.zip", "a.tar", "a.tgz", "a.ab", "a.log.gz", "a.log.bz2", "a.log.xz", "a.log.zst", "a.z"],
)
def test_archives_are_read_where_they_lie(tmp_path: Path, name: str) -> None:
    found = checked(written(tmp_path, {name: packed(name)}), EVIL)
    assert [f.trace for f in found.findings] == ["listed"]
    assert found.findings[0].where.file.startswith(f"{tmp_path}/{name}/")
    assert found.findings[0].when == "2026-01-02T03:04:05Z"
    assert [p.name for p in tmp_path.rglob("*")] == [name]
    assert not (tmp_path.parent.parent / "inner.log").exists()


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tgz", "a.ab", "a.log.gz", "a.log.xz", "a.log.zst"]
)
def test_what_is_cut_off_is_told(tmp_path: Path, name: str) -> None:
    whole = packed(name)
    cut = whole[: len(whole) // 2] if name != "a.tar" else whole[:515]
    found = checked(written(tmp_path, {name: cut}), EVIL)
    assert found.verdict == "not everything read"
    assert found.status == 2


def test_a_database_inside_an_archive_is_read_in_memory(tmp_path: Path) -> None:
    made = database(
        tmp_path / "x", "CREATE TABLE t (url TEXT)", "INSERT INTO t VALUES ('http://evil.example/')"
    )
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(made, "x.db")
    made.unlink()
    assert [f.where.field for f in checked(tmp_path, EVIL).findings] == ["t.url"]


def test_bombs_are_refused_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "RATIO_FROM", 1_000_000)
    monkeypatch.setattr(stream, "MEMBERS", 20)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\n" * 40_000_000)
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}.log", "x\n")
    (tmp_path / "z.log").write_bytes(LOG)
    found = checked(tmp_path, EVIL)
    told = outcomes(found)
    assert "as a bomb does" in str(told["zeros"])
    assert "more than 20 files" in str(told["many.zip"])
    assert len(found.findings) == 1


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    content, name = LOG, "a.log"
    for depth in range(stream.NESTED + 1):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(name, content)
        content, name = made.getvalue(), f"{depth}.zip"
    found = checked(written(tmp_path, {"a.zip": content}), EVIL)
    assert any("deep" in str(note) for _, note in outcomes(found).values())


def test_links_pipes_and_cycles_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(LOG)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "cycle").symlink_to(tmp_path)
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    found = checked(tmp_path, EVIL)
    assert {name for name, (outcome, _) in outcomes(found).items() if outcome == "left out"} == {
        "cycle",
        "link",
        "pipe",
    }
    assert found.verdict == "found"


def test_encrypted_input_is_told_with_what_to_do(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "b/Manifest.plist": plistlib.dumps({"IsEncrypted": True}),
            "b/ab/ab12": b"\x01\x02\x03" * 99,
            "c.ab": b"ANDROID BACKUP\n5\n1\nAES-256\nxx",
        },
    )
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("x.log", LOG)
    raw = bytearray((tmp_path / "d.zip").read_bytes())
    for at in (6, raw.index(b"PK\x01\x02") + 8):
        raw[at] |= 1
    (tmp_path / "d.zip").write_bytes(raw)
    told = outcomes(checked(tmp_path, EVIL))
    assert "mvt-ios decrypt-backup" in str(told["b"])
    assert "ab12" not in told
    assert "mvt-android check-backup" in str(told["c.ab"])
    assert "password" in str(told["x.log"])


@pytest.mark.parametrize("whole", [True, False])
def test_a_damaged_database_is_told(tmp_path: Path, whole: bool) -> None:  # noqa: FBT001 - two cases of one test
    made = database(
        tmp_path / "x.db",
        "CREATE TABLE t (url TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 3000)"
        " INSERT INTO t SELECT 'http://good.example/' || i FROM n",
    )
    raw = made.read_bytes()
    made.write_bytes(raw if whole else raw[: len(raw) // 2])
    found = checked(tmp_path, EVIL)
    assert found.verdict == ("nothing found" if whole else "not everything read")


def test_other_encodings_are_read(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "utf16.txt": "x\nevil.example\n".encode("utf-16"),
            "latin.txt": b"caf\xe9 evil.example\n",
            "binary.bin": b"\0\1\2evil.example\0\xff",
        },
    )
    found = checked(tmp_path, EVIL)
    assert sorted(f.where.file.rpartition("/")[2] for f in found.findings) == [
        "binary.bin",
        "latin.txt",
        "utf16.txt",
    ]
    assert "not UTF-8" in str(outcomes(found)["latin.txt"])
    assert outcomes(found)["binary.bin"][0] == "bytes only"


def test_an_unknown_format_promises_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(range(256)))
    found = checked(tmp_path, EVIL)
    assert (found.coverage.could_show, found.status) == (0, 2)
    assert found.coverage.hidden == [("domain", 1)]


def test_one_line_without_an_end_is_sought_through_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHUNK", 50_000)
    gap = b"x" * 49_993
    names = [b" a.example ", gap, b" b.example ", gap, gap, gap, b" c.example"]
    (tmp_path / "a.log").write_bytes(b"".join(names))
    values: list[tuple[Kind, str]] = [("domain", f"{letter}.example") for letter in "abc"]
    found = checked(tmp_path, *values)
    assert sorted(f.matched for f in found.findings) == ["a.example", "b.example", "c.example"]
    assert "a line of more than" in str(outcomes(found)["a.log"])


def test_json_that_is_too_large_or_cut_off_is_read_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "JSON_WHOLE", 1000)
    big = [{"a": "x" * 2000}, {"a": "evil.example"}]
    written(tmp_path, {"big.json": big, "cut.json": '[{"a": "evil.example"}, {'})
    found = checked(tmp_path, EVIL)
    assert outcomes(found)["big.json"][0] == "in part"
    assert "JSON lines" in str(outcomes(found)["big.json"])
    assert len(found.findings) == 2


def test_files_of_a_backup_bear_the_names_that_they_had(tmp_path: Path) -> None:
    database(
        tmp_path / "Manifest.db",
        "CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT)",
        "INSERT INTO Files VALUES ('3d0d', 'HomeDomain', 'Library/SMS/sms.db')",
    )
    (tmp_path / "3d").mkdir()
    database(
        tmp_path / "3d" / "3d0d",
        "CREATE TABLE message (text TEXT, date INTEGER, attributedBody BLOB)",
        "INSERT INTO message VALUES ('see evil.example', 648295200, NULL)",
    )
    [finding] = checked(tmp_path, EVIL).findings
    assert finding.where.original == "HomeDomain/Library/SMS/sms.db"


def test_many_rows_alike_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(LOG * 1000)
    found = checked(tmp_path, EVIL)
    assert len(found.findings) == 200
    assert sum(1 + f.more for f in found.findings) == 1000


def packet(payload: bytes, *, tcp: bool, port: int) -> bytes:
    body = struct.pack(">HHHH", 40000, port, 8 + len(payload), 0) + payload
    if tcp:
        body = struct.pack(">HHIIBBHHH", 40000, port, 1, 1, 0x50, 0x18, 1, 0, 0) + payload
    head = struct.pack(
        ">BBHHHBBH4s4s",
        0x45,
        0,
        20 + len(body),
        1,
        0,
        64,
        6 if tcp else 17,
        0,
        b"\xc0\0\2\1",
        b"\xcb\0q\7",
    )
    return b"\0" * 12 + b"\x08\0" + head + body


def capture(*packets: bytes) -> bytes:
    rows = (struct.pack("<IIII", 1626602400, 0, len(p), len(p)) + p for p in packets)
    return struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1) + b"".join(rows)


def hello(name: bytes) -> bytes:
    sni = struct.pack(">HBH", len(name) + 3, 0, len(name)) + name
    extensions = struct.pack(">HH", 0, len(sni)) + sni
    body = (
        b"\3\3"
        + b"\0" * 32
        + b"\0"
        + b"\0\2\x13\1"
        + b"\1\0"
        + struct.pack(">H", len(extensions))
        + extensions
    )
    return (
        b"\x16\3\1"
        + struct.pack(">H", len(body) + 4)
        + b"\1"
        + struct.pack(">I", len(body))[1:]
        + body
    )


def test_captured_traffic_shows_names(tmp_path: Path) -> None:
    query = struct.pack(">HHHHHH", 1, 0x100, 1, 0, 0, 0) + b"\4evil\7example\0" + b"\0\1\0\1"
    packets = (
        packet(query, tcp=False, port=53),
        packet(hello(b"a.evil.example"), tcp=True, port=443),
        packet(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", tcp=True, port=80),
        b"\0" * 9,
    )
    (tmp_path / "a.pcap").write_bytes(capture(*packets))
    found = checked(tmp_path, EVIL, ("ip", "203.0.113.7"))
    assert [(t, f) for t, v, f, _ in traces(found) if v == "evil.example"] == [
        ("contacted", "dns"),
        ("contacted", "tls"),
        ("contacted", "http"),
    ]
    assert {f.when for f in found.findings} == {"2021-07-18T10:00:00Z"}
    assert sum(f.indicator.kind == "ip" for f in found.findings) == 3


def test_a_summary_of_mvt_is_not_counted_twice(tmp_path: Path) -> None:
    row = [{"url": "https://evil.example/", "isodate": "2021-07-18 10:00:00"}]
    written(
        tmp_path,
        {
            "safari_history.json": row,
            "info.json": {},
            "command.log": "x",
            "urls.json": row,
            "timeline.csv": "a,evil.example\n",
        },
    )
    assert len(checked(tmp_path, EVIL).findings) == 1


HEADS = st.sampled_from(
    [
        b"",
        b"SQLite format 3\0",
        b"PK\3\4",
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"BZh9",
        b"\xfd7zXZ\0",
        b"ANDROID BACKUP\n5\n1\nnone\n",
        b"\x78\x9c",
        b"bplist00",
        b"<?xml version='1.0'?><!DOCTYPE plist>",
        b"\xd4\xc3\xb2\xa1\2\0\4\0" + b"\0" * 12 + b"\1\0\0\0",
        b"\x0a\x0d\x0d\x0a",
        b"[{",
        b"{",
        b"#separator \\x09\n#fields\t",
        b"\xff\xfe",
        b"USER PID NAME\n",
        b"remaining client pid: (",
        b"a,process\n",
        b"\0" * 257 + b"ustar",
    ]
)


@settings(max_examples=int(os.environ.get("ENDUSE_FUZZ", "150")), deadline=None)
@given(head=HEADS, tail=st.binary(max_size=300), name=st.sampled_from(["a", "sms.json", "a.csv"]))
def test_no_input_ends_a_check(head: bytes, tail: bytes, name: str) -> None:
    """ENDUSE_FUZZ says how many inputs are tried; a fault of Enduse fails the test."""
    inspection = Inspection(Matcher(indicators(EVIL)))
    read_stream(inspection, stream.Stream(name, io.BytesIO(head + tail)))
    inspection.end()
    assert [i for i in inspection.inputs if i.note and "fault of Enduse" in i.note] == []
    assert inspection.inputs


@cache
def samples() -> dict[str, bytes]:
    """One whole input for every reader."""
    packers = ("a.zip", "a.tar", "a.tgz", "a.ab", "a.log.gz", "a.log.bz2", "a.log.xz", "a.log.zst")
    names = [packet(hello(b"evil.example"), tcp=True, port=443)]
    with TemporaryDirectory() as folder:
        url = "CREATE TABLE urls (url TEXT, last_visit_time INTEGER)"
        row = "INSERT INTO urls VALUES ('https://evil.example/', 13271076000000000)"
        made = database(Path(folder, "x.db"), url, row).read_bytes()
    plist = {"a": ["evil.example", {"b": 1}], "d": b"x"}
    return {
        **{name: packed(name) for name in packers},
        **{name: json.dumps(content).encode() for name, (content, _, _) in RESULTS.items()},
        **{name: content.encode() for name, (content, *_) in LOGS.items()},
        "x.db": made,
        "a.pcap": capture(*names),
        "a.plist": plistlib.dumps(plist),
        "b.plist": plistlib.dumps(plist, fmt=plistlib.FMT_BINARY),
    }


EDIT = st.tuples(st.integers(0, 1 << 14), st.integers(0, 9), st.binary(max_size=6))


@settings(max_examples=int(os.environ.get("ENDUSE_FUZZ", "200")), deadline=None)
@given(name=st.sampled_from(sorted(samples())), edits=st.lists(EDIT, min_size=1, max_size=5))
def test_no_damage_to_a_file_ends_a_check(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    content = bytearray(samples()[name])
    for at, gone, new in edits:
        begin = at % (len(content) + 1)
        content[begin : begin + gone] = new
    inspection = Inspection(Matcher(indicators(EVIL, ("ip", "198.51.100.0/24"))))
    read_stream(inspection, stream.Stream(name, io.BytesIO(bytes(content))))
    inspection.end()
    assert [i for i in inspection.inputs if i.note and "fault of Enduse" in i.note] == []


def test_nothing_is_read_of_a_path_that_is_gone(tmp_path: Path) -> None:
    found = check([tmp_path / "gone"], indicators(EVIL))
    assert found.status == 2
    assert archives.packer_of(b"") is None
