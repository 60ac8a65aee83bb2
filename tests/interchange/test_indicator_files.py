"""Indicators in every published form; what cannot be used is named, never dropped."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.forensics.indicators import Indicators
from enduse.interchange.indicator_files import read_content, read_indicators
from enduse.interchange.stix_patterns import NotEvaluated, alternatives
from enduse.taxonomy.tables import BadInput
from tests.build_forensics import bundle

SHARED = Path("/work/shared/data")
real = pytest.mark.skipif(not SHARED.exists(), reason=f"no {SHARED} with published indicators")


def read(name: str, content: str | bytes) -> Indicators:
    raw = content if isinstance(content, bytes) else content.encode()
    return read_content(Path(name), raw)


def kinds(found: Indicators) -> list[tuple[str, str]]:
    return [(one.kind, one.terms[0].value) for one in found.indicators]


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("[domain-name:value='a.example']", ["a.example"]),
        ("[ url:value = 'http://a.example/?b=c' ]", ["http://a.example/?b=c"]),
        ("[file:name = 'it\\'s here']", ["it's here"]),
        ("[domain-name:value IN ('a.example', 'b.example')]", ["a.example", "b.example"]),
        ("[domain-name:value = 'a.example' OR url:value = 'b']", ["a.example", "b"]),
        (
            "[domain-name:value = 'a.example'] OR [ipv4-addr:value = '203.0.113.1']",
            ["a.example", "203.0.113.1"],
        ),
        (
            "[file:hashes.'SHA-256'='x'] OR [file:hashes.sha1 = 'y'] OR [file:hashes.MD5 = 'z']",
            ["x", "y", "z"],
        ),
        ("[domain-name:value LIKE '%.a.example']", ["%.a.example"]),
    ],
)
def test_patterns_yield_their_values(pattern: str, values: list[str]) -> None:
    assert [one.value for each in alternatives(pattern) for one in each.compared] == values


def test_and_holds_together_what_it_joins() -> None:
    [row] = alternatives("[file:name = 'x.plist' AND process:name = 'y']")
    assert [one.kind for one in row.compared] == ["file-name", "process"]
    assert not row.apart
    [anywhere] = alternatives("[file:name = 'x.plist'] AND [process:name = 'y']")
    assert anywhere.apart


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[file:size > 3]", "no trace can show"),
        ("[domain-name:value != 'a.example']", "no trace can show"),
        ("[mutex:name = 'a']", "nothing that a check looks at"),
        ("[url:value = 'a'] FOLLOWEDBY [url:value = 'b']", "order or a span of time"),
        ("[url:value = 'a'] WITHIN 5 SECONDS", "order or a span of time"),
        ("[url:value MATCHES 'a+']", "no trace can show"),
        ("domain", "no STIX pattern"),
        ("[" * 500, "nested"),
    ],
)
def test_what_cannot_be_evaluated_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(NotEvaluated, match=reason):
        alternatives(pattern)
    found = read("a.stix2", bundle(pattern))
    assert not found.indicators
    assert reason in found.unusable[0].reason


def test_one_side_of_an_or_that_cannot_be_evaluated_is_told_and_the_other_kept() -> None:
    found = read("a.stix2", bundle("[domain-name:value = 'a.example' OR file:size > 3]"))
    assert kinds(found) == [("domain", "a.example")]
    assert "in part" in found.unusable[0].reason


def test_a_bundle_names_the_campaign_by_relationship_or_by_report() -> None:
    found = read("a.stix2", bundle("[app:id='com.evil.app']", name="Harness"))
    assert [one.campaign for one in found.indicators] == ["Harness"]
    report = {
        "type": "bundle",
        "id": "bundle--1",
        "spec_version": "2.0",
        "objects": [
            {
                "type": "report",
                "id": "report--1",
                "name": "R",
                "object_refs": ["indicator--1"],
                "external_references": [{"source_name": "x", "url": "https://lab.example/r"}],
            },
            {
                "type": "indicator",
                "id": "indicator--1",
                "pattern": "[url:value='http://a.example/']",
            },
        ],
    }
    [one] = read("a.json", json.dumps(report)).indicators
    assert (one.campaign, one.reference) == ("R", "https://lab.example/r")


def test_revoked_indicators_and_rules_of_others_are_counted() -> None:
    assert "revoked" in read("a", bundle("[url:value='a']", revoked=True)).unusable[0].reason
    assert "yara" in read("a", bundle("rule x", pattern_type="yara")).unusable[0].reason


def test_misp_reads_what_is_meant_for_detection() -> None:
    attributes = [
        {"type": "domain|ip", "value": "a.example|203.0.113.1", "to_ids": True},
        {"type": "filename|sha256", "value": f"evil.apk|{'ab' * 32}", "to_ids": True},
        {"type": "link", "value": "https://lab.example/report", "category": "External analysis"},
        {"type": "domain", "value": "context.example", "to_ids": False},
        {"type": "yara", "value": "rule", "to_ids": True},
    ]
    event = {
        "Event": {
            "info": "Harness",
            "Attribute": attributes[:3],
            "Object": [{"Attribute": attributes[3:]}],
        }
    }
    found = read("misp.json", json.dumps({"response": [event]}))
    assert kinds(found) == [
        ("domain", "a.example"),
        ("ip", "203.0.113.1"),
        ("file-name", "evil.apk"),
        ("hash", "ab" * 32),
    ]
    assert {one.campaign for one in found.indicators} == {"Harness"}
    assert len(found.unusable) == 3


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("domains.txt", "# list\nevil[.]example # old\n\n", [("domain", "evil.example")]),
        ("processes.txt", "bh\n", [("process", "bh")]),
        ("hosts", "0.0.0.0 evil.example\n", [("domain", "evil.example")]),
        (
            "all.txt",
            "hxxps://evil.example/a\n/var/x\nme@evil.example\n203.0.113.0/24\n",
            [
                ("url", "evil.example/a"),
                ("file-path", "/var/x"),
                ("email", "me@evil.example"),
                ("ip", "203.0.113.0/24"),
            ],
        ),
        (
            "a.csv",
            "type,value,campaign\ndomain,evil.example,H\nhostname,b.example,\n",
            [("domain", "evil.example"), ("domain", "b.example")],
        ),
        (
            "samples.csv",
            f"SHA256,Package Name,Certificate,App\n{'ab' * 32},com.evil,{'CD' * 20},H\n",
            [("hash", "ab" * 32), ("package", "com.evil"), ("certificate", "cd" * 20)],
        ),
        (
            "ioc.yaml",
            "- name: H\n  packages: [com.evil]\n  c2: {ips: [203.0.113.1], domains: [a.example]}\n",
            [("package", "com.evil"), ("domain", "a.example"), ("ip", "203.0.113.1")],
        ),
        ("a.json", '[{"type": "domain", "ioc": "evil.example"}]', [("domain", "evil.example")]),
    ],
)
def test_tables_and_lists(name: str, content: str, expected: list[tuple[str, str]]) -> None:
    found = read(name, content)
    assert kinds(found) == expected
    assert found.unusable == ()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("domains.txt", "localhost\n", "no top-level domain"),
        ("files_paths.txt", "x\n", ""),
        ("file_paths.txt", "var/x\n", "a relative path"),
        ("hashes.txt", "abc\n", "no MD5"),
        ("emails.txt", "evil.example\n", "no e-mail address"),
        ("ips.txt", "0.0.0.0/0\n", "the whole Internet"),
        ("x.ioc", "<ioc/>", "OpenIOC is not read"),
        ("a.json", '{"objects": [', "not valid JSON"),
        ("a.txt", b"\xff\xfe\x00", "not UTF-8"),
        ("a.yaml", "a: 1\n", "form that is not known"),
    ],
)
def test_what_never_matches_is_named(name: str, content: str | bytes, reason: str) -> None:
    found = read(name, content)
    assert found.indicators == () or not reason
    assert not reason or reason in found.unusable[0].reason


def test_what_is_plainly_another_kind_is_read_as_that() -> None:
    found = read("domains.txt", "203.0.113.7\nevil.example/path\n")
    assert kinds(found) == [("ip", "203.0.113.7"), ("url", "evil.example/path")]
    assert {one.listed for one in found.indicators} == {"domain"}


def test_a_folder_is_one_set_and_the_compiled_copy_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.stix2").write_bytes(bundle("[domain-name:value='a.example']"))
    (tmp_path / "domains.txt").write_text("a.example\nb.example\n")
    (tmp_path / "README.md").write_text("not a list")
    first, again = read_indicators([tmp_path]), read_indicators([tmp_path])
    assert first == again
    assert [one.publication for one in first.indicators] == [0, 1, 1]


def test_paths_that_hold_nothing_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "domains.txt").write_text("localhost\n")
    with pytest.raises(BadInput, match="no indicator that a check can use"):
        read_indicators([tmp_path])
    with pytest.raises(BadInput, match="no such file"):
        read_indicators([tmp_path / "none"])


@real
@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("ioc-amnesty/2021-07-18_nso/pegasus.stix2", 1549),
        ("ioc-amnesty/2021-12-16_cytrox/cytrox.stix2", 343),
        ("ioc-mvt-indicators/intellexa_predator/predator.stix2", 585),
        ("ioc-mvt-indicators/ResidentBat/residentbat.stix2", 48),
    ],
)
def test_published_bundles_are_read_to_the_last_indicator(path: str, count: int) -> None:
    content = (SHARED / path).read_bytes()
    found = read_content(SHARED / path, content)
    asked = json.loads(content)["objects"]
    patterns = {one["pattern"] for one in asked if one["type"] == "indicator"}
    assert sum(one["type"] == "indicator" for one in asked) == count
    assert len(found.indicators) + len(found.unusable) == len(patterns)


KEYS = (
    "type objects id pattern Event Attribute value to_ids response name c2 domains ioc Object iocs"
    " object_refs source_ref external_references revoked packages"
)
JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["a.stix2", "a.json", "a.csv", "domains.txt", "a.yaml", "hosts", "a.tsv"])


@settings(max_examples=int(os.environ.get("ENDUSE_FUZZ", "100")), deadline=None)
@given(name=NAMES, content=st.binary(max_size=200) | JSONISH.map(lambda v: json.dumps(v).encode()))
def test_no_content_ends_the_reading(name: str, content: bytes) -> None:
    found = read_content(Path(name), content)
    assert len(found.publications) == 1
    assert all(one.reason for one in found.unusable)


@settings(max_examples=int(os.environ.get("ENDUSE_FUZZ", "60")), deadline=None)
@given(st.text(alphabet="[]()'=ORANDINLIKE domain-name:value%_\\ ", max_size=60))
def test_no_pattern_ends_the_reading(pattern: str) -> None:
    with suppress(NotEvaluated):
        assert alternatives(pattern)
