"""A check for the terminal, in words that need no training."""

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from enduse.forensics.findings import Check, Coverage, Finding, Story, proving
from enduse.forensics.indicators import KIND_WORDS
from enduse.forensics.traces import MEANING, TRACES, next_steps
from enduse.interchange.check_json import in_words

if TYPE_CHECKING:
    from rich.console import Console

MOST, FEW = 12, 6
VERBS = {
    "listed": "named", "received": "received", "visited": "visited", "contacted": "contacted",
    "installed": "installed", "executed": "ran",
}  # fmt: skip
COLOURS = {"weak": "dim", "moderate": "yellow", "strong": "bold red"}


def render(check: Check, console: "Console", *, details: bool = False) -> None:
    """The outcome, each story with what it means and what to do, and what could not be seen."""
    console.print(f"[bold]{in_words(check)}[/bold]")
    for story in check.stories:
        _story(check, story, console, most=len(story.findings) if details else MOST)
    if check.findings:
        _meanings(check, console)
        _next(check, console)
    _coverage(check.coverage, console, most=None if details else FEW)
    console.print()
    console.print(
        "A check finds what is published. Tools that nobody has published, and traces that were"
        " removed, stay unseen."
    )


def _story(check: Check, story: Story, console: "Console", *, most: int) -> None:
    from rich.text import Text

    console.print()
    title = Text(story.campaign, "bold")
    title.append(f"  evidence: {story.strength}", COLOURS[story.strength])
    console.print(title)
    console.print(Text(_summary(story)))
    behind = ", ".join((*story.products, *story.parties))
    if behind:
        console.print(Text(f"In the evidence pack: {behind} (enduse pack show ID)"))
    findings = [check.findings[at] for at in story.findings]
    _table(findings[:most], console)
    if len(findings) > most:
        console.print(Text(f"  … and {len(findings) - most:,} more (--details lists them)"))


def _summary(story: Story) -> str:
    did = ", ".join(f"{VERBS[trace]} {_times(count)}" for trace, count in story.traces.items())
    if story.first is None:
        return f"{did.capitalize()}; no time is on record."
    span = f"between {_day(story.first)} and {_day(story.last or story.first)}"
    if _day(story.first) == _day(story.last or story.first):
        span = f"on {_day(story.first)}"
    return f"{did.capitalize()}, {span} (UTC)."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _day(when: str) -> str:
    return when[:10]


def _table(findings: list[Finding], console: "Console") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        when = (finding.when or "no time").replace("T", " ").removesuffix("Z")
        where = finding.where
        what = f"{KIND_WORDS[finding.indicator.kind][0]} {finding.matched}"
        row = f", row {where.row:,}" if where.row else ""
        field = f", {where.field}" if where.field else ""
        place = f"{where.artefact}: {PurePath(where.original or where.file).name}{row}{field}"
        more = f" (and {finding.more:,} more rows)" if finding.more else ""
        table.add_row(
            Text(f"  {when}"), Text(VERBS[finding.trace], COLOURS[finding.strength]),
            Text.assemble(what, "\n", (place + more, "dim")),
        )  # fmt: skip
    console.print(table)


def _meanings(check: Check, console: "Console") -> None:
    from rich.padding import Padding
    from rich.text import Text

    seen = {finding.trace for finding in check.findings}
    console.print("\n[bold]What it means[/bold]")
    for trace in (trace for trace in TRACES if trace in seen):
        said = Text.assemble((f"{VERBS[trace].capitalize()}: ", "bold"), MEANING[trace])
        console.print(Padding(said, (0, 0, 0, 2)))


def _next(check: Check, console: "Console") -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print("\n[bold]What to do now[/bold]")
    steps = next_steps(proving(check.findings))
    for number, step in enumerate(steps, 1):
        console.print(Padding(Text(f"{number}. {step}"), (0, 0, 0, 2)))


def _coverage(coverage: Coverage, console: "Console", *, most: int | None) -> None:
    from rich.padding import Padding
    from rich.text import Text

    lines = list(covered(coverage))
    console.print("\n[bold]What this check could see[/bold]")
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))
    unread = coverage.unread
    for one in unread[:most]:
        said = f"{one.outcome}: {one.file}: {one.note}"
        console.print(Padding(Text(said, "yellow"), (0, 0, 0, 2)))
    if most is not None and len(unread) > most:
        console.print(f"  … and {len(unread) - most:,} more files (--details lists them)")


def covered(coverage: Coverage) -> list[str]:
    """What the inputs could and could not have shown, in sentences."""
    tally = Counter(one.outcome for one in coverage.inputs)
    counted = ", ".join(f"{count:,} {outcome}" for outcome, count in tally.most_common())
    lines = [
        f"Inputs: {counted or 'none'}.",
        (
            f"Of {coverage.indicators:,} indicators, {coverage.could_show:,} are of a kind that"
            " could have shown in them."
        ),
    ]
    for kind, count in coverage.hidden:
        one, many = KIND_WORDS[kind]
        lines.append(f"Not {count:,} {one if count == 1 else many}: no input holds such records.")
    if coverage.unusable:
        count = len(coverage.unusable)
        entries = "1 published entry" if count == 1 else f"{count:,} published entries"
        lines.append(f"{entries} cannot be evaluated (enduse indicators lint says which and why).")
    return lines
