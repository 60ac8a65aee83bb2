"""The words of an assessment: what was found, laid out for the reader."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from enduse.assessment.case import Case
from enduse.assessment.checklists import Question, epochs, questions
from enduse.assessment.result import (
    Assessment,
    Classified,
    DealAssessed,
    FindingShown,
    ListedEntry,
    OpenQuestion,
    Precedent,
    RedFlagRaised,
    RiskLevel,
    SourceCited,
)
from enduse.evidence import Source
from enduse.law import Finding, jurisdictions, outcome
from enduse.law.provision import Outcome

LISTS = {
    "eu": "eu-annex-i", "gb": "uk", "us": "us-ccl", "ch": "ch-gkv", "de": "de-al", "il": "il",
    "int": "wassenaar",
}  # fmt: skip
REASONS_SHOWN = 3
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Signs(NamedTuple):
    """What stands beside the law: red flags and precedents."""

    flags: tuple[RedFlagRaised, ...]
    precedents: tuple[Precedent, ...]


def assessment(
    case: Case, findings: tuple[Finding, ...], risk: RiskLevel, signs: Signs
) -> Assessment:
    """The assessment of a case, in the order and shape of the contract."""
    shown = tuple(_shown(finding) for finding in findings)
    evidence = chain(
        (e for f in shown for e in f.evidence),
        (e for flag in signs.flags for e in flag.evidence),
        (e for concern in case.concerns for e in concern.evidence),
        (precedent.licence for precedent in signs.precedents),
    )
    return Assessment(
        deal=_deal(case),
        sentence=sentence(case),
        as_of=case.day,
        known_on=case.known.day if not case.known.hindsight else "all that is on record",
        hindsight=case.known.hindsight,
        classification=tuple(_classified(case)),
        outcome=outcome(findings).code,
        risk=risk,
        why=tuple(_why(case, findings)),
        findings=shown,
        red_flags=signs.flags,
        questions=_open_questions(case, findings),
        record=tuple(sorted(case.concerns, key=lambda c: -c.weight)),
        precedents=signs.precedents,
        sources=tuple(_sources(case, evidence)),
        limits=tuple(_limits(case, findings)),
    )


def sentence(case: Case) -> str:
    """The deal in one sentence."""
    deal = case.deal
    place = case.known.record.countries
    home = place[deal.exporter_country].name if deal.exporter_country in place else ""
    seller = f"{deal.exporter} ({home})" if deal.exporter else f"An exporter in {home}"
    buyer = f"{deal.end_user}, {case.facts.place}" if deal.end_user else case.facts.place
    via = (
        f" through {', '.join(i.name for i in deal.intermediaries)}" if deal.intermediaries else ""
    )
    return f"{seller} supplies {deal.item} to {buyer}{via}, {_spoken(deal.date)}."


def _spoken(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _deal(case: Case) -> DealAssessed:
    deal = case.deal
    return DealAssessed(
        exporter=case.exporter,
        item=deal.item,
        technology=case.classification.technologies,
        destination=deal.destination,
        destination_name=case.facts.place,
        end_user=case.end_user,
        end_use=deal.end_use,
        intermediaries=case.intermediaries,
        date=deal.date.isoformat(),
        value=deal.value,
        id=deal.id,
    )


def _classified(case: Case) -> Iterator[Classified]:
    lists = [
        LISTS[where]
        for where in sorted(jurisdictions(case.deal.exporter_country, case.day))
        if where in LISTS and (where != "us" or case.facts.subject_to_ear)
    ]
    for technology, because in zip(case.technologies, case.classification.because, strict=True):
        yield Classified(
            technology=technology.code,
            title=technology.title,
            because=because,
            entries=tuple(_entries(case, technology.code, lists)),
        )


def _entries(case: Case, technology: str, lists: Iterable[str]) -> Iterator[ListedEntry]:
    for control_list in lists:
        for match in case.facts.entries(control_list, (technology,)):
            yield ListedEntry(
                list=control_list,
                code=match.code,
                since=match.listed.since,
                title=match.title,
                certain=match.certain,
            )


def _shown(finding: Finding) -> FindingShown:
    provision, reason = finding
    return FindingShown(
        provision=provision.id,
        cite=provision.cite,
        regime=provision.regime,
        url=provision.url,
        checked=provision.checked,
        text=provision.text,
        outcome=(reason.outcome or Outcome.NO_LICENCE).code,
        reason=reason.text,
        evidence=reason.evidence,
    )


def _why(case: Case, findings: tuple[Finding, ...]) -> Iterator[str]:
    """The reasons that weigh most: the law's heaviest first, then the record's heaviest."""
    weighty = sorted(
        (f for f in findings if (f.reason.outcome or 0) > Outcome.NO_LICENCE),
        key=lambda f: -(f.reason.outcome or 0),
    )
    record = sorted((c for c in case.concerns if c.weight > 1), key=lambda c: -c.weight)
    law = [f"{f.provision.cite}: {f.reason.text}" for f in weighty]
    told = " ".join(law[:REASONS_SHOWN])
    said = [f"On record: {c.text}" for c in record if c.text not in told]
    room = REASONS_SHOWN - min(len(said), 1)
    chosen = law[:room]
    yield from chosen + said[: REASONS_SHOWN - len(chosen)]


def _open_questions(case: Case, findings: tuple[Finding, ...]) -> tuple[OpenQuestion, ...]:
    """First what the law left open, with the provisions that ask; then the due diligence that
    the instruments of the day ask for."""
    asked: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.reason.question:
            asked.setdefault(finding.reason.question, []).append(finding)
    by_law = sorted(asked.items(), key=lambda row: -_would(row[1]))
    surveillance = bool(case.technologies) and not case.classification.harmless
    diligence = _diligence(epochs().start(case.day), surveillance=surveillance)
    settled = asked.keys() | case.deal.answers.keys()
    if settled:
        diligence = tuple(question for question in diligence if question.id not in settled)
    by_provisions = (_asked_by_law(name, by) for name, by in by_law)
    return (*by_provisions, *case.same_party, *diligence)


def _asked_by_law(question_id: str, by: list[Finding]) -> OpenQuestion:
    return OpenQuestion(
        id=question_id,
        text=_text(question_id),
        asked_by="; ".join(dict.fromkeys(f.provision.cite for f in by)),
        would_change=Outcome(_would(by)).code,
        provisions=tuple(dict.fromkeys(f.provision.id for f in by)),
    )


@cache
def _diligence(day: str, *, surveillance: bool) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(
            id=question.id,
            text=question.text,
            asked_by="; ".join(question.askers(day)),
            would_change=question.would_change,
        )
        for question in questions().values()
        if question.diligence and (surveillance or question.of == "any") and question.askers(day)
    )


def _would(findings: Iterable[Finding]) -> int:
    return max(f.reason.would or Outcome.LICENCE_REQUIRED for f in findings)


def _text(question_id: str) -> str:
    known: Mapping[str, Question] = questions()
    return known[question_id].text if question_id in known else question_id


def _sources(case: Case, evidence: Iterable[str]) -> Iterator[SourceCited]:
    """The sources behind the evidence, each once, in the order of first use."""
    record = case.known.record
    stands_behind: dict[str, list[str]] = {}
    for record_id in dict.fromkeys(evidence):
        known = record_id in record.by_id
        for source_id in record.sources_out(record_id, case.known.day) if known else (record_id,):
            stands_behind.setdefault(source_id, []).append(record_id)
    for source_id, records in stands_behind.items():
        source = record.sources.get(source_id) or record.index(source_id)
        if source:
            yield SourceCited(
                id=source.id,
                title=source.title,
                publisher=source.publisher,
                url=source.url,
                published=source.published if isinstance(source, Source) else None,
                records=tuple(records),
            )


def _limits(case: Case, findings: tuple[Finding, ...]) -> Iterator[str]:
    yield "The risk is this project's own scale; no authority publishes one."
    yield "Parties were matched by exact names, aliases and simple variants only."
    if case.known.hindsight:
        yield "With hindsight: records published after the day of the deal were used."
    if not case.technologies and not case.classification.harmless:
        yield "The words of the item name no technology that Enduse knows."
    if case.classification.harmless:
        yield f"The item was read as ordinary goods ({case.classification.harmless})."
    if case.exporter.name and not case.exporter.party:
        yield f"{case.exporter.name} is not on record."
    if case.end_user.name and not case.end_user.party:
        yield f"{case.end_user.name} is not on record."
    if not case.known.figures(case.deal.destination):
        yield f"No index of repression for {case.facts.place} was out by {case.day}."
    weak = {f.provision.cite for f in findings if f.provision.checked == "unverified"}
    if weak:
        cites = "; ".join(sorted(weak))
        yield f"Encoded without the text at hand, check before relying on it: {cites}."
    yield "This is not legal advice: the readings of the law are the project's own."
