"""The examples are read like anybody's files, and every real case is asked about."""

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from enduse.assessment.backtest import Expectation
from enduse.interchange.deal_table import read_rows
from enduse.interchange.deal_yaml import deal_from, read_deal
from enduse.interchange.expectations import HARMLESS, read_expectations
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.law import PROVISIONS
from enduse.taxonomy import TECHNOLOGIES
from enduse.taxonomy.tables import read_yaml

EXAMPLES = Path(__file__).parents[1] / "examples"
DEALS = (EXAMPLES / "deals.yaml", EXAMPLES / "deals-more.yaml")
CASES = read_yaml(EXAMPLES / "cases.yaml")
EXPECTATIONS = (*DEALS, HARMLESS)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer(read_pack().places.countries)


def expected(path: Path) -> tuple[Expectation, ...]:
    return read_expectations(path, gazetteer())


def countries_of(case: dict[str, object], field: str) -> list[str]:
    said = case.get(field)
    return list(said) if isinstance(said, list) else [str(said)] if said else []


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.stem)
def test_every_deal_says_what_is_acceptable(path: Path) -> None:
    assert all(one.outcomes for one in expected(path))


def test_no_id_stands_twice() -> None:
    ids = Counter(one.id for path in EXPECTATIONS for one in expected(path))
    assert [one for one, times in ids.items() if times > 1] == []


def test_there_are_46_cases_and_each_has_a_deal_or_a_reason() -> None:
    asked = {row.get("case") for path in DEALS for row in read_yaml(path)} - {"none", None}
    cases = {case["id"] for case in CASES}
    assert len(CASES) == len(cases) == 46
    assert cases - asked == {case["id"] for case in CASES if case.get("no_deal_because")}
    assert asked <= cases


@pytest.mark.parametrize("field", ["exporter_country", "destination", "via", "origin"])
def test_cases_name_countries_by_their_codes(field: str) -> None:
    for case in CASES:
        for code in countries_of(case, field):
            assert gazetteer().code(code, case["id"]) == code


def test_cases_name_technologies_of_the_taxonomy() -> None:
    assert {code for case in CASES for code in case["technology"]} <= set(TECHNOLOGIES)


def test_cases_rest_on_provisions_that_exist() -> None:
    ids = {provision.id for provision in PROVISIONS}
    readings = [case.get("expect", {}) for case in CASES]
    named = {one for said in readings for key in ("basis", "weigh") for one in said.get(key, ())}
    assert named - ids == set()


def test_cases_cite_an_address_or_a_source_of_the_pack() -> None:
    ids = {source.id for source in read_pack().sources}
    for case in CASES:
        assert case["sources"], case["id"]
        assert all(s.startswith(("http://", "https://")) or s in ids for s in case["sources"])


def test_harmless_deals_are_many_varied_and_mostly_without_a_technology() -> None:
    deals = [one.deal for one in expected(HARMLESS)]
    assert len(deals) >= 60
    assert sum(bool(deal.technologies) for deal in deals) < len(deals) / 5
    assert len({deal.exporter_country for deal in deals}) >= 10
    assert {str(deal.date)[:4] for deal in deals} >= {"2005", "2016", "2026"}


def test_the_single_deal_is_read() -> None:
    assert read_deal(EXAMPLES / "area-egypt-2016.yaml", gazetteer()).destination == "eg"


def test_the_table_is_read_row_by_row() -> None:
    rows = list(read_rows(EXAMPLES / "deals.csv"))
    deals = [deal_from(row.fields, row.where, gazetteer()) for row in rows]
    assert len(deals) == 12
    assert sum(bool(deal.intermediaries) for deal in deals) == 1
    assert [deal.answers for deal in deals if deal.answers] == [{"exporter-informed": True}]
