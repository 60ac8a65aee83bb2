"""What would change an assessment: answers still open, and how much of the law it rests on."""

from collections.abc import Iterator

from enduse.assessment.result import Assessment, FindingShown
from enduse.interchange import report_words as words
from enduse.interchange.languages import number
from enduse.interchange.report_law import weightiest
from enduse.interchange.report_words import clean, rank, say, say_count

NAMED, PAIR = 3, 2


def changes(assessment: Assessment) -> Iterator[str]:
    """In sentences: which answers could raise the outcome, what it rests on, what was left out."""
    yield from _answers(assessment)
    yield from _basis(assessment)
    yield from _knowledge(assessment)


def _answers(assessment: Assessment) -> Iterator[str]:
    """One sentence for each outcome that an answer could bring, the heaviest first."""
    could = [question.would_change or "" for question in weightiest(assessment)]
    above = [code for code in could if rank(code) > rank(assessment.outcome)]
    for code in dict.fromkeys(above):
        first = above.index(code) + 1
        yield _raised(first, above.count(code), words.outcome_word(code).label)
    yield from _lesser(len(could) - len(above), len(above))


def _raised(first: int, count: int, outcome: str) -> str:
    numbers = {"first": number(first), "last": number(first + count - 1), "outcome": outcome}
    if count == PAIR:
        return say("Answers to questions {first} and {last} could bring “{outcome}”.", **numbers)
    return say_count(
        "An answer to question {first} could bring “{outcome}”.",
        "Answers to questions {first} to {last} could bring “{outcome}”.",
        count,
        **numbers,
    )


def _lesser(lesser: int, above: int) -> Iterator[str]:
    if lesser and above:
        yield say_count(
            "The other open question could not raise the outcome.",
            "The other {count} open questions could not raise the outcome.",
            lesser,
        )
    elif lesser:
        yield say_count(
            "The open question could not raise the outcome.",
            "None of the {count} open questions could raise the outcome.",
            lesser,
        )
    elif not above:
        yield say("No open question bears on the outcome; other facts would be judged anew.")


def _basis(assessment: Assessment) -> Iterator[str]:
    """Which provisions carry the outcome, what remains without them, how well they were read."""
    behind = [f for f in assessment.findings if f.outcome == assessment.outcome]
    if rank(assessment.outcome) <= rank("undecided") or not behind:
        return
    cites = list(dict.fromkeys(clean(finding.cite) for finding in behind))
    rest = [f.outcome for f in assessment.findings if f.outcome != assessment.outcome]
    yield say_count(
        "“{outcome}” rests on one provision, {cites}; without it the outcome would be “{rest}”.",
        "“{outcome}” rests on {count} provisions ({cites}); without them the outcome would be "
        "“{rest}”.",
        len(cites),
        outcome=words.outcome_word(assessment.outcome).label,
        cites=_some(cites),
        rest=words.outcome_word(max(rest, key=rank, default="no-licence")).label,
    )
    yield from _unread(behind)


def _unread(behind: list[FindingShown]) -> Iterator[str]:
    if all(finding.checked != "verified" for finding in behind):
        yield say(
            "No provision behind the outcome was fully verified by the project: read the official "
            "text before you rely on it."
        )


def _some(cites: list[str]) -> str:
    more = len(cites) - NAMED
    named = "; ".join(cites[:NAMED])
    return named if more <= 0 else say("{named}; and {more} more", named=named, more=more)


def _knowledge(assessment: Assessment) -> Iterator[str]:
    if not assessment.hindsight:
        yield say(
            "What was published after {day} is left out; an assessment with hindsight weighs it.",
            day=words.day(assessment.known_on),
        )
