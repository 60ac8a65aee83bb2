"""Published indicators against what was found on a device."""

from collections.abc import Iterable
from pathlib import Path

from enduse.forensics.attribution import Attributions
from enduse.forensics.findings import Check, concluded
from enduse.forensics.indicators import Indicators
from enduse.forensics.inputs.open import read_path
from enduse.forensics.inspection import Inspection
from enduse.forensics.matcher import Matcher
from enduse.record import Record

__all__ = ["Check", "Indicators", "Matcher", "check"]


def check(
    paths: Iterable[Path],
    indicators: Indicators,
    *,
    record: Record | None = None,
    with_content: bool = False,
) -> Check:
    """Seek indicators in files and folders.

    `record` names the products and parties behind a campaign. With `with_content` a finding holds
    the field it stands in, which may be private; otherwise only what matched.
    """
    inspection = Inspection(Matcher(indicators), with_content=with_content)
    for path in paths:
        read_path(inspection, path)
    return concluded(inspection, Attributions(record))
