"""The words of every report: labels, plain sentences, headings; each stands here once."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from enduse.interchange.languages import Spoken, spoken
from enduse.interchange.languages import day as day
from enduse.interchange.languages import say as say
from enduse.interchange.languages import say_count as say_count
from enduse.interchange.languages.spoken import OWN

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
RUN = re.compile(rf"[{RIGHT_TO_LEFT}](?:[^A-Za-z\u00c0-\u024f]*[{RIGHT_TO_LEFT}])?")
CLOSING = re.compile(r"[^\w\s]*?\)")
LEFT_TO_RIGHT_MARK = "\u200e"
DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SOLID, HOLLOW = "■", "□"


class Word(NamedTuple):
    """A label, the plain sentence that explains it, and its tone: a colour that reads in grey."""

    label: str
    sentence: str
    tone: str


OUTCOMES = {
    "no-licence": Word(
        "No licence needed",
        "No provision that was looked at asks for a licence for this deal on that day. "
        "This is not an endorsement: duties of care apply to every deal.",
        "none-known",
    ),
    "undecided": Word(
        "Undecided",
        "Whether a licence is needed cannot be said before the open questions are answered.",
        "undecided",
    ),
    "general-licence": Word(
        "General licence",
        "A general licence covers this kind of deal, as long as each of its conditions is met.",
        "concern",
    ),
    "notify": Word(
        "Notify the authority",
        "The exporter must tell the authority before going ahead; "
        "the authority says whether a licence is needed.",
        "concern",
    ),
    "licence-required": Word(
        "Licence required",
        "The deal may go ahead only with a licence from the authority.",
        "serious",
    ),
    "refuse": Word(
        "Licence to be refused",
        "A licence is needed, and a rule that the authority must apply asks it to refuse one.",
        "severe",
    ),
    "prohibited": Word(
        "Prohibited",
        "A provision forbids the deal; only an exemption in that provision could allow it.",
        "severe",
    ),
}
RISKS = {
    "none-known": Word(
        "No risk known",
        "Nothing on record weighs against this deal. A silent record does not mean that nothing "
        "happened.",
        "none-known",
    ),
    "concern": Word(
        "Concern", "The record holds something that should be looked into first.", "concern"
    ),
    "serious": Word(
        "Serious risk",
        "The record holds serious reasons to fear that the technology would be used for abuse.",
        "serious",
    ),
    "severe": Word(
        "Severe risk",
        "The record holds grave reasons to fear that the technology would be used for abuse.",
        "severe",
    ),
}
UNMOVED = (
    "What is on record of the place or the parties does not weigh on an item such as this one. "
    "It is listed below."
)
SCALE_NOTE = (
    "The risk scale is Enduse's own (none known, concern, serious, severe) and rests only on the "
    "records cited below."
)
HINDSIGHT = (
    "With hindsight: what was published after the day of the law counts here as well; an official "
    "on that day could not have known all of it."
)
LATER = (
    "Sources marked “published later” came out after the day of knowledge. They are named because "
    "they stand behind records that were known by then, and may tell more than was known."
)
PUBLISHED_LATER = "published later"
COLOPHON = (
    "Made by Enduse from public records and from the law as it is encoded there. It informs a "
    "decision; it does not replace one."
)
WEIGHTS = Spoken({"1": "a concern", "2": "serious", "3": "severe"})
FINDINGS = Spoken({"no-licence": "no licence question; duty", "undecided": "open"})
MARKS = {"confirmed": "●", "documented": "◕", "reported": "◑", "alleged": "○", "denied": "✕"}
STRENGTHS = Spoken(
    {
        "confirmed": "confirmed",
        "documented": "documented",
        "reported": "reported",
        "alleged": "alleged",
        "denied": "denied",
    }
)
CHECKED = Spoken({"verified": "verified", "partly": "partly checked", "unverified": "unverified"})
HEADINGS = Spoken(
    {
        "outcome": "Outcome and risk",
        "why": "Why",
        "changes": "What would change this",
        "questions": "Questions still open",
        "flags": "Red flags",
        "provisions": "Provisions",
        "record": "The record",
        "precedents": "Precedents",
        "sources": "Sources",
        "limits": "What was not looked at",
    }
)
REASONS = "For this deal"
CHECKLIST = "Due diligence asks as well"
ITEM = "The item"
CHAPTERS = Spoken(
    {
        "destination": "Destination",
        "end-user": "End user",
        "supplier": "Supplier",
        "technology": "Technology",
    }
)
NOTHING = Spoken(
    {
        "why": "Nothing weighs in the law or the record that was looked at.",
        "questions": "No question is open.",
        "flags": "No red flag was raised.",
        "provisions": "No provision that was looked at applies to this deal on that day.",
        "chapter": "Nothing on record weighs here.",
        "precedents": "No earlier decision on a like deal is on record.",
        "sources": "No record was used, so there is no source to name.",
        "limits": "Nothing was named.",
    }
)
BODIES = Spoken(
    {
        "military": "military",
        "police": "police",
        "intelligence": "intelligence service",
        "interior-ministry": "ministry of the interior",
        "paramilitary": "paramilitary force",
        "government": "government",
        "civil": "civil body",
        "telecom-operator": "telecom operator",
        "company": "company",
    }
)
DECISIONS = Spoken(
    {
        "applied": "applied",
        "granted": "granted",
        "frozen": "frozen",
        "suspended": "suspended",
        "reinstated": "reinstated",
        "narrowed": "narrowed",
        "refused": "refused",
        "withdrawn": "withdrawn",
        "expired": "expired",
        "revoked": "revoked",
        "appealed": "appealed",
        "issued-on-appeal": "issued on appeal",
        "catch-all-imposed": "licence duty imposed (catch-all)",
    }
)
LISTS = Spoken(
    {
        "wassenaar": "Wassenaar list",
        "eu-annex-i": "EU dual-use list (Annex I)",
        "uk": "UK dual-use list",
        "us-ccl": "US Commerce Control List",
        "ch-gkv": "Swiss dual-use list",
        "de-al": "German export list (national entries)",
        "il": "Israeli dual-use list",
    }
)


def plain(code: str) -> str:
    """A code as words, for codes that have no label of their own."""
    return code.replace("-", " ").replace("_", " ")


def outcome_word(code: str) -> Word:
    """The word for an outcome; an unknown code is shown as it is."""
    word = OUTCOMES.get(code) or Word(plain(code), "", "undecided")
    return Word(say(word.label), say(word.sentence), word.tone)


def risk_word(code: str, *, recorded: bool) -> Word:
    """The word for a level of risk, `recorded` if the report lists anything; or an unknown code."""
    word = RISKS.get(code) or Word(plain(code), "", "undecided")
    unmoved = recorded and code == "none-known"
    return Word(say(word.label), say(UNMOVED if unmoved else word.sentence), word.tone)


def finding_word(code: str) -> str:
    """What one reason of one provision comes to."""
    return FINDINGS.get(code) or lowered(outcome_word(code).label)


def lowered(label: str) -> str:
    """A label inside a sentence: English writes it small, other languages as it is."""
    return label.lower() if spoken() == OWN else label


def proof(strength: str, weight: str) -> str:
    """How well a statement is proven, mark and word, and what it weighs."""
    weighs = say("weighs as {weight}", weight=weight)
    if not strength:
        return weighs
    mark = MARKS.get(strength, "")
    return f"{mark} {STRENGTHS.get(strength, strength)}; {weighs}".strip()


def rank(outcome: str) -> int:
    """The place of an outcome in rising order; unknown codes come first."""
    return list(OUTCOMES).index(outcome) if outcome in OUTCOMES else -1


def steps(code: str, scale: dict[str, Word]) -> tuple[int, int]:
    """How many of how many steps of its scale a code fills."""
    return (list(scale).index(code) + 1 if code in scale else 0), len(scale)


def bar(code: str, scale: dict[str, Word]) -> str:
    """The mark of an outcome or a risk: the steps it fills on its scale.

    >>> bar("serious", RISKS)
    '■■■□'
    """
    filled, whole = steps(code, scale)
    return SOLID * filled + HOLLOW * (whole - filled)


def clean(text: str) -> str:
    r"""Text from a file made safe to set: one line, no control codes, no hidden turns.

    >>> clean("a\x1b[31m b\n c\u202ed")
    'a[31m b cd'
    """
    return " ".join(DIRECTION.sub("", CONTROL.sub("", text)).split())


def ended(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if not text or text[-1] in ".?!…:" else f"{text}."


def capital(text: str) -> str:
    """Text that begins as a sentence does."""
    return text[:1].upper() + text[1:]


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it runs from right to left.

    A run keeps the bracket that closes one it opened, and no other.
    """
    done = 0
    for match in RUN.finditer(text):
        end = match.end()
        if match[0].count("(") > match[0].count(")") and (close := CLOSING.match(text, end)):
            end = close.end()
        yield text[done : match.start()], False
        yield text[match.start() : end], True
        done = end
    yield text[done:], False


def closed(text: str) -> str:
    """Text for a plain page: what runs from right to left is kept from turning what follows it."""
    return "".join(piece + (LEFT_TO_RIGHT_MARK if turned else "") for piece, turned in runs(text))
