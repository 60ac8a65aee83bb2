"""An assessment as CommonMark; nothing that came from a file can break out of its place."""

import re
from collections.abc import Iterator

from enduse.assessment.result import Assessment
from enduse.interchange import report_words as words
from enduse.interchange.report_law import Asked, Regime, Shown
from enduse.interchange.report_outline import Outline, outline
from enduse.interchange.report_record import Chapter
from enduse.interchange.report_sources import Numbered, Statement
from enduse.interchange.report_words import clean, closed, say

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|(?<=\w):(?=//)|(?<=www)\.")
ENTITY = re.compile(r"&(?=#?\w+;)")
START = re.compile(r"^(\d*)([-+=.)])")


def to_markdown(assessment: Assessment) -> str:
    """The assessment as CommonMark, with its sources as link references at the end."""
    found = outline(assessment)
    parts = (_top(found), _law(found), _record(found), _end(found))
    return "\n".join(line for part in parts for line in part) + "\n"


def escaped(text: str) -> str:
    r"""Text as CommonMark reads it back: every mark of its own is escaped.

    >>> print(escaped("1. *a* | <b>"))
    1\. \*a\* \| \<b\>
    """
    marked = SPECIAL.sub(r"\\\g<0>", closed(clean(text)))
    return START.sub(r"\1\\\2", marked)


def _top(found: Outline) -> Iterator[str]:
    assessment = found.assessment
    yield f"# {escaped(found.sentence)}"
    if found.notice:
        yield from ("", f"**{found.notice}**")
    yield from ("", f"## {words.HEADINGS['outcome']}", "")
    for name, code, word, scale in (
        (say("The law says:"), assessment.outcome, found.outcome, words.OUTCOMES),
        (say("The record says:"), assessment.risk, found.risk, words.RISKS),
    ):
        yield f"**{name} {escaped(word.label)}** {words.bar(code, scale)}"
        yield from (escaped(word.sentence), "")
    yield from (f"*{' '.join(found.days)}*", "", say(words.SCALE_NOTE))
    yield from _section("why", [f"{n}. {_said(s, found)}" for n, s in enumerate(found.why, 1)])
    yield from _section("changes", [f"- {escaped(change)}" for change in found.changes])


def _section(about: str, lines: list[str]) -> Iterator[str]:
    yield from ("", f"## {words.HEADINGS[about]}", "")
    yield from lines or [words.NOTHING[about]]


def _said(statement: Statement, found: Outline) -> str:
    """A statement with the numbers of its sources."""
    cites = "".join(_cite(source) for source in found.numbered(statement))
    records = (
        say("(on record: {ids})", ids=escaped(", ".join(statement.records)))
        if statement.records
        else ""
    )
    return " ".join(part for part in (escaped(statement.text), cites, records) if part)


def _cite(source: Numbered) -> str:
    shown = rf"\[{source.number}\]"
    return f"[{shown}][s{source.number}]" if source.url else shown


def _law(found: Outline) -> Iterator[str]:
    yield from _section("questions", list(_questions(found.questions)))
    yield from _section("flags", [f"{n}. {_flag(f, found)}" for n, f in enumerate(found.flags, 1)])
    yield from ("", f"## {words.HEADINGS['provisions']}", "", f"### {say(words.ITEM)}", "")
    yield from (f"- {escaped(line)}" for line in found.item)
    for regime in found.regimes:
        yield from _regime(regime, found)
    if not found.regimes:
        yield from ("", words.NOTHING["provisions"])


def _questions(asked: tuple[Asked, ...]) -> Iterator[str]:
    titled = False
    for number, question in enumerate(asked, 1):
        if not question.diligence:
            yield from _question(number, question)
            continue
        if not titled:
            yield from ("", f"**{say(words.CHECKLIST)}**", "")
            titled = True
        yield f"{number}. {escaped(question.text)} ({escaped(question.asked_by)})"


def _question(number: int, question: Asked) -> Iterator[str]:
    yield f"{number}. {escaped(question.text)}"
    hang = " " * (len(str(number)) + 2)
    yield f"{hang}- {say('Asked by: {who}.', who=escaped(question.asked_by))}"
    if question.could:
        yield f"{hang}- {say('Could bring: {outcome}.', outcome=escaped(question.could))}"


def _flag(flag: Statement, found: Outline) -> str:
    said = f"**{escaped(flag.label)}**: {_said(flag, found)}"
    return f"{said} ({escaped(flag.note)})" if flag.note else said


def _regime(regime: Regime, found: Outline) -> Iterator[str]:
    duty = f" ({words.FINDINGS['no-licence']})" if regime.duty else ""
    yield from ("", f"### {escaped(regime.name)}{duty}", "")
    for shown in regime.provisions:
        yield from _provision(shown, found, duty=regime.duty)


def _provision(shown: Shown, found: Outline, *, duty: bool) -> Iterator[str]:
    checked = "" if shown.checked == words.CHECKED["verified"] else f" ({escaped(shown.checked)})"
    cite = escaped(shown.title)
    yield f"- **{f'[{cite}](<{_address(shown.url)}>)' if shown.url else cite}**{checked}"
    for reason in shown.reasons:
        label = "" if duty else f"{words.capital(escaped(reason.label))}: "
        yield f"  - {label}{_said(reason, found)}"
    yield f"  - {say('The provision: {text}', text=escaped(shown.text))}"


def _address(url: str) -> str:
    return ENTITY.sub(r"\&", url).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _record(found: Outline) -> Iterator[str]:
    yield from ("", f"## {words.HEADINGS['record']}")
    for chapter in found.chapters:
        yield from _chapter(chapter, found)
    earlier = [f"- **{escaped(p.label)}.** {_said(p, found)}" for p in found.precedents]
    yield from _section("precedents", earlier)


def _chapter(chapter: Chapter, found: Outline) -> Iterator[str]:
    yield from ("", f"### {escaped(chapter.heading)}", "")
    for given in chapter.given:
        yield from (escaped(given), "")
    for statement in chapter.statements:
        proof = words.proof(statement.strength, statement.label)
        yield f"- {_said(statement, found)} *{escaped(proof)}*"
    if not chapter.statements:
        yield words.NOTHING["chapter"]


def _end(found: Outline) -> Iterator[str]:
    yield from _section("sources", [_source(source) for source in found.sources])
    if found.later:
        yield from ("", found.later)
    yield from _section("limits", [f"- {escaped(limit)}" for limit in found.limits])
    linked = [source for source in found.sources if source.url]
    if linked:
        yield ""
    yield from (f"[s{source.number}]: <{_address(source.url or '')}>" for source in linked)


def _source(source: Numbered) -> str:
    date = source.published or say("no date")
    later = f" ({say(words.PUBLISHED_LATER)})" if source.later else ""
    said = escaped(f"{source.publisher}: “{source.title}”, {date}{later}.")
    if source.url:
        return f"{source.number}. {said} <{_address(source.url)}>"
    return f"{source.number}. {said} {escaped(source.address)}".rstrip()
