"""From traces to what a journalist reads: joined terms, wildcards, strength, coverage, stories."""

from pathlib import Path

import pytest

from enduse.forensics import check
from enduse.forensics.attribution import Attributions
from enduse.forensics.custody import held
from enduse.forensics.indicators import Entry, together
from enduse.forensics.traces import MEANING, TRACES, next_steps
from enduse.interchange.indicator_gathering import Group
from enduse.interchange.pack import read_pack
from enduse.record import Record
from tests.build_forensics import checked, indicators, written

BOTH = Group((Entry("domain", "evil.example"), Entry("process", "evild")))
APART = Group(BOTH.entries, apart=True)
HERE = {"host": "evil.example", "process": "evild"}


def test_terms_that_belong_together_must_show_in_one_row(tmp_path: Path) -> None:
    rows = [{"host": "evil.example"}, {"process": "evild"}, HERE]
    found = checked(written(tmp_path, {"a.json": rows}), BOTH)
    assert [f.where.row for f in found.findings] == [3]


def test_terms_that_may_stand_apart_must_all_show_somewhere(tmp_path: Path) -> None:
    written(tmp_path, {"a.json": [{"host": "evil.example"}]})
    assert checked(tmp_path, APART).verdict == "nothing found"
    written(tmp_path, {"b.json": [{"process": "evild"}]})
    assert len(checked(tmp_path, APART).findings) == 2


@pytest.mark.parametrize(
    ("entry", "rows", "expected"),
    [
        (Entry("domain", "%.evil.example", like=True), ["a.evil.example", "evil.example.org"], [1]),
        (Entry("process", "evil_%", like=True), ["evild", "evil", "xevild"], [1]),
        (Entry("url", "%evil.example/a%", like=True), ["http://evil.example/ab", "/a"], [1]),
    ],
)
def test_wildcards_match_the_whole_value(
    tmp_path: Path, entry: Entry, rows: list[str], expected: list[int]
) -> None:
    field = {"domain": "host", "process": "process", "url": "url"}[entry.kind]
    written(tmp_path, {"a.json": [{field: row} for row in rows]})
    found = checked(tmp_path, Group((entry,)))
    assert [f.where.row for f in found.findings] == expected


def test_several_publications_of_one_indicator_are_one_finding(tmp_path: Path) -> None:
    both = together(
        [
            indicators(("domain", "evil.example")),
            indicators(("domain", "evil.example"), campaign="Other"),
        ]
    )
    (tmp_path / "a.log").write_text("evil.example\n")
    [finding] = check([tmp_path], both).findings
    assert finding.indicator.campaigns == ("Harness", "Other")


def test_a_mention_is_weak_and_a_process_that_ran_is_strong(tmp_path: Path) -> None:
    written(
        tmp_path, {"a.json": [{"note": "evil.example"}], "datausage.json": [{"proc_name": "evild"}]}
    )
    found = checked(tmp_path, ("domain", "evil.example"), ("process", "evild"))
    assert {f.trace: f.strength for f in found.findings} == {"listed": "weak", "executed": "strong"}
    assert found.stories[0].strength == "strong"


def test_coverage_counts_what_could_have_shown(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("nothing\n")
    found = checked(tmp_path, ("domain", "evil.example"), ("process", "evild"), ("process", "x1y"))
    assert found.coverage.could_show == 1
    assert found.coverage.hidden == [("process", 2)]


def test_every_trace_has_a_meaning_and_steps_that_end_with_an_expert() -> None:
    assert set(MEANING) == set(TRACES)
    for trace in TRACES:
        assert "lab that helps civil society" in next_steps({trace})[-1]
    assert "flight mode" in next_steps({"executed"})[0]
    assert "flight mode" not in next_steps({"received"})[0]


@pytest.mark.parametrize(
    ("name", "product", "party"),
    [
        ("Intellexa Predator", "predator", None), ("Pegasus", "pegasus", "nso"),
        ("NSO Group indicators", None, "nso"), ("Predators of the sea", None, None),
    ],
)  # fmt: skip
def test_campaigns_lead_to_the_evidence_pack(
    name: str, product: str | None, party: str | None
) -> None:
    by = Attributions(Record(read_pack())).of([name])
    assert (product in by.products) == (product is not None)
    assert party is None or party in by.parties
    assert name != "Predators of the sea" or by == ((), ())


def test_a_file_that_is_part_of_the_tool_is_known_by_its_digest(tmp_path: Path) -> None:
    (tmp_path / "base.apk").write_bytes(b"\0an app that does harm")
    files = held([tmp_path])
    found = check([tmp_path], indicators(("hash", str(files[0].sha256))), files=files)
    assert [(f.trace, f.where.artefact) for f in found.findings] == [
        ("installed", "the file itself")
    ]
