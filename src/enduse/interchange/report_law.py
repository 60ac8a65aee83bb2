"""The side of the law in a report: the item, the provisions by regime, the questions they ask."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from enduse.assessment.result import Assessment, FindingShown, ListedEntry, OpenQuestion
from enduse.interchange import report_words as words
from enduse.interchange.report_sources import Citations, Place, Statement, linkable
from enduse.interchange.report_words import clean, say

Grouped = list[list[list[FindingShown]]]


class Asked(NamedTuple):
    """An open question, who asks it, and the higher outcome that an answer could bring.

    `diligence`: no provision of this deal waits for the answer.
    """

    anchor: str
    text: str
    asked_by: str
    asked_in: tuple[Place, ...]
    could: str
    bears_on: tuple[Place, ...]
    diligence: bool


class Shown(NamedTuple):
    """A provision with every reason that it gives; `checked` says how well its text was read.

    `same_url`: the provision before it in its regime has the same address. `title`: its name, or
    for a duty only what differs from the name before it: one act may hold many.
    """

    place: Place
    title: str
    url: str | None
    same_url: bool
    checked: str
    text: str
    reasons: tuple[Statement, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all sources behind its reasons."""
        return tuple(sorted({number for reason in self.reasons for number in reason.numbers}))

    @property
    def records(self) -> tuple[str, ...]:
        """The evidence behind its reasons for which no source is named."""
        return tuple(dict.fromkeys(i for reason in self.reasons for i in reason.records))

    @property
    def evidence(self) -> tuple[str, ...]:
        """All evidence behind its reasons."""
        return tuple(dict.fromkeys(i for reason in self.reasons for i in reason.evidence))


class Regime(NamedTuple):
    """The provisions of one regime; `duty` where none of them is about a licence."""

    name: str
    duty: bool
    provisions: tuple[Shown, ...]


def grouped(findings: Sequence[FindingShown]) -> Grouped:
    """Findings by regime and provision: the heaviest first, else in the assessment's own order.

    Provisions that hold only duties come after all others, by regime again.
    """
    provisions: dict[str, list[FindingShown]] = {}
    for finding in sorted(findings, key=lambda f: -words.rank(f.outcome)):
        provisions.setdefault(finding.provision, []).append(finding)
    regimes: dict[tuple[bool, str], list[list[FindingShown]]] = {}
    for found in provisions.values():
        regimes.setdefault((_is_duty(found), found[0].regime), []).append(found)
    return [found for (duty, _), found in sorted(regimes.items(), key=lambda item: item[0][0])]


def _is_duty(findings: list[FindingShown]) -> bool:
    return all(finding.outcome == "no-licence" for finding in findings)


def places(regimes: Grouped) -> dict[str, Place]:
    """Where in the report each provision stands, by its id."""
    provisions = [provision for regime in regimes for provision in regime]
    return {
        findings[0].provision: Place(f"provision-{number}", clean(findings[0].cite))
        for number, findings in enumerate(provisions, 1)
    }


def regimes(found: Grouped, cited: Citations, where: dict[str, Place]) -> Iterator[Regime]:
    """The provisions of each regime with their reasons."""
    for regime in found:
        duty = _is_duty(regime[0])
        before = (None, *(findings[0] for findings in regime))
        shown = tuple(
            _shown(findings, cited, where, before=last)
            for findings, last in zip(regime, before, strict=False)
        )
        yield Regime(clean(regime[0][0].regime), duty, shown)


def _shown(
    findings: list[FindingShown],
    cited: Citations,
    where: dict[str, Place],
    *,
    before: FindingShown | None,
) -> Shown:
    first = findings[0]
    place = where[first.provision]
    reasons = tuple(
        cited.statement(place, f.reason, f.evidence, label=words.finding_word(f.outcome))
        for f in findings
    )
    checked = words.CHECKED.get(first.checked, clean(first.checked))
    return Shown(
        place=place,
        title=_title(findings, before),
        url=linkable(first.url),
        same_url=before is not None and first.url == before.url,
        checked=checked,
        text=clean(first.text),
        reasons=reasons,
    )


def _title(findings: list[FindingShown], before: FindingShown | None) -> str:
    cite = clean(findings[0].cite)
    act, comma, article = cite.partition(", ")
    same = before is not None and clean(before.cite).startswith(f"{act}, ")
    return words.capital(article) if same and comma and _is_duty(findings) else cite


def weightiest(assessment: Assessment) -> list[OpenQuestion]:
    """Questions in order: those that could raise the outcome, those of provisions, the others."""

    def place(question: OpenQuestion) -> tuple[bool, bool, int]:
        rank = words.rank(question.would_change or "")
        raises = rank > words.rank(assessment.outcome)
        return not raises, not (raises or question.provisions), -rank

    return sorted(assessment.questions, key=place)


def questions(assessment: Assessment, where: dict[str, Place]) -> Iterator[Asked]:
    """The open questions; those that could weigh most come first."""
    for number, question in enumerate(weightiest(assessment), 1):
        would = question.would_change or ""
        raises = words.rank(would) > words.rank(assessment.outcome)
        who = clean(question.asked_by)
        bears_on = [where[p] for p in question.provisions if p in where]
        asked_in = tuple(place for place in bears_on if place.name in who)
        yield Asked(
            anchor=f"question-{number}",
            text=clean(question.text),
            asked_by=who,
            asked_in=asked_in,
            could=words.outcome_word(would).label if raises else "",
            bears_on=tuple(place for place in bears_on if place not in asked_in),
            diligence=not raises and not question.provisions,
        )


def item(assessment: Assessment) -> Iterator[str]:
    """How the item was read, and the control-list entries that it meets or may meet."""
    yield say("The deal names the item as “{item}”.", item=clean(assessment.deal.item))
    if assessment.deal.value:
        yield say("Value: {value}.", value=clean(assessment.deal.value))
    for found in assessment.classification:
        because = clean(found.because).rstrip(".")
        yield say("Read as {title}: {because}.", title=clean(found.title), because=because)
        yield from map(_entry, found.entries)
    if not assessment.classification:
        yield say("No technology of the taxonomy was recognised in it.")


def _entry(entry: ListedEntry) -> str:
    told = {
        "code": clean(entry.code),
        "list": words.LISTS.get(entry.list, words.plain(entry.list)),
        "since": words.day(entry.since),
        "title": clean(entry.title).rstrip("."),
    }
    if entry.certain:
        return say("Meets {code} of the {list} (since {since}): {title}.", **told)
    return say(
        "May meet {code} of the {list} (since {since}): {title}. That is not established.", **told
    )
