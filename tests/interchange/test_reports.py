import json
import re
import stat
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from rich.console import Console

from enduse.assessment.result import Assessment
from enduse.evidence import Strength
from enduse.interchange import report_words as words
from enduse.interchange.report_json import to_json
from enduse.interchange.report_markdown import to_markdown
from enduse.interchange.report_outline import outline
from enduse.interchange.report_sources import linkable
from enduse.interchange.report_terminal import render
from enduse.interchange.reports import FORMATS, write_output
from enduse.law.outcome import OUTCOMES
from enduse.taxonomy.tables import BadInput
from tests.build_assessment import SAMPLE, SOURCES, an_assessment, finding
from tests.odd_assessments import EVERY

HEADINGS = list(words.HEADINGS.values())
READ = {"terminal", "markdown", "html"}
every = pytest.mark.parametrize("assessment", EVERY.values(), ids=EVERY.keys())


def to_text(assessment: Assessment) -> str:
    paper = StringIO()
    render(assessment, Console(file=paper, width=80))
    return paper.getvalue()


def report(assessment: Assessment, form: str) -> bytes:
    return to_text(assessment).encode() if form == "terminal" else FORMATS[form](assessment)


def positions(text: str, headings: list[str], before: str) -> list[int]:
    return [text.index(f"\n{before}{heading}") for heading in headings]


@every
def test_the_terminal_has_the_ten_parts_in_their_order(assessment: Assessment) -> None:
    found = positions(to_text(assessment), HEADINGS, "")
    assert found == sorted(found)


@every
def test_markdown_has_the_ten_parts_in_their_order(assessment: Assessment) -> None:
    found = positions(to_markdown(assessment), HEADINGS, "## ")
    assert found == sorted(found)


@pytest.mark.parametrize("form", sorted(READ))
def test_a_reader_meets_what_weighs_and_what_is_open(form: str) -> None:
    text = report(SAMPLE, form).decode()
    for said in (
        "Licence to be refused",
        "Severe risk",
        "Law of 29 June 2016",
        "Record as known on 29 June 2016",
        "at least 3",
        "unverified",
        "partly checked",
        "Open:",
        "no licence question; duty",
        "◕",
        "documented",
        "✕",
        "denied",
        "tr-unsourced",
    ):
        assert said in text, said


@pytest.mark.parametrize("form", sorted(READ))
def test_hindsight_is_announced_and_only_then(form: str) -> None:
    assert "With hindsight" in report(an_assessment(hindsight=True), form).decode()
    assert "With hindsight" not in report(SAMPLE, form).decode()
    assert "Record as known" not in report(an_assessment(hindsight=True), form).decode()


def test_sources_are_numbered_as_the_reader_meets_them_and_lead_back() -> None:
    found = outline(SAMPLE)
    assert found.why[0].numbers == (1, 2, 3)
    assert [source.number for source in found.sources] == list(range(1, len(SOURCES) + 1))
    assert found.sources[0].publisher == "The Example Courier"
    assert {place.anchor for place in found.sources[0].behind} >= {"why-1", "flag-1", "record-2"}
    assert found.sources[-1].behind == ()
    assert found.why[1].see is not None
    assert found.why[1].see.name == "Regulation (EC) No 428/2009, Article 3(1)"


@pytest.mark.parametrize("form", sorted(READ))
def test_a_source_from_after_the_day_of_knowledge_is_marked(form: str) -> None:
    assert "2017 (published later)" in " ".join(report(SAMPLE, form).decode().split())
    assert "published later" not in report(an_assessment(hindsight=True), form).decode()


def test_what_would_change_it_names_questions_and_the_provision_it_rests_on() -> None:
    changes = " ".join(outline(SAMPLE).changes)
    assert "question 1 could bring “Prohibited”" in changes
    assert "other 2 open questions could not raise" in changes
    assert "rests on one provision, Common Position 2008/944/CFSP, Article 2" in changes
    assert "without it the outcome would be “Licence required”" in changes
    assert "No provision behind the outcome was fully verified" in changes


def test_the_heaviest_question_and_regime_come_first_and_duties_last() -> None:
    found = outline(SAMPLE)
    assert [question.could for question in found.questions] == [
        "Prohibited",
        "",
        "",
    ]
    assert [regime.duty for regime in found.regimes] == [False, False, True]
    assert found.regimes[0].name == "Common Position 2008/944/CFSP"


def test_every_outcome_risk_and_strength_has_its_words() -> None:
    assert list(words.OUTCOMES) == list(OUTCOMES)
    assert set(words.MARKS) == set(words.STRENGTHS) == set(Strength)
    assert set(words.RISKS) == {"none-known", "concern", "serious", "severe"}


@pytest.mark.parametrize("form", sorted(READ))
def test_what_was_told_at_length_is_told_once(form: str) -> None:
    told = "On 12 March the example court found that the body had listened to every lawyer in town"
    record = tuple(replace(c, text=told) for c in SAMPLE.record[:1])
    flags = tuple(replace(f, reason=told) for f in SAMPLE.red_flags[:1])
    twice = an_assessment(why=(f"On record: {told}",), record=record, red_flags=flags)
    text = " ".join(report(twice, form).decode().split())
    assert text.count(told) == 1
    plain = re.sub(r"<[^>]+>", "", text)
    assert plain.count("example court found that the … (see reason 1)") == 2


def test_one_act_is_named_once_above_its_duties() -> None:
    duties = [
        finding("a", "no-licence", "one", cite="Example Principles, Principle 13"),
        finding("b", "no-licence", "two", cite="Example Principles, Principle 15"),
    ]
    (regime,) = outline(an_assessment(findings=tuple(duties))).regimes
    names = [shown.title for shown in regime.provisions]
    assert names == ["Example Principles, Principle 13", "Principle 15"]
    assert regime.provisions[1].place.name == "Example Principles, Principle 15"


@pytest.mark.parametrize("form", sorted(READ))
def test_what_only_due_diligence_asks_stands_in_a_list_of_its_own(form: str) -> None:
    text = report(SAMPLE, form).decode()
    asked = outline(SAMPLE).questions
    assert [question.diligence for question in asked] == sorted(q.diligence for q in asked)
    assert any(question.diligence for question in asked)
    assert text.index(words.CHECKLIST) > text.index(words.HEADINGS["questions"])


def test_no_risk_is_not_called_an_empty_record() -> None:
    weighs = outline(an_assessment(risk="none-known")).risk.sentence
    empty = outline(an_assessment(risk="none-known", record=())).risk.sentence
    assert "does not weigh on an item such as this one" in weighs
    assert "Nothing on record" in empty


def test_a_long_list_of_destinations_is_counted() -> None:
    assert "37 destinations, Egypt among them" in outline(SAMPLE).precedents[1].text


@every
def test_nothing_breaks_out_of_markdown(assessment: Assessment) -> None:
    tokens = MarkdownIt("commonmark").parse(to_markdown(assessment))
    flat = [part for token in tokens for part in (token, *(token.children or ()))]
    assert not {
        "html_block",
        "html_inline",
        "image",
        "code_inline",
        "fence",
        "code_block",
        "hr",
    } & {token.type for token in flat}
    sound = {source.url for source in outline(assessment).sources if source.url}
    sound |= {finding.url for finding in assessment.findings}
    linked = {str(token.attrGet("href")) for token in flat if token.type == "link_open"}
    assert linked <= {MarkdownIt().normalizeLink(url) for url in sound}
    assert not [url for url in linked if not url.startswith("http")]


def test_markdown_reads_back_as_it_was_meant() -> None:
    tokens = MarkdownIt("commonmark").parse(to_markdown(EVERY["hostile"]))
    children = tokens[1].children or []
    text = "".join(token.content for token in children if token.type.startswith("text"))
    assert text == words.clean(EVERY["hostile"].sentence)
    assert (
        len([token for token in tokens if token.type == "heading_open"])
        == 1 + len(HEADINGS) + 1 + 3 + 4
    )


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "1. a", "12) a", "=== a", "# a", "> a", "~~~", "&lt;"]
)
def test_text_that_looks_like_a_block_stays_text(text: str) -> None:
    markdown = to_markdown(an_assessment(sentence=text, limits=(text,)))
    tokens = MarkdownIt("commonmark").parse(markdown)
    inline = [token for token in tokens if token.type == "inline"]
    for token in (inline[0], inline[-1]):
        assert "".join(part.content for part in token.children or ()) == text


def test_json_has_the_keys_of_the_contract() -> None:
    shown = json.loads(to_json(SAMPLE, pretty=True))
    assert {"exporter", "item", "technology", "destination", "end_user", "end_use", "date"} <= set(
        shown["deal"]
    )
    contract = {
        "classification": {"technology", "because", "entries"},
        "findings": {"provision", "cite", "url", "checked", "outcome", "reason", "evidence"},
        "red_flags": {"flag", "reason", "evidence"},
        "questions": {"id", "text", "asked_by", "would_change"},
        "precedents": {"licence", "decision", "date", "why_similar"},
        "sources": {"id", "title", "publisher", "url", "published"},
    }
    for field, keys in contract.items():
        assert keys <= set(shown[field][0]), field
    assert {"list", "code", "since"} <= set(shown["classification"][0]["entries"][0])
    assert {"as_of", "known_on", "outcome", "risk", "limits"} <= set(shown)
    assert shown["deal"]["end_use"] is None


@every
def test_json_reads_back_and_one_line_stays_one_line(assessment: Assessment) -> None:
    line = report(assessment, "jsonl")
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert msgspec.json.decode(line, type=Assessment) == assessment
    assert msgspec.json.decode(report(assessment, "json"), type=Assessment) == assessment


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "http://",
        "https://example.org/a b",
        "https://example.org/\u202egnp",
        "http://[",
        "seed:003",
        None,
        "",
    ],
)
def test_only_http_addresses_are_linked(url: str | None) -> None:
    assert linkable(url) is None


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_output(path, b"one")
    path.chmod(0o640)
    write_output(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    monkeypatch.setattr("enduse.interchange.atomic.os.fsync", full)
    with pytest.raises(BadInput, match="cannot be written: No space left on device; check"):
        write_output(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_are_refused_and_links_followed(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder; name a file in it"):
        write_output(tmp_path, b"x")
    with pytest.raises(BadInput, match="there is no folder"):
        write_output(tmp_path / "none" / "report.html", b"x")
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    link.symlink_to(real)
    write_output(link, b"x")
    assert link.is_symlink()
    assert real.read_bytes() == b"x"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_output(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("form", sorted(READ))
def test_half_a_character_breaks_no_report(form: str) -> None:
    broken = an_assessment(sentence="half \ud800 a character")
    assert "half a character" in " ".join(report(broken, form).decode().split())
