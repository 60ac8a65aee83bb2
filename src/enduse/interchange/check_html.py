"""A check as one page for a case file: no script, no request to anyone, made to be printed."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from enduse.forensics.custody import Custody
from enduse.forensics.findings import Check, proving
from enduse.forensics.indicators import KIND_WORDS
from enduse.forensics.traces import MEANING, TRACES, next_steps
from enduse.interchange.check_json import in_words
from enduse.interchange.check_terminal import VERBS, covered

TEMPLATES = Path(__file__).parent / "templates"


def check_html(check: Check, custody: Custody) -> str:
    """The page: what was found, what it means, what to do, what could not be seen, custody."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    seen = {finding.trace for finding in check.findings}
    return environment.get_template("check.html.j2").render(
        check=check,
        custody=custody,
        verdict=in_words(check),
        meanings=[(VERBS[trace], MEANING[trace]) for trace in TRACES if trace in seen],
        steps=next_steps(proving(check.findings)) if seen else [],
        covered=covered(check.coverage),
        verbs=VERBS,
        kinds={kind: words[0] for kind, words in KIND_WORDS.items()},
    )
