"""An assessment on a terminal: readable in 80 columns, without colour, and without Unicode."""

import codecs
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from enduse.assessment.result import Assessment
from enduse.interchange import report_words as words
from enduse.interchange.report_law import Asked, Regime, Shown
from enduse.interchange.report_outline import Outline, outline
from enduse.interchange.report_sources import Numbered, Statement
from enduse.interchange.report_words import say
from enduse.law.provision import Provision, Reason

WIDEST = 92
INDENT = "  "
ASCII = {
    "■": "#", "□": "-", "●": "@", "◕": "O", "◑": "o", "○": ".", "✕": "x", "“": '"', "”": '"',
    "«": '"', "»": '"', "\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "--", "…": "...",
    words.LEFT_TO_RIGHT_MARK: "",
}  # fmt: skip
TONES = {"none-known": "bold", "undecided": "bold", "concern": "bold yellow"}
GRAVE = "bold red"


def render(assessment: Assessment, console: Console, *, brief: bool = False) -> None:
    """Print the assessment; `brief` stops after what would change it."""
    found = outline(assessment)
    page = Page(console)
    _top(page, found)
    if not brief:
        _law(page, found)
        _record(page, found)
        _end(page, found)


def render_reasons(provision: Provision, reasons: Iterable[Reason], console: Console) -> None:
    """Print why a provision does or does not bite on a deal."""
    page = Page(console)
    page.line(provision.cite, indent="", style="bold")
    since = words.day(provision.since)
    if provision.until:
        until = words.day(provision.until)
        page.line(say("In force from {since} to {until}.", since=since, until=until))
    else:
        page.line(say("In force since {since}.", since=since))
    page.line(say("Text: {checked}.", checked=words.CHECKED[provision.checked]))
    page.line(provision.text)
    page.line(provision.url, style="dim")
    page.heading(say(words.REASONS))
    for reason in reasons:
        _reason(page, reason)


def _reason(page: "Page", reason: Reason) -> None:
    code = reason.outcome.code if reason.outcome is not None else None
    label = words.finding_word(code) if code else say("does not apply")
    tail = say("(on record: {ids})", ids=", ".join(reason.evidence)) if reason.evidence else ""
    text = words.ended(words.clean(reason.text))
    page.line(f"{words.capital(label)}: {text}", first="- ", tail=tail)
    if reason.question:
        would = words.outcome_word(reason.would.code).label if reason.would is not None else ""
        asked = say("Question: {id}.", id=reason.question)
        could = say("An answer could bring: {outcome}.", outcome=would) if would else ""
        page.line(f"{asked} {could}".strip(), indent=INDENT * 2, style="dim")


class Page:
    """Lines on a console: wrapped with a hanging indent, never cut, plain where it must be."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = max(20, min(console.width, WIDEST))
        self._styled = console.color_system is not None and not console.no_color
        self._encoding = codecs.lookup(console.encoding or "utf-8").name

    def heading(self, title: str) -> None:
        """A heading at the margin, after an empty line."""
        self.gap()
        self.line(title, indent="", style="bold")

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def line(
        self, text: str, *, first: str = "", indent: str = INDENT, style: str = "", tail: str = ""
    ) -> None:
        """A paragraph: `first` stands before its first line, `tail` quietly after its last."""
        whole = Text(self._fit(text), style=style if self._styled else "")
        if tail:
            whole.append(f" {self._fit(tail)}", style="dim" if self._styled else "")
        start = indent + self._fit(first)
        hang = " " * cell_len(start)
        room = max(10, self._width - cell_len(start))
        for number, wrapped in enumerate(whole.wrap(self._console, room, overflow="fold")):
            wrapped.rstrip()
            line = Text.assemble(hang if number else start, wrapped)
            self._console.print(line, highlight=False, soft_wrap=True)

    def _fit(self, text: str) -> str:
        closed = words.closed(text)
        if self._encoding == "utf-8":
            return closed
        return "".join(_spelt(character, self._encoding) for character in closed)


@lru_cache(maxsize=4096)
def _spelt(character: str, encoding: str) -> str:
    """A character as an encoding can say it: itself, a likeness, or else its number."""
    for likeness in (character, ASCII.get(character), normalize("NFKD", character)[:1]):
        if likeness is not None:
            try:
                likeness.encode(encoding)
            except UnicodeEncodeError:
                continue
            return likeness
    return character.encode(encoding, "backslashreplace").decode(encoding)


def _top(page: Page, found: Outline) -> None:
    assessment = found.assessment
    page.line(found.sentence, indent="", style="bold")
    if found.notice:
        page.gap()
        page.line(found.notice, style="bold")
    page.heading(words.HEADINGS["outcome"])
    for name, code, word, scale in (
        (say("The law says:"), assessment.outcome, found.outcome, words.OUTCOMES),
        (say("The record says:"), assessment.risk, found.risk, words.RISKS),
    ):
        mark = words.bar(code, scale)
        page.line(f"{word.label} {mark}", first=f"{name} ", style=TONES.get(word.tone, GRAVE))
        page.line(word.sentence, indent=INDENT * 2)
    page.line(" ".join(found.days))
    page.line(say(words.SCALE_NOTE), style="dim")
    page.heading(words.HEADINGS["why"])
    for number, reason in enumerate(found.why, 1):
        page.line(reason.text, first=f"{number}. ", tail=_cites(reason))
    _nothing(page, found.why, "why")
    page.heading(words.HEADINGS["changes"])
    for change in found.changes:
        page.line(change, first="- ")


def _nothing(page: Page, listed: tuple[object, ...], about: str) -> None:
    if not listed:
        page.line(words.NOTHING[about])


def _cites(statement: Statement) -> str:
    numbers = "".join(f"[{number}]" for number in statement.numbers)
    return " ".join(part for part in (numbers, _records(statement)) if part)


def _records(statement: Statement) -> str:
    if not statement.records:
        return ""
    return say("(on record: {ids})", ids=", ".join(statement.records))


def _law(page: Page, found: Outline) -> None:
    page.heading(words.HEADINGS["questions"])
    _questions(page, found.questions)
    page.heading(words.HEADINGS["flags"])
    for number, flag in enumerate(found.flags, 1):
        named = say("({source})", source=flag.note) if flag.note else ""
        tail = " ".join(part for part in (_cites(flag), named) if part)
        page.line(f"{flag.label}: {flag.text}", first=f"{number}. ", tail=tail)
    _nothing(page, found.flags, "flags")
    page.heading(words.HEADINGS["provisions"])
    page.line(say(words.ITEM), style="bold")
    for line in found.item:
        page.line(line)
    for regime in found.regimes:
        _regime(page, regime)
    _nothing(page, found.regimes, "provisions")


def _questions(page: Page, asked: tuple[Asked, ...]) -> None:
    titled = False
    for number, question in enumerate(asked, 1):
        if question.diligence:
            if not titled:
                page.line(say(words.CHECKLIST), style="bold")
                titled = True
            page.line(question.text, first=f"{number}. ", tail=f"({question.asked_by})")
        else:
            _question(page, number, question)
    _nothing(page, asked, "questions")


def _question(page: Page, number: int, question: Asked) -> None:
    first = f"{number}. "
    page.line(question.text, first=first)
    said = say("Asked by: {who}.", who=question.asked_by)
    if question.could:
        said = f"{said} {say('Could bring: {outcome}.', outcome=question.could)}"
    page.line(said, indent=INDENT + " " * len(first), style="dim")


def _regime(page: Page, regime: Regime) -> None:
    duty = f" ({words.FINDINGS['no-licence']})" if regime.duty else ""
    page.gap()
    page.line(f"{regime.name}{duty}", style="bold")
    for shown in regime.provisions:
        _provision(page, shown, duty=regime.duty)


def _provision(page: Page, shown: Shown, *, duty: bool) -> None:
    checked = "" if shown.checked == words.CHECKED["verified"] else f" ({shown.checked})"
    page.line(f"{shown.title}{checked}", first="- ")
    inner = INDENT * 2
    for reason in shown.reasons:
        said = reason.text if duty else f"{reason.label}: {reason.text}"
        page.line(words.capital(said), indent=inner, tail=_cites(reason))
    page.line(say("The provision: {text}", text=shown.text), indent=inner, style="dim")
    if shown.url and not shown.same_url:
        page.line(shown.url, indent=inner, style="dim")


def _record(page: Page, found: Outline) -> None:
    page.heading(words.HEADINGS["record"])
    for number, chapter in enumerate(found.chapters):
        if number:
            page.gap()
        page.line(chapter.heading, style="bold")
        for given in chapter.given:
            page.line(given)
        for statement in chapter.statements:
            proof = words.proof(statement.strength, statement.label)
            tail = " ".join(part for part in (_cites(statement), f"({proof})") if part)
            page.line(statement.text, first="- ", tail=tail)
        _nothing(page, chapter.statements, "chapter")
    page.heading(words.HEADINGS["precedents"])
    for earlier in found.precedents:
        page.line(f"{earlier.label}. {earlier.text}", first="- ", tail=_cites(earlier))
    _nothing(page, found.precedents, "precedents")


def _end(page: Page, found: Outline) -> None:
    page.heading(words.HEADINGS["sources"])
    for source in found.sources:
        _source(page, source)
    _nothing(page, found.sources, "sources")
    if found.later:
        page.line(found.later)
    page.heading(words.HEADINGS["limits"])
    for limit in found.limits:
        page.line(limit, first="- ")
    _nothing(page, found.limits, "limits")


def _source(page: Page, source: Numbered) -> None:
    first = f"[{source.number}] "
    date = source.published or say("no date")
    later = f" ({say(words.PUBLISHED_LATER)})" if source.later else ""
    page.line(f"{source.publisher}: “{source.title}”, {date}{later}.", first=first)
    if source.address:
        page.line(source.address, indent=INDENT + " " * len(first), style="dim")
