"""docs/rules.md says what the code does: its tables are compared with those of the code."""

import re
from pathlib import Path

from enduse.assessment.pledges import LIMITS
from enduse.record.standing import BY_STATUS
from enduse.record.transparency import (
    DELAY_POINTS,
    ENOUGH,
    FIELD_POINTS,
    LATE,
    REQUEST_POINTS,
    SOON,
    WHATS,
)
from enduse.trade.chain_law import NEXT, ON_APPEAL, ON_REVIEW, UNSTATED
from enduse.trade.readings import TOO_MANY

DOCS = Path(__file__).parents[1] / "docs"
RULES = (DOCS / "rules.md").read_text()


def rows(first: str) -> list[list[str]]:
    """The cells of the table whose first heading this is, below its heading."""
    table = RULES[RULES.index(f"| {first} |") :].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()][
        2:
    ]


def events(cell: str) -> set[str]:
    return set(filter(None, re.split(r"[,; ]+", cell)))


def test_the_law_of_the_chain_is_the_table_in_the_docs() -> None:
    told = {row[0]: row[1:] for row in rows("how it stands")}
    assert list(told) == list(NEXT)
    for state, steps in NEXT.items():
        follow, review, appeal, assumed = told[state]
        assert events(follow) == set(steps)
        assert events(review) == set(ON_REVIEW.get(state, {}))
        assert events(appeal) == set(ON_APPEAL[state])
        with_event = {
            (event, missing)
            for part in filter(None, assumed.split(";"))
            for missing in re.findall(r"\((.+)\)", part)
            for event in events(part.partition("(")[0])
        }
        assert with_event == {(e, missing) for e, (missing, _) in UNSTATED.get(state, {}).items()}


def test_the_score_is_the_table_in_the_docs() -> None:
    told = {row[0]: row[1:] for row in rows("what")}
    assert told["each of the seven"][0] == str(FIELD_POINTS)
    delay = told["median delay"]
    assert delay[0] == str(DELAY_POINTS)
    assert [re.findall(r"\d+", cell) for cell in delay[1:]] == [
        [str(SOON)],
        [str((SOON + LATE) // 2)],
        [str(LATE)],
    ]
    assert told["requests: the mean of"][0] == str(REQUEST_POINTS)
    assert len(WHATS) * FIELD_POINTS + DELAY_POINTS + REQUEST_POINTS == 100
    assert f"Below {ENOUGH} there is no score" in RULES


def test_every_standing_and_every_limit_is_explained() -> None:
    for standing, _ in BY_STATUS.values():
        assert standing.replace("-", " ") in RULES
    assert len(LIMITS) == len(re.split("[;:]", RULES.rpartition("in law: ")[2])) + 1
    assert f"{TOO_MANY:,}" in (DOCS / "decisions" / "0008-chain-of-a-licence.md").read_text()
