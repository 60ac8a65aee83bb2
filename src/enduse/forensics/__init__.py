"""Published indicators against what was found on a device."""

from collections.abc import Iterable
from pathlib import Path

from enduse.forensics.attribution import Attributions
from enduse.forensics.custody import Held
from enduse.forensics.findings import Check, concluded
from enduse.forensics.indicators import Indicators
from enduse.forensics.inputs.open import read_path
from enduse.forensics.inspection import Inspection, Place, Sighting
from enduse.forensics.matcher import Matcher
from enduse.record import Record

__all__ = ["Check", "Indicators", "Matcher", "check"]


def check(
    paths: Iterable[Path],
    indicators: Indicators,
    *,
    record: Record | None = None,
    with_content: bool = False,
    files: Iterable[Held] = (),
) -> Check:
    """Seek indicators in files and folders, and among the digests of `files`.

    `record` names the products and parties behind a campaign. With `with_content` a finding holds
    the field it stands in, which may be private; otherwise only what matched.
    """
    inspection = Inspection(Matcher(indicators), with_content=with_content)
    _look_at_digests(inspection, [one for one in files if one.sha256])
    for path in paths:
        read_path(inspection, path)
    return concluded(inspection, Attributions(record))


def _look_at_digests(inspection: Inspection, files: list[Held]) -> None:
    """A file that is itself a part of a tool, by its SHA-256."""
    digests = [one.sha256 or "" for one in files]
    for at, matched, hit in inspection.matcher.column("hash", digests):
        place = Place(files[at].file, "the file itself", None, "SHA-256")
        inspection.saw([[Sighting(hit.term, matched, "installed", place)]])
