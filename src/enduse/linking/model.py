"""The statistical model: what is compared, and how likely each outcome is of one party and of two.

It is a model of Fellegi and Sunter, as Splink computes it. `m` is how often entries of one party
come out so, `u` how often entries of two. What is written here holds where a register has too few
entries to learn from; docs/linking.md tells the table, benchmarks/link.py measures it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from enduse.linking.traits import Traits

Settings = dict[str, Any]
LEAST_PROBABILITY = 0.2
BY_CHANCE = 0.01  # of all entries meet an unrelated one whose name comes out the same
SPELT_ALIKE = 0.55  # of the pairs of one party are of the same words
TWINS = 0.25  # of the entries have another of their party, before anything is counted
MOST_LIKELY = 0.3
PAIRS_BEFORE, SAME_BEFORE = 1000.0, 100.0
"""What the table counts for against the pairs of a register, for u and for m."""
DIGITS = 6
SAMPLE = 1000  # entries; every two of them make half a million pairs


class Level(NamedTuple):
    """An outcome of a comparison. `u` None: as often as chance has it in a register of its size."""

    label: str
    condition: str
    m: float
    u: float | None


class Compared(NamedTuple):
    """What is compared, from the outcome that says most to the one that says least."""

    column: str
    levels: tuple[Level, ...]
    missing: str | None = None


_SOUNDS = "whole_l = whole_r or letters_l = letters_r or sounds_l = sounds_r"
_MISSPELT = (
    "(levenshtein(letters_l, letters_r) <= 1 and length(letters_l) > 4 and length(letters_r) > 4)"
    " or (levenshtein(letters_l, letters_r) <= 2"
    " and length(letters_l) > 8 and length(letters_r) > 8)"
    " or (levenshtein(whole_l, whole_r) <= 2 and length(whole_l) > 8 and length(whole_r) > 8)"
)
_INITIALS = (
    "(initials_l = letters_r and length(letters_r) > 2)"
    " or (initials_r = letters_l and length(letters_l) > 2)"
)
_TWO = "(rare_l = rare_r and next_l = next_r) or (rare_l = next_r and next_l = rare_r)"
_ONE = "rare_l = rare_r or rare_l = next_r or next_l = rare_r"
NAME = Compared(
    "name",
    (
        Level("the same words", "core_l = core_r", 0.55, None),
        Level("the same sounds", _SOUNDS, 0.17, None),
        Level("a slip of the pen", _MISSPELT, 0.08, None),
        Level("initials", _INITIALS, 0.03, None),
        Level("the same in another script", "far_l = far_r", 0.03, None),
        Level("the two rarest words", _TWO, 0.06, 1e-5),
        Level("the rarest word", _ONE, 0.05, 1e-4),
        Level("other words", "ELSE", 0.03, 0.99989),
    ),
)


def _either(column: str, m: float, u: float) -> Compared:
    same, other = f"{column}_l = {column}_r", "ELSE"
    levels = (Level("the same", same, m, u), Level("another", other, 1 - m, 1 - u))
    return Compared(column, levels, f"{column}_l is null or {column}_r is null")


COMPARED = (
    NAME,
    _either("numbers", 0.97, 0.05),
    _either("form", 0.9, 0.4),
    _either("country", 0.93, 0.2),
    _either("person", 0.99, 0.6),
    _either("date", 0.9, 0.01),
    _either("identifier", 0.95, 0.001),
    _either("place", 0.7, 0.05),
)


def settings(rows: Sequence[Traits]) -> Settings:
    """The model for these rows before anything is learnt from them, as Splink reads it."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": _round(_likely(rows)),
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.keys = r.keys", "arrays_to_explode": ["keys"]}
        ],
        "comparisons": [_comparison(compared, len(rows)) for compared in COMPARED],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _likely(rows: Sequence[Traits]) -> float:
    """How likely two entries are of one party, from how many are of the same words."""
    same = sum(n * (n - 1) / 2 for n in Counter(row.core for row in rows).values())
    pairs = len(rows) * (len(rows) - 1) / 2
    return min((same / SPELT_ALIKE + TWINS * len(rows)) / pairs, MOST_LIKELY)


def _comparison(compared: Compared, entries: int) -> Settings:
    levels = [_level(level, BY_CHANCE / entries) for level in compared.levels]
    if compared.missing:
        null = {"sql_condition": compared.missing, "is_null_level": True, "label_for_charts": "?"}
        levels.insert(0, null)
    return {"output_column_name": compared.column, "comparison_levels": levels}


def _level(level: Level, by_chance: float) -> Settings:
    told: Settings = {
        "sql_condition": level.condition,
        "label_for_charts": level.label,
        "m_probability": _round(level.m),
        "u_probability": _round(by_chance if level.u is None else level.u),
    }
    if level.condition == _ONE:
        told |= {"tf_adjustment_column": "rare", "disable_tf_exact_match_detection": True}
    return told


def sample(rows: Iterable[Traits]) -> list[Traits]:
    """Entries to see chance at work on: no two of the same words or sounds, since such are mostly
    of one party. Ids follow from what is stated, so the first of them are as good as any."""
    chosen: list[Traits] = []
    seen: set[str] = set()
    for row in sorted(rows, key=lambda row: row.unique_id):
        if row.core not in seen and row.sounds not in seen:
            chosen.append(row)
            seen |= {row.core, row.sounds}
        if len(chosen) == SAMPLE:
            break
    return chosen


def with_learnt(given: Settings, learnt: Settings, *, pairs: int, same: int) -> Settings:
    """The model with what Splink learnt from so many pairs of the sample, and from so many pairs of
    the same words: the more of them, the more it counts against what the model said before."""
    comparisons = [
        {**before, "comparison_levels": list(_levels(before, after, pairs, same))}
        for before, after in zip(given["comparisons"], learnt["comparisons"], strict=True)
    ]
    return {**given, "comparisons": comparisons}


def _levels(before: Settings, after: Settings, pairs: int, same: int) -> Iterator[Settings]:
    of_name = before["output_column_name"] == NAME.column
    u_seen = _found(before, after, "u")
    m_seen = [] if of_name else _found(before, after, "m")
    for at, old in enumerate(before["comparison_levels"]):
        if old.get("is_null_level"):
            yield old
            continue
        fixed = of_name and NAME.levels[at].u is None
        u = _mixed(old["u_probability"], None if fixed else u_seen, at, (PAIRS_BEFORE, pairs))
        m = _mixed(old["m_probability"], m_seen, at, (SAME_BEFORE, same))
        yield {**old, "m_probability": _round(m), "u_probability": _round(u)}


def _found(before: Settings, after: Settings, which: str) -> list[float]:
    """What was learnt of each outcome; empty where the column was empty. Splink leaves as it was
    what it never saw: among outcomes that it saw, that is 0."""
    key = f"{which}_probability"
    levels = zip(before["comparison_levels"], after["comparison_levels"], strict=True)
    found = [new.get(key) if new.get(key) != old.get(key) else 0.0 for old, new in levels]
    return [value or 0.0 for value in found] if any(found) else []


def _mixed(said: float, found: list[float] | None, at: int, weights: tuple[float, float]) -> float:
    """What was said before and what was learnt, each by what it rests on."""
    if not found:
        return said
    before, seen = weights
    return (said * before + found[at] * seen) / (before + seen)


def _round(value: float) -> float:
    """So many digits that no engine's way of summing shows."""
    return float(f"{value:.{DIGITS}g}")


class OfSameWords(NamedTuple):
    """Entries whose words another one has, and how many pairs of such there are."""

    rows: list[Traits]
    pairs: int


def of_same_words(rows: Sequence[Traits]) -> OfSameWords:
    """The entries whose words another one has, as many as are enough to learn from."""
    groups: dict[str, list[Traits]] = {}
    for row in rows:
        groups.setdefault(row.core, []).append(row)
    several = sorted(
        (group for group in groups.values() if len(group) > 1), key=lambda g: g[0].unique_id
    )[:SAMPLE]
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in several)
    return OfSameWords([row for group in several for row in group], pairs)
