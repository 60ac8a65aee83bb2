"""The forms of a check that go into a file, each loaded when it is asked for."""

from collections.abc import Callable, Mapping

from enduse.forensics.custody import Custody
from enduse.forensics.findings import Check


def _json(check: Check, custody: Custody) -> bytes:
    from enduse.interchange.check_json import check_json

    return check_json(check, custody)


def _csv(check: Check, _: Custody) -> bytes:
    from enduse.interchange.check_csv import check_csv

    return check_csv(check).encode()


def _html(check: Check, custody: Custody) -> bytes:
    from enduse.interchange.check_html import check_html

    return check_html(check, custody).encode()


def _stix(check: Check, custody: Custody) -> bytes:
    from enduse.interchange.check_stix import check_stix

    return check_stix(check, custody)


REPORTS: Mapping[str, Callable[[Check, Custody], bytes]] = {
    "json": _json,
    "csv": _csv,
    "html": _html,
    "stix": _stix,
}
