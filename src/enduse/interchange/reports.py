"""The formats of a report that go into a file, each loaded when it is asked for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from enduse.assessment.result import Assessment
from enduse.interchange.atomic import write_whole


def _json(assessment: Assessment) -> bytes:
    from enduse.interchange.report_json import to_json

    return to_json(assessment, pretty=True) + b"\n"


def _jsonl(assessment: Assessment) -> bytes:
    from enduse.interchange.report_json import to_json

    return to_json(assessment, pretty=False) + b"\n"


def _markdown(assessment: Assessment) -> bytes:
    from enduse.interchange.report_markdown import to_markdown

    return to_markdown(assessment).encode()


def _html(assessment: Assessment) -> bytes:
    from enduse.interchange.report_html import to_html

    return to_html(assessment).encode()


def _pdf(assessment: Assessment) -> bytes:
    from enduse.interchange.report_pdf import to_pdf

    return to_pdf(assessment)


FORMATS: Mapping[str, Callable[[Assessment], bytes]] = {
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
}


def write_output(path: Path, content: bytes) -> None:
    """Put a whole report at a path, or leave what was there; raises BadInput."""
    write_whole(path, content)
