"""The findings of a check as a timeline: one row each, oldest first."""

import csv
import io

from enduse.forensics.findings import Check, Finding

HEADING = (
    "when", "trace", "strength", "kind", "indicator", "matched", "campaigns", "publications",
    "artefact", "file", "row", "field", "more", "products", "parties",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t")


def check_csv(check: Check) -> str:
    """CSV with a heading; cells that a spreadsheet would run as a formula begin with a quote."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows([_safe(cell) for cell in _row(finding)] for finding in check.findings)
    return text.getvalue()


def _row(finding: Finding) -> tuple[object, ...]:
    sought, where = finding.indicator, finding.where
    return (
        finding.when or "", finding.trace, finding.strength, sought.kind, sought.value,
        finding.matched, "; ".join(sought.campaigns), "; ".join(sought.publications),
        where.artefact, where.file, where.row or "", where.field or "", finding.more or "",
        "; ".join(finding.products), "; ".join(finding.parties),
    )  # fmt: skip


def _safe(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
