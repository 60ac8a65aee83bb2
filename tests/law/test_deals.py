"""Deals drawn up against the law, each run through the whole assessment."""

from functools import lru_cache
from pathlib import Path

import pytest

from enduse.assessment.assess import Assessor
from enduse.assessment.backtest import Expectation, backtest
from enduse.interchange.expectations import read_expectations
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.record import Record

HERE = Path(__file__).parent
PACK = read_pack()
DEALS = [
    deal
    for path in sorted(HERE.glob("deals-*.yaml"))
    for deal in read_expectations(path, Gazetteer(PACK.places.countries))
]


@lru_cache(maxsize=1)
def assessor() -> Assessor:
    return Assessor(Record(PACK))


@pytest.mark.parametrize("deal", DEALS, ids=lambda deal: deal.id)
def test_deal(deal: Expectation) -> None:
    (result,) = backtest(assessor(), [deal])
    assert result.faults == ()
