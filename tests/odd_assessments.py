"""Assessments that are hard to render: empty, right to left, hostile, long."""

from msgspec.structs import replace

from enduse.assessment.result import (
    Assessment,
    OpenQuestion,
    PartyInDeal,
    RedFlagRaised,
    SourceCited,
)
from tests.build_assessment import FINDINGS, SAMPLE, SOURCES, an_assessment, finding


def a_harmless_one() -> Assessment:
    """A deal in which nothing weighs and nothing is open."""
    return an_assessment(
        deal=replace(
            SAMPLE.deal,
            exporter=PartyInDeal(name="Beispiel Kamera GmbH", country="de"),
            item="Body cameras",
            technology=("other",),
            destination="ca",
            destination_name="Canada",
            end_user=PartyInDeal(name=None),
            intermediaries=(),
            value=None,
        ),
        sentence="Beispiel Kamera GmbH of Germany would supply body cameras to a buyer in Canada "
        "that the deal does not name; deal of 3 May 2023.",
        as_of="2023-05-03",
        known_on="2023-05-03",
        classification=(),
        outcome="no-licence",
        risk="none-known",
        why=(),
        findings=(),
        red_flags=(),
        questions=(),
        record=(),
        precedents=(),
        sources=(),
    )


def one_with_arabic_names() -> Assessment:
    """Names that run from right to left, with a Latin name and a date beside them."""
    return an_assessment(
        deal=replace(
            SAMPLE.deal,
            exporter=PartyInDeal(name="شركة المثال للاتصالات (ذ.م.م.)", country="ae"),
            item="نظام مراقبة شبكات الإنترنت IP-Watch 4",
            end_user=PartyInDeal(
                name="إدارة الدراسات التقنية", country="eg", party="eg-directorate"
            ),
            end_use="«مكافحة الجريمة»",
        ),
        sentence="شركة المثال للاتصالات (ذ.م.م.) of the United Arab Emirates would supply نظام "
        "مراقبة شبكات الإنترنت IP-Watch 4 to إدارة الدراسات التقنية, 2016-06-29.",
    )


HOSTILE = (
    "<script>alert(1)</script> | a | b | *x* _y_ `code` [text](javascript:alert(1)) ![i](http://x)"
    " # h \x1b[31mred\x07 \u202egnp.exe <img src=x onerror=alert(2)> &lt; \\ ~~~"
)
LONG_WORD = "Überwachungsanlagenausfuhrgenehmigungsverfahren" * 5


def a_hostile_one() -> Assessment:
    """Every text that can come from a file carries markup, control codes and very long words."""
    bad = f"{HOSTILE} {LONG_WORD}"
    return an_assessment(
        deal=replace(
            SAMPLE.deal,
            exporter=PartyInDeal(name=bad, country="it"),
            item=f"{bad}\n\n# A heading\n<script>alert(3)</script>",
            end_user=PartyInDeal(name=bad, party="x", matched=bad),
            end_use=bad,
            value=bad,
        ),
        sentence=f"{bad} would supply {bad}.",
        why=(bad,),
        findings=(
            *FINDINGS,
            finding("bad", "undecided", bad, cite=bad, text=bad, url="javascript:alert(4)"),
        ),
        red_flags=(RedFlagRaised(flag=bad, reason=bad, source=bad),),
        questions=(OpenQuestion(id="bad", text=bad, asked_by=bad, would_change="refuse"),),
        precedents=(replace(SAMPLE.precedents[0], item=bad, exporter=bad),),
        sources=(
            *SOURCES,
            SourceCited(
                id="bad",
                title=bad,
                publisher=bad,
                url="javascript:alert(5)",
                published=None,
                records=("inc-directorate-2014",),
            ),
            SourceCited(
                id="sly",
                title="]](http://x) <script>",
                publisher="|",
                url='https://example.org/"><script>alert(6)</script>',
                published=None,
                records=("inc-directorate-2014",),
            ),
            SourceCited(
                id="long",
                title="A very long address",
                publisher="The Example Courier",
                url="https://example.org/" + "segment/" * 60,
                published="2015",
                records=("inc-directorate-2014",),
            ),
        ),
        limits=(bad,),
    )


def one_with_many_findings() -> Assessment:
    """Sixty findings in six regimes."""
    outcomes = ("licence-required", "undecided", "no-licence", "general-licence", "notify")
    many = tuple(
        finding(
            f"provision-{n}",
            outcomes[n % 5],
            f"Reason {n}: the facts of the deal meet this test",
            cite=f"Regulation (EU) 2021/821, Article {n}",
            regime=f"Regime {n % 6}",
            checked=("verified", "partly", "unverified")[n % 3],
            evidence=("inc-directorate-2014",) if n % 4 == 0 else (),
        )
        for n in range(60)
    )
    return an_assessment(findings=many, outcome="licence-required")


EVERY = {
    "sample": an_assessment(),
    "hindsight": an_assessment(hindsight=True),
    "harmless": a_harmless_one(),
    "arabic": one_with_arabic_names(),
    "hostile": a_hostile_one(),
    "many": one_with_many_findings(),
}
