"""Amounts, dates and codes as registers write them, and what is none of them."""

from decimal import Decimal

import pytest

from enduse.registers.cells import Unreadable, amount, control_code, number, when

AMOUNTS = {
    ("0", "."): "0", ("1204500", "."): "1204500", ("1,204,500.25", "."): "1204500.25",
    ("1.204.500,25", ","): "1204500.25", ("12'000", "."): "12000", ("9\u2019000", "."): "9000",
    ("12 000,50", ","): "12000.50", ("12\u202f000", "."): "12000", ("£3,540", "."): "3540",
    ("007", "."): "7",
}  # fmt: skip
NO_AMOUNTS = [
    ("1,23", "."), ("1.23", ","), ("1,2345", "."), ("12,000'000", "."), ("-5", "."), ("", "."),
    ("1e5", "."), ("٣", "."), ("1" * 19, "."), ("1.1234567", "."), ("US$5", "."), ("5 EUR", "."),
    (".5", "."), ("NaN", "."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "decimal"), AMOUNTS)
def test_amounts(text: str, decimal: str) -> None:
    assert amount(text, decimal, "GBP") == Decimal(AMOUNTS[text, decimal])


@pytest.mark.parametrize(("text", "decimal"), NO_AMOUNTS)
def test_what_is_no_amount_is_not_guessed(text: str, decimal: str) -> None:
    with pytest.raises(Unreadable):
        amount(text, decimal, "GBP")


@pytest.mark.parametrize("text", ["1.5", "two", "-1", "10000000000", ""])
def test_what_is_no_number_of_licences(text: str) -> None:
    with pytest.raises(Unreadable, match="is no number of licences"):
        number(text, ".")


DATES = {
    ("2016", "iso"): "2016", ("2016-06", "day-first"): "2016-06",
    ("2010/2012", "iso"): "2010/2012", ("2016-01/2016-03", "month-first"): "2016-01/2016-03",
    ("31/12/2015", "day-first"): "2015-12-31", ("1-2-2015", "day-first"): "2015-02-01",
    ("12/31/2015", "month-first"): "2015-12-31", ("01-27-12", "month-first"): "2012-01-27",
    ("10.11.97", "day-first"): "1997-11-10", ("2021 Q4", "iso"): "2021-10/2021-12",
}  # fmt: skip
NO_DATES = [
    ("31/12/2015", "iso"), ("12/31/2015", "day-first"), ("29.02.2015", "day-first"),
    ("0000", "iso"), ("2016-6", "iso"), ("1/2-2015", "day-first"), ("Q5 2016", "iso"),
    ("2016-06-29T10:00", "iso"), ("", "iso"), ("\u0662\u0660\u0661\u0666", "iso"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "order"), DATES)
def test_dates(text: str, order: str) -> None:
    assert when(text, order) == DATES[text, order]


@pytest.mark.parametrize(("text", "order"), NO_DATES)
def test_what_is_no_date_is_not_guessed(text: str, order: str) -> None:
    with pytest.raises(Unreadable):
        when(text, order)


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("5A001F1", "5A001.f1"),
        ("5A001.f.3.a", "5A001.f3a"),
        ("(7B003)", "7B003"),
        ("SL5D002.a", "5D002.a"),
        ("2b201.a1", "2B201.a1"),
        ("5A002.", "5A002"),
        ("5.1", "5.1"),
        ("X.A.III.101", "X.A.III.101"),
        ("PL8001", "PL8001"),
        ("4A005 and more", "4A005 and more"),
    ],
)
def test_codes_have_one_spelling(published: str, kept: str) -> None:
    assert control_code(published) == kept
    assert control_code(kept) == kept
