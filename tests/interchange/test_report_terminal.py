import re
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.cells import cell_len
from rich.console import Console

from enduse.assessment.result import Assessment
from enduse.interchange import report_words as words
from enduse.interchange.report_terminal import render, render_reasons
from enduse.law.outcome import Outcome
from enduse.law.provision import Provision, bites, not_met, unknown
from tests.build_assessment import RECITAL, SAMPLE, an_assessment
from tests.odd_assessments import EVERY

every = pytest.mark.parametrize("assessment", EVERY.values(), ids=EVERY.keys())


def to_text(assessment: Assessment) -> str:
    paper = StringIO()
    render(assessment, Console(file=paper, width=80))
    return paper.getvalue()


@every
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(assessment: Assessment, width: int) -> None:
    paper = StringIO()
    render(assessment, Console(file=paper, width=width))
    assert max(map(cell_len, paper.getvalue().splitlines())) <= min(width, 92)


@every
@pytest.mark.parametrize("how", ["piped", "no-color", "dumb"])
def test_plain_output_has_no_escape_codes(
    assessment: Assessment, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb" if how == "dumb" else "xterm-256color")
    if how == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    paper = StringIO()
    render(assessment, Console(file=paper, force_terminal=how != "piped", width=80))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", paper.getvalue())


def test_a_terminal_with_colours_gets_them() -> None:
    paper = StringIO()
    console = Console(file=paper, force_terminal=True, color_system="standard", no_color=False)
    render(SAMPLE, console)
    assert "\x1b[" in paper.getvalue()


@every
def test_nothing_is_cut_off(assessment: Assessment) -> None:
    text = "".join(to_text(assessment).replace(words.LEFT_TO_RIGHT_MARK, "").split())
    for said in (
        assessment.sentence,
        assessment.deal.item,
        *(finding.text for finding in assessment.findings),
        *(source.url or "" for source in assessment.sources),
        *assessment.limits,
    ):
        assert "".join(words.clean(said).split()) in text


@every
def test_a_terminal_without_unicode_gets_likenesses(assessment: Assessment) -> None:
    paper = BytesIO()
    with TextIOWrapper(paper, encoding="ascii") as stream:
        render(assessment, Console(file=stream, width=80))
        stream.flush()
        lines = paper.getvalue().decode("ascii").splitlines()
    assert max(map(len, lines)) <= 80
    filled, whole = words.steps(assessment.outcome, words.OUTCOMES)
    assert any(line.endswith("#" * filled + "-" * (whole - filled)) for line in lines)


def test_what_an_encoding_can_say_it_says() -> None:
    paper = BytesIO()
    with TextIOWrapper(paper, encoding="latin-1") as stream:
        render(
            an_assessment(sentence="Zoë \u2013 Škoda \u2013 شركة"), Console(file=stream, width=80)
        )
        stream.flush()
        first = paper.getvalue().decode("latin-1").splitlines()[0]
    assert first == r"Zoë - Skoda - \u0634\u0631\u0643\u0629"


def test_names_from_right_to_left_do_not_turn_what_follows() -> None:
    mark = words.LEFT_TO_RIGHT_MARK
    assert words.closed("شركة (ذ.م.م.), 2016") == f"شركة (ذ.م.م.){mark}, 2016"
    assert words.closed("Agency (شركة): 4") == f"Agency (شركة{mark}): 4"
    assert words.closed("no such name") == "no such name"


def test_brief_stops_after_what_would_change_it() -> None:
    paper = StringIO()
    render(SAMPLE, Console(file=paper, width=80), brief=True)
    assert "What would change this" in paper.getvalue()
    assert "Questions still open" not in paper.getvalue()


def test_an_explanation_says_why_a_provision_does_and_does_not_bite() -> None:
    provision = Provision(
        id="example",
        cite="Example Act, section 1",
        url=RECITAL,
        jurisdiction="eu",
        regime="Example",
        since="2009-08-27",
        until=None,
        checked="partly",
        text="What is listed needs a licence.",
        test=lambda _: iter(()),
    )
    reasons = (
        bites(Outcome.LICENCE_REQUIRED, "the item is listed", ("rec-1",)),
        unknown("meets-entry", "whether it meets the entry is not established"),
        not_met("nothing points to it"),
    )
    paper = StringIO()
    render_reasons(provision, reasons, Console(file=paper, width=80))
    text = " ".join(paper.getvalue().split())
    assert "In force since 27 August 2009." in text
    assert "- Licence required: the item is listed. (on record: rec-1)" in text
    assert "Question: meets-entry. An answer could bring: Licence required." in text
    assert "- Does not apply: nothing points to it." in text
