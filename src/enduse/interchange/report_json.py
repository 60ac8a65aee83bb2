"""An assessment as JSON: the contract of `enduse assess --format json`, and one line for many."""

import msgspec

from enduse.assessment.result import Assessment


def to_json(assessment: Assessment, *, pretty: bool) -> bytes:
    """The fields of the contract in UTF-8; on one line, without its end, unless `pretty`."""
    content = msgspec.json.encode(assessment)
    return msgspec.json.format(content, indent=2) if pretty else content
