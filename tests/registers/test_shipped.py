"""Each register that ships reads its sample, in the form that the authority's table has."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from enduse.interchange.pack import COUNTRIES, SHIPPED, read_pack, read_places
from enduse.registers import REGISTERS, register_mapping
from enduse.taxonomy.tables import BadInput
from enduse.trade import Money
from enduse.trade.register import Outcome
from tests.build_registers import SAMPLES, read


def test_every_register_has_a_sample() -> None:
    samples = {path.stem for path in SAMPLES.glob("*.csv")}
    for register in REGISTERS:
        assert any(name == register or name.startswith(f"{register}-") for name in samples)


def test_every_register_is_described_in_the_documentation() -> None:
    told = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    for register in REGISTERS.values():
        assert f"## `{register.id}`" in told
        assert register.url is None or register.url in told


def test_what_a_register_names_is_in_the_pack() -> None:
    parties = {party.id for party in read_pack().parties}
    codes = {country.code for country in read_places(SHIPPED / COUNTRIES).countries}
    for register in REGISTERS.values():
        assert register.authority in parties
        assert register.country in codes
        assert set(register_mapping(register.id).values.get("destination", {}).values()) <= codes


def test_an_unknown_register_is_met_with_the_nearest() -> None:
    with pytest.raises(BadInput, match="did you mean 'uk-cases'"):
        register_mapping("uk-case")


def test_the_british_decisions_keep_rating_day_country_and_value() -> None:
    entries, rejected = read("uk", SAMPLES / "uk.csv", criteria=SAMPLES / "uk-criteria.csv")
    italy, hong_kong, software, syria, iran, *islands = entries
    assert (italy.outcome, italy.date, italy.destination) == ("granted", "2008-02-04", "it")
    assert italy.value == Money(amount=Decimal(3540), currency="GBP")
    assert (hong_kong.count, hong_kong.codes, hong_kong.destination) == (2, ("5A002",), "hk")
    assert software.value == Money(amount=Decimal(0), currency="GBP")
    assert (syria.outcome, syria.value) == ("refused", None)
    assert syria.grounds == ("Criterion 2", "Criterion 7")
    assert (iran.outcome, iran.codes, iran.grounds) == ("refused", ("End Use",), None)
    assert {(e.destination, e.destination_name) for e in islands} == {(None, "Channel Islands")}
    assert [(row.line, row.reason) for row in rejected] == [
        (9, "'2008-02-31' is not in the calendar"),
        (10, f"'maybe' is none of {', '.join(get_args(Outcome))}"),
    ]


def test_two_equal_rows_stay_two() -> None:
    entries, _ = read("uk", SAMPLES / "uk.csv")
    *_, first, second = entries
    assert second.reference == f"{first.reference}#2"
    assert len({entry.reference for entry in entries}) == len(entries)


def test_a_reference_is_the_same_where_another_edition_numbers_its_groups_anew(
    tmp_path: Path,
) -> None:
    text = (SAMPLES / "uk.csv").read_text(encoding="utf-8")
    later = tmp_path / "later.csv"
    head, *rows = text.splitlines()
    moved = [row if row[0] == "9" else str(int(row[0]) + 40) + row[1:] for row in rows]
    renamed = [row.replace('"Channel Islands"', '"channel  Islands"') for row in moved]
    later.write_text("\n".join([head, *renamed]), encoding="utf-8")
    before, _ = read("uk", SAMPLES / "uk.csv")
    after, _ = read("uk", later)
    assert [e.reference for e in before] == [e.reference for e in after]


def test_criteria_are_for_the_register_that_has_them() -> None:
    with pytest.raises(BadInput, match="'ch' has no table of grounds"):
        read("ch", SAMPLES / "ch-2014.csv", criteria=SAMPLES / "uk-criteria.csv")
    with pytest.raises(BadInput, match=r"no column 'criteria'"):
        read("uk", SAMPLES / "uk.csv", criteria=SAMPLES / "uk.csv")


def test_the_british_cases_are_counts_of_a_year() -> None:
    entries, rejected = read("uk-cases", SAMPLES / "uk-cases.csv", period="2022")
    issued, refused, open_refused = entries
    assert (issued.date, issued.count, issued.kind) == ("2022", 3, "individual")
    assert issued.codes == ("5A001.f",)
    assert issued.note == "incorporation: N; type: SIEL; sub-type: Permanent"
    assert (refused.outcome, refused.count) == ("refused", 1)
    assert (open_refused.outcome, open_refused.kind, open_refused.count) == (
        "refused",
        "open",
        1200,
    )
    assert [row.reason for row in rejected] == ["'Total' is a total, not an entry"]


def test_a_table_without_a_day_needs_its_period() -> None:
    with pytest.raises(BadInput, match="give the period that the table covers"):
        read("uk-cases", SAMPLES / "uk-cases.csv")
    with pytest.raises(BadInput, match="period: 'soon' is no iso date; write 2022"):
        read("uk-cases", SAMPLES / "uk-cases.csv", period="soon")


def test_the_swiss_lists_of_2014_and_2015_give_the_day() -> None:
    (catcher, tools), _ = read("ch", SAMPLES / "ch-2014.csv")
    assert (catcher.date, catcher.destination, catcher.codes) == ("2014-02-07", "cn", ("5A001.f",))
    assert (tools.codes, tools.item) == (("2B001.b1", "2B201.a1"), "Dual Use Güter")
    assert tools.value == Money(amount=Decimal("209609.55"), currency="CHF")
    (ethiopia, first, second), _ = read("ch", SAMPLES / "ch-2015.csv")
    assert (ethiopia.date, ethiopia.destination, ethiopia.note) == ("2015-01-06", "et", "Ausfuhr")
    assert first.reference.startswith("9000102-")
    assert second.reference == f"{first.reference}#2"


def test_the_swiss_quarterly_lists_take_the_quarter_as_their_date() -> None:
    entries, rejected = read("ch", SAMPLES / "ch-2016.csv", period="Q1 2016")
    one, other, taiwan, france = entries
    assert {e.date for e in entries} == {"2016-01/2016-03"}
    assert one.codes == other.codes == ("5A001.f3a",)
    assert (one.kind, one.outcome, one.note) == ("individual", "granted", "Ausfuhr")
    assert (taiwan.destination, taiwan.item) == ("tw", "Chemikalien CWÜ; Dual Use Güter")
    assert (france.destination, france.destination_name) == ("fr", "Frankreich (mit Monaco)")
    assert [(row.line, row.reason) for row in rejected] == [
        (8, "'keiner' is no amount with '.' before the decimals")
    ]


def test_the_same_swiss_number_in_another_quarter_is_another_row() -> None:
    (first, *_), _ = read("ch", SAMPLES / "ch-2016.csv", period="Q1 2016")
    (later, *_), _ = read("ch", SAMPLES / "ch-2016.csv", period="Q2 2016")
    assert first.reference != later.reference


def test_the_former_swiss_system_has_a_column_for_each_regime() -> None:
    (egypt, korea), _ = read("ch-tracker", SAMPLES / "ch-tracker-1997.csv")
    assert (egypt.date, egypt.codes) == ("1997-10-13", ("5A002.a",))
    assert (korea.codes, korea.note) == (("2B201.b1", "ML01.a"), "Ausfuhr")
    (kenya, turkey, thailand), _ = read("ch-tracker", SAMPLES / "ch-tracker-2012.csv")
    assert (kenya.date, kenya.destination, kenya.codes) == ("2012-01-27", "ke", ("5A001.f",))
    assert (turkey.codes, thailand.codes) == (("ML18a",), ("5.1",))


def test_german_figures_are_read_as_they_are_written() -> None:
    entries, rejected = read("de", SAMPLES / "de.csv")
    egypt, qatar, austria = entries
    assert egypt.value == Money(amount=Decimal("1904250.50"), currency="EUR")
    assert (egypt.date, egypt.count, egypt.kind) == ("2015", 2, "individual")
    assert (egypt.note, egypt.destination_name) == ("Bericht 2015, Seite 7", "Ägypten")
    assert (qatar.outcome, qatar.value, qatar.codes) == ("refused", None, None)
    assert (austria.date, austria.count) == ("2016-01/2016-03", None)
    assert [row.reason for row in rejected] == ["'Summe' is a total, not an entry"]


def test_the_report_of_the_commission_counts_by_state_item_and_destination() -> None:
    entries, rejected = read("eu", SAMPLES / "eu.csv")
    applied, denied, granted, unlisted = entries
    assert (applied.outcome, applied.count, applied.issuer) == ("applied", 3, "it")
    assert (denied.outcome, denied.codes, denied.destination) == ("refused", ("4A005",), "eg")
    assert granted.value == Money(amount=Decimal(150000), currency="EUR")
    assert (unlisted.issuer, unlisted.count, unlisted.codes) == (None, None, ("Article 5",))
    assert unlisted.note == "value band: under EUR 1 million; one Member State"
    assert [row.row[0] for row in rejected] == ["2022"]


@pytest.mark.parametrize("register", REGISTERS)
def test_a_table_of_another_kind_is_refused_with_the_missing_columns(
    register: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("name,age\nx,1\n", encoding="utf-8")
    names = list(register_mapping(register).columns.values())
    first = names[0] if isinstance(names[0], str) else names[0][0]
    with pytest.raises(BadInput, match=f"other.csv: no column '{first}'"):
        read(register, path)
