"""Safe tables of a list: for the terminal, as CSV, as JSON and as a drawing."""

from collections.abc import Iterable
from typing import Any

from babel import Locale

from enduse.interchange.drawings import UNMARKED, Frame, Label, Share, shares
from enduse.interchange.table_csv import csv_lines
from enduse.leaks.summary import Summary
from enduse.leaks.tables import UNKNOWN, Key, countries_of

ENGLISH = Locale("en")
OWN_NAMES = {"xk": "Kosovo", "ac": "Ascension", "ta": "Tristan da Cunha"}
MANY = 5
UNITS = {"numbers": "Numbers", "selections": "Selections", "people": "People"}


def as_json(summary: Summary) -> dict[str, Any]:
    """The table as plain values; fields may be added, none is renamed."""
    return {
        "n": summary.n,
        "k": summary.k,
        "by": list(summary.by),
        "unit": summary.unit,
        "rows_rejected": summary.rejected,
        "cells": [{**_fields(summary.by, key), "count": count} for key, count in summary.cells],
        "suppressed_cells": summary.suppressed,
        "rounded_to": summary.rounded,
        "epsilon": summary.epsilon,
        "delta": summary.delta,
        "notes": summary.notes,
    }


def as_csv(summary: Summary) -> Iterable[str]:
    """The table line by line; what must be said with it stands in every row."""
    names = [*summary.by, "count", "unit", "n", "k", "suppressed_cells", "epsilon", "note"]
    said = (summary.unit, summary.n, summary.k, summary.suppressed, summary.epsilon)
    note = " ".join(summary.notes)
    rows = ([*key, count, *said, note] for key, count in summary.cells)
    return csv_lines(names, rows)


def as_svg(summary: Summary) -> str:
    """The table as a drawing of its own."""
    title = f"{UNITS[summary.unit]} by {' and '.join(summary.by)}"
    told = least(summary)
    parts = [
        Share(Label(named(summary.by, key)), UNMARKED, count, f"{told}{count:,}")
        for key, count in summary.cells
    ]
    if not parts:
        return shares(
            Frame("leak", title, "No cell may be shown."),
            [Share(Label("none may be shown"), UNMARKED, 1, "")],
        ).alone(language="en", foot=summary.notes)
    frame = Frame("leak", title, " ".join(summary.notes))
    return shares(frame, parts).alone(language="en", foot=summary.notes)


def least(summary: Summary) -> str:
    """The words before a count that may be more, or about so many."""
    if summary.unit == "people" or summary.rounded > 1:
        return "at least "
    return "about " if summary.epsilon else ""


def named(by: Iterable[str], key: Key) -> str:
    """A cell in words."""
    return ", ".join(
        country_words(part) if dimension == "country" else part
        for dimension, part in zip(by, key, strict=True)
    )


def country_words(category: str) -> str:
    """A category by country in words.

    >>> country_words("eh+ma"), country_words("network:Iridium")
    ('Morocco or Western Sahara', 'Iridium (no country)')
    """
    codes, network = countries_of(category)
    if network:
        return f"{network} (no country)"
    if len(codes) > MANY:
        return f"one of {len(codes)} countries of one code"
    return " or ".join(sorted(_country(code) for code in codes))


def _country(code: str) -> str:
    return OWN_NAMES.get(code) or ENGLISH.territories.get(code.upper(), code)


def _fields(by: Iterable[str], key: Key) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for dimension, part in zip(by, key, strict=True):
        if dimension == "country":
            made["country"], network = countries_of(part)
            made |= {"network": network} if network else {}
        elif dimension == "year":
            made["year"] = None if part == UNKNOWN else int(part)
        else:
            made[dimension] = part
    return made
