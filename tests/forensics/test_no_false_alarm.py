"""A mention is no contact, what is weak is said weakly, and nobody's name gets into a report."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from enduse.forensics import check
from enduse.interchange.check_json import in_words
from enduse.interchange.incident_draft import incident_draft
from tests.build_forensics import checked, indicators, traces, written
from tests.forensics.test_inputs import EVIL


@pytest.mark.parametrize(
    "text",
    [
        "My query: is evil.example a bad site?\n",
        "DEATH IN A CELL\nthe site evil.example is named in the report\n",
        "she asked: query: evil.example\n",
    ],
)
def test_prose_is_no_log_of_lookups(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert [f.trace for f in checked(tmp_path, EVIL).findings] == ["listed"]


@pytest.mark.parametrize(
    "line",
    [
        "Jul 18 10:00:00 dnsmasq[1]: query[A] evil.example from 192.0.2.1\n",
        "18-Jul-2021 10:00:00 client @0x1 192.0.2.1#5: query: evil.example IN A + (192.0.2.2)\n",
        "[1626602400] unbound[1:0] info: 192.0.2.1 evil.example. A IN\n",
        "evil.example.\t300\tIN\tAAAA\t2001:db8::1\n",
    ],
)
def test_logs_of_lookups_are_contacts(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.log").write_text(line)
    assert {f.trace for f in checked(tmp_path, EVIL).findings} == {"contacted"}


def test_a_sentence_in_a_field_of_hosts_is_a_mention(tmp_path: Path) -> None:
    rows = [{"query": "is evil.example safe"}, {"query": "a.evil.example"}]
    found = checked(written(tmp_path, {"a.json": rows}), EVIL)
    assert [trace for trace, *_ in traces(found)] == ["listed", "contacted"]


def test_records_that_nobody_described_prove_no_more_than_moderately(tmp_path: Path) -> None:
    """A scanner's own list of bad files lies on many devices."""
    digest = "ab" * 32
    written(tmp_path, {"signatures.json": [{"sha256": digest}]})
    [finding] = checked(tmp_path, ("hash", digest)).findings
    assert (finding.trace, finding.strength) == ("installed", "moderate")


def test_an_address_that_many_sites_share_switches_no_device_off(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"dst_ip": "203.0.113.7"}]')
    [story] = checked(tmp_path, ("ip", "203.0.113.7")).stories
    assert story.strength == "weak"
    assert not any("Stop using" in step for step in story.next)
    assert "many sites share" in story.next[0]


def test_mentions_alone_are_called_mentions_in_the_first_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("evil.example\nevil.example\n")
    said = in_words(checked(tmp_path, EVIL))
    assert said == "2 mentions of 1 published campaign; no trace of contact in what was read."


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.json": [{"dst": "evil.example"}], "b.zip": b"PK\3\4"}, "1 trace of 1"),
        ({"a.txt": "nothing", "b.zip": b"PK\3\4"}, "No trace found in what was read."),
    ],
)
def test_the_first_sentences_say_that_not_everything_was_read(
    tmp_path: Path, files: dict[str, Any], said: str
) -> None:
    told = in_words(checked(written(tmp_path, files), EVIL))
    assert told.startswith(said)
    assert told.endswith("Not everything could be read: 1 input not, or only in part.")


def test_where_nothing_was_read_the_first_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert in_words(checked(tmp_path, EVIL)) == (
        "No input could be read: this check says nothing about the device."
    )


def test_bytes_only_is_said_in_the_first_sentences(tmp_path: Path) -> None:
    written(tmp_path, {"a.txt": "nothing", "b.bin": b"\0\1\2"})
    assert in_words(checked(tmp_path, EVIL)).endswith(
        "1 input of unknown format was sought through as bytes only."
    )


@pytest.mark.parametrize(
    "record",
    [
        {"chats": {"Anna Nobody": {"text": "evil.example"}}},
        {"chats": {"+1 555 0100": {"text": "evil.example"}}},
        {"chats": {"anna@nobody.example": {"text": "evil.example"}}},
        {"mailto:anna@nobody.example": {"text": "evil.example"}},
    ],
)
def test_keys_that_are_names_stay_out_of_the_report(
    tmp_path: Path, record: dict[str, object]
) -> None:
    [finding] = checked(written(tmp_path, {"a.json": [record]}), EVIL).findings
    field = str(finding.where.field)
    assert field.endswith("….text")
    for personal in ("nna", "555", "nobody"):
        assert personal not in field


def test_a_table_without_a_heading_lends_no_words_to_the_report(tmp_path: Path) -> None:
    written(tmp_path, {"a.csv": "Anna Nobody,see you at eight\nanna,evil.example\n"})
    [finding] = checked(tmp_path, EVIL).findings
    assert finding.where.field == "…"


def test_a_draft_holds_no_name_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"dst": "evil.example"}]))
    found = check([tmp_path], indicators(EVIL, campaign=None))
    draft = incident_draft(found, "2026-01-01")
    assert "lab/tool" not in draft
    assert "Traces of a tool without a published name on a device" in draft


def test_what_the_owner_of_an_android_device_sent_is_a_mention(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "mmssms.db")) as made:
        made.execute("CREATE TABLE sms (address TEXT, body TEXT, date INTEGER, type INTEGER)")
        made.executemany(
            "INSERT INTO sms VALUES ('', 'evil.example', 1626602400000, ?)", [(1,), (2,)]
        )
        made.commit()
    assert [t for t, *_ in traces(checked(tmp_path, EVIL))] == ["received", "listed"]
