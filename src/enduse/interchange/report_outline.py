"""An assessment in reading order, arranged once for every format."""

from collections.abc import Iterator
from dataclasses import dataclass

from enduse.assessment.result import Assessment, Concern, FindingShown
from enduse.interchange import report_law as law
from enduse.interchange import report_record as record
from enduse.interchange import report_words as words
from enduse.interchange.report_changes import changes
from enduse.interchange.report_language import retold
from enduse.interchange.report_sources import Citations, Numbered, Place, Statement
from enduse.interchange.report_words import Word, clean, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The parts of a report, in the order in which every format shows them."""

    assessment: Assessment
    sentence: str
    notice: str
    outcome: Word
    risk: Word
    days: tuple[str, ...]
    why: tuple[Statement, ...]
    changes: tuple[str, ...]
    questions: tuple[law.Asked, ...]
    flags: tuple[Statement, ...]
    item: tuple[str, ...]
    regimes: tuple[law.Regime, ...]
    chapters: tuple[record.Chapter, ...]
    precedents: tuple[Statement, ...]
    sources: tuple[Numbered, ...]
    later: str
    limits: tuple[str, ...]

    def numbered(self, statement: Statement | law.Shown) -> tuple[Numbered, ...]:
        """The sources behind a statement or a provision."""
        return tuple(self.sources[number - 1] for number in statement.numbers)


def outline(assessment: Assessment) -> Outline:
    """The parts of a report on an assessment, in the language spoken now.

    Sources are numbered as the reader meets them.
    """
    assessment = retold(assessment)
    cited = Citations(assessment.sources, None if assessment.hindsight else assessment.known_on)
    found = law.grouped(assessment.findings)
    where = law.places(found)
    return Outline(
        assessment=assessment,
        sentence=clean(assessment.sentence),
        notice=say(words.HINDSIGHT) if assessment.hindsight else "",
        outcome=words.outcome_word(assessment.outcome),
        risk=words.risk_word(assessment.risk, recorded=bool(assessment.record)),
        days=tuple(_days(assessment)),
        why=tuple(_why(assessment, cited, where)),
        changes=tuple(changes(assessment)),
        questions=tuple(law.questions(assessment, where)),
        flags=tuple(record.flags(assessment, cited)),
        item=tuple(law.item(assessment)),
        regimes=tuple(law.regimes(found, cited, where)),
        chapters=tuple(record.chapters(assessment, cited)),
        precedents=tuple(record.precedents(assessment, cited)),
        sources=(sources := cited.numbered()),
        later=say(words.LATER) if any(source.later for source in sources) else "",
        limits=tuple(map(clean, assessment.limits)),
    )


def _days(assessment: Assessment) -> Iterator[str]:
    yield say("Law of {day}.", day=words.day(assessment.as_of))
    if assessment.hindsight:
        yield say("Record with hindsight.")
    else:
        yield say("Record as known on {day}.", day=words.day(assessment.known_on))


def _why(assessment: Assessment, cited: Citations, where: dict[str, Place]) -> Iterator[Statement]:
    for number, text in enumerate(assessment.why, 1):
        basis = _basis(assessment, text)
        place = Place(f"why-{number}", say("reason {number}", number=number))
        see = where[basis.provision] if isinstance(basis, FindingShown) else None
        yield cited.statement(place, text, basis.evidence if basis else (), see=see)


def _basis(assessment: Assessment, text: str) -> FindingShown | Concern | None:
    """The finding or the record that a reason repeats, so that a reader can go there."""
    for finding in assessment.findings:
        if finding.reason and finding.reason in text:
            return finding
    for concern in assessment.record:
        if concern.text and concern.text in text:
            return concern
    return next((f for f in assessment.findings if f.cite and f.cite in text), None)
